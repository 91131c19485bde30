/** What the yearly report and the supervisor's home ask of mentoring: pairs of a period, their signed records, and who is at risk. */
import { and, asc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { dayOf, instantOf, type Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { visible } from './access.server.ts';
import type { Level } from './catalogue.ts';
import { daysLeft, pairingCode, sealCode, type PairingStatus } from './pairing.ts';
import { mentoringRulesOn } from './rules.server.ts';
import { pairing, pairingEvent } from './schema.server.ts';
import { signedInAll } from './signed.server.ts';
import { quietDays } from './watch.ts';

interface Period {
  from: Day;
  to: Day;
}

export interface PairInPeriod {
  id: number;
  code: string;
  status: PairingStatus;
  mentor: string;
  mentee: string;
  startsOn: Day;
  endsOn: Day;
  /** The day on which it ended, whichever way; null while it runs. */
  closedOn: Day | null;
}

export interface RecordInPeriod {
  id: number;
  pairingId: number;
  recordId: number;
  code: string;
  mentee: string;
  practisedOn: Day;
}

/** The pairs that both had accepted and that ran within days, both included, with the records signed of those days. */
export async function pairsBetween(
  ctx: Context,
  { from, to }: Period
): Promise<{ pairs: PairInPeriod[]; records: RecordInPeriod[] }> {
  const begun = await ctx.db
    .select()
    .from(pairing)
    .where(and(lte(pairing.startsOn, to), or(isNull(pairing.closedAt), gte(pairing.closedAt, instantOf(from)))))
    .orderBy(asc(pairing.id));
  const turns = await turnsOf(
    ctx,
    begun.map(({ id }) => id)
  );
  const rows = begun.filter(({ id, status }) => {
    // Declined, it never ran; waiting for a new mentor, it did.
    if (status === 'ended') return !turns.has(`${id} declined`);
    return status !== 'proposed' || turns.has(`${id} mentor-changed`);
  });
  const people = await peopleByIds(ctx, [...new Set(rows.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]))]);
  const nameOf = (id: number) => people.find(({ cadreId }) => cadreId === id)?.name ?? '';
  const seals = await signedInAll(
    ctx,
    rows.map(({ id }) => id)
  );
  return {
    pairs: rows.map((row) => ({
      ...{ id: row.id, code: pairingCode(row), status: row.status, startsOn: row.startsOn, endsOn: row.endsOn },
      mentor: nameOf(row.mentorId),
      mentee: nameOf(row.menteeId),
      closedOn: row.closedAt === null ? null : dayOf(row.closedAt)
    })),
    records: seals
      .filter(({ practisedOn }) => practisedOn >= from && practisedOn <= to)
      .map((seal) => ({
        ...{ id: seal.id, pairingId: seal.pairingId, recordId: seal.recordId, practisedOn: seal.practisedOn },
        code: sealCode(seal),
        mentee: nameOf(seal.menteeId)
      }))
  };
}

async function turnsOf(ctx: Context, pairingIds: readonly number[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let at = 0; at < pairingIds.length; at += 500) {
    const rows = await ctx.db
      .select({ id: pairingEvent.pairingId, kind: pairingEvent.kind })
      .from(pairingEvent)
      .where(
        and(
          inArray(pairingEvent.pairingId, pairingIds.slice(at, at + 500)),
          inArray(pairingEvent.kind, ['declined', 'mentor-changed'])
        )
      );
    for (const { id, kind } of rows) found.add(`${id} ${kind}`);
  }
  return found;
}

export interface PairAtRisk {
  pairingId: number;
  mentee: string;
  mentor: string;
  /** Days since the last signed practice, or since the beginning. */
  quiet: number;
  /** Days left; negative when its last day has passed without an outcome. */
  left: number;
  why: 'overdue' | 'quiet' | 'ending';
}

/** A pair that ends this soon is looked at. */
const ENDING_WITHIN = 14;

/** Pairs within the actor's reach that need somebody: past their end, silent for too long, or about to end. Worst first. */
export async function pairsAtRisk(ctx: Context): Promise<{ total: number; pairs: PairAtRisk[] }> {
  const running = await ctx.db
    .select()
    .from(pairing)
    .where(and(visible(ctx), eq(pairing.status, 'active')))
    .orderBy(asc(pairing.id));
  const seals = await signedInAll(
    ctx,
    running.map(({ id }) => id)
  );
  const { quietWeeks } = await mentoringRulesOn(ctx, ctx.today);
  const people = await peopleByIds(ctx, [
    ...new Set(running.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]))
  ]);
  const nameOf = (id: number) => people.find(({ cadreId }) => cadreId === id)?.name ?? '';
  const pairs = running.flatMap((row): PairAtRisk[] => {
    const lastOn = seals.find(({ pairingId }) => pairingId === row.id)?.practisedOn ?? null;
    const quiet = quietDays({ startsOn: row.startsOn, lastOn }, ctx.today);
    const left = daysLeft(row, ctx.today);
    const why =
      left < 0
        ? 'overdue'
        : quiet >= quietWeeks * 7
          ? 'quiet'
          : left <= ENDING_WITHIN
            ? ('ending' as const)
            : undefined;
    if (!why) return [];
    return [{ pairingId: row.id, mentee: nameOf(row.menteeId), mentor: nameOf(row.mentorId), quiet, left, why }];
  });
  const order = ['overdue', 'quiet', 'ending'];
  return {
    total: running.length,
    pairs: pairs.sort((a, b) => order.indexOf(a.why) - order.indexOf(b.why) || b.quiet - a.quiet)
  };
}

export interface SignedWith {
  code: string;
  practisedOn: Day;
  part: 'mentee' | 'mentor';
  /** The other of the two. */
  other: string;
  level: Level;
}

/** The signed practices in which somebody took part, newest first, whoever may see them. */
export async function recordsWith(ctx: Context, cadreId: number): Promise<SignedWith[]> {
  const rows = await ctx.db
    .select({ id: pairing.id })
    .from(pairing)
    .where(or(eq(pairing.mentorId, cadreId), eq(pairing.menteeId, cadreId)));
  const seals = await signedInAll(
    ctx,
    rows.map(({ id }) => id)
  );
  const own = seals.filter(({ mentorId, menteeId }) => mentorId === cadreId || menteeId === cadreId);
  const people = await peopleByIds(ctx, [...new Set(own.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]))]);
  return own.map((seal) => {
    const otherId = seal.mentorId === cadreId ? seal.menteeId : seal.mentorId;
    return {
      ...{ code: sealCode(seal), practisedOn: seal.practisedOn, level: seal.level },
      part: seal.menteeId === cadreId ? 'mentee' : 'mentor',
      other: people.find((person) => person.cadreId === otherId)?.name ?? ''
    };
  });
}
