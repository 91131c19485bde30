import { error, json } from '@sveltejs/kit';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { saveRecord } from '#lib/mentoring/record.server.ts';
import { readJson } from '../../../read-json.server.ts';
import type { RequestHandler } from './$types';

/** Takes `{changes: [{field, from, to}, …]}` and answers with the sheet as it stands and what both sides changed. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
  const { changes } = await readJson(request, locals.locale);
  if (!Array.isArray(changes)) {
    error(400, { message: errorText('input.format', {}, locals.locale), code: 'input.format' });
  }
  return json(await locals.run(saveRecord, { recordId: params.id, changes }));
};
