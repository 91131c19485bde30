import { and, count, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query } from '#lib/platform/door.server.ts';
import { conflict, invalid, missing } from '#lib/platform/errors.ts';
import type { FileStore } from '#lib/platform/files.server.ts';
import { rowId } from '#lib/platform/input.ts';
import { requireRecord, seesPairings } from './access.server.ts';
import { handOf } from './record.server.ts';
import { practicePhoto } from './schema.server.ts';

export const MOST_PHOTOS = 6;

/**
 * Keeps a picture in the store, which redraws it without the place, time and device of the phone; before the command,
 * which only names it.
 * @throws DomainError `file.too-large`, `file.type`, `mentoring.photo-type`.
 */
export async function keepPhoto(files: FileStore, bytes: Uint8Array) {
  const { hash, type, size } = await files.put(bytes);
  const picture = PHOTO_TYPES.find((one) => one === type);
  if (!picture) throw invalid('mentoring.photo-type');
  return { hash, type: picture, size };
}

const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;

export const AddPhoto = z.object({
  recordId: rowId,
  /** Under which the file store keeps it, already without the place, time and device of the phone. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  type: z.enum(PHOTO_TYPES),
  size: z.int().min(1)
});

/** Puts a picture to a record. @throws DomainError `mentoring.too-many-photos` {most}, `mentoring.record-signed`. */
export const addPhoto = command('mentoring.add-photo', {
  input: AddPhoto,
  allow: holds('mentoring.take-part'),
  async run(ctx, { recordId, ...file }) {
    const { record, row } = await requireRecord(ctx, recordId);
    if (!handOf(ctx, row)) throw conflict('mentoring.not-a-side');
    if (record.signed) throw conflict('mentoring.record-signed');
    if (row.status !== 'active') throw conflict('mentoring.pairing-ended');
    const [held] = await ctx.db
      .select({ count: count() })
      .from(practicePhoto)
      .where(and(eq(practicePhoto.recordId, recordId), isNull(practicePhoto.removedAt)));
    if (held!.count >= MOST_PHOTOS) throw conflict('mentoring.too-many-photos', { most: MOST_PHOTOS });
    const [made] = await ctx.db
      .insert(practicePhoto)
      .values({ ...file, recordId, addedAt: ctx.now, addedBy: ctx.actor.accountId })
      .returning({ id: practicePhoto.id });
    return made!;
  },
  trace: ({ recordId, hash }, { id }) => ({ subject: 'practice-record', id: recordId, detail: { photo: id, hash } })
});

export const removePhoto = command('mentoring.remove-photo', {
  input: z.object({ recordId: rowId, photoId: rowId }),
  allow: holds('mentoring.take-part'),
  async run(ctx, { recordId, photoId }) {
    const { record, row } = await requireRecord(ctx, recordId);
    if (!handOf(ctx, row)) throw conflict('mentoring.not-a-side');
    if (record.signed) throw conflict('mentoring.record-signed');
    const gone = await ctx.db
      .update(practicePhoto)
      .set({ removedAt: ctx.now })
      .where(and(eq(practicePhoto.id, photoId), eq(practicePhoto.recordId, recordId), isNull(practicePhoto.removedAt)))
      .returning({ id: practicePhoto.id });
    if (!gone.length) throw missing('mentoring.photo-not-found');
  },
  trace: ({ recordId, photoId }) => ({ subject: 'practice-record', id: recordId, detail: { photoRemoved: photoId } })
});

/** One picture for whoever may see its record. */
export const findPhoto = query('mentoring.find-photo', {
  input: z.object({ recordId: rowId, photoId: rowId }),
  allow: seesPairings,
  async run(ctx, { recordId, photoId }) {
    await requireRecord(ctx, recordId);
    const [found] = await ctx.db
      .select({ hash: practicePhoto.hash, type: practicePhoto.type })
      .from(practicePhoto)
      .where(and(eq(practicePhoto.id, photoId), eq(practicePhoto.recordId, recordId), isNull(practicePhoto.removedAt)));
    if (!found) throw missing('mentoring.photo-not-found');
    return found;
  }
});
