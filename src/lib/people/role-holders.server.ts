import { and, asc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import type { Role } from '#lib/platform/permissions.ts';
import { inChunks } from './chunks.ts';
import { account, accountRole, cadre } from './schema.server.ts';

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

/**
 * The cadres who lead a unit: supervisors over the whole town, and those whose reach is that unit.
 * @param unitId null for an account outside the units, which only the town's supervisors lead
 */
export async function leadersOf(ctx: Pick<Context, 'db'>, unitId: number | null): Promise<number[]> {
  const overUnit = or(isNull(accountRole.unitId), unitId === null ? undefined : eq(accountRole.unitId, unitId));
  const rows = await ctx.db
    .selectDistinct({ cadreId: account.cadreId })
    .from(accountRole)
    .innerJoin(account, eq(account.id, accountRole.accountId))
    .where(and(eq(accountRole.role, 'supervisor'), overUnit, isNotNull(account.cadreId), isNull(account.disabledAt)));
  return rows.map(({ cadreId }) => cadreId!);
}

/** An open account that holds a role, with the person behind it; undefined when there is none. */
export async function holderOf(ctx: Pick<Context, 'db'>, role: Role, accountId: number) {
  const [found] = await ctx.db
    .select({ accountId: account.id, cadreId: account.cadreId, unitId: cadre.unitId, name: account.displayName })
    .from(accountRole)
    .innerJoin(account, eq(account.id, accountRole.accountId))
    .leftJoin(cadre, eq(cadre.id, account.cadreId))
    .where(and(eq(accountRole.role, role), eq(account.id, accountId), isNull(account.disabledAt)));
  return found;
}

/** Every open account that holds a role, by name. */
export async function holdersOf(ctx: Pick<Context, 'db'>, role: Role) {
  return ctx.db
    .select({ accountId: account.id, cadreId: account.cadreId, unitId: cadre.unitId, name: account.displayName })
    .from(accountRole)
    .innerJoin(account, eq(account.id, accountRole.accountId))
    .leftJoin(cadre, eq(cadre.id, account.cadreId))
    .where(and(eq(accountRole.role, role), isNull(account.disabledAt)))
    .orderBy(asc(account.displayName));
}

/** The open accounts of some cadres: cadre → account. Whoever has none, or whose account is closed, is not in the map. */
export async function accountsOf(ctx: Pick<Context, 'db'>, cadreIds: readonly number[]): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  for (const ids of inChunks(cadreIds)) {
    const rows = await ctx.db
      .select({ id: account.id, cadreId: account.cadreId })
      .from(account)
      .where(and(inArray(account.cadreId, ids), isNull(account.disabledAt)));
    for (const { id, cadreId } of rows) found.set(cadreId!, id);
  }
  return found;
}

/** The open accounts that hold a role, each with the unit it reaches; null for the whole town. */
export async function accountsWithRole(
  ctx: Pick<Context, 'db'>,
  role: Role
): Promise<{ accountId: number; unitId: number | null }[]> {
  return ctx.db
    .select({ accountId: account.id, unitId: accountRole.unitId })
    .from(accountRole)
    .innerJoin(account, eq(account.id, accountRole.accountId))
    .where(and(eq(accountRole.role, role), isNull(account.disabledAt)))
    .orderBy(asc(account.id));
}

/** The open accounts that hold one of the roles over the whole town, each once, by name. */
export async function holdersOver(
  ctx: Pick<Context, 'db'>,
  roles: readonly Role[]
): Promise<{ accountId: number; name: string }[]> {
  return ctx.db
    .selectDistinct({ accountId: account.id, name: account.displayName })
    .from(accountRole)
    .innerJoin(account, eq(account.id, accountRole.accountId))
    .where(and(inArray(accountRole.role, [...roles]), isNull(accountRole.unitId), isNull(account.disabledAt)))
    .orderBy(asc(account.displayName), asc(account.id));
}
