import { error } from '@sveltejs/kit';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { findEvidence } from '#lib/hours/submission-list.server.ts';
import { download } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** The evidence of a submission, for its person and those who decide on it. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { hash, name, type } = await locals.run(findEvidence, { submissionId: Number(params.id) });
  const bytes = await locals.house.files.get(hash);
  if (!bytes) error(404, { message: errorText('hours.submission-not-found', {}, locals.locale) });
  return download(name, bytes, type);
};
