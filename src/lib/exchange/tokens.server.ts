/** 对外接口令牌: made once for one receiving system, counted at each use, revoked at any time. */
import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import { holds, onlySystem, system, tokenActor, type Actor } from '#lib/platform/actor.ts';
import { dayOf, type Day, type Instant } from '#lib/platform/clock.ts';
import { command, openDoor, query, type House } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, rowId } from '#lib/platform/input.ts';
import { scopes, type Scope } from '#lib/platform/permissions.ts';
import { apiToken } from './schema.server.ts';
import { mayExpireOn, SHOWN, TOKEN_MARK, tokenState, type TokenState } from './token.ts';

export const MakeToken = z.object({
  name: line(60),
  purpose: line(200),
  scopes: z.array(z.enum(scopes)).min(1),
  expiresOn: dayInput
});

/**
 * Makes a token. Its text is in the result and nowhere else: it cannot be shown a second time.
 * @throws InvalidInput for an end that is past or more than a year away
 */
export const makeToken = command('exchange.make-token', {
  input: MakeToken,
  allow: holds('tokens.manage'),
  async run(ctx, { scopes: asked, expiresOn, ...named }): Promise<{ id: number; token: string; expiresOn: Day }> {
    if (!mayExpireOn(expiresOn, ctx.today)) throw new InvalidInput({ expiresOn: ['exchange.expiry'] });
    const token = `${TOKEN_MARK}${randomBytes(32).toString('base64url')}`;
    const [made] = await ctx.db
      .insert(apiToken)
      .values({
        ...named,
        scopes: scopes.filter((scope) => asked.includes(scope)),
        prefix: token.slice(0, SHOWN),
        hash: hashOf(token),
        createdAt: ctx.now,
        createdBy: ctx.actor.accountId,
        expiresOn
      })
      .returning({ id: apiToken.id });
    return { id: made!.id, token, expiresOn };
  },
  trace: ({ scopes: asked, expiresOn }, { id }) => ({ subject: 'api-token', id, detail: { scopes: asked, expiresOn } })
});

/** Ends a token at once. @throws missing, conflict when it has ended already */
export const revokeToken = command('exchange.revoke-token', {
  input: z.object({ id: rowId }),
  allow: holds('tokens.manage'),
  async run(ctx, { id }) {
    const [found] = await ctx.db.select().from(apiToken).where(eq(apiToken.id, id));
    if (!found) throw missing('exchange.token-not-found');
    if (tokenState(found, ctx.today) !== 'active') throw conflict('exchange.token-ended');
    await ctx.db
      .update(apiToken)
      .set({ revokedAt: ctx.now, revokedBy: ctx.actor.accountId })
      .where(and(eq(apiToken.id, id), isNull(apiToken.revokedAt)));
  },
  trace: ({ id }) => ({ subject: 'api-token', id })
});

export interface ListedToken {
  id: number;
  name: string;
  purpose: string;
  scopes: Scope[];
  prefix: string;
  state: TokenState;
  createdAt: Instant;
  createdBy: string | null;
  expiresOn: Day;
  revokedAt: Instant | null;
  uses: number;
  lastUsedOn: Day | null;
}

/** Every token there ever was, those that open something first, newest first. */
export const listTokens = query('exchange.list-tokens', {
  input: z.object({}),
  allow: holds('tokens.manage'),
  async run(ctx): Promise<ListedToken[]> {
    const rows = await ctx.db.select().from(apiToken).orderBy(desc(apiToken.id));
    const names = await accountNames(
      ctx,
      rows.flatMap(({ createdBy }) => createdBy ?? [])
    );
    return rows
      .map(({ hash: _, revokedBy: __, createdBy, ...row }) => ({
        ...row,
        state: tokenState(row, ctx.today),
        createdBy: names.get(createdBy ?? 0) ?? null
      }))
      .sort((one, other) => Number(other.state === 'active') - Number(one.state === 'active'));
  }
});

/** Counts one use; when in the day it was is nobody's business. */
export const noteUse = command('exchange.note-use', {
  input: z.object({ id: rowId }),
  allow: onlySystem,
  async run(ctx, { id }) {
    await ctx.db
      .update(apiToken)
      .set({ uses: sql`${apiToken.uses} + 1`, lastUsedOn: ctx.today })
      .where(eq(apiToken.id, id));
  },
  trace: 'own-record'
});

/** Who comes with a token, if it still opens anything; the use is counted by `countUse`. */
export async function findToken(house: House, token: string): Promise<{ id: number; actor: Actor } | undefined> {
  if (!token.startsWith(TOKEN_MARK)) return undefined;
  const [found] = await house.store.read
    .select({
      id: apiToken.id,
      scopes: apiToken.scopes,
      expiresOn: apiToken.expiresOn,
      revokedAt: apiToken.revokedAt
    })
    .from(apiToken)
    .where(eq(apiToken.hash, hashOf(token)));
  if (!found || tokenState(found, dayOf(house.clock.now())) !== 'active') return undefined;
  return { id: found.id, actor: tokenActor(found.scopes) };
}

export const countUse = (house: House, id: number) => openDoor(house).run(noteUse, system, { id });

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
