import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { importRoster, previewRoster, readRoster, type RosterPreview } from '#lib/people/roster.server.ts';
import { RosterRow, type RosterProblem } from '#lib/people/roster.ts';
import { holds } from '#lib/platform/actor.ts';
import { checkFile, payloadIn } from '#routes/import-file.server.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many lines as a person would read through; the counts speak of all. */
const SHOWN = 300;

/** What the preview sends back, with the name of the file to show it again. */
const Roster = z.object({ file: z.string(), rows: RosterRow.array().min(1) });

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, holds('roster.manage'));
  return { title: m.people_import() };
};

export const actions: Actions = {
  check: async ({ request, locals }) => {
    await requireAllowed(locals, holds('roster.manage'));
    return checkFile(request, locals, async (bytes, name) => {
      const read = await readRoster(bytes);
      if (!read.rows.length) return { ...nothing(), file: name, problems: told(read.problems, locals.locale) };
      const compared = await locals.run(previewRoster, { rows: read.rows });
      return shown(name, compared, [...read.problems, ...compared.problems], locals.locale);
    });
  },
  write: async (event) => {
    const { locals } = event;
    const read = await payloadIn(event.request, Roster);
    if (!read) return fail(400, { fileProblem: errorText('people.roster-unreadable', {}, locals.locale) });
    const { rows } = read;
    const stopped = await act(
      event,
      () => locals.run(importRoster, { rows }),
      ({ added, changed, unchanged }) => ({
        to: '/people',
        say: m.people_imported({ added, changed, unchanged })
      })
    );
    const compared = await locals.run(previewRoster, { rows });
    const preview = shown(read.file, compared, compared.problems, locals.locale);
    return fail(stopped.status, { preview, problem: stopped.data.problem });
  }
};

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
    payload: problems.length ? '' : JSON.stringify({ file, rows: compared.entries.map(({ row }) => row) })
  };
}

const told = (problems: RosterProblem[], locale: App.Locals['locale']) =>
  problems
    .toSorted((a, b) => a.row - b.row)
    .slice(0, SHOWN)
    .map(({ row, column, code, params }) => ({ row, column, text: errorText(code, params, locale) }));
