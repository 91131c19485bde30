/** 评价: five questions, once, by whoever was there; the trainer sees the whole and no single answer's author. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query } from '#lib/platform/door.server.ts';
import { conflict } from '#lib/platform/errors.ts';
import { prose, rowId } from '#lib/platform/input.ts';
import { summariseFeedback } from './feedback.ts';
import { findMySession } from './my-sessions.server.ts';
import { sessionFeedback, sessionFeedbackGiven } from './schema.server.ts';
import { requireSession, seesSessions } from './session.server.ts';
import { feedbackQuestions } from './session.ts';

export const GiveFeedback = z.object({
  sessionId: rowId,
  /** One to five, in the order of `feedbackQuestions`. */
  answers: z.array(z.coerce.number().int().min(1).max(5)).length(feedbackQuestions.length),
  remark: prose(500)
});

/** Answers the five questions, once. No audit row: it would tie the answer to a person and a time. */
export const giveFeedback = command('learning.give-feedback', {
  input: GiveFeedback,
  allow: holds('session.attend'),
  async run(ctx, { sessionId, answers, remark }) {
    const { mayGiveFeedback } = await ctx.call(findMySession, { sessionId });
    if (!mayGiveFeedback) throw conflict('learning.no-feedback-now');
    await ctx.db.insert(sessionFeedbackGiven).values({ sessionId, cadreId: ctx.actor.cadreId! });
    await ctx.db.insert(sessionFeedback).values({ sessionId, answers, remark });
  },
  trace: 'own-record'
});

/** What those who were there think, from five answers on. */
export const feedbackSummary = query('learning.feedback-summary', {
  input: z.object({ sessionId: rowId }),
  allow: seesSessions,
  async run(ctx, { sessionId }) {
    await requireSession(ctx, sessionId);
    const { answers, remark } = sessionFeedback;
    return summariseFeedback(
      await ctx.db.select({ answers, remark }).from(sessionFeedback).where(eq(sessionFeedback.sessionId, sessionId))
    );
  }
});
