/** Sign-in sessions. The only file that knows Lucia; docs/decisions say how to leave it. */
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, lte, ne } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { z } from 'zod';
import { accountActor, onlySystem, system, type Actor, type HeldRole } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import type { Db } from '#lib/platform/database.server.ts';
import { command, openDoor, type Context, type House } from '#lib/platform/door.server.ts';
import { account, accountRole, cadre, signInSession } from './schema.server.ts';
import { ABSOLUTE, SEEN_EVERY, sessionEnd } from './session-rules.ts';

export interface SignedInAccount {
  id: number;
  login: string;
  displayName: string;
  mustChangePassword: boolean;
  /** The session this request came with. */
  sessionId: string;
}

export interface FoundSession {
  actor: Actor;
  account: SignedInAccount;
  sessionId: string;
}

declare module 'lucia' {
  interface Register {
    UserId: number;
    Lucia: Lucia<SessionFacts, UserFacts>;
    DatabaseSessionAttributes: SessionFacts;
    DatabaseUserAttributes: UserFacts;
  }
}
interface SessionFacts {
  device: string;
  lastSeenAt: Instant;
}
interface UserFacts {
  login: string;
  displayName: string;
  mustChangePassword: boolean;
  cadreId: number | null;
  unitId: number | null;
  roles: HeldRole[];
}

/** Only this is stored: whoever reads the database cannot sign in with it. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Who holds this token, if it is still worth something. Notes the use of the session at most once a minute.
 */
export async function findSession(house: House, token: string): Promise<FoundSession | undefined> {
  const id = hashToken(token);
  const now = house.clock.now();
  const remembered = recall(id, now);
  if (remembered) return remembered;

  const adapter = sessionAdapter(house.store.read, now, (session) => touch(house, session));
  const { session, user } = await luciaOver(adapter).validateSession(id);
  if (!session || !user) return undefined;
  const { roles, cadreId, unitId, ...facts } = user;
  const found: FoundSession = {
    sessionId: id,
    actor: accountActor({ accountId: user.id, cadreId, unitId, roles }),
    account: {
      id: user.id,
      login: facts.login,
      displayName: facts.displayName,
      mustChangePassword: facts.mustChangePassword,
      sessionId: id
    }
  };
  if (house.store.engine === 'sqlite') remember(found, now);
  return found;
}

/** Opens a session inside a command. @returns the token, which only the browser keeps. */
export async function openSession(ctx: Context, accountId: number, device: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const lucia = luciaOver(sessionAdapter(ctx.db, ctx.now));
  await lucia.createSession(accountId, { device, lastSeenAt: ctx.now }, { sessionId: hashToken(token) });
  return token;
}

/** Ends one session inside a command. */
export async function endSession(ctx: Context, sessionId: string, accountId: number): Promise<void> {
  forget(accountId);
  await luciaOver(sessionAdapter(ctx.db, ctx.now)).invalidateSession(sessionId);
}

/** Ends all sessions of an account inside a command, except perhaps one. @returns how many there were. */
export async function endSessionsOf(ctx: Context, accountId: number, except: string | null = null): Promise<number> {
  forget(accountId);
  const ended = await ctx.db
    .delete(signInSession)
    .where(and(eq(signInSession.accountId, accountId), except === null ? undefined : ne(signInSession.id, except)))
    .returning({ id: signInSession.id });
  return ended.length;
}

export const touchSession = command('people.touch-session', {
  input: z.object({ sessionId: z.string() }),
  allow: onlySystem,
  async run(ctx, { sessionId }) {
    await ctx.db
      .update(signInSession)
      .set({ lastSeenAt: ctx.now })
      .where(and(eq(signInSession.id, sessionId), lte(signInSession.lastSeenAt, ctx.now)));
  },
  trace: 'own-record'
});

/** Clears away sessions that have ended by themselves; run by the scheduler. */
export const dropExpiredSessions = command('people.drop-expired-sessions', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const dropped = await ctx.db
      .delete(signInSession)
      .where(lte(signInSession.expiresAt, ctx.now))
      .returning({ id: signInSession.id });
    return dropped.length;
  },
  trace: 'own-record'
});

const touch = (house: House, sessionId: string) => openDoor(house).run(touchSession, system, { sessionId });

// --- Lucia ---------------------------------------------------------------------------------------------------

const luciaOver = (adapter: Adapter) =>
  new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(ABSOLUTE, 'ms'),
    getSessionAttributes: ({ device, lastSeenAt }) => ({ device, lastSeenAt }),
    getUserAttributes: (facts) => facts
  });

/**
 * Lucia's storage over our tables. Its published adapter keeps seconds and calls SQLite-only methods; our
 * instants are milliseconds on two engines. Lucia reads the machine's clock, the house has its own: times are
 * shifted from the one to the other on the way out.
 */
