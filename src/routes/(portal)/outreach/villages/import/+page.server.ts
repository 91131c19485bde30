import { fail, isHttpError } from '@sveltejs/kit';
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
  preview: async ({ request, locals }) => {
    await requireAllowed(locals, holds('outreach.manage'));
    const file = (await request.formData()).get('file');
    if (!(file instanceof File) || file.size === 0)
      return fail(400, { fileProblem: errorText('input.required', {}, locals.locale) });
    try {
      const read = await locals.attempt(async () => readVillages(new Uint8Array(await file.arrayBuffer())));
      const compared = read.rows.length ? await locals.run(previewVillages, { rows: read.rows }) : [];
      return { preview: shown(file.name, read.rows, compared, read.problems, locals.locale) };
    } catch (error) {
      if (!isHttpError(error) || error.status >= 500) throw error;
      return fail(error.status, { fileProblem: error.body.message });
    }
  },

  // The rows travel in the form, nothing of the file stays here, and the command reads them anew.
  write: async (event) => {
    const read = VillageRows.safeParse(parsed(String((await event.request.formData()).get('payload') ?? '')));
    if (!read.success) return fail(400, { fileProblem: errorText('input.invalid', {}, event.locals.locale) });
    return act(
      event,
      () => event.locals.run(importVillages, read.data),
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
