import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { anonymous, system } from '#lib/platform/actor.ts';
import { HOUR } from '#lib/platform/clock.ts';
import { account, accountRole, setupLink } from './schema.server.ts';
import { findSession } from './sessions.server.ts';
import {
  createAdmin,
  insertAdminFromConsole,
  isSetupCodeGood,
  makeSetupLink,
  needsSetup,
  recordSetupLink,
  setUp
} from './setup.server.ts';
import { signIn } from './sign-in.server.ts';

const PASSWORD = 'staple-lantern-orbit';
const first = { login: 'Admin.Wu', displayName: '吴某某', password: PASSWORD, device: 'Chrome' };

/** A town nobody administers yet. */
async function openNewTown(): Promise<World> {
  const world = await openWorld();
  await world.store.transaction((db) => db.delete(accountRole).where(eq(accountRole.role, 'system-admin')));
  return world;
}

describe('the first administrator', () => {
  test('is made with the one-time link, in the browser, and is signed in', async () => {
    const world = await openNewTown();
    expect(await world.run(needsSetup, anonymous, {})).toBe(true);
    const { code, expiresAt } = await makeSetupLink(world.house);
    expect(expiresAt).toBe(world.clock.now() + 24 * HOUR);
    expect(Buffer.from(code, 'base64url')).toHaveLength(32);
    expect(JSON.stringify(await world.store.read.select().from(setupLink))).not.toContain(code);
    const found = await findSession(world.house, await setUp(world.house, { ...first, code }));
    expect(found?.account.login).toBe('admin.wu');
    expect(found?.actor.may('accounts.manage')).toBe(true);
    expect(found?.actor.may('roles.manage')).toBe(false);
    expect(await world.run(needsSetup, anonymous, {})).toBe(false);
    await expect(signIn(world.house, { login: 'ADMIN.WU', password: PASSWORD, device: '' })).resolves.toBeDefined();
  });

  test('cannot be made twice with one link, nor with an old, a replaced or an invented one', async () => {
    const world = await openNewTown();
    const replaced = await makeSetupLink(world.house);
    const { code } = await makeSetupLink(world.house);
    for (const bad of [replaced.code, 'invented', '']) {
      expect(await world.run(isSetupCodeGood, anonymous, { code: bad })).toBe(false);
      await expect(setUp(world.house, { ...first, code: bad })).rejects.toMatchObject({
        code: 'people.setup-link-void'
      });
    }
    world.clock.advance(24 * HOUR);
    await expect(setUp(world.house, { ...first, code })).rejects.toMatchObject({ code: 'people.setup-link-void' });
    const fresh = await makeSetupLink(world.house);
    await setUp(world.house, { ...first, code: fresh.code });
    await expect(setUp(world.house, { ...first, login: 'second', code: fresh.code })).rejects.toMatchObject({
      code: 'people.setup-link-void'
    });
  });

  test('gets no link where somebody administers already', async () => {
    const world = await openWorld();
    await expect(makeSetupLink(world.house)).rejects.toMatchObject({ code: 'people.already-set-up' });
  });

  test('needs a sound password and a free name; then the link still works', async () => {
    const world = await openNewTown();
    const { code } = await makeSetupLink(world.house);
    await expect(setUp(world.house, { ...first, code, password: 'admin.wu-123456' })).rejects.toMatchObject({
      fields: { password: ['people.password-personal'] }
    });
    await expect(setUp(world.house, { ...first, code, login: '017' })).rejects.toMatchObject({
      code: 'people.login-taken'
    });
    await expect(setUp(world.house, { ...first, code })).resolves.toBeDefined();
  });

  test('only the machine itself makes links or administrators', async () => {
    const world = await openNewTown();
    for (const actor of [anonymous, world.actor.luo, world.actor.gao]) {
      await expect(world.run(recordSetupLink, actor, { codeHash: 'a'.repeat(64) })).rejects.toThrow();
      await expect(
        world.run(insertAdminFromConsole, actor, { login: 'x', displayName: 'x', passwordHash: 'x' })
      ).rejects.toThrow();
    }
  });

  test('can be made from the command line, even where there is one', async () => {
    const world = await openWorld();
    const id = await createAdmin(world.house, { login: 'rescue', displayName: '值班', password: PASSWORD });
    expect(await world.store.read.select().from(accountRole).where(eq(accountRole.accountId, id))).toMatchObject([
      { role: 'system-admin' }
    ]);
    await expect(
      createAdmin(world.house, { login: 'rescue', displayName: '值班', password: PASSWORD })
    ).rejects.toMatchObject({ code: 'people.login-taken' });
    expect(await world.run(needsSetup, system, {})).toBe(false);
    expect(await world.store.read.select().from(account).where(eq(account.login, 'rescue'))).toHaveLength(1);
  });
});
