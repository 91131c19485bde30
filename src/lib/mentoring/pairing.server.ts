/** Making a pairing and agreeing on it. What changes in it later stands in `change.server.ts`. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { holds, reaches } from '#lib/platform/actor.ts';
import { type Day, addDays, addMonths, dayOf } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, prose, rowId } from '#lib/platform/input.ts';
import { requirePairing, type PairingRow } from './access.server.ts';
import { catalogueToBegin } from './catalogue.server.ts';
import { planOf, taskKeyInput } from './catalogue.ts';
import { requireEligible } from './match.server.ts';
import type { PairingEventKind } from './pairing.ts';
import { usualPhases } from './progress.ts';
import { mentoringRulesOn } from './rules.server.ts';
import { pairing, pairingEvent } from './schema.server.ts';

export const ProposePairing = z.object({
  mentorId: rowId,
  menteeId: rowId,
  /** 中队长 and 分管领导 of the form of completion. */
  teamLeaderId: rowId,
  leaderId: rowId,
  field: line(40),
  goals: prose(600),
  startsOn: dayInput,
  taskKeys: z.array(taskKeyInput).min(1, 'mentoring.plan-empty').max(100),
  /** No substantiated complaint about the mentor is known. */
  attested: z.boolean()
});

/**
 * Makes a pairing, which runs once both have accepted its agreement.
 * @throws DomainError `mentoring.not-eligible-…` {figure}; InvalidInput for people who cannot hold their part.
 */
export const proposePairing = command('mentoring.propose-pairing', {
  input: ProposePairing,
  allow: holds('mentoring.manage'),
  async run(ctx, { taskKeys, attested, ...input }) {
    await requirePeople(ctx, input);
    await requireEligible(ctx, { ...input, on: input.startsOn, attested });
    const catalogue = await catalogueToBegin(ctx);
    const plan = planOf(catalogue.content, taskKeys);
    if (plan.length !== new Set(taskKeys).size) throw new InvalidInput({ taskKeys: ['mentoring.task-unknown'] });
    const { months } = await mentoringRulesOn(ctx, input.startsOn);
    const [made] = await ctx.db
      .insert(pairing)
      .values({
        ...input,
        catalogueId: catalogue.id,
        endsOn: addDays(addMonths(input.startsOn, months), -1),
        status: 'proposed',
        phase: 0,
        phases: [...usualPhases],
        plan,
        terms: 1,
        round: 1,
        createdAt: ctx.now,
        createdBy: ctx.actor.accountId
      })
      .returning({ id: pairing.id });
    await note(ctx, made!.id, 'proposed', { cadreId: input.mentorId });
    return made!;
  },
  trace: ({ mentorId, menteeId, startsOn }, { id }) => ({
    subject: 'pairing',
    id,
    detail: { mentorId, menteeId, startsOn }
  })
});

async function requirePeople(
  ctx: Context,
  input: Pick<z.output<typeof ProposePairing>, 'mentorId' | 'menteeId' | 'teamLeaderId' | 'leaderId'>
) {
  const people = await peopleByIds(ctx, [input.menteeId, input.teamLeaderId, input.leaderId]);
  const mentee = people.find(({ cadreId }) => cadreId === input.menteeId);
  if (!mentee || !reaches(ctx.actor, 'mentoring.manage', mentee.unitId)) throw missing('mentoring.person-not-found');
  const sides = new Set([input.mentorId, input.menteeId]);
  for (const field of ['teamLeaderId', 'leaderId'] as const) {
    if (!people.some(({ cadreId }) => cadreId === input[field])) throw missing('mentoring.person-not-found');
    if (sides.has(input[field])) throw new InvalidInput({ [field]: ['mentoring.leader-is-a-side'] });
  }
  if (input.teamLeaderId === input.leaderId) throw new InvalidInput({ leaderId: ['mentoring.leaders-are-one'] });
}

/** A line in the file of a pairing. */
export async function note(
  ctx: Context,
  pairingId: number,
  kind: PairingEventKind,
  more: { cadreId?: number; reason?: string; detail?: Record<string, unknown> } = {}
) {
  await ctx.db.insert(pairingEvent).values({
    pairingId,
    kind,
    at: ctx.now,
    cadreId: more.cadreId ?? null,
    recordedBy: ctx.actor.accountId,
    reason: more.reason ?? null,
    detail: more.detail ?? {}
  });
}

