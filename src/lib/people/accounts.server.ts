import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  like,
  lte,
  or,
  sql,
  type SQL
} from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '#lib/platform/actor.ts';
import { command, openDoor, query, type Context, type House } from '#lib/platform/door.server.ts';
import { conflict, missing, refused } from '#lib/platform/errors.ts';
import { paging, rowId, type Page } from '#lib/platform/input.ts';
import { allRoles, conflictingRoles, type Permission, type Role } from '#lib/platform/permissions.ts';
import { containing, folded } from '#lib/platform/pinyin.ts';
import { accountStates, type AccountState } from './account.ts';
import { hasLeft, nameInput, staffNumberInput } from './cadre.ts';
import { inChunks } from './chunks.ts';
import { hashInput, requireGoodPassword } from './own-account.server.ts';
import { hashPassword, initialPassword } from './passwords.server.ts';
import { account, accountRole, cadre, orgUnit, signInSession } from './schema.server.ts';
import { endSessionsOf } from './sessions.server.ts';
import { requireFreeLogin } from './setup.server.ts';

const mayRead = (actor: Actor) => actor.may('accounts.manage') || actor.may('accounts.view');
/** How many accounts one bulk run makes; each needs a password hash. */
export const MOST_AT_ONCE = 500;

export const accountSorts = ['login', '-login', 'name', '-name', 'seen', '-seen'] as const;

export const ListAccounts = paging.extend({
  q: z.string().trim().max(60).default(''),
  role: z.enum(allRoles).or(z.literal('')).default(''),
  state: z.enum(accountStates).or(z.literal('')).default(''),
  sort: z.enum(accountSorts).default('login')
});

export const AccountFilter = ListAccounts.omit({ page: true, pageSize: true });

export interface AccountRow {
  id: number;
  login: string;
  displayName: string;
  unit: string | null;
  staffNumber: string | null;
  roles: { role: Role; unitId: number | null; unit: string | null }[];
  state: AccountState;
  lockedUntil: number | null;
  lastSignInAt: number | null;
}

export const listAccounts = query('people.list-accounts', {
  input: ListAccounts,
  allow: mayRead,
  async run(ctx, input): Promise<Page<AccountRow>> {
    const [{ total } = { total: 0 }] = await ctx.db
      .select({ total: count() })
      .from(account)
      .leftJoin(cadre, eq(cadre.id, account.cadreId))
      .where(accountFilter(ctx, input));
    const rows = await selectAccounts(ctx, input)
      .limit(input.pageSize)
      .offset((input.page - 1) * input.pageSize);
    return { total, rows: await asRows(ctx, rows) };
  }
});

/** The same list whole, for a file. */
export const exportAccounts = query('people.export-accounts', {
  input: AccountFilter,
  allow: mayRead,
  run: async (ctx, input): Promise<AccountRow[]> => asRows(ctx, await selectAccounts(ctx, input))
});

const selectAccounts = (ctx: Context, input: z.output<typeof AccountFilter>) =>
  ctx.db
    .select({ account, unit: orgUnit.name, staffNumber: cadre.staffNumber })
    .from(account)
    .leftJoin(cadre, eq(cadre.id, account.cadreId))
    .leftJoin(orgUnit, eq(orgUnit.id, cadre.unitId))
    .where(accountFilter(ctx, input))
    .orderBy(...accountOrder(input.sort));

async function asRows(ctx: Context, rows: Awaited<ReturnType<typeof selectAccounts>>): Promise<AccountRow[]> {
  const roles = await rolesOf(
    ctx,
    rows.map((row) => row.account.id)
  );
  return rows.map((row) => asRow(ctx, row, roles.get(row.account.id) ?? []));
}

