import { fail } from '@sveltejs/kit';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { readCertificates } from '#lib/certification/import-file.server.ts';
import { importCertificates, ImportRows, previewImport, type JudgedRow } from '#lib/certification/import.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { invalid } from '#lib/platform/errors.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** So many rows are shown; the rest is only counted. */
const SHOWN = 200;

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, holds('register.manage'));
  return { title: m.certification_import_title() };
};

export const actions: Actions = {
  check: async ({ request, locals }) => {
    await requireAllowed(locals, holds('register.manage'));
    const file = (await request.formData()).get('file');
    if (!(file instanceof File) || !file.size)
      return fail(400, { fileErrors: [errorText('input.required', {}, locals.locale)] });
    try {
      return await locals.attempt(async () => {
        const rows = await readCertificates(new Uint8Array(await file.arrayBuffer()));
        if (!rows.length) throw invalid('certification.no-rows');
        const judged = await locals.run(previewImport, { rows });
        return { preview: previewOf(file.name, judged, rows, locals.locale) };
      });
    } catch (problem) {
      const { status, body } = problem as { status?: number; body?: App.Error };
      if (!status || status >= 500 || !body) throw problem;
      return fail(status, { fileErrors: [body.message] });
    }
  },
  write: async (event) => {
    const read = ImportRows.safeParse(parsed(String((await event.request.formData()).get('rows') ?? '')));
    if (!read.success) return fail(400, { fileErrors: [errorText('input.invalid', {}, event.locals.locale)] });
    return act(
      event,
      () => event.locals.run(importCertificates, read.data),
      ({ added }) => ({
        to: '/register',
        say: m.certification_import_done({ count: added })
      })
    );
  }
};

function previewOf(
  name: string,
  { rows, ready }: { rows: JudgedRow[]; ready: boolean },
  given: unknown,
  locale: App.Locals['locale']
) {
  const broken = rows.filter(({ errors }) => errors.length);
  const shown = [...broken, ...rows.filter(({ errors }) => !errors.length)].slice(0, SHOWN);
  return {
    name,
    ready,
    total: rows.length,
    broken: broken.length,
    odd: rows.filter(({ warnings }) => warnings.length).length,
    rows: shown.map(({ errors, warnings, ...row }) => ({
      ...row,
      problems: errors.map(({ field, code }) => ({ field, text: errorText(code, {}, locale) })),
      remarks: warnings.map((code) => errorText(code, {}, locale))
    })),
    /** What “write” sends back; the command judges it again. */
    payload: ready ? JSON.stringify({ rows: given }) : ''
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
