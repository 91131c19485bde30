/** Learning elsewhere: a person submits it with evidence, somebody else credits it or sends it back. */
import { and, eq, isNull, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { ownPerson, peopleOf, withinReach, type People } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, optionalLine, rowId } from '#lib/platform/input.ts';
import { amountUnits } from './amount.ts';
import { hoursCategories } from './category.ts';
import { requireAmount } from './ledger.server.ts';
import { hoursRulesOn } from './rules.server.ts';
import { hoursDecision, hoursEntry, hoursSubmission } from './schema.server.ts';

/** A file in the store, as `FileStore.put` answered, with the name it came under. */
const Evidence = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: line(200),
  type: line(100),
  size: z.number().int().positive()
});

/** What a person fills in; the evidence comes beside it. */
export const SubmissionForm = z.object({
  category: z.enum(hoursCategories),
  title: line(120),
  organiser: line(80),
  endedOn: dayInput,
  amount: z.coerce.number().positive().max(10_000),
  unit: z.enum(amountUnits).default('hours')
});

/**
 * Submits one's own learning with its evidence; it counts once somebody else has approved it.
 * @throws InvalidInput for a day to come, one off the roster, or more than a week's worth; DomainError
 *   `hours.submitted-already` when the same learning of that day waits or was approved.
 */
export const submitOwn = command('hours.submit-own', {
  input: SubmissionForm.extend({ evidence: Evidence }),
  allow: holds('own.view'),
  async run(ctx, { amount, unit, evidence, ...given }) {
    const person = await ownPerson(ctx);
    if (!person) throw missing('hours.person-not-found');
    const { endedOn, title } = given;
    if (endedOn > ctx.today) throw new InvalidInput({ endedOn: ['hours.day-to-come'] });
    if (endedOn < person.joinedOn) throw new InvalidInput({ endedOn: ['hours.not-yet-on-roster'] });
    const minutes = requireAmount(amount, unit, await hoursRulesOn(ctx, endedOn));
    if (await standsAlready(ctx, person.cadreId, endedOn, title)) throw conflict('hours.submitted-already');
    const [row] = await ctx.db
      .insert(hoursSubmission)
      .values({
        ...given,
        cadreId: person.cadreId,
        minutes,
        fileHash: evidence.hash,
        fileName: evidence.name,
        fileType: evidence.type,
        fileSize: evidence.size,
        submittedBy: ctx.actor.accountId,
        submittedAt: ctx.now
      })
      .returning({ id: hoursSubmission.id });
    return { id: row!.id, minutes };
  },
  trace: ({ category, endedOn, evidence }, { id, minutes }) => ({
    subject: 'hours-submission',
    id,
    detail: { category, endedOn, minutes, evidence: evidence.hash }
  })
});

async function standsAlready(ctx: Context, cadreId: number, endedOn: Day, title: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: hoursSubmission.id })
    .from(hoursSubmission)
    .leftJoin(hoursDecision, eq(hoursDecision.submissionId, hoursSubmission.id))
    .where(
      and(
        eq(hoursSubmission.cadreId, cadreId),
        eq(hoursSubmission.endedOn, endedOn),
        eq(hoursSubmission.title, title),
        or(isNull(hoursDecision.verdict), eq(hoursDecision.verdict, 'approved'))
      )
    );
  return rows.length > 0;
}

/** Takes an own submission back while it waits. */
export const withdrawOwn = command('hours.withdraw-own', {
  input: z.object({ submissionId: rowId }),
  allow: holds('own.view'),
  async run(ctx, { submissionId }) {
    const [submission] = await ctx.db.select().from(hoursSubmission).where(eq(hoursSubmission.id, submissionId));
    if (!submission || submission.cadreId !== ctx.actor.cadreId) throw missing('hours.submission-not-found');
    await decide(ctx, submissionId, { verdict: 'withdrawn', reason: null, minutes: null });
  },
  trace: ({ submissionId }) => ({ subject: 'hours-submission', id: submissionId })
});

