import type { EntrySource } from '#lib/hours/source.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Permission } from '#lib/platform/permissions.ts';

interface Place {
  href(id: number): string;
  /** Whoever holds one of these may open it. */
  needs: Permission[];
}

/** Where the record lies that an entry of the ledger rests on. Rooms know no addresses of one another; this map does. */
const places: Partial<Record<EntrySource, Place>> = {
  course: { href: (id) => `/hours/courses/${id}`, needs: ['learn.use'] },
  session: { href: (id) => `/sessions/${id}`, needs: ['session.attend', 'session.manage', 'session.view'] },
  pairing: { href: (id) => `/mentoring/${id}`, needs: ['mentoring.take-part', 'mentoring.manage'] },
  exam: { href: (id) => `/exams/${id}`, needs: ['exam.sit', 'exam.manage', 'exam.results'] },
  outreach: { href: (id) => `/outreach/${id}`, needs: ['outreach.record', 'outreach.manage'] },
  submission: { href: (id) => `/hours/submissions/${id}/evidence`, needs: ['hours.approve'] }
};

const kinds = Object.keys(places) as EntrySource[];

/** The kinds of records that the reader of a ledger may open; one's own evidence is always one's own. */
export const openableSources = (actor: Actor, own: boolean): EntrySource[] =>
  kinds.filter(
    (kind) => places[kind]!.needs.some((permission) => actor.may(permission)) || (own && kind === 'submission')
  );

export const sourceHref = (openable: readonly EntrySource[]) => (kind: EntrySource, id: number) =>
  openable.includes(kind) ? places[kind]!.href(id) : undefined;
