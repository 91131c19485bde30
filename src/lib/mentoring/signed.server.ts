/** Signed records as the other parts of the room count them: of a record signed again only the newest version. */
import { and, asc, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { practiceRecord, practiceSeal } from './schema.server.ts';

export type SealRow = typeof practiceSeal.$inferSelect;
export type Signed = Omit<SealRow, 'content' | 'signature'>;

const columns = {
  id: practiceSeal.id,
  recordId: practiceSeal.recordId,
  turn: practiceSeal.turn,
  pairingId: practiceSeal.pairingId,
  mentorId: practiceSeal.mentorId,
  menteeId: practiceSeal.menteeId,
  taskKey: practiceSeal.taskKey,
  level: practiceSeal.level,
  practisedOn: practiceSeal.practisedOn,
  minutes: practiceSeal.minutes,
  mean: practiceSeal.mean,
  passed: practiceSeal.passed,
  observer: practiceSeal.observer,
  hash: practiceSeal.hash,
  firstTouchedAt: practiceSeal.firstTouchedAt,
  sealedAt: practiceSeal.sealedAt,
  sealedBy: practiceSeal.sealedBy
};

/** A record that was reopened counts as signed only when it has been signed again. */
export const standing = and(eq(practiceRecord.signed, true), eq(practiceSeal.turn, sql`${practiceRecord.turn}`));

/** The standing signatures of a pairing, newest practice first. */
export async function signedIn(ctx: Context, pairingId: number): Promise<Signed[]> {
  return ctx.db
    .select(columns)
    .from(practiceSeal)
    .innerJoin(practiceRecord, eq(practiceRecord.id, practiceSeal.recordId))
    .where(and(eq(practiceSeal.pairingId, pairingId), standing))
    .orderBy(desc(practiceSeal.practisedOn), desc(practiceSeal.id));
}

/** The same of many pairings. */
export async function signedInAll(ctx: Context, pairingIds: readonly number[]): Promise<Signed[]> {
  const found: Signed[] = [];
  for (let at = 0; at < pairingIds.length; at += 500)
    found.push(
      ...(await ctx.db
        .select(columns)
        .from(practiceSeal)
        .innerJoin(practiceRecord, eq(practiceRecord.id, practiceSeal.recordId))
        .where(and(inArray(practiceSeal.pairingId, pairingIds.slice(at, at + 500)), standing))
        .orderBy(desc(practiceSeal.practisedOn), desc(practiceSeal.id)))
    );
  return found;
}

/** The standing signatures under the practice of some people within days, oldest practice first. */
export async function signedOf(
  ctx: Context,
  menteeIds: readonly number[],
  { from, to }: { from: Day; to: Day }
): Promise<Signed[]> {
  return ctx.db
    .select(columns)
    .from(practiceSeal)
    .innerJoin(practiceRecord, eq(practiceRecord.id, practiceSeal.recordId))
    .where(
      and(
        inArray(practiceSeal.menteeId, [...menteeIds]),
        gte(practiceSeal.practisedOn, from),
        lte(practiceSeal.practisedOn, to),
        standing
      )
    )
    .orderBy(asc(practiceSeal.practisedOn), asc(practiceSeal.id));
}
