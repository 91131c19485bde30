import type { EntrySource } from '#lib/hours/source.ts';

/** Where the record lies that an entry of the ledger rests on. Rooms know no addresses of one another; this map does. */
const places: Record<EntrySource, ((id: number) => string) | undefined> = {
  course: (id) => `/hours/courses/${id}`,
  session: (id) => `/sessions/${id}`,
  pairing: undefined,
  exam: (id) => `/exams/${id}`,
  outreach: undefined,
  submission: (id) => `/hours/submissions/${id}/evidence`,
  import: undefined
};

export const sourceHref = (kind: EntrySource, id: number) => places[kind]?.(id);
