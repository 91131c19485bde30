import { count, eq, isNull, sql } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { account, accountRole, cadre, orgUnit } from './schema.server.ts';

/** How many units, people and accounts there are; `active` are on the roster today. */
export async function countPeople(ctx: Context) {
  const active = sql`${cadre.joinedOn} <= ${ctx.today} and (${cadre.leftOn} is null or ${cadre.leftOn} > ${ctx.today})`;
  const [cadres] = await ctx.db
    .select({
      total: count(),
      active: sql<number>`count(case when ${active} then 1 end)`.mapWith(Number),
      enforcementPosts: sql<number>`count(case when ${active} and ${cadre.enforcementPost} then 1 end)`.mapWith(Number)
    })
    .from(cadre);
  const byEstablishment = await ctx.db
    .select({ establishment: cadre.establishment, people: count() })
    .from(cadre)
    .where(active)
    .groupBy(cadre.establishment);
  const [units] = await ctx.db.select({ total: count() }).from(orgUnit).where(isNull(orgUnit.closedOn));
  const [accounts] = await ctx.db.select({ total: count(), disabled: count(account.disabledAt) }).from(account);
  const byRole = await ctx.db
    .select({ role: accountRole.role, people: count() })
    .from(accountRole)
    .innerJoin(account, eq(account.id, accountRole.accountId))
    .groupBy(accountRole.role);
  return {
    units: units!.total,
    cadres: {
      ...cadres!,
      byEstablishment: Object.fromEntries(byEstablishment.map((row) => [row.establishment, row.people]))
    },
    accounts: { ...accounts!, byRole: Object.fromEntries(byRole.map((row) => [row.role, row.people])) }
  };
}
