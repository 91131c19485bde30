/** 活动照片. The store redraws each picture without the place, time and device of the phone; faces are for people to mind. */
import { and, asc, count, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid, missing } from '#lib/platform/errors.ts';
import type { FileStore } from '#lib/platform/files.server.ts';
import { rowId } from '#lib/platform/input.ts';
import { recordsEvents, requireEvent, requireOpenEvent } from './access.server.ts';
import { outreachPhoto } from './schema.server.ts';

export const MOST_PHOTOS = 12;
const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;

/**
 * Keeps a picture in the store, before the command, which only names it.
 * @throws DomainError `file.too-large`, `file.type`, `file.picture`, `outreach.photo-type`.
 */
export async function keepEventPhoto(files: FileStore, bytes: Uint8Array) {
  const { hash, type, size } = await files.put(bytes);
  const picture = PHOTO_TYPES.find((one) => one === type);
  if (!picture) throw invalid('outreach.photo-type');
  return { hash, type: picture, size };
}

export const AddEventPhoto = z.object({
  eventId: rowId,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  type: z.enum(PHOTO_TYPES),
  size: z.int().min(1)
});

/** @throws DomainError `outreach.too-many-photos` {most}, and what keeps an event from being changed. */
export const addEventPhoto = command('outreach.add-photo', {
  input: AddEventPhoto,
  allow: recordsEvents,
  async run(ctx, { eventId, ...file }) {
    await requireOpenEvent(ctx, eventId);
    const [held] = await ctx.db.select({ count: count() }).from(outreachPhoto).where(ofEvent(eventId));
    if (held!.count >= MOST_PHOTOS) throw conflict('outreach.too-many-photos', { most: MOST_PHOTOS });
    const [row] = await ctx.db
      .insert(outreachPhoto)
      .values({ ...file, eventId, addedAt: ctx.now, addedBy: ctx.actor.accountId })
      .returning({ id: outreachPhoto.id });
    return row!;
  },
  trace: ({ eventId, hash }, { id }) => ({ subject: 'outreach-event', id: eventId, detail: { photo: id, hash } })
});

/** Takes a picture off the page; the record of it stays. */
export const removeEventPhoto = command('outreach.remove-photo', {
  input: z.object({ eventId: rowId, photoId: rowId }),
  allow: recordsEvents,
  async run(ctx, { eventId, photoId }) {
    await requireOpenEvent(ctx, eventId);
    const gone = await ctx.db
      .update(outreachPhoto)
      .set({ removedAt: ctx.now })
      .where(and(ofEvent(eventId), eq(outreachPhoto.id, photoId)))
      .returning({ id: outreachPhoto.id });
    if (!gone.length) throw missing('outreach.photo-not-found');
  },
  trace: ({ eventId, photoId }) => ({ subject: 'outreach-event', id: eventId, detail: { photoRemoved: photoId } })
});

/** One picture for whoever may see its event. */
export const findEventPhoto = query('outreach.find-photo', {
  input: z.object({ eventId: rowId, photoId: rowId }),
  allow: recordsEvents,
  async run(ctx, { eventId, photoId }) {
    await requireEvent(ctx, eventId);
    const [found] = await ctx.db
      .select({ hash: outreachPhoto.hash, type: outreachPhoto.type })
      .from(outreachPhoto)
      .where(and(ofEvent(eventId), eq(outreachPhoto.id, photoId)));
    if (!found) throw missing('outreach.photo-not-found');
    return found;
  }
});

export interface PhotoRow {
  id: number;
  addedAt: Instant;
}

export const photosOf = (ctx: Context, eventId: number): Promise<PhotoRow[]> =>
  ctx.db
    .select({ id: outreachPhoto.id, addedAt: outreachPhoto.addedAt })
    .from(outreachPhoto)
    .where(ofEvent(eventId))
    .orderBy(asc(outreachPhoto.id));

const ofEvent = (eventId: number) => and(eq(outreachPhoto.eventId, eventId), isNull(outreachPhoto.removedAt));