export const viewAccount = query('people.view-account', {
  input: z.object({ id: rowId }),
  allow: mayRead,
  async run(ctx, { id }) {
    const [row] = await ctx.db
      .select({ account, unit: orgUnit.name, staffNumber: cadre.staffNumber })
      .from(account)
      .leftJoin(cadre, eq(cadre.id, account.cadreId))
      .leftJoin(orgUnit, eq(orgUnit.id, cadre.unitId))
      .where(eq(account.id, id));
    if (!row) throw missing('people.account-not-found');
    const [{ sessions } = { sessions: 0 }] = await ctx.db
      .select({ sessions: count() })
      .from(signInSession)
      .where(and(eq(signInSession.accountId, id), gt(signInSession.expiresAt, ctx.now)));
    const roles = (await rolesOf(ctx, [id])).get(id) ?? [];
    const { createdAt, disabledAt, cadreId } = row.account;
    return {
      ...asRow(ctx, row, roles),
      createdAt,
      disabledAt,
      cadreId,
      sessions,
      own: id === ctx.actor.accountId,
      resetBy: resetPermission(roles)
    };
  }
});

function accountFilter(ctx: Context, { q, role, state }: z.output<typeof AccountFilter>): SQL | undefined {
  const pattern = containing(q);
  const holding = ctx.db
    .select({ one: sql`1` })
    .from(accountRole)
    .where(and(eq(accountRole.accountId, account.id), eq(accountRole.role, role as Role)));
  const locked = and(isNull(account.disabledAt), gt(account.lockedUntil, ctx.now));
  return and(
    q
      ? or(
          ...[account.login, sql`lower(${account.displayName})`, cadre.nameKey, cadre.nameInitials].map((column) =>
            like(column as never, sql`${pattern} escape '\\'`)
          )
        )
      : undefined,
    role ? exists(holding) : undefined,
    state === 'disabled' ? isNotNull(account.disabledAt) : undefined,
    state === 'locked' ? locked : undefined,
    state === 'initial' ? and(isNull(account.disabledAt), eq(account.mustChangePassword, true)) : undefined,
    state === 'active'
      ? and(
          isNull(account.disabledAt),
          eq(account.mustChangePassword, false),
          or(isNull(account.lockedUntil), lte(account.lockedUntil, ctx.now))
        )
      : undefined
  );
}

function accountOrder(sort: (typeof accountSorts)[number]) {
  const direction = sort.startsWith('-') ? desc : asc;
  const name = sql`coalesce(${cadre.nameKey}, ${account.login})`;
  const column = { login: account.login, name, seen: sql`coalesce(${account.lastSignInAt}, 0)` }[
    sort.replace('-', '')
  ]!;
  return [direction(column as never), asc(account.id)];
}

function asRow(
  ctx: Context,
  row: { account: typeof account.$inferSelect; unit: string | null; staffNumber: string | null },
  roles: AccountRow['roles']
): AccountRow {
  const { id, login, displayName, lastSignInAt, lockedUntil, disabledAt, mustChangePassword } = row.account;
  const isLocked = lockedUntil !== null && ctx.now < lockedUntil;
  const state = disabledAt !== null ? 'disabled' : isLocked ? 'locked' : mustChangePassword ? 'initial' : 'active';
  return {
    id,
    login,
    displayName,
    unit: row.unit,
    staffNumber: row.staffNumber,
    roles,
    state,
    lastSignInAt,
    lockedUntil: isLocked ? lockedUntil : null
  };
}

async function rolesOf(ctx: Context, ids: number[]) {
  const held = new Map<number, AccountRow['roles']>();
  for (const chunk of inChunks(ids)) {
    const rows = await ctx.db
      .select({
        accountId: accountRole.accountId,
        role: accountRole.role,
        unitId: accountRole.unitId,
        unit: orgUnit.name
      })
      .from(accountRole)
      .leftJoin(orgUnit, eq(orgUnit.id, accountRole.unitId))
      .where(inArray(accountRole.accountId, chunk));
    for (const { accountId, ...role } of rows) held.set(accountId, [...(held.get(accountId) ?? []), role]);
  }
  for (const roles of held.values()) roles.sort((a, b) => allRoles.indexOf(a.role) - allRoles.indexOf(b.role));
  return held;
}

/** The cadre behind an account that can sign in; undefined when it has none or is disabled. */
export async function activeCadreOf(ctx: Pick<Context, 'db'>, accountId: number): Promise<number | undefined> {
  const [found] = await ctx.db
    .select({ cadreId: account.cadreId })
    .from(account)
    .where(and(eq(account.id, accountId), isNull(account.disabledAt)));
  return found?.cadreId ?? undefined;
}

