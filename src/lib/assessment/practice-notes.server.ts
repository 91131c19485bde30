/** 笔记: a learner's own words on a question, for nobody else. */
import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { prose, rowId } from '#lib/platform/input.ts';
import { requireCadre } from './practice-cards.server.ts';
import { practiceNote, question } from './schema.server.ts';

export const noteInput = prose(1000);
export const SaveNote = z.object({ questionId: rowId, body: noteInput });

/** Writes the acting person's note on a question in place of an earlier one; an empty note takes it away. */
export const saveNote = command('assessment.save-note', {
  input: SaveNote,
  allow: holds('practice.use'),
  async run(ctx, { questionId, body }) {
    await writeNote(ctx, requireCadre(ctx), questionId, body, ctx.now);
  },
  trace: 'own-record'
});

/**
 * The note written last counts, whichever arrived last. An emptied note stays as a row, so that an older one that
 * arrives late does not bring it back.
 * @returns whether it counts.
 */
export async function writeNote(ctx: Context, cadreId: number, questionId: number, body: string, at: Instant) {
  const [known] = await ctx.db.select({ id: question.id }).from(question).where(eq(question.id, questionId));
  if (!known) throw missing('bank.question-not-found');
  const [earlier] = await ctx.db
    .select({ savedAt: practiceNote.savedAt })
    .from(practiceNote)
    .where(and(eq(practiceNote.cadreId, cadreId), eq(practiceNote.questionId, questionId)));
  if (earlier && earlier.savedAt > at) return false;
  await ctx.db
    .insert(practiceNote)
    .values({ cadreId, questionId, body, savedAt: at })
    .onConflictDoUpdate({
      target: [practiceNote.cadreId, practiceNote.questionId],
      set: { body, savedAt: at }
    });
  return true;
}

export interface OwnNote {
  body: string;
  savedAt: Instant;
}

/** A person's notes by question; all of them, or those on some questions (at most 500). */
export async function notesOf(ctx: Context, cadreId: number, questionIds?: readonly number[]) {
  const own = eq(practiceNote.cadreId, cadreId);
  const rows = await ctx.db
    .select()
    .from(practiceNote)
    .where(questionIds ? and(own, inArray(practiceNote.questionId, [...questionIds])) : own);
  return new Map<number, OwnNote>(rows.flatMap((row) => (row.body ? [[row.questionId, row] as const] : [])));
}