/** The accounts of the sides that have accepted the present terms. */
export async function acceptedBy(ctx: Context, row: PairingRow) {
  const events = await ctx.db
    .select({ cadreId: pairingEvent.cadreId, at: pairingEvent.at, detail: pairingEvent.detail })
    .from(pairingEvent)
    .where(and(eq(pairingEvent.pairingId, row.id), eq(pairingEvent.kind, 'accepted')))
    .orderBy(desc(pairingEvent.id));
  const present = events.filter(({ detail }) => detail.terms === row.terms);
  const at = (cadreId: number) => present.find((event) => event.cadreId === cadreId)?.at ?? null;
  return { mentorAt: at(row.mentorId), menteeAt: at(row.menteeId) };
}

/**
 * One side accepts the agreement as it stands, and declares that the other is no close relation; when both have, the
 * pairing runs. @throws DomainError `mentoring.not-a-side`, `mentoring.relation-declared`, `mentoring.nothing-to-accept`.
 */
export const acceptAgreement = command('mentoring.accept-agreement', {
  input: z.object({ pairingId: rowId, unrelated: z.boolean() }),
  allow: holds('mentoring.take-part'),
  async run(ctx, { pairingId, unrelated }) {
    const { row } = await requirePairing(ctx, pairingId);
    const cadreId = requireSide(ctx, row);
    if (row.status !== 'proposed') throw conflict('mentoring.nothing-to-accept');
    if (!unrelated) throw conflict('mentoring.relation-declared');
    const before = await acceptedBy(ctx, row);
    if (cadreId === row.mentorId ? before.mentorAt : before.menteeAt) throw conflict('mentoring.nothing-to-accept');
    await note(ctx, pairingId, 'accepted', { cadreId, detail: { terms: row.terms, unrelated } });
    const both = cadreId === row.mentorId ? before.menteeAt !== null : before.mentorAt !== null;
    if (both) await ctx.db.update(pairing).set({ status: 'active' }).where(eq(pairing.id, pairingId));
    return { cadreId, terms: row.terms, runs: both };
  },
  trace: ({ pairingId }, { cadreId, terms, runs }) => ({
    subject: 'pairing',
    id: pairingId,
    detail: { accepted: cadreId, terms, runs }
  })
});

/** One side does not accept, with the reason; the pairing goes back to whoever makes them. */
export const declineAgreement = command('mentoring.decline-agreement', {
  input: z.object({ pairingId: rowId, reason: line(200) }),
  allow: holds('mentoring.take-part'),
  async run(ctx, { pairingId, reason }) {
    const { row } = await requirePairing(ctx, pairingId);
    const cadreId = requireSide(ctx, row);
    if (row.status !== 'proposed') throw conflict('mentoring.nothing-to-accept');
    await note(ctx, pairingId, 'declined', { cadreId, reason });
    await ctx.db.update(pairing).set({ status: 'ended', closedAt: ctx.now }).where(eq(pairing.id, pairingId));
    return { cadreId };
  },
  trace: ({ pairingId }, { cadreId }) => ({ subject: 'pairing', id: pairingId, detail: { declined: cadreId } })
});

function requireSide(ctx: Context, row: PairingRow): number {
  const { cadreId } = ctx.actor;
  if (cadreId !== null && (cadreId === row.mentorId || cadreId === row.menteeId)) return cadreId;
  throw conflict('mentoring.not-a-side');
}

/** Where somebody stands with mentoring on a day. */
export interface MentoringFact {
  /** `none` also for whoever began and ended without a result. */
  state: 'completed' | 'in-progress' | 'failed' | 'none';
  pairingId: number | null;
  field: string | null;
  /** The day of completion; null in every other state. */
  completedOn: Day | null;
}

/** For the readiness of a person and for reports: the newest pairing of each as a mentee, in one set of questions. */
export async function mentoringCompleted(
  ctx: Context,
  cadreIds: readonly number[]
): Promise<Map<number, MentoringFact>> {
  const facts = new Map<number, MentoringFact>(
    cadreIds.map((cadreId) => [cadreId, { state: 'none', pairingId: null, field: null, completedOn: null }])
  );
  for (let at = 0; at < cadreIds.length; at += 500) {
    const rows = await ctx.db
      .select({
        id: pairing.id,
        menteeId: pairing.menteeId,
        status: pairing.status,
        field: pairing.field,
        closedAt: pairing.closedAt
      })
      .from(pairing)
      .where(inArray(pairing.menteeId, cadreIds.slice(at, at + 500)))
      .orderBy(pairing.id);
    for (const { id, menteeId, status, field, closedAt } of rows) {
      if (status === 'ended' || facts.get(menteeId)?.state === 'completed') continue;
      const state = status === 'completed' || status === 'failed' ? status : 'in-progress';
      const completedOn = state === 'completed' && closedAt !== null ? dayOf(closedAt) : null;
      facts.set(menteeId, { state, pairingId: id, field, completedOn });
    }
  }
  return facts;
}
