/** 附件: materials for the audience and photos of the day. */
import { and, asc, count, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { requireInvitation } from './check-in.server.ts';
import { sessionAttachment } from './schema.server.ts';
import { requireSession, seesSessions } from './session.server.ts';
import { attachmentKinds, type AttachmentKind } from './session.ts';

/** As many as one session needs. */
const MOST_ATTACHMENTS = 60;

export const AddAttachment = z.object({
  sessionId: rowId,
  kind: z.enum(attachmentKinds),
  name: line(120),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  type: line(60),
  size: z.int().min(1)
});

export const addAttachment = command('learning.add-attachment', {
  input: AddAttachment,
  allow: holds('session.manage'),
  async run(ctx, input) {
    await requireSession(ctx, input.sessionId);
    const [held] = await ctx.db
      .select({ count: count() })
      .from(sessionAttachment)
      .where(and(eq(sessionAttachment.sessionId, input.sessionId), isNull(sessionAttachment.removedAt)));
    if (held!.count >= MOST_ATTACHMENTS) throw conflict('learning.too-many-attachments', { most: MOST_ATTACHMENTS });
    const [row] = await ctx.db
      .insert(sessionAttachment)
      .values({ ...input, addedAt: ctx.now, addedBy: ctx.actor.accountId })
      .returning({ id: sessionAttachment.id });
    return row!;
  },
  trace: ({ sessionId, kind, hash }, { id }) => ({
    subject: 'training-session',
    id: sessionId,
    detail: { added: id, kind, hash }
  })
});

/** Takes a file off the page; the record of it stays. */
export const removeAttachment = command('learning.remove-attachment', {
  input: z.object({ sessionId: rowId, attachmentId: rowId }),
  allow: holds('session.manage'),
  async run(ctx, { sessionId, attachmentId }) {
    const removed = await ctx.db
      .update(sessionAttachment)
      .set({ removedAt: ctx.now })
      .where(and(ofSession(sessionId), eq(sessionAttachment.id, attachmentId)))
      .returning({ id: sessionAttachment.id });
    if (!removed.length) throw missing('learning.attachment-not-found');
  },
  trace: ({ sessionId, attachmentId }) => ({
    subject: 'training-session',
    id: sessionId,
    detail: { removed: attachmentId }
  })
});

/** One file for whoever may see its session: those who make sessions, those who look on, and its audience. */
export const findAttachment = query('learning.find-attachment', {
  input: z.object({ sessionId: rowId, attachmentId: rowId }),
  allow: (actor) => seesSessions(actor) || actor.may('session.attend'),
  async run(ctx, { sessionId, attachmentId }) {
    if (!seesSessions(ctx.actor)) await requireInvitation(ctx, sessionId);
    const [found] = await ctx.db
      .select()
      .from(sessionAttachment)
      .where(and(ofSession(sessionId), eq(sessionAttachment.id, attachmentId)));
    if (!found) throw missing('learning.attachment-not-found');
    return { name: found.name, hash: found.hash, type: found.type };
  }
});

export interface AttachmentRow {
  id: number;
  kind: AttachmentKind;
  name: string;
  type: string;
  size: number;
  addedAt: Instant;
}

/** The files of a session, oldest first. */
export async function attachmentsOf(ctx: Context, sessionId: number): Promise<AttachmentRow[]> {
  const { id, kind, name, type, size, addedAt } = sessionAttachment;
  return ctx.db
    .select({ id, kind, name, type, size, addedAt })
    .from(sessionAttachment)
    .where(ofSession(sessionId))
    .orderBy(asc(sessionAttachment.id));
}

const ofSession = (sessionId: number) =>
  and(eq(sessionAttachment.sessionId, sessionId), isNull(sessionAttachment.removedAt));