// --- Making accounts -------------------------------------------------------------------------------------------

export interface Handout {
  accountId: number;
  login: string;
  name: string;
  unit: string;
  /** Shown once, to be handed to the person; the portal keeps only its hash. */
  password: string;
}

/** Cadres on the roster today who cannot sign in. */
export const listCadresWithoutAccount = query('people.list-cadres-without-account', {
  input: z.object({ limit: z.number().int().min(1).max(MOST_AT_ONCE).default(MOST_AT_ONCE) }),
  allow: (actor) => actor.may('accounts.manage'),
  async run(ctx, { limit }) {
    const where = and(isNull(account.id), or(isNull(cadre.leftOn), gt(cadre.leftOn, ctx.today)));
    const [{ total } = { total: 0 }] = await ctx.db
      .select({ total: count() })
      .from(cadre)
      .leftJoin(account, eq(account.cadreId, cadre.id))
      .where(where);
    const rows = await ctx.db
      .select({ id: cadre.id, staffNumber: cadre.staffNumber, name: cadre.name, unit: orgUnit.name })
      .from(cadre)
      .innerJoin(orgUnit, eq(orgUnit.id, cadre.unitId))
      .leftJoin(account, eq(account.cadreId, cadre.id))
      .where(where)
      .orderBy(asc(cadre.staffNumber))
      .limit(limit);
    return { total, rows };
  }
});

/** Makes accounts for everyone on the roster who has none, at most `MOST_AT_ONCE` a run. */
export async function createMissingAccounts(
  house: House,
  actor: Actor,
  requestId: string | null = null
): Promise<Handout[]> {
  const { rows } = await openDoor(house).run(listCadresWithoutAccount, actor, {});
  if (!rows.length) throw conflict('people.no-account-missing');
  return createFor(
    house,
    actor,
    rows.map((row) => ({ ...row, password: initialPassword() })),
    requestId
  );
}

/** Makes the account of one cadre, with a chosen initial password or a made one. */
export async function createAccount(
  house: House,
  actor: Actor,
  input: { cadreId: number; password?: string },
  requestId: string | null = null
): Promise<Handout> {
  requirePermission(actor, 'accounts.manage');
  const [row] = await house.store.read
    .select({ id: cadre.id, staffNumber: cadre.staffNumber, name: cadre.name, unit: orgUnit.name })
    .from(cadre)
    .innerJoin(orgUnit, eq(orgUnit.id, cadre.unitId))
    .where(eq(cadre.id, input.cadreId));
  if (!row) throw missing('people.cadre-not-found');
  if (input.password) await requireGoodPassword(input.password, { login: row.staffNumber, name: row.name }, 'password');
  const [made] = await createFor(house, actor, [{ ...row, password: input.password || initialPassword() }], requestId);
  return made!;
}

type Newcomer = { id: number; staffNumber: string; name: string; unit: string; password: string };

async function createFor(house: House, actor: Actor, people: Newcomer[], requestId: string | null): Promise<Handout[]> {
  const accounts = await Promise.all(
    people.map(async ({ id, password }) => ({ cadreId: id, passwordHash: await hashPassword(password) }))
  );
  const ids = await openDoor(house).run(createAccounts, actor, { accounts }, requestId);
  return people.map(({ staffNumber, name, unit, password }, at) => ({
    accountId: ids[at]!,
    login: folded(staffNumber),
    name,
    unit,
    password
  }));
}

/**
 * Accounts for cadres, under their staff numbers. Each begins as `officer`, which opens nothing but the person's
 * own learning, exams and records; anything more is granted by the security administrator.
 */
export const createAccounts = command('people.create-accounts', {
  input: z.object({
    accounts: z
      .array(z.object({ cadreId: rowId, passwordHash: hashInput }))
      .min(1)
      .max(MOST_AT_ONCE)
  }),
  allow: (actor) => actor.may('accounts.manage'),
  async run(ctx, { accounts }) {
    const ids: number[] = [];
    for (const { cadreId, passwordHash } of accounts) ids.push(await insertForCadre(ctx, cadreId, passwordHash));
    return ids;
  },
  trace: (_, ids) => ({ subject: 'account', id: ids.length === 1 ? ids[0]! : null, detail: { accounts: ids } })
});

