import { and, count, eq } from 'drizzle-orm';
import { z } from 'zod';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid, missing, refused } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { allRoles, conflictingRoles, scopedRoles, type Role } from '#lib/platform/permissions.ts';
import { requireAccount, requireAnotherHolder } from './accounts.server.ts';
import { accountRole, orgUnit } from './schema.server.ts';
import { endSessionsOf } from './sessions.server.ts';

/** Roles of people who act in the field themselves; an account without a cadre cannot hold them. */
const rolesOfCadres: readonly Role[] = ['officer', 'mentor'];

export const GrantRole = z.object({
  accountId: rowId,
  role: z.enum(allRoles),
  /** Only for `scopedRoles`; without it the whole town. */
  unitId: rowId.nullable().default(null)
});

/**
 * Gives a role, or changes the unit a held one reaches. The person's sessions end: the next sign-in has the new rights.
 * Roles are the security administrator's; while there is none, a system administrator names the first one.
 */
export const grantRole = command('people.grant-role', {
  input: GrantRole,
  allow: (actor) => actor.may('roles.manage') || actor.may('accounts.manage'),
  async run(ctx, { accountId, role, unitId }) {
    if (!ctx.actor.may('roles.manage')) await requireFirstSecurityAdmin(ctx, role);
    const found = await requireOther(ctx, accountId);
    if (found.disabledAt !== null) throw conflict('people.account-disabled-role');
    if (rolesOfCadres.includes(role) && found.cadreId === null) throw conflict('people.role-needs-cadre');
    if (unitId !== null) await requireScope(ctx, role, unitId);
    const held = await ctx.db.select().from(accountRole).where(eq(accountRole.accountId, accountId));
    if (conflictingRoles([...held.map((row) => row.role), role])) throw conflict('people.roles-exclude');
    const same = and(eq(accountRole.accountId, accountId), eq(accountRole.role, role));
    await ctx.db.delete(accountRole).where(same);
    await ctx.db
      .insert(accountRole)
      .values({ accountId, role, unitId, grantedAt: ctx.now, grantedBy: ctx.actor.accountId });
    await endSessionsOf(ctx, accountId);
  },
  trace: ({ accountId, role, unitId }) => ({ subject: 'account', id: accountId, detail: { role, unitId } })
});

export const revokeRole = command('people.revoke-role', {
  input: z.object({ accountId: rowId, role: z.enum(allRoles) }),
  allow: (actor) => actor.may('roles.manage'),
  async run(ctx, { accountId, role }) {
    await requireOther(ctx, accountId);
    if (role === 'system-admin' || role === 'security-admin') await requireAnotherHolder(ctx, accountId, [role]);
    const revoked = await ctx.db
      .delete(accountRole)
      .where(and(eq(accountRole.accountId, accountId), eq(accountRole.role, role)))
      .returning({ role: accountRole.role });
    if (!revoked.length) throw missing('people.role-not-held');
    await endSessionsOf(ctx, accountId);
  },
  trace: ({ accountId, role }) => ({ subject: 'account', id: accountId, detail: { role } })
});

/** Whether the town still lacks its first security administrator, whom a system administrator then names. */
export const needsSecurityAdmin = query('people.needs-security-admin', {
  input: z.object({}),
  allow: (actor) => actor.may('roles.manage') || actor.may('accounts.manage'),
  run: (ctx) => hasNoSecurityAdmin(ctx)
});

/** The roles that the actor could grant this account now. */
export const listGrantableRoles = query('people.list-grantable-roles', {
  input: z.object({ accountId: rowId }),
  allow: (actor) => actor.may('roles.manage') || actor.may('accounts.manage') || actor.may('accounts.view'),
  async run(ctx, { accountId }): Promise<Role[]> {
    const found = await requireAccount(ctx, accountId);
    if (found.id === ctx.actor.accountId || found.disabledAt !== null) return [];
    const held = (await ctx.db.select().from(accountRole).where(eq(accountRole.accountId, accountId))).map(
      (row) => row.role
    );
    const fitting = allRoles.filter(
      (role) =>
        !held.includes(role) &&
        !conflictingRoles([...held, role]) &&
        (found.cadreId !== null || !rolesOfCadres.includes(role))
    );
    if (ctx.actor.may('roles.manage')) return fitting;
    const mayNameFirst = ctx.actor.may('accounts.manage') && (await hasNoSecurityAdmin(ctx));
    return mayNameFirst ? fitting.filter((role) => role === 'security-admin') : [];
  }
});

async function requireFirstSecurityAdmin(ctx: Context, role: Role) {
  if (role !== 'security-admin' || !(await hasNoSecurityAdmin(ctx))) throw refused('people.roles-by-security-admin');
}

async function hasNoSecurityAdmin(ctx: Context): Promise<boolean> {
  const [row] = await ctx.db
    .select({ holders: count() })
    .from(accountRole)
    .where(eq(accountRole.role, 'security-admin'));
  return row!.holders === 0;
}

async function requireOther(ctx: Context, accountId: number) {
  if (accountId === ctx.actor.accountId) throw refused('people.not-own-roles');
  return requireAccount(ctx, accountId);
}

async function requireScope(ctx: Context, role: Role, unitId: number) {
  if (!scopedRoles.includes(role)) throw invalid('people.role-not-scoped');
  const [unit] = await ctx.db.select({ id: orgUnit.id }).from(orgUnit).where(eq(orgUnit.id, unitId));
  if (!unit) throw missing('people.unit-not-found');
}
