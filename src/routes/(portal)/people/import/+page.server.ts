import { fail, isHttpError } from '@sveltejs/kit';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { importRoster, previewRoster, readRoster, type RosterPreview } from '#lib/people/roster.server.ts';
import { RosterRow, type RosterProblem } from '#lib/people/roster.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '../../../require-allowed.server.ts';
import { act } from '../../../submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many lines as a person would read through; the counts speak of all. */
const SHOWN = 300;

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, holds('roster.manage'));
  return { title: m.people_import() };
};

export const actions: Actions = {
  preview: async ({ request, locals }) => {
    await requireAllowed(locals, holds('roster.manage'));
    const file = (await request.formData()).get('file');
    if (!(file instanceof File) || file.size === 0) return fail(400, { fileProblem: m.people_choose_file() });
    try {
      const read = await locals.attempt(async () => readRoster(new Uint8Array(await file.arrayBuffer())));
      if (!read.rows.length)
        return { preview: { ...nothing(), file: file.name, problems: told(read.problems, locals.locale) } };
      const compared = await locals.run(previewRoster, { rows: read.rows });
      return { preview: shown(file.name, compared, [...read.problems, ...compared.problems], locals.locale) };
    } catch (error) {
      if (!isHttpError(error) || error.status >= 500) throw error;
      return fail(error.status, { fileProblem: error.body.message });
    }
  },

  // The rows travel from the preview in the form itself, so that nobody has to find the file again and nothing of
  // it is kept on the server. What comes back may have been altered: the command reads it as any other input.
  confirm: async (event) => {
    const { locals, request } = event;
    const form = await request.formData();
    const rows = rowsIn(form.get('rows'));
    if (!rows) return fail(400, { fileProblem: errorText('people.roster-unreadable', {}, locals.locale) });
    const stopped = await act(
      event,
      () => locals.run(importRoster, { rows }),
      ({ added, changed, unchanged }) => ({
        to: '/people',
        say: m.people_imported({ added, changed, unchanged })
      })
    );
    const compared = await locals.run(previewRoster, { rows });
    const preview = shown(String(form.get('name') ?? ''), compared, compared.problems, locals.locale);
    return fail(stopped.status, { preview, problem: stopped.data.problem });
  }
};

function rowsIn(field: unknown): RosterRow[] | undefined {
  try {
    const read = RosterRow.array()
      .min(1)
      .safeParse(JSON.parse(String(field)));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

const nothing = () => ({
  counts: { added: 0, changed: 0, unchanged: 0 },
  entries: [],
  more: 0,
  newUnits: [] as string[],
  absent: [],
  moreAbsent: 0,
  payload: ''
});

function shown(file: string, compared: RosterPreview, problems: RosterProblem[], locale: App.Locals['locale']) {
  const worth = compared.entries.filter(({ state }) => state !== 'unchanged');
  return {
    file,
    counts: compared.counts,
    entries: worth.slice(0, SHOWN).map(({ row, state, before }) => ({ row, state, before })),
    more: Math.max(0, worth.length - SHOWN),
    newUnits: compared.newUnits,
    absent: compared.absent.slice(0, SHOWN).map(({ staffNumber, name, unit }) => ({ staffNumber, name, unit })),
    moreAbsent: Math.max(0, compared.absent.length - SHOWN),
    problems: told(problems, locale),
    payload: problems.length ? '' : JSON.stringify(compared.entries.map(({ row }) => row))
  };
}

const told = (problems: RosterProblem[], locale: App.Locals['locale']) =>
  problems
    .toSorted((a, b) => a.row - b.row)
    .slice(0, SHOWN)
    .map(({ row, column, code, params }) => ({ row, column, text: errorText(code, params, locale) }));
