import { eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { anonymous, anyone, onlySystem, system } from '#lib/platform/actor.ts';
import { MINUTE, type Instant } from '#lib/platform/clock.ts';
import { command, openDoor, query, type Context, type House } from '#lib/platform/door.server.ts';
import { conflict, invalid, refused, tooMany } from '#lib/platform/errors.ts';
import { allRoles } from '#lib/platform/permissions.ts';
import { folded } from '#lib/platform/pinyin.ts';
import { countUnknown, oneAtATime, unknownState } from './guesses.server.ts';
import { verifyPassword } from './passwords.server.ts';
import { account, accountRole, cadre, orgUnit, signInSession } from './schema.server.ts';
import { LOCKED_FOR, TRIES } from './session-rules.ts';
import { endSession, hashToken, openSession } from './sessions.server.ts';

interface SignInInput {
  login: string;
  password: string;
  /** From `deviceWords`. */
  device: string;
  /** The token this browser came with: it ends, so that a session is never carried over a sign-in. */
  previousToken?: string | undefined;
}

export interface SignedIn {
  token: string;
  mustChangePassword: boolean;
}

/**
 * Checks a password and opens a session. Unknown and known accounts answer alike, in words and in time.
 * @throws DomainError `people.sign-in-failed` {left}, `people.sign-in-locked` {minutes}, `people.account-disabled`
 *   (only to whoever knew the password).
 */
export async function signIn(
  house: House,
  { login, password, device, previousToken }: SignInInput,
  requestId: string | null = null
): Promise<SignedIn> {
  const name = folded(login);
  // Guesses at one account wait for each other: ten at once would otherwise all see "no failure yet".
  return oneAtATime(name, async () => {
    const door = openDoor(house);
    const found = await lookUp(house, name);
    const now = house.clock.now();
    const state = found ?? unknownState(house, name);
    requireUnlocked(state.lockedUntil, now);
    const right = await verifyPassword(found?.passwordHash, password);
    if (!right || !found) {
      const { failures } = await door.run(recordFailure, anonymous, { accountId: found?.id ?? null }, requestId);
      const count = found ? failures : countUnknown(house, name, now);
      throw count >= TRIES ? locked(LOCKED_FOR) : invalid('people.sign-in-failed', { left: TRIES - count });
    }
    return door.run(
      recordSignIn,
      anonymous,
      {
        accountId: found.id,
        passwordHash: found.passwordHash,
        device,
        previousSession: previousToken ? hashToken(previousToken) : null
      },
      requestId
    );
  });
}

const locked = (left: number) => tooMany('people.sign-in-locked', { minutes: Math.ceil(left / MINUTE) });

function requireUnlocked(lockedUntil: Instant | null, now: Instant) {
  if (lockedUntil !== null && now < lockedUntil) throw locked(lockedUntil - now);
}

async function lookUp(house: House, login: string) {
  const [row] = await house.store.read
    .select({ id: account.id, passwordHash: account.passwordHash, lockedUntil: account.lockedUntil })
    .from(account)
    .where(eq(account.login, login));
  return row;
}

/** Counts a wrong password; the fifth locks. For an unknown account it writes as much, and counts elsewhere. */
export const recordFailure = command('people.record-failed-sign-in', {
  input: z.object({ accountId: z.number().int().nullable() }),
  // Whoever fails to sign in is nobody yet. All this can do is to count against an account.
  allow: anyone,
  async run(ctx, { accountId }) {
    if (accountId === null) return { failures: 0 };
    const [row] = await ctx.db.select().from(account).where(eq(account.id, accountId));
    if (!row) return { failures: 0 };
    const failures = (stillCounts(row, ctx.now) ? row.failedSignIns : 0) + 1;
    const lockedUntil = failures >= TRIES ? ctx.now + LOCKED_FOR : null;
    await ctx.db.update(account).set({ failedSignIns: failures, lockedUntil }).where(eq(account.id, accountId));
    return { failures };
  },
  trace: ({ accountId }, { failures }) => ({ subject: 'account', id: accountId, detail: { failures } })
});

/** After a lock has run out, counting starts again. */
const stillCounts = (row: { lockedUntil: Instant | null }, now: Instant) =>
  row.lockedUntil === null || now < row.lockedUntil;

export const recordSignIn = command('people.sign-in', {
  input: z.object({
    accountId: z.number().int(),
    /** The hash the password was checked against: a password changed meanwhile does not let the old one in. */
    passwordHash: z.string(),
    device: z.string().max(60),
    previousSession: z.string().nullable()
  }),
  // Whoever signs in is nobody yet; `signIn` above has checked the password, and nothing else calls this.
  allow: anyone,
  async run(ctx, { accountId, passwordHash, device, previousSession }): Promise<SignedIn> {
    const [row] = await ctx.db.select().from(account).where(eq(account.id, accountId));
    if (!row || row.passwordHash !== passwordHash) throw conflict('people.sign-in-changed');
    requireUnlocked(row.lockedUntil, ctx.now);
    return enter(ctx, row, device, previousSession);
  },
  trace: ({ accountId, device }) => ({ subject: 'account', id: accountId, detail: { device } })
});

async function enter(
  ctx: Context,
  row: typeof account.$inferSelect,
  device: string,
  previousSession: string | null
): Promise<SignedIn> {
  if (row.disabledAt !== null) throw refused('people.account-disabled');
  if (previousSession !== null) await endPrevious(ctx, previousSession);
  await ctx.db
    .update(account)
    .set({ failedSignIns: 0, lockedUntil: null, lastSignInAt: ctx.now })
    .where(eq(account.id, row.id));
  return { token: await openSession(ctx, row.id, device), mustChangePassword: row.mustChangePassword };
}

async function endPrevious(ctx: Context, sessionId: string) {
  const [previous] = await ctx.db.select().from(signInSession).where(eq(signInSession.id, sessionId));
  if (previous) await endSession(ctx, previous.id, previous.accountId);
}

/** Signs in one of the demo town's people with one tap. Refused everywhere but in the demo. */
export async function signInDemo(
  house: House,
  demo: boolean,
  input: { login: string; device: string; previousToken?: string | undefined }
): Promise<SignedIn> {
  if (!demo) throw refused('people.demo-only');
  const { login, device, previousToken } = input;
  return openDoor(house).run(recordDemoSignIn, system, {
    login: folded(login),
    device,
    previousSession: previousToken ? hashToken(previousToken) : null
  });
}

export const recordDemoSignIn = command('people.sign-in-demo', {
  input: z.object({
    login: z.string().min(1).max(64),
    device: z.string().max(60),
    previousSession: z.string().nullable()
  }),
  // Only `signInDemo` calls it, and only when the environment says that this is the demo.
  allow: onlySystem,
  async run(ctx, { login, device, previousSession }) {
    const [row] = await ctx.db.select().from(account).where(eq(account.login, login));
    if (!row) throw refused('people.demo-only');
    // Nobody knows the demo's passwords, so nobody is asked to change one.
    return { ...(await enter(ctx, row, device, previousSession)), mustChangePassword: false };
  },
  trace: ({ login, device }) => ({ subject: 'account', id: login, detail: { device, demo: true } })
});

/** The people that the demo's sign-in page offers; nobody outside the demo. */
export async function demoPeople(house: House, demo: boolean) {
  return demo ? openDoor(house).run(listDemoPeople, system, {}) : [];
}

/** The people of the demo that have a one-tap button: one for each role, somebody who holds few others if possible. */
export const listDemoPeople = query('people.list-demo-people', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const rows = await ctx.db
      .select({
        id: account.id,
        login: account.login,
        name: account.displayName,
        unit: orgUnit.name,
        post: cadre.post,
        role: accountRole.role
      })
      .from(accountRole)
      .innerJoin(account, eq(account.id, accountRole.accountId))
      .leftJoin(cadre, eq(cadre.id, account.cadreId))
      .leftJoin(orgUnit, eq(orgUnit.id, cadre.unitId))
      .where(isNull(account.disabledAt))
      .orderBy(account.id);
    const held = (id: number) => rows.filter((row) => row.id === id).length;
    return allRoles.flatMap((role) => {
      const [first] = rows.filter((row) => row.role === role).sort((a, b) => held(a.id) - held(b.id) || a.id - b.id);
      return first ? [first] : [];
    });
  }
});
