/** Who may guide whom: the facts behind the rule of eligibility, and the people a form offers. */
import { and, count, inArray, ne } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByIds, scopeOf, type UnitPerson } from '#lib/people/people-of.server.ts';
import { unitsOfRole } from '#lib/people/role-holders.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { addMonths, type Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { dayInput, rowId } from '#lib/platform/input.ts';
import { upperFloors } from './card.server.ts';
import { eligibility, isEligible, type MentorFacts, type Reason } from './eligibility.ts';
import { mentoringRulesOn } from './rules.server.ts';
import { pairing } from './schema.server.ts';

/** Complaints are looked up so far back. */
const LOOK_BACK_MONTHS = 12;

/** How many running pairings each person is a side of. @param except a pairing that is not counted. */
async function runningOf(ctx: Context, side: 'mentorId' | 'menteeId', except?: number): Promise<Map<number, number>> {
  const rows = await ctx.db
    .select({ cadreId: pairing[side], pairs: count() })
    .from(pairing)
    .where(
      and(inArray(pairing.status, ['proposed', 'active']), except === undefined ? undefined : ne(pairing.id, except))
    )
    .groupBy(pairing[side]);
  return new Map(rows.map(({ cadreId, pairs }) => [cadreId, pairs]));
}

async function mentorFacts(
  ctx: Context,
  people: readonly UnitPerson[],
  on: Day,
  attested: boolean,
  except?: number
): Promise<Map<number, MentorFacts>> {
  const carded = await upperFloors().cardedOn(
    ctx,
    people.map(({ cadreId }) => cadreId),
    on
  );
  const signing = await unitsOfRole(ctx, 'mentor');
  const running = await runningOf(ctx, 'mentorId', except);
  const facts = new Map<number, MentorFacts>();
  for (const { cadreId, unitId, establishment, joinedOn, leftOn } of people) {
    const found = await upperFloors().complaintsSince(ctx, cadreId, addMonths(on, -LOOK_BACK_MONTHS));
    facts.set(cadreId, {
      ...{ cadreId, unitId, establishment, joinedOn, leftOn },
      carded: carded.has(cadreId),
      signsIn: signing.get(cadreId) ?? null,
      apprentices: running.get(cadreId) ?? 0,
      // The portal knows of those that came to it; for the others the word of whoever makes the pairing stands.
      complaints: found || (attested ? 0 : null)
    });
  }
  return facts;
}

/**
 * Whether one may guide the other from a day on, with every reason.
 * @param attested somebody states that no complaint was substantiated elsewhere either; never outweighs one that was here.
 * @throws DomainError `mentoring.person-not-found`.
 */
export async function judgePair(
  ctx: Context,
  pair: { mentorId: number; menteeId: number; on: Day; attested: boolean; except?: number }
): Promise<Reason[]> {
  const people = await peopleByIds(ctx, [pair.mentorId, pair.menteeId]);
  const mentor = people.find(({ cadreId }) => cadreId === pair.mentorId);
  const mentee = people.find(({ cadreId }) => cadreId === pair.menteeId);
  if (!mentor || !mentee) throw missing('mentoring.person-not-found');
  const facts = await mentorFacts(ctx, [mentor], pair.on, pair.attested, pair.except);
  const running = (await runningOf(ctx, 'menteeId', pair.except)).get(mentee.cadreId) ?? 0;
  return eligibility(facts.get(mentor.cadreId)!, { ...mentee, running }, await mentoringRulesOn(ctx, pair.on), pair.on);
}

/** @throws DomainError `mentoring.not-eligible-…` for the first condition that is not met. */
export async function requireEligible(ctx: Context, pair: Parameters<typeof judgePair>[1]): Promise<void> {
  const reasons = await judgePair(ctx, pair);
  if (isEligible(reasons)) return;
  const { code, figure } = reasons.find(({ met }) => !met)!;
  throw conflict(`mentoring.not-eligible-${code}`, { figure });
}

export interface Candidate extends Pick<UnitPerson, 'cadreId' | 'staffNumber' | 'name' | 'unitName'> {
  /** What speaks against them for this mentee; empty when nothing does. */
  against: Reason[];
  apprentices: number;
}

/** Everybody who could guide a mentee, those who may first, each with what speaks against them. */
export const listCandidates = query('mentoring.list-candidates', {
  input: z.object({ menteeId: rowId, on: dayInput, except: rowId.optional() }),
  allow: holds('mentoring.manage'),
  async run(ctx, { menteeId, on, except }): Promise<Candidate[]> {
    const [mentee] = await peopleByIds(ctx, [menteeId]);
    if (!mentee) throw missing('mentoring.person-not-found');
    const signing = await unitsOfRole(ctx, 'mentor');
    const people = await peopleByIds(ctx, [...signing.keys()]);
    const facts = await mentorFacts(ctx, people, on, true, except);
    const running = (await runningOf(ctx, 'menteeId', except)).get(menteeId) ?? 0;
    const rules = await mentoringRulesOn(ctx, on);
    return people
      .map(({ cadreId, staffNumber, name, unitName }): Candidate => {
        const own = facts.get(cadreId)!;
        const against = eligibility(own, { ...mentee, running }, rules, on).filter(({ met }) => !met);
        return { cadreId, staffNumber, name, unitName, against, apprentices: own.apprentices };
      })
      .sort((a, b) => a.against.length - b.against.length || (a.staffNumber < b.staffNumber ? -1 : 1));
  }
});

/** The people within reach whom a pairing can name. */
export const listPeople = query('mentoring.list-people', {
  input: z.object({}),
  allow: holds('mentoring.manage'),
  async run(ctx) {
    const { people } = await scopeOf(ctx, 'mentoring.manage', { on: ctx.today });
    const running = await runningOf(ctx, 'menteeId');
    const carded = await upperFloors().cardedOn(
      ctx,
      people.map(({ cadreId }) => cadreId),
      ctx.today
    );
    return people.map(({ cadreId, staffNumber, name, unitName }) => ({
      ...{ cadreId, staffNumber, name, unitName },
      free: !running.has(cadreId),
      carded: carded.has(cadreId)
    }));
  }
});
