import { findAttachment } from '#lib/learning/attachments.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { download } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** A material or photo; pictures are shown by the page and saved as any other file. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { name, hash, type } = await locals.run(findAttachment, { sessionId: params.id, attachmentId: params.fileId });
  const bytes = await locals.attempt(async () => {
    const found = await locals.house.files.get(hash);
    if (!found) throw missing('learning.attachment-not-found');
    return found;
  });
  return download(name, bytes, type);
};
