import { error } from '@sveltejs/kit';
import { findFile } from '#lib/certification/files.server.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { download } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** A scan beside a record, for whoever may see the person's file. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { staffNumber, fileId } = params;
  const { hash, name, type } = await locals.run(findFile, { staffNumber, fileId: Number(fileId) });
  const bytes = await locals.house.files.get(hash);
  if (!bytes) error(404, { message: errorText('certification.file-not-found', {}, locals.locale) });
  return download(name, bytes, type);
};
