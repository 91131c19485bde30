import { findEventPhoto } from '#lib/outreach/photo.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { download } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** A picture of the day; the page shows it, and it is saved as any other file. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { hash, type } = await locals.run(findEventPhoto, { eventId: params.id, photoId: params.photoId });
  const bytes = await locals.attempt(async () => {
    const found = await locals.house.files.get(hash);
    if (!found) throw missing('outreach.photo-not-found');
    return found;
  });
  return download(`${params.photoId}.${type.slice('image/'.length)}`, bytes, type);
};
