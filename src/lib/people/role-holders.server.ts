import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import type { Role } from '#lib/platform/permissions.ts';
import { account, accountRole } from './schema.server.ts';

/** The cadres whose open accounts hold one of the roles, each once. */
export async function cadresWithRoles(ctx: Pick<Context, 'db'>, roles: readonly Role[]): Promise<number[]> {
  if (!roles.length) return [];
  const rows = await ctx.db
    .selectDistinct({ cadreId: account.cadreId })
    .from(accountRole)
    .innerJoin(account, eq(account.id, accountRole.accountId))
    .where(and(inArray(accountRole.role, [...roles]), isNotNull(account.cadreId), isNull(account.disabledAt)));
  return rows.map(({ cadreId }) => cadreId!);
}

/**
 * In which units each cadre with an open account holds a role: `all` where it reaches over the whole town.
 * Whoever does not hold it is not in the map.
 */
export async function unitsOfRole(ctx: Pick<Context, 'db'>, role: Role): Promise<Map<number, 'all' | number[]>> {
  const rows = await ctx.db
    .select({ cadreId: account.cadreId, unitId: accountRole.unitId })
    .from(accountRole)
    .innerJoin(account, eq(account.id, accountRole.accountId))
    .where(and(eq(accountRole.role, role), isNotNull(account.cadreId), isNull(account.disabledAt)));
  return new Map(rows.map(({ cadreId, unitId }) => [cadreId!, unitId === null ? 'all' : [unitId]]));
}
