import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { addDays, dayOf, type Day } from '#lib/platform/clock.ts';
import { listAudit } from '#lib/platform/audit-trail.server.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { apiToken } from './schema.server.ts';
import { countUse, findToken, listTokens, makeToken, revokeToken } from './tokens.server.ts';

const asked = (world: World, change: object = {}) => ({
  name: '区执法监督平台',
  purpose: '每日同步持证状态',
  scopes: ['certification' as const],
  expiresOn: addDays(dayOf(world.clock.now()), 180),
  ...change
});

test('a token opens its scopes until its last day is over, and is kept as a hash alone', async () => {
  const world = await openWorld();
  const { token, expiresOn } = await world.run(makeToken, world.actor.luo, asked(world));
  expect(token).toMatch(/^czt_[\w-]{43}$/);
  const [row] = await world.store.read.select().from(apiToken);
  expect(JSON.stringify(row)).not.toContain(token.slice(12));
  expect((await findToken(world.house, token))?.actor.scopes).toEqual(['certification']);
  world.clock.set(`${expiresOn}T23:59:00+08:00`);
  expect(await findToken(world.house, token)).toBeDefined();
  world.clock.set(`${addDays(expiresOn, 1)}T00:00:00+08:00`);
  expect(await findToken(world.house, token)).toBeUndefined();
});

test('what is no token finds nobody', async () => {
  const world = await openWorld();
  const { token } = await world.run(makeToken, world.actor.luo, asked(world));
  for (const wrong of ['', 'czt_', token.slice(0, -1), `${token}A`, token.slice(4)])
    expect(await findToken(world.house, wrong), wrong).toBeUndefined();
});

test.each([
  ['today', 0],
  ['more than a year', 366],
  ['the past', -1]
])('a token cannot end on a day that is %s away', async (_, days) => {
  const world = await openWorld();
  const expiresOn = addDays(dayOf(world.clock.now()), days);
  await expect(world.run(makeToken, world.actor.luo, asked(world, { expiresOn }))).rejects.toMatchObject({
    fields: { expiresOn: ['exchange.expiry'] }
  });
});

test('a token needs a system, a purpose and at least one scope', async () => {
  const world = await openWorld();
  await expect(
    world.run(makeToken, world.actor.luo, asked(world, { name: ' ', purpose: '', scopes: [] }))
  ).rejects.toMatchObject({
    fields: { name: ['input.required'], purpose: ['input.required'], scopes: ['input.too-few|min=1'] }
  });
});

test('only the security administrator gives and takes tokens', async () => {
  const world = await openWorld();
  const { id } = await world.run(makeToken, world.actor.luo, asked(world));
  for (const who of ['lin', 'he', 'shen', 'xu', 'gao', 'tang'] as const) {
    await expect(world.run(makeToken, world.actor[who], asked(world))).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(revokeToken, world.actor[who], { id })).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(listTokens, world.actor[who], {})).rejects.toMatchObject({ kind: 'refused' });
  }
});

test('a revoked token opens nothing from then on, and cannot be revoked twice', async () => {
  const world = await openWorld();
  const { id, token } = await world.run(makeToken, world.actor.luo, asked(world));
  await world.run(revokeToken, world.actor.luo, { id });
  expect(await findToken(world.house, token)).toBeUndefined();
  await expect(world.run(revokeToken, world.actor.luo, { id })).rejects.toMatchObject({ code: 'exchange.token-ended' });
  await expect(world.run(revokeToken, world.actor.luo, { id: 77_777 })).rejects.toMatchObject({
    code: 'exchange.token-not-found'
  });
});

test('every use is counted, with its day and no more', async () => {
  const world = await openWorld();
  const { id } = await world.run(makeToken, world.actor.luo, asked(world));
  await countUse(world.house, id);
  world.clock.set('2026-11-25T01:00:00Z');
  await countUse(world.house, id);
  const [row] = await world.run(listTokens, world.actor.luo, {});
  expect(row).toMatchObject({ uses: 2, lastUsedOn: '2026-11-25' satisfies Day, state: 'active', createdBy: '罗某壬' });
  expect(Object.keys(row!)).not.toContain('hash');
});

test('the trail keeps that a token was made and revoked, and neither its text nor its uses', async () => {
  const world = await openWorld();
  const { id, token } = await world.run(makeToken, world.actor.luo, asked(world));
  await countUse(world.house, id);
  await world.run(revokeToken, world.actor.luo, { id });
  const { rows } = await world.run(listAudit, world.actor.tang, {});
  const told = rows.filter(({ action }) => action.startsWith('exchange.'));
  expect(told.map(({ action }) => action).sort()).toEqual(['exchange.make-token', 'exchange.revoke-token']);
  expect(JSON.stringify(told)).not.toContain(token.slice(4, 10));
});

test('the database refuses two tokens of one hash', async () => {
  const world = await openWorld();
  await world.run(makeToken, world.actor.luo, asked(world));
  const [row] = await world.store.read.select().from(apiToken).where(eq(apiToken.id, 1));
  const { id: _, ...copy } = row!;
  await expect(world.store.transaction(async (db) => void (await db.insert(apiToken).values(copy)))).rejects.toThrow();
});
