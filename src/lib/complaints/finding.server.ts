/** 认定: what was found of each allegation. */
import { and, asc, eq, gte, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Day } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { optionalLine, rowId } from '#lib/platform/input.ts';
import { ownRecusals, requireOwnCase } from './assignment.server.ts';
import { openWords, sealWords } from './case.server.ts';
import { findings, upheldFindings } from './complaint.ts';
import { reason, works } from './decision.server.ts';
import { mayHandle } from './recusal.ts';
import { allegation, complaint, complaintPerson } from './schema.server.ts';
import { statementsOf } from './statement.server.ts';

export const FindAllegation = z.object({
  complaintId: rowId,
  allegationId: rowId,
  finding: z.enum(findings),
  /**
   * The provisions that were not kept, as people write them; decides which remedies are put forward. One that the law
   * library does not hold is kept all the same: a finding does not wait for a text to be imported.
   */
  cites: optionalLine(200),
  reason
});

/**
 * Writes down what was found of an allegation, and why. Recusal is checked again, and every officer named was heard or
 * has let the day pass.
 * @throws conflict `complaints.must-recuse`, `complaints.not-accepted`, `complaints.officer-not-heard`; missing
 *   `complaints.no-such-allegation`
 */
export const findAllegation = command('complaints.find-allegation', {
  input: FindAllegation,
  allow: works,
  async run(ctx, { complaintId, allegationId, finding, cites, reason: words }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.state.decision !== 'accepted') throw conflict('complaints.not-accepted');
    if (!mayHandle(await ownRecusals(ctx, found))) throw conflict('complaints.must-recuse');
    if (!(await areHeard(ctx, complaintId))) throw conflict('complaints.officer-not-heard');
    const written = await ctx.db
      .update(allegation)
      .set({
        finding,
        cites: cites || null,
        reasonSealed: sealWords(ctx, complaintId, `finding:${allegationId}`, words),
        foundAt: ctx.now,
        foundBy: ctx.actor.accountId
      })
      .where(and(eq(allegation.id, allegationId), eq(allegation.complaintId, complaintId)))
      .returning({ category: allegation.category });
    if (!written.length) throw missing('complaints.no-such-allegation');
    return { category: written[0]!.category };
  },
  trace: ({ complaintId, allegationId, finding }, { category }) => ({
    subject: 'complaint',
    id: complaintId,
    detail: { allegationId, category, finding }
  })
});

/** Whether every officer named has given a statement, or has let the day for it pass. */
async function areHeard(ctx: Context, complaintId: number): Promise<boolean> {
  const { unasked, statements } = await hearing(ctx, complaintId);
  return unasked.length === 0 && statements.every(({ answeredAt, dueOn }) => answeredAt !== null || dueOn < ctx.today);
}

/** Who is named, who was asked, and what they said. */
export async function hearing(ctx: Context, complaintId: number) {
  const statements = await statementsOf(ctx, complaintId);
  const isAsked = (one: number) => statements.some(({ cadreId }) => cadreId === one);
  return { unasked: (await accusedOf(ctx, complaintId)).filter((cadreId) => !isAsked(cadreId)), statements };
}

/** The officers complained of, as far as they are known. */
export async function accusedOf(ctx: Context, complaintId: number): Promise<number[]> {
  const named = await ctx.db
    .select({ cadreId: complaintPerson.cadreId })
    .from(complaintPerson)
    .where(and(eq(complaintPerson.complaintId, complaintId), eq(complaintPerson.part, 'accused')));
  return [...new Set(named.flatMap(({ cadreId }) => cadreId ?? []))];
}

/** The allegations of a case, with what was found. */
export async function allegationsOf(ctx: Context, complaintId: number) {
  const rows = await ctx.db
    .select()
    .from(allegation)
    .where(eq(allegation.complaintId, complaintId))
    .orderBy(asc(allegation.position));
  return rows.map(({ id, category, finding, cites, reasonSealed, foundAt }) => ({
    id,
    category,
    finding,
    cites,
    reason: reasonSealed === null ? null : openWords(ctx, complaintId, `finding:${id}`, reasonSealed),
    foundAt
  }));
}

/** In how many closed cases since a day something was substantiated, in part or whole, of which this person was accused. */
export async function upheldSince(ctx: Context, cadreId: number, since: Day): Promise<number> {
  const rows = await ctx.db
    .selectDistinct({ id: complaint.id })
    .from(complaint)
    .innerJoin(complaintPerson, eq(complaintPerson.complaintId, complaint.id))
    .innerJoin(allegation, eq(allegation.complaintId, complaint.id))
    .where(
      and(
        eq(complaint.stage, 'closed'),
        gte(complaint.receivedOn, since),
        eq(complaintPerson.cadreId, cadreId),
        eq(complaintPerson.part, 'accused'),
        inArray(allegation.finding, [...upheldFindings])
      )
    );
  return rows.length;
}
