import { createHash, randomBytes } from 'node:crypto';
import { and, count, eq, gt, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { anonymous, anyone, onlySystem, system } from '#lib/platform/actor.ts';
import { DAY } from '#lib/platform/clock.ts';
import { command, openDoor, query, type Context, type House } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { folded } from '#lib/platform/pinyin.ts';
import { nameInput, staffNumberInput } from './cadre.ts';
import { hashInput, requireGoodPassword } from './own-account.server.ts';
import { hashPassword } from './passwords.server.ts';
import { account, accountRole, cadre, setupLink } from './schema.server.ts';
import { openSession } from './sessions.server.ts';

const LASTS = DAY;
const hashOf = (code: string) => createHash('sha256').update(code).digest('hex');

/**
 * Makes the one-time link under which the first administrator sets themselves up; an earlier one is void.
 * @returns the code, to be shown once on the machine's own console, and when it ends.
 * @throws DomainError `people.already-set-up` when there is a system administrator.
 */
export async function makeSetupLink(house: House): Promise<{ code: string; expiresAt: number }> {
  const code = randomBytes(32).toString('base64url');
  const { expiresAt } = await openDoor(house).run(recordSetupLink, system, { codeHash: hashOf(code) });
  return { code, expiresAt };
}

export const recordSetupLink = command('people.make-setup-link', {
  input: z.object({ codeHash: z.string().regex(/^[0-9a-f]{64}$/) }),
  allow: onlySystem,
  async run(ctx, { codeHash }) {
    await requireNoAdmin(ctx);
    const expiresAt = ctx.now + LASTS;
    await ctx.db.delete(setupLink).where(isNull(setupLink.usedAt));
    await ctx.db.insert(setupLink).values({ codeHash, expiresAt });
    return { expiresAt };
  },
  trace: () => ({ subject: 'setup-link', id: null })
});

/** Whether a set-up code still opens the page. */
export const isSetupCodeGood = query('people.check-setup-code', {
  input: z.object({ code: z.string().max(100) }),
  // Nobody has an account yet. The code has 256 bits; there is nothing to guess.
  allow: anyone,
  run: async (ctx, { code }) => (await findLink(ctx, hashOf(code))) !== undefined
});

/** Whether nobody administers this installation yet: sign-in then says how to begin. */
export const needsSetup = query('people.needs-setup', {
  input: z.object({}),
  allow: anyone,
  async run(ctx) {
    return (await adminCount(ctx)) === 0;
  }
});

interface NewAdmin {
  login: string;
  displayName: string;
  password: string;
}

/** Makes the first administrator with the code of the link, and signs them in. @returns the session's token. */
export async function setUp(
  house: House,
  input: NewAdmin & { code: string; device: string },
  requestId: string | null = null
): Promise<string> {
  const { code, device, login, displayName } = input;
  const codeHash = hashOf(code);
  const door = openDoor(house);
  if (!(await door.run(isSetupCodeGood, anonymous, { code }))) throw missing('people.setup-link-void');
  await requireGoodPassword(input.password, { login, name: displayName }, 'password');
  return door.run(
    becomeFirstAdmin,
    anonymous,
    { codeHash, login, displayName, device, passwordHash: await hashPassword(input.password) },
    requestId
  );
}

const admin = { login: staffNumberInput, displayName: nameInput, passwordHash: hashInput };

export const becomeFirstAdmin = command('people.set-up', {
  input: z.object({ ...admin, codeHash: z.string(), device: z.string().max(60) }),
  // Nobody has an account yet; the code is the permission, and it works once.
  allow: anyone,
  async run(ctx, { codeHash, device, ...input }) {
    if (!(await findLink(ctx, codeHash))) throw missing('people.setup-link-void');
    await requireNoAdmin(ctx);
    await ctx.db.update(setupLink).set({ usedAt: ctx.now }).where(eq(setupLink.codeHash, codeHash));
    const id = await insertAdmin(ctx, input);
    return openSession(ctx, id, device);
  },
  trace: () => ({ subject: 'account', id: null, detail: { role: 'system-admin' } })
});

/** Makes an administrator from the machine's own command line, for an installation whose administrators are gone. */
export async function createAdmin(house: House, input: NewAdmin): Promise<number> {
  const { password, ...rest } = input;
  await requireGoodPassword(password, { login: rest.login, name: rest.displayName }, 'password');
  return openDoor(house).run(insertAdminFromConsole, system, { ...rest, passwordHash: await hashPassword(password) });
}

export const insertAdminFromConsole = command('people.create-admin', {
  input: z.object(admin),
  allow: onlySystem,
  run: (ctx, input) => insertAdmin(ctx, input),
  trace: (_, id) => ({ subject: 'account', id, detail: { role: 'system-admin' } })
});

async function insertAdmin(
  ctx: Context,
  input: { login: string; displayName: string; passwordHash: string }
): Promise<number> {
  await requireFreeLogin(ctx, input.login);
  const [row] = await ctx.db
    .insert(account)
    .values({ ...input, login: folded(input.login), mustChangePassword: false, createdAt: ctx.now })
    .returning();
  await ctx.db
    .insert(accountRole)
    .values({ accountId: row!.id, role: 'system-admin', grantedAt: ctx.now, grantedBy: ctx.actor.accountId });
  return row!.id;
}

/** A name for an account without a cadre: nobody else's, and no staff number, which belongs to its cadre. */
export async function requireFreeLogin(ctx: Context, login: string) {
  const [taken] = await ctx.db
    .select({ id: account.id })
    .from(account)
    .where(eq(account.login, folded(login)));
  const [number] = await ctx.db.select({ id: cadre.id }).from(cadre).where(eq(cadre.staffNumber, login));
  if (taken || number) throw conflict('people.login-taken');
}

async function findLink(ctx: Context, codeHash: string) {
  const [link] = await ctx.db
    .select()
    .from(setupLink)
    .where(and(eq(setupLink.codeHash, codeHash), isNull(setupLink.usedAt), gt(setupLink.expiresAt, ctx.now)));
  return link;
}

async function adminCount(ctx: Context): Promise<number> {
  const [row] = await ctx.db.select({ admins: count() }).from(accountRole).where(eq(accountRole.role, 'system-admin'));
  return row?.admins ?? 0;
}

async function requireNoAdmin(ctx: Context) {
  if ((await adminCount(ctx)) > 0) throw conflict('people.already-set-up');
}