function sessionAdapter(db: Db, now: Instant, seen?: (sessionId: string) => Promise<void>): Adapter {
  const shift = Date.now() - now;
  const toLucia = (at: Instant) => new Date(at + shift);
  let lastSeenAt: Instant | undefined;
  return {
    async getSessionAndUser(sessionId) {
      const [row] = await db
        .select({ session: signInSession, account, unitId: cadre.unitId })
        .from(signInSession)
        .innerJoin(account, eq(account.id, signInSession.accountId))
        .leftJoin(cadre, eq(cadre.id, account.cadreId))
        .where(eq(signInSession.id, sessionId));
      if (!row) return [null, null];
      const roles = await db
        .select({ role: accountRole.role, unitId: accountRole.unitId })
        .from(accountRole)
        .where(eq(accountRole.accountId, row.account.id));
      lastSeenAt = row.session.lastSeenAt;
      const { login, displayName, mustChangePassword, cadreId, disabledAt } = row.account;
      const session = {
        id: sessionId,
        userId: row.account.id,
        expiresAt: toLucia(sessionEnd({ endsAt: row.session.expiresAt, lastSeenAt }, roles)),
        attributes: { device: row.session.device, lastSeenAt }
      };
      if (disabledAt !== null) return [session, null];
      return [
        session,
        {
          id: row.account.id,
          attributes: { login, displayName, mustChangePassword, cadreId, unitId: row.unitId, roles }
        }
      ];
    },
    async getUserSessions(accountId) {
      const rows = await db.select().from(signInSession).where(eq(signInSession.accountId, accountId));
      return rows.map((row) => ({
        id: row.id,
        userId: row.accountId,
        expiresAt: toLucia(row.expiresAt),
        attributes: { device: row.device, lastSeenAt: row.lastSeenAt }
      }));
    },
    // By the house's clock to the millisecond, where Lucia's end is a moment later.
    async setSession({ id, userId, attributes }) {
      await db
        .insert(signInSession)
        .values({ id, accountId: userId, expiresAt: now + ABSOLUTE, startedAt: now, ...attributes });
    },
    // Lucia offers to prolong the whole session. Here the end stands; a use only moves the idle time on.
    async updateSessionExpiration(sessionId) {
      if (seen && lastSeenAt !== undefined && now - lastSeenAt >= SEEN_EVERY) await seen(sessionId);
    },
    async deleteSession(sessionId) {
      // While reading, Lucia wants dead sessions gone at once; `drop-expired-sessions` does that within a transaction.
      if (!seen) await db.delete(signInSession).where(eq(signInSession.id, sessionId));
    },
    async deleteUserSessions(accountId) {
      await db.delete(signInSession).where(eq(signInSession.accountId, accountId));
    },
    async deleteExpiredSessions() {
      await db.delete(signInSession).where(lte(signInSession.expiresAt, now));
    }
  };
}

// --- The cookie ----------------------------------------------------------------------------------------------

/** With https the name carries the promise that it belongs to this host alone. */
export const sessionCookieName = (url: URL) => (url.protocol === 'https:' ? '__Host-session' : 'session');

/** The arguments for `cookies.set`. */
export const sessionCookie = (token: string, url: URL) =>
  [sessionCookieName(url), token, { ...cookieOptions(url), maxAge: ABSOLUTE / 1000 }] as const;

/** The arguments for `cookies.delete`. */
export const blankSessionCookie = (url: URL) => [sessionCookieName(url), cookieOptions(url)] as const;

const cookieOptions = (url: URL) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: url.protocol === 'https:'
});

// --- What this process remembers -----------------------------------------------------------------------------
//
// A candidate's page saves answers many times a minute; asking the database who they are each time is most of
// the cost of a request. So a found session is remembered for a few seconds. This is safe because
//  - an SQLite file has one portal process, and every command that ends a session, disables an account or changes
//    its rights calls `forget` here; on PostgreSQL, where several processes may share, nothing is remembered;
//  - `forget` runs inside the transaction, before the commit. A request in between would put the old state back,
//    so an account just forgotten is not remembered again for a while;
//  - the key is the hash of the token, so memory holds no token either, and the number of entries is bounded.

const REMEMBERED_FOR = 5_000;
const LEFT_ALONE_FOR = 10_000;
const MOST_REMEMBERED = 20_000;

const memory = new Map<string, { found: FoundSession; at: Instant }>();
const leftAlone = new Map<number, number>();
let allLeftAloneUntil = 0;

function recall(id: string, now: Instant): FoundSession | undefined {
  const entry = memory.get(id);
  if (!entry) return undefined;
  if (now >= entry.at && now - entry.at < REMEMBERED_FOR) return entry.found;
  memory.delete(id);
  return undefined;
}

function remember(found: FoundSession, now: Instant) {
  const machineNow = Date.now();
  if (machineNow < allLeftAloneUntil || machineNow < (leftAlone.get(found.account.id) ?? 0)) return;
  leftAlone.delete(found.account.id);
  if (memory.size >= MOST_REMEMBERED) memory.delete(memory.keys().next().value!);
  memory.set(found.sessionId, { found, at: now });
}

/** Every command that ends sessions or changes an account's rights says so here. */
export function forget(accountId: number) {
  leftAlone.set(accountId, Date.now() + LEFT_ALONE_FOR);
  for (const [id, { found }] of memory) if (found.account.id === accountId) memory.delete(id);
}

/** For changes to many people at once, such as a roster import that moves them to other units. */
export function forgetEveryone() {
  allLeftAloneUntil = Date.now() + LEFT_ALONE_FOR;
  memory.clear();
}
