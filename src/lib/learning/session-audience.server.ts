import { and, asc, eq, inArray } from 'drizzle-orm';
import { onRoster, ownPerson, peopleByIds, peopleOf, type UnitPerson } from '#lib/people/people-of.server.ts';
import { dayOf, type Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import type { trainingSession } from './schema.server.ts';
import { sessionOutcome } from './schema.server.ts';

type SessionRow = typeof trainingSession.$inferSelect;
type Meant = Pick<SessionRow, 'audience' | 'makesUpForId' | 'startsAt'>;

/** Everybody of the roster whom a session is meant for, on its day. */
export async function invitedTo(ctx: Context, session: Meant): Promise<UnitPerson[]> {
  const { audience } = session;
  const on = dayOf(session.startsAt);
  if (audience.scope === 'nobody') return [];
  if (audience.scope === 'cadres') return presentOn(await peopleByIds(ctx, audience.cadreIds), on);
  if (audience.scope === 'missed') return presentOn(await peopleByIds(ctx, await missedBy(ctx, session)), on);
  const person = peopleOf(ctx.db);
  const meant =
    audience.scope === 'units'
      ? inArray(person.unitId, audience.unitIds)
      : audience.scope === 'enforcement-posts'
        ? eq(person.enforcementPost, true)
        : undefined;
  const rows = await ctx.db
    .select()
    .from(person)
    .where(and(onRoster(person, on), meant))
    .orderBy(asc(person.unitPosition), asc(person.staffNumber));
  return rows as UnitPerson[];
}

/** Whether a session is meant for one person. */
export async function isInvited(ctx: Context, person: UnitPerson, session: Meant): Promise<boolean> {
  const { audience } = session;
  if (!presentOn([person], dayOf(session.startsAt)).length) return false;
  switch (audience.scope) {
    case 'nobody':
      return false;
    case 'everyone':
      return true;
    case 'enforcement-posts':
      return person.enforcementPost;
    case 'units':
      return audience.unitIds.includes(person.unitId);
    case 'cadres':
      return audience.cadreIds.includes(person.cadreId);
    case 'missed':
      return (await missedBy(ctx, session, person.cadreId)).length > 0;
  }
}

/** Of a number of sessions those that are meant for the acting person. */
export async function ownOf<Session extends Meant>(ctx: Context, sessions: readonly Session[]): Promise<Session[]> {
  const person = await ownPerson(ctx);
  if (!person) return [];
  const own: Session[] = [];
  for (const session of sessions) if (await isInvited(ctx, person, session)) own.push(session);
  return own;
}

/** Who was absent or on leave at the session that another makes up for. */
async function missedBy(ctx: Context, { makesUpForId }: Meant, cadreId?: number): Promise<number[]> {
  if (makesUpForId === null) return [];
  const rows = await ctx.db
    .select({ cadreId: sessionOutcome.cadreId })
    .from(sessionOutcome)
    .where(
      and(
        eq(sessionOutcome.sessionId, makesUpForId),
        inArray(sessionOutcome.state, ['leave', 'absent']),
        cadreId === undefined ? undefined : eq(sessionOutcome.cadreId, cadreId)
      )
    );
  return rows.map((row) => row.cadreId);
}

const presentOn = (people: readonly UnitPerson[], on: Day) =>
  people.filter(({ joinedOn, leftOn }) => joinedOn <= on && (leftOn === null || leftOn > on));