async function insertForCadre(ctx: Context, cadreId: number, passwordHash: string): Promise<number> {
  const [person] = await ctx.db.select().from(cadre).where(eq(cadre.id, cadreId));
  if (!person) throw missing('people.cadre-not-found');
  if (hasLeft(person, ctx.today)) throw conflict('people.cadre-has-left');
  const login = folded(person.staffNumber);
  const [taken] = await ctx.db
    .select({ id: account.id })
    .from(account)
    .where(or(eq(account.cadreId, cadreId), eq(account.login, login)));
  if (taken) throw conflict('people.has-account', { number: person.staffNumber });
  const [row] = await ctx.db
    .insert(account)
    .values({ login, displayName: person.name, cadreId, passwordHash, mustChangePassword: true, createdAt: ctx.now })
    .returning();
  await ctx.db
    .insert(accountRole)
    .values({ accountId: row!.id, role: 'officer', grantedAt: ctx.now, grantedBy: ctx.actor.accountId });
  return row!.id;
}

/** Makes an account that belongs to no cadre, for an administrator or an auditor from outside the roster. */
export async function createNamedAccount(
  house: House,
  actor: Actor,
  input: { login: string; displayName: string },
  requestId: string | null = null
): Promise<Handout> {
  requirePermission(actor, 'accounts.manage');
  const password = initialPassword();
  const { login, displayName } = input;
  const id = await openDoor(house).run(
    insertNamedAccount,
    actor,
    { login, displayName, passwordHash: await hashPassword(password) },
    requestId
  );
  return { accountId: id, login: folded(login), name: displayName, unit: '', password };
}

export const insertNamedAccount = command('people.create-named-account', {
  input: z.object({ login: staffNumberInput, displayName: nameInput, passwordHash: hashInput }),
  allow: (actor) => actor.may('accounts.manage'),
  async run(ctx, { login, displayName, passwordHash }) {
    await requireFreeLogin(ctx, login);
    const [row] = await ctx.db
      .insert(account)
      .values({ login: folded(login), displayName, passwordHash, mustChangePassword: true, createdAt: ctx.now })
      .returning();
    return row!.id;
  },
  trace: (_, id) => ({ subject: 'account', id })
});

// --- Changing accounts -----------------------------------------------------------------------------------------

/**
 * Who resets a password can sign in with it. So the system administrator resets only accounts whose work they
 * might do themselves; those of the other administrators, the auditor and the complaint desk are reset by the
 * security administrator. Separation of duties, quality bar S10.
 */
export function resetPermission(held: readonly { role: Role }[]): Permission {
  return conflictingRoles(['system-admin', ...held.map(({ role }) => role)]) ? 'roles.manage' : 'accounts.manage';
}

/** Gives an account a new initial password. @returns it, to be shown once. */
export async function resetPassword(
  house: House,
  actor: Actor,
  accountId: number,
  requestId: string | null = null
): Promise<string> {
  if (!actor.may('accounts.manage')) requirePermission(actor, 'roles.manage');
  const password = initialPassword();
  await openDoor(house).run(
    replacePassword,
    actor,
    { accountId, passwordHash: await hashPassword(password) },
    requestId
  );
  return password;
}

export const replacePassword = command('people.reset-password', {
  input: z.object({ accountId: rowId, passwordHash: hashInput }),
  allow: (actor) => actor.may('accounts.manage') || actor.may('roles.manage'),
  async run(ctx, { accountId, passwordHash }) {
    const found = await requireOther(ctx, accountId);
    const roles = await ctx.db.select().from(accountRole).where(eq(accountRole.accountId, found.id));
    const needed = resetPermission(roles);
    if (!ctx.actor.may(needed))
      throw refused(needed === 'roles.manage' ? 'people.reset-by-security-admin' : 'people.reset-by-system-admin');
    await ctx.db
      .update(account)
      .set({ passwordHash, mustChangePassword: true, failedSignIns: 0, lockedUntil: null })
      .where(eq(account.id, accountId));
    await endSessionsOf(ctx, accountId);
  },
  trace: ({ accountId }) => ({ subject: 'account', id: accountId })
});

