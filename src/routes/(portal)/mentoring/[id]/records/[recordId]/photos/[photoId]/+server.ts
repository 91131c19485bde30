import { findPhoto } from '#lib/mentoring/photo.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { download } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** A photograph; the page shows it, and it is saved as any other file. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { hash, type } = await locals.run(findPhoto, { recordId: params.recordId, photoId: params.photoId });
  const bytes = await locals.attempt(async () => {
    const found = await locals.house.files.get(hash);
    if (!found) throw missing('mentoring.photo-not-found');
    return found;
  });
  return download(`${params.recordId}-${params.photoId}.${type.split('/')[1]}`, bytes, type);
};