export const ApproveSubmission = z.object({
  submissionId: rowId,
  /** Minutes to credit; as claimed unless the evidence says otherwise. */
  minutes: z.coerce.number().int().positive(),
  /** Why it is another amount than claimed. */
  reason: optionalLine(200)
});

/**
 * Credits a submission, with another amount where the evidence says so; the reason is then needed.
 * @throws DomainError `hours.submission-not-found` (also for one's own), `hours.submission-decided`.
 */
export const approveSubmission = command('hours.approve-submission', {
  input: ApproveSubmission,
  allow: holds('hours.approve'),
  async run(ctx, { submissionId, minutes, reason }) {
    const { cadreId, category, title, endedOn, minutes: claimed } = await requireOther(ctx, submissionId);
    requireAmount(minutes, 'minutes', await hoursRulesOn(ctx, endedOn), 'minutes');
    if (minutes !== claimed && !reason) throw new InvalidInput({ reason: ['hours.reason-for-amount'] });
    await decide(ctx, submissionId, { verdict: 'approved', reason: reason || null, minutes });
    const [row] = await ctx.db
      .insert(hoursEntry)
      .values({
        cadreId,
        category,
        title,
        endedOn,
        minutes,
        sourceKind: 'submission',
        sourceId: submissionId,
        sourceTurn: 1,
        enteredBy: ctx.actor.accountId,
        enteredAt: ctx.now
      })
      .returning({ id: hoursEntry.id });
    return { entryId: row!.id, cadreId, claimed };
  },
  trace: ({ submissionId, minutes }, { entryId, cadreId, claimed }) => ({
    subject: 'hours-submission',
    id: submissionId,
    detail: { entryId, cadreId, claimed, minutes }
  })
});

export const ReturnSubmission = z.object({ submissionId: rowId, reason: line(200) });

/** Sends a submission back with the reason; the person may submit again with better evidence. */
export const returnSubmission = command('hours.return-submission', {
  input: ReturnSubmission,
  allow: holds('hours.approve'),
  async run(ctx, { submissionId, reason }) {
    const { cadreId } = await requireOther(ctx, submissionId);
    await decide(ctx, submissionId, { verdict: 'returned', reason, minutes: null });
    return { cadreId };
  },
  trace: ({ submissionId }, { cadreId }) => ({ subject: 'hours-submission', id: submissionId, detail: { cadreId } })
});

async function decide(
  ctx: Context,
  submissionId: number,
  decision: Pick<typeof hoursDecision.$inferInsert, 'verdict' | 'reason' | 'minutes'>
) {
  const [before] = await ctx.db.select().from(hoursDecision).where(eq(hoursDecision.submissionId, submissionId));
  if (before) throw conflict('hours.submission-decided');
  await ctx.db
    .insert(hoursDecision)
    .values({ ...decision, submissionId, decidedBy: ctx.actor.accountId, decidedAt: ctx.now });
}

/** A submission of somebody else within reach; nobody decides on their own. */
async function requireOther(ctx: Context, submissionId: number) {
  const person = peopleOf(ctx.db);
  const [found] = await ctx.db
    .select({ submission: hoursSubmission })
    .from(hoursSubmission)
    .innerJoin(person, eq(person.cadreId, hoursSubmission.cadreId))
    .where(and(eq(hoursSubmission.id, submissionId), ofOthers(ctx, person)));
  if (!found) throw missing('hours.submission-not-found');
  return found.submission;
}

/** People within reach of `hours.approve`, without the acting person. */
export const ofOthers = (ctx: Context, person: People): SQL =>
  and(
    withinReach(ctx, person, 'hours.approve'),
    ctx.actor.cadreId === null ? undefined : sql`${person.cadreId} <> ${ctx.actor.cadreId}`
  ) ?? sql`1 = 1`;
