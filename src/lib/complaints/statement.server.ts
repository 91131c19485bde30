/** 情况说明: the officer complained of is heard before anything is found. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { accountsOf } from '#lib/people/role-holders.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { calendarOf } from '#lib/platform/calendar.server.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { prose, rowId } from '#lib/platform/input.ts';
import { notify } from '#lib/platform/notifications.server.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { requireOwnCase } from './assignment.server.ts';
import { keepSummary, openWords, sealWords } from './case.server.ts';
import { reason, works } from './decision.server.ts';
import { complaintPerson, officerStatement } from './schema.server.ts';
import { termFrom } from './term.ts';

const LONGEST_STATEMENT = 4000;

export const AskStatement = z.object({ complaintId: rowId, cadreId: rowId, question: reason });

/**
 * Asks an officer who is named in the case for a statement. What is asked goes to the officer as it is written here; the
 * complaint itself does not (信访工作条例 art. 30(3)).
 * @throws missing `complaints.not-named`, conflict `complaints.asked-already`
 */
export const askStatement = command('complaints.ask-statement', {
  input: AskStatement,
  allow: works,
  async run(ctx, { complaintId, cadreId, question }) {
    const { state } = await requireOwnCase(ctx, complaintId);
    const [named] = await ctx.db
      .select({ id: complaintPerson.id })
      .from(complaintPerson)
      .where(
        and(
          eq(complaintPerson.complaintId, complaintId),
          eq(complaintPerson.cadreId, cadreId),
          eq(complaintPerson.part, 'accused')
        )
      );
    if (!named) throw missing('complaints.not-named');
    const days = (await settingsOn(ctx.db, ctx.today))['complaint.statement'];
    const [row] = await ctx.db
      .insert(officerStatement)
      .values({
        complaintId,
        cadreId,
        questionSealed: sealWords(ctx, complaintId, `question:${cadreId}`, question),
        askedAt: ctx.now,
        askedBy: ctx.actor.accountId,
        dueOn: termFrom(await calendarOf(ctx.db), ctx.today, days, 'working-days').due!
      })
      .onConflictDoNothing()
      .returning({ id: officerStatement.id, dueOn: officerStatement.dueOn });
    if (!row) throw conflict('complaints.asked-already');
    await notify(ctx, {
      to: [...(await accountsOf(ctx, [cadreId])).values()],
      kind: 'statement-asked',
      reason: `statement:${row.id}`,
      values: { on: row.dueOn },
      href: '/statements'
    });
    await keepSummary(ctx, complaintId, state);
    return row;
  },
  trace: ({ complaintId, cadreId }) => ({ subject: 'complaint', id: complaintId, detail: { cadreId } })
});

/** What the acting officer is asked to explain; the case behind it is not theirs to see. */
export const myStatements = query('complaints.my-statements', {
  input: z.object({}),
  allow: holds('own.view'),
  async run(ctx) {
    if (ctx.actor.cadreId === null) return [];
    const rows = await ctx.db
      .select()
      .from(officerStatement)
      .where(eq(officerStatement.cadreId, ctx.actor.cadreId))
      .orderBy(asc(officerStatement.dueOn));
    return rows.map(({ id, complaintId, cadreId, questionSealed, answerSealed, dueOn, askedAt, answeredAt }) => ({
      id,
      question: openWords(ctx, complaintId, `question:${cadreId}`, questionSealed),
      answer: answerSealed === null ? null : openWords(ctx, complaintId, `answer:${cadreId}`, answerSealed),
      dueOn,
      askedAt,
      answeredAt
    }));
  }
});

export const GiveStatement = z.object({
  statementId: rowId,
  answer: prose(LONGEST_STATEMENT).refine((text) => text !== '', 'input.required')
});

/** Answers, once; also after the day, since a late word is better than none. @throws missing `complaints.statement-not-found` */
export const giveStatement = command('complaints.give-statement', {
  input: GiveStatement,
  allow: holds('own.view'),
  async run(ctx, { statementId, answer }) {
    const [row] = await ctx.db
      .select()
      .from(officerStatement)
      .where(and(eq(officerStatement.id, statementId), eq(officerStatement.cadreId, ctx.actor.cadreId ?? 0)));
    if (!row) throw missing('complaints.statement-not-found');
    const written = await ctx.db
      .update(officerStatement)
      .set({
        answerSealed: sealWords(ctx, row.complaintId, `answer:${row.cadreId}`, answer),
        answeredAt: ctx.now
      })
      .where(and(eq(officerStatement.id, statementId), isNull(officerStatement.answeredAt)))
      .returning({ id: officerStatement.id });
    if (!written.length) throw conflict('complaints.statement-given');
  },
  trace: ({ statementId }) => ({ subject: 'officer-statement', id: statementId })
});

/** The statements of a case, for whoever handles it. */
export async function statementsOf(ctx: Context, complaintId: number) {
  const rows = await ctx.db
    .select()
    .from(officerStatement)
    .where(eq(officerStatement.complaintId, complaintId))
    .orderBy(asc(officerStatement.id));
  return rows.map(({ id, cadreId, questionSealed, answerSealed, dueOn, askedAt, answeredAt }) => ({
    id,
    cadreId,
    question: openWords(ctx, complaintId, `question:${cadreId}`, questionSealed),
    answer: answerSealed === null ? null : openWords(ctx, complaintId, `answer:${cadreId}`, answerSealed),
    dueOn,
    askedAt,
    answeredAt
  }));
}
