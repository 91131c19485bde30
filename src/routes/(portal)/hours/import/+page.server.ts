import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { importHours, ImportRows, previewImport, readImport } from '#lib/hours/import.server.ts';
import type { ImportProblem, ImportRow } from '#lib/hours/import.ts';
import { hoursRulesOn } from '#lib/hours/rules.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { checkFile, payloadIn, unreadable } from '#routes/import-file.server.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many problems as a person would read through; the count speaks of all. */
const SHOWN = 300;

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, holds('hours.enter'));
  return { title: m.hours_import() };
};

export const actions: Actions = {
  check: async ({ request, locals }) => {
    await requireAllowed(locals, holds('hours.enter'));
    return checkFile(request, locals, async (bytes, name) => {
      const { rows, problems } = await readImport(bytes);
      return previewOf(locals, name, rows, problems);
    });
  },
  write: async (event) => {
    const rows = await payloadIn(event.request, ImportRows);
    if (!rows) return unreadable(event.locals);
    return act(
      event,
      () => event.locals.run(importHours, rows),
      ({ added }) => ({ to: '/hours', say: m.hours_import_done({ count: added }) })
    );
  }
};

async function previewOf(locals: App.Locals, fileName: string, rows: ImportRow[], unread: ImportProblem[]) {
  const judged = rows.length
    ? await locals.run(previewImport, { rows, fileName })
    : { problems: [], people: 0, entries: 0, years: [] };
  const problems = [...unread, ...judged.problems].sort((a, b) => a.row - b.row);
  const { minutesPerHour } = await hoursRulesOn({ db: locals.house.store.read }, dayOf(locals.house.clock.now()));
  const ready = rows.length > 0 && problems.length === 0;
  return {
    fileName,
    entries: judged.entries,
    people: judged.people,
    years: judged.years.map(({ year, minutes }) => ({ year, hours: minutes / minutesPerHour })),
    count: problems.length,
    problems: problems.slice(0, SHOWN).map(({ row, column, code, params }, at) => ({
      at,
      row,
      column,
      text: errorText(code, params, locals.locale)
    })),
    payload: ready ? JSON.stringify({ rows, fileName }) : ''
  };
}
