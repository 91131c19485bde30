import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { people as cast, openWorld } from '#tests/support/world.ts';
import { holds } from './actor.ts';
import { sealAudit, verifyAudit } from './audit.server.ts';
import { command, query } from './door.server.ts';
import { conflict } from './errors.ts';
import { auditEvent, setting } from './schema.server.ts';

const write = command('test.write', {
  input: z.object({ key: z.string().min(1), fail: z.boolean().default(false) }),
  allow: holds('settings.manage'),
  async run(ctx, { key, fail }) {
    await ctx.db.insert(setting).values({ key, value: 1, effectiveFrom: ctx.today, basis: '', setAt: ctx.now });
    if (fail) throw conflict('test.conflict');
    return key;
  },
  trace: (input) => ({ subject: 'setting', id: input.key })
});

const writeTwice = command('test.write-twice', {
  input: z.object({ fail: z.boolean() }),
  allow: holds('settings.manage'),
  async run(ctx, { fail }) {
    await ctx.call(write, { key: 'first' });
    await ctx.call(write, { key: 'second', fail });
  },
  trace: () => ({ subject: 'setting', id: null })
});

const read = query('test.read', {
  input: z.object({ key: z.string() }),
  allow: holds('settings.view'),
  run: (ctx, { key }) => ctx.db.select().from(setting).where(eq(setting.key, key))
});

describe('the door', () => {
  test('lets the right person write, and the trail says who', async () => {
    const world = await openWorld();
    await world.run(write, world.actor.gao, { key: 'a' });
    expect(await world.run(read, world.actor.gao, { key: 'a' })).toHaveLength(1);
    const [event] = await world.store.read.select().from(auditEvent);
    expect(event).toMatchObject({ action: 'test.write', accountId: world.actor.gao.accountId, subjectId: 'a' });
  });

  test('refuses everyone else before anything is read', async () => {
    const world = await openWorld();
    for (const person of Object.keys(cast) as (keyof typeof cast)[]) {
      if (person === 'gao') continue;
      await expect(world.run(write, world.actor[person], { key: 'a' })).rejects.toMatchObject({ kind: 'refused' });
    }
  });

  test('names the broken field', async () => {
    const world = await openWorld();
    await expect(world.run(write, world.actor.gao, { key: '' })).rejects.toMatchObject({
      kind: 'invalid',
      fields: { key: [expect.any(String)] }
    });
  });

  test('takes everything back when a rule refuses, the trail included', async () => {
    const world = await openWorld();
    await expect(world.run(writeTwice, world.actor.gao, { fail: true })).rejects.toMatchObject({
      code: 'test.conflict'
    });
    expect(await world.store.read.select().from(setting)).toEqual([]);
    expect(await world.store.read.select().from(auditEvent)).toEqual([]);
  });

  test('a command called by a command joins its transaction', async () => {
    const world = await openWorld();
    await world.run(writeTwice, world.actor.gao, { fail: false });
    const events = await world.store.read.select().from(auditEvent);
    expect(events.map((event) => event.action).sort()).toEqual(['test.write', 'test.write', 'test.write-twice']);
  });

  test('changes that arrive together fail alone', async () => {
    const world = await openWorld();
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, at) => world.run(write, world.actor.gao, { key: `k${at}`, fail: at % 4 === 0 }))
    );
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(10);
    expect(await world.store.read.select().from(setting)).toHaveLength(30);
    await sealAudit(world.house);
    expect(await verifyAudit(world.house)).toMatchObject({ ok: true, checked: 30 });
  });
});
