import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { signedIn, type Actor } from '#lib/platform/actor.ts';
import type { Db } from '#lib/platform/database.server.ts';
import { command, openDoor, query, type Context, type House } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { passwordProblem } from './password-rules.ts';
import { HASH_PATTERN, hashPassword, verifyPassword } from './passwords.server.ts';
import { account, accountRole, cadre, orgUnit, signInSession } from './schema.server.ts';
import { sessionEnd } from './session-rules.ts';
import { endSession, endSessionsOf, openSession } from './sessions.server.ts';

export const hashInput = z.string().regex(HASH_PATTERN);

/** What people may know of their own account. */
export const viewOwnAccount = query('people.view-own-account', {
  input: z.object({}),
  allow: signedIn,
  async run(ctx) {
    const own = await requireOwn(ctx.db, ctx.actor);
    const roles = await ctx.db
      .select({ role: accountRole.role, unit: orgUnit.name })
      .from(accountRole)
      .leftJoin(orgUnit, eq(orgUnit.id, accountRole.unitId))
      .where(eq(accountRole.accountId, own.id));
    const [person] =
      own.cadreId === null
        ? []
        : await ctx.db
            .select({
              staffNumber: cadre.staffNumber,
              name: cadre.name,
              unit: orgUnit.name,
              post: cadre.post,
              establishment: cadre.establishment,
              joinedOn: cadre.joinedOn
            })
            .from(cadre)
            .innerJoin(orgUnit, eq(orgUnit.id, cadre.unitId))
            .where(eq(cadre.id, own.cadreId));
    const { login, displayName, mustChangePassword, lastSignInAt } = own;
    return { login, displayName, mustChangePassword, lastSignInAt, roles, cadre: person };
  }
});

/** The devices on which the person is signed in, the newest use first. */
export const listOwnSessions = query('people.list-own-sessions', {
  input: z.object({ current: z.string().nullable().default(null) }),
  allow: signedIn,
  async run(ctx, { current }) {
    const rows = await ctx.db
      .select()
      .from(signInSession)
      .where(eq(signInSession.accountId, ctx.actor.accountId ?? 0))
      .orderBy(desc(signInSession.lastSeenAt));
    return rows
      .filter((row) => ctx.now < sessionEnd({ endsAt: row.expiresAt, lastSeenAt: row.lastSeenAt }, ctx.actor.roles))
      .map(({ id, device, startedAt, lastSeenAt }) => ({ id, device, startedAt, lastSeenAt, current: id === current }));
  }
});

/** Ends one of one's own sessions: signing out is ending the present one. */
export const endOwnSession = command('people.end-own-session', {
  input: z.object({ sessionId: z.string().regex(/^[0-9a-f]{64}$/) }),
  allow: signedIn,
  async run(ctx, { sessionId }) {
    const [row] = await ctx.db.select().from(signInSession).where(eq(signInSession.id, sessionId));
    if (!row || row.accountId !== ctx.actor.accountId) throw missing('people.session-not-found');
    await endSession(ctx, row.id, row.accountId);
  },
  trace: (_, __) => ({ subject: 'session', id: null })
});

/** Signs out everywhere, on this device too. */
export const endAllOwnSessions = command('people.end-all-own-sessions', {
  input: z.object({}),
  allow: signedIn,
  run: (ctx) => endSessionsOf(ctx, ctx.actor.accountId ?? 0),
  trace: (_, ended) => ({ subject: 'session', id: null, detail: { ended } })
});

/**
 * Changes the own password; every session ends and a new one begins.
 * @returns the token of the new session.
 * @throws InvalidInput at `current` or `next`; DomainError `people.password-changed-meanwhile`.
 */
export async function changePassword(
  house: House,
  actor: Actor,
  input: { current: string; next: string; device: string },
  requestId: string | null = null
): Promise<string> {
  const own = await requireOwn(house.store.read, actor);
  if (!(await verifyPassword(own.passwordHash, input.current)))
    throw new InvalidInput({ current: ['people.password-wrong'] });
  if (input.next === input.current) throw new InvalidInput({ next: ['people.password-same'] });
  await requireGoodPassword(input.next, { login: own.login, name: own.displayName }, 'next');
  const passwordHash = await hashPassword(input.next);
  return openDoor(house).run(
    replaceOwnPassword,
    actor,
    { before: own.passwordHash, passwordHash, device: input.device },
    requestId
  );
}

export const replaceOwnPassword = command('people.change-password', {
  input: z.object({
    /** The hash the present password was checked against. */
    before: z.string(),
    passwordHash: hashInput,
    device: z.string().max(60)
  }),
  allow: signedIn,
  async run(ctx, { before, passwordHash, device }) {
    const own = await requireOwn(ctx.db, ctx.actor);
    if (own.passwordHash !== before) throw conflict('people.password-changed-meanwhile');
    await ctx.db
      .update(account)
      .set({ passwordHash, mustChangePassword: false, failedSignIns: 0, lockedUntil: null })
      .where(eq(account.id, own.id));
    await endSessionsOf(ctx, own.id);
    return openSession(ctx, own.id, device);
  },
  trace: () => ({ subject: 'account', id: null })
});

/** @throws InvalidInput at `field` with the code of what is wrong. */
export async function requireGoodPassword(password: string, owner: { login: string; name: string }, field: string) {
  const problem = passwordProblem(password, owner);
  if (problem) throw new InvalidInput({ [field]: [problem] });
}

async function requireOwn(db: Db, actor: Actor | Context['actor']) {
  const [own] = await db
    .select()
    .from(account)
    .where(eq(account.id, actor.accountId ?? 0));
  if (!own) throw missing('people.account-not-found');
  return own;
}
