import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { VillageFileRow, VillageProblem } from '#lib/outreach/village-file.ts';
import {
  importVillages,
  previewVillages,
  readVillages,
  VillageRows,
  type VillagePreview
} from '#lib/outreach/village-import.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { checkFile, payloadIn, unreadable } from '#routes/import-file.server.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many lines as a person would read through; the counts speak of all. */
const SHOWN = 300;

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, holds('outreach.manage'));
  return { title: m.outreach_villages_import() };
};

export const actions: Actions = {
  check: async ({ request, locals }) => {
    await requireAllowed(locals, holds('outreach.manage'));
    return checkFile(request, locals, async (bytes, name) => {
      const { rows, problems } = await readVillages(bytes);
      const compared = rows.length ? await locals.run(previewVillages, { rows }) : [];
      return shown(name, rows, compared, problems, locals.locale);
    });
  },
  write: async (event) => {
    const rows = await payloadIn(event.request, VillageRows);
    if (!rows) return unreadable(event.locals);
    return act(
      event,
      () => event.locals.run(importVillages, rows),
      ({ added, changed }) => ({ to: '/outreach/villages', say: m.outreach_villages_imported_now({ added, changed }) })
    );
  }
};

function shown(
  fileName: string,
  rows: readonly VillageFileRow[],
  compared: readonly VillagePreview[],
  problems: readonly VillageProblem[],
  locale: App.Locals['locale']
) {
  const count = (state: VillagePreview['state']) => compared.filter((one) => one.state === state).length;
  return {
    fileName,
    counts: { added: count('added'), changed: count('changed'), unchanged: count('unchanged') },
    changes: compared.filter(({ state }) => state !== 'unchanged').slice(0, SHOWN),
    count: problems.length,
    problems: problems
      .slice(0, SHOWN)
      .map(({ row, code, params }, at) => ({ at, row, text: errorText(code, params, locale) })),
    payload: rows.length && !problems.length ? JSON.stringify({ rows }) : ''
  };
}