/** Closes an account at once, with all its sessions. */
export const disableAccount = command('people.disable-account', {
  input: z.object({ accountId: rowId }),
  allow: (actor) => actor.may('accounts.manage'),
  async run(ctx, { accountId }) {
    await requireOther(ctx, accountId);
    await closeAccount(ctx, accountId);
  },
  trace: ({ accountId }) => ({ subject: 'account', id: accountId })
});

/** Also what happens to the account of somebody who leaves. */
export async function closeAccount(ctx: Context, accountId: number) {
  await requireAnotherHolder(ctx, accountId);
  await ctx.db
    .update(account)
    .set({ disabledAt: ctx.now })
    .where(and(eq(account.id, accountId), isNull(account.disabledAt)));
  await endSessionsOf(ctx, accountId);
}

export const enableAccount = command('people.enable-account', {
  input: z.object({ accountId: rowId }),
  allow: (actor) => actor.may('accounts.manage'),
  async run(ctx, { accountId }) {
    const found = await requireOther(ctx, accountId);
    if (found.cadreId !== null) {
      const [person] = await ctx.db.select().from(cadre).where(eq(cadre.id, found.cadreId));
      if (person && hasLeft(person, ctx.today)) throw conflict('people.cadre-has-left');
    }
    await ctx.db
      .update(account)
      .set({ disabledAt: null, failedSignIns: 0, lockedUntil: null })
      .where(eq(account.id, accountId));
  },
  trace: ({ accountId }) => ({ subject: 'account', id: accountId })
});

export const endSessions = command('people.end-sessions', {
  input: z.object({ accountId: rowId }),
  allow: (actor) => actor.may('sessions.end') || actor.may('accounts.manage'),
  async run(ctx, { accountId }) {
    await requireAccount(ctx, accountId);
    return endSessionsOf(ctx, accountId);
  },
  trace: ({ accountId }, ended) => ({ subject: 'account', id: accountId, detail: { ended } })
});

export async function requireAccount(ctx: Context, accountId: number) {
  const [found] = await ctx.db.select().from(account).where(eq(account.id, accountId));
  if (!found) throw missing('people.account-not-found');
  return found;
}

async function requireOther(ctx: Context, accountId: number) {
  if (accountId === ctx.actor.accountId) throw refused('people.not-own-account');
  return requireAccount(ctx, accountId);
}

/** @throws DomainError `people.last-admin`: an installation must not lose its last working administrator of either kind. */
export async function requireAnotherHolder(ctx: Context, accountId: number, roles: readonly Role[] = lastingRoles) {
  if (await isLastAdmin(ctx, accountId, roles)) throw conflict('people.last-admin');
}

const lastingRoles: readonly Role[] = ['system-admin', 'security-admin'];

export async function isLastAdmin(
  ctx: Context,
  accountId: number,
  roles: readonly Role[] = lastingRoles
): Promise<boolean> {
  const holders = await ctx.db
    .select({ id: account.id, role: accountRole.role })
    .from(accountRole)
    .innerJoin(account, eq(account.id, accountRole.accountId))
    .where(and(inArray(accountRole.role, [...roles]), isNull(account.disabledAt)));
  return roles.some((role) => {
    const held = holders.filter((row) => row.role === role);
    return held.length === 1 && held[0]!.id === accountId;
  });
}

function requirePermission(actor: Actor, permission: Permission) {
  if (!actor.may(permission)) throw refused('people.not-allowed');
}

// --- For other rooms -------------------------------------------------------------------------------------------

/** The names behind account ids, for "by whom". Ids without an account are absent. */
export async function accountNames(
  ctx: Pick<Context, 'db'>,
  ids: readonly (number | null)[]
): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (const chunk of inChunks([...new Set(ids.filter((id) => id !== null))])) {
    for (const row of await ctx.db
      .select({ id: account.id, name: account.displayName })
      .from(account)
      .where(inArray(account.id, chunk))) {
      names.set(row.id, row.name);
    }
  }
  return names;
}
