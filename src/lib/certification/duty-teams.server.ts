/** Who went out together, as other rooms ask it: a complaint about one of a team is not for another of it to judge. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { dutyMember, dutyTeam } from './schema.server.ts';

/** The teams that were on duty on a day, each as the cadres in it. */
export async function teamsOn(ctx: Pick<Context, 'db'>, day: Day): Promise<number[][]> {
  const rows = await ctx.db
    .select({ teamId: dutyTeam.id, cadreId: dutyMember.cadreId })
    .from(dutyTeam)
    .innerJoin(dutyMember, eq(dutyMember.teamId, dutyTeam.id))
    .where(and(eq(dutyTeam.day, day), isNull(dutyTeam.cancelledAt)));
  return [...Map.groupBy(rows, ({ teamId }) => teamId).values()].map((team) => team.map(({ cadreId }) => cadreId));
}
