import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { openWorld, people as cast, type Person, type World } from '#tests/support/world.ts';
import { readTable } from '#lib/platform/spreadsheet.server.ts';
import {
  createAccount,
  createAccounts,
  createMissingAccounts,
  createNamedAccount,
  disableAccount,
  enableAccount,
  endSessions,
  insertNamedAccount,
  listAccounts,
  listCadresWithoutAccount,
  replacePassword,
  resetPassword,
  viewAccount
} from './accounts.server.ts';
import { addCadre, markLeft } from './cadres.server.ts';
import { hashPassword } from './passwords.server.ts';
import { grantRole, listGrantableRoles, needsSecurityAdmin, revokeRole } from './roles.server.ts';
import { writeHandouts } from './roster.server.ts';
import { account, accountRole } from './schema.server.ts';
import { signIn } from './sign-in.server.ts';

const id = (world: World, person: Person) => world.actor[person].accountId!;
const rolesOf = async (world: World, accountId: number) =>
  (await world.store.read.select().from(accountRole).where(eq(accountRole.accountId, accountId))).map(
    ({ role, unitId }) => ({ role, unitId })
  );
const newcomer = (world: World, over: object = {}) => ({
  staffNumber: '120',
  name: '欧阳某',
  unitId: world.unitId['综合执法中心']!,
  post: '科员',
  establishment: 'administrative' as const,
  enforcementPost: true,
  joinedOn: '2026-09-01',
  ...over
});
const others = (...allowed: Person[]) => (Object.keys(cast) as Person[]).filter((person) => !allowed.includes(person));

describe('the list of accounts', () => {
  test('is for administrators and the auditor', async () => {
    const world = await openWorld();
    for (const person of ['gao', 'luo', 'tang'] as const)
      expect((await world.run(listAccounts, world.actor[person], {})).total).toBe(10);
    for (const person of others('gao', 'luo', 'tang')) {
      await expect(world.run(listAccounts, world.actor[person], {})).rejects.toMatchObject({ kind: 'refused' });
      await expect(world.run(viewAccount, world.actor[person], { id: id(world, 'lin') })).rejects.toMatchObject({
        kind: 'refused'
      });
    }
  });

  test('searches by number, name and pinyin, filters by role and state, and pages', async () => {
    const world = await openWorld();
    const logins = async (input: object) =>
      (await world.run(listAccounts, world.actor.gao, input)).rows.map(({ login }) => login);
    expect(await logins({ q: '林某' })).toEqual(['017']);
    expect(await logins({ q: 'linmou' })).toEqual(['017']);
    expect(await logins({ q: '01' })).toEqual(['010', '017', '018', '001'].sort());
    expect(await logins({ q: '%' })).toEqual([]);
    expect(await logins({ role: 'mentor' })).toEqual(['003']);
    expect(await logins({ pageSize: 3, page: 2 })).toEqual(['006', '007', '008']);
    expect(await logins({ sort: '-login', pageSize: 1 })).toEqual(['018']);
    await world.run(disableAccount, world.actor.gao, { accountId: id(world, 'lin') });
    expect(await logins({ state: 'disabled' })).toEqual(['017']);
    expect((await logins({ state: 'active' })).includes('017')).toBe(false);
    expect(await logins({ state: 'locked' })).toEqual([]);
  });

  test('an account that does not exist is missing', async () => {
    const world = await openWorld();
    await expect(world.run(viewAccount, world.actor.gao, { id: 999 })).rejects.toMatchObject({
      code: 'people.account-not-found'
    });
  });
});

describe('making accounts', () => {
  test('a cadre signs in with the staff number and a password shown once, which must be changed', async () => {
    const world = await openWorld();
    const cadreId = await world.run(addCadre, world.actor.gao, newcomer(world));
    const handout = await createAccount(world.house, world.actor.gao, { cadreId });
    expect(handout).toMatchObject({ login: '120', name: '欧阳某' });
    expect(await signIn(world.house, { login: '120', password: handout.password, device: '' })).toMatchObject({
      mustChangePassword: true
    });
    expect(await rolesOf(world, handout.accountId)).toEqual([{ role: 'officer', unitId: null }]);
    await expect(createAccount(world.house, world.actor.gao, { cadreId })).rejects.toMatchObject({
      code: 'people.has-account'
    });
  });

  test('the initial password may be chosen, if it is a sound one', async () => {
    const world = await openWorld();
    const cadreId = await world.run(addCadre, world.actor.gao, newcomer(world));
    await expect(
      createAccount(world.house, world.actor.gao, { cadreId, password: '120120120120' })
    ).rejects.toMatchObject({ kind: 'invalid' });
    expect(
      await createAccount(world.house, world.actor.gao, { cadreId, password: 'ferry-quartz-meadow' })
    ).toMatchObject({ password: 'ferry-quartz-meadow' });
  });

  test('only the system administrator does it', async () => {
    const world = await openWorld();
    const passwordHash = await hashPassword('ferry-quartz-meadow');
    for (const person of others('gao')) {
      const actor = world.actor[person];
      await expect(createAccount(world.house, actor, { cadreId: world.cadreId.lin })).rejects.toMatchObject({
        kind: 'refused'
      });
      await expect(
        world.run(createAccounts, actor, { accounts: [{ cadreId: 1, passwordHash }] })
      ).rejects.toMatchObject({ kind: 'refused' });
      await expect(
        world.run(insertNamedAccount, actor, { login: 'x', displayName: 'x', passwordHash })
      ).rejects.toMatchObject({ kind: 'refused' });
      await expect(createMissingAccounts(world.house, actor)).rejects.toMatchObject({ kind: 'refused' });
    }
  });

  test('a command takes nothing but a hash for a password', async () => {
    const world = await openWorld();
    const cadreId = await world.run(addCadre, world.actor.gao, newcomer(world));
    await expect(
      world.run(createAccounts, world.actor.gao, { accounts: [{ cadreId, passwordHash: 'plain text' }] })
    ).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('everyone without an account gets one in one go, with a sheet to hand out', async () => {
    const world = await openWorld();
    for (const staffNumber of ['121', '122', '123'])
      await world.run(addCadre, world.actor.gao, newcomer(world, { staffNumber }));
    const left = await world.run(addCadre, world.actor.gao, newcomer(world, { staffNumber: '124' }));
    await world.run(markLeft, world.actor.gao, { id: left, leftOn: '2026-10-01' });
    expect((await world.run(listCadresWithoutAccount, world.actor.gao, {})).total).toBe(3);
    const handouts = await createMissingAccounts(world.house, world.actor.gao);
    expect(handouts.map(({ login }) => login)).toEqual(['121', '122', '123']);
    const sheet = await readTable(await writeHandouts(handouts), ['工号', '初始密码']);
    expect(sheet.map(({ cells }) => cells['初始密码'])).toEqual(handouts.map(({ password }) => password));
    await expect(
      signIn(world.house, { login: '122', password: handouts[1]!.password, device: '' })
    ).resolves.toBeDefined();
    await expect(createMissingAccounts(world.house, world.actor.gao)).rejects.toMatchObject({
      code: 'people.no-account-missing'
    });
    await expect(createAccount(world.house, world.actor.gao, { cadreId: left })).rejects.toMatchObject({
      code: 'people.cadre-has-left'
    });
  });

  test('an account without a cadre has no role, and no staff number for a name', async () => {
    const world = await openWorld();
    const made = await createNamedAccount(world.house, world.actor.gao, { login: 'Sec.Admin', displayName: '安全员' });
    expect(made.login).toBe('sec.admin');
    expect(await rolesOf(world, made.accountId)).toEqual([]);
    await expect(
      createNamedAccount(world.house, world.actor.gao, { login: '017', displayName: '冒名' })
    ).rejects.toMatchObject({ code: 'people.login-taken' });
    await expect(
      createNamedAccount(world.house, world.actor.gao, { login: 'SEC.ADMIN', displayName: '又一个' })
    ).rejects.toMatchObject({ code: 'people.login-taken' });
  });
});

describe('changing accounts', () => {
  test('a reset password is shown once, must be changed, and lifts the lock', async () => {
    const world = await openWorld();
    for (let at = 0; at < 5; at += 1)
      await signIn(world.house, { login: '017', password: 'wrong', device: '' }).catch(() => {});
    const password = await resetPassword(world.house, world.actor.gao, id(world, 'lin'));
    expect(await signIn(world.house, { login: '017', password, device: '' })).toMatchObject({
      mustChangePassword: true
    });
  });

  test('the system administrator cannot reset their way into a role that excludes theirs', async () => {
    const world = await openWorld();
    for (const person of ['luo', 'tang', 'xu', 'qin'] as const) {
      await expect(resetPassword(world.house, world.actor.gao, id(world, person))).rejects.toMatchObject({
        code: 'people.reset-by-security-admin'
      });
    }
    await expect(resetPassword(world.house, world.actor.luo, id(world, 'xu'))).resolves.toMatch(/^\w{4}-\w{4}-\w{4}$/);
    await expect(resetPassword(world.house, world.actor.luo, id(world, 'lin'))).rejects.toMatchObject({
      code: 'people.reset-by-system-admin'
    });
    expect((await world.run(viewAccount, world.actor.gao, { id: id(world, 'xu') })).resetBy).toBe('roles.manage');
  });

  test('is refused to everyone else, and on the own account', async () => {
    const world = await openWorld();
    const accountId = id(world, 'lin');
    const passwordHash = await hashPassword('ferry-quartz-meadow');
    for (const person of others('gao')) {
      await expect(world.run(disableAccount, world.actor[person], { accountId })).rejects.toMatchObject({
        kind: 'refused'
      });
      await expect(world.run(enableAccount, world.actor[person], { accountId })).rejects.toMatchObject({
        kind: 'refused'
      });
      if (person !== 'luo') {
        await expect(
          world.run(replacePassword, world.actor[person], { accountId, passwordHash })
        ).rejects.toMatchObject({ kind: 'refused' });
        await expect(world.run(endSessions, world.actor[person], { accountId })).rejects.toMatchObject({
          kind: 'refused'
        });
      }
    }
    await expect(world.run(disableAccount, world.actor.gao, { accountId: id(world, 'gao') })).rejects.toMatchObject({
      code: 'people.not-own-account'
    });
    await expect(resetPassword(world.house, world.actor.gao, id(world, 'gao'))).rejects.toMatchObject({
      code: 'people.not-own-account'
    });
    await expect(world.run(endSessions, world.actor.gao, { accountId: 999 })).rejects.toMatchObject({
      kind: 'missing'
    });
    await expect(world.run(disableAccount, world.actor.gao, { accountId: 999 })).rejects.toMatchObject({
      kind: 'missing'
    });
  });

  test('a disabled account opens again, but not while its cadre has left', async () => {
    const world = await openWorld();
    const accountId = id(world, 'lin');
    await world.run(disableAccount, world.actor.gao, { accountId });
    await world.run(enableAccount, world.actor.gao, { accountId });
    expect((await world.run(viewAccount, world.actor.gao, { id: accountId })).state).toBe('active');
    await world.run(markLeft, world.actor.gao, { id: world.cadreId.lin, leftOn: '2026-11-20' });
    expect((await world.run(viewAccount, world.actor.gao, { id: accountId })).state).toBe('disabled');
    await expect(world.run(enableAccount, world.actor.gao, { accountId })).rejects.toMatchObject({
      code: 'people.cadre-has-left'
    });
  });

  test('the last security administrator stays', async () => {
    const world = await openWorld();
    await expect(world.run(disableAccount, world.actor.gao, { accountId: id(world, 'luo') })).rejects.toMatchObject({
      code: 'people.last-admin'
    });
    await expect(
      world.run(markLeft, world.actor.gao, { id: world.cadreId.luo, leftOn: '2026-11-01' })
    ).rejects.toMatchObject({ code: 'people.last-admin' });
    const [row] = await world.store.read
      .select()
      .from(account)
      .where(eq(account.id, id(world, 'luo')));
    expect(row!.disabledAt).toBeNull();
  });
});

describe('roles', () => {
  test('are granted and withdrawn by the security administrator, with their reach', async () => {
    const world = await openWorld();
    const unitId = world.unitId['综合执法中心']!;
    await world.run(grantRole, world.actor.luo, { accountId: id(world, 'lin'), role: 'trainer', unitId });
    expect(await rolesOf(world, id(world, 'lin'))).toContainEqual({ role: 'trainer', unitId });
    await world.run(grantRole, world.actor.luo, { accountId: id(world, 'lin'), role: 'trainer' });
    expect(await rolesOf(world, id(world, 'lin'))).toContainEqual({ role: 'trainer', unitId: null });
    await world.run(revokeRole, world.actor.luo, { accountId: id(world, 'lin'), role: 'trainer' });
    expect(await rolesOf(world, id(world, 'lin'))).toEqual([{ role: 'officer', unitId: null }]);
    await expect(
      world.run(revokeRole, world.actor.luo, { accountId: id(world, 'lin'), role: 'trainer' })
    ).rejects.toMatchObject({ code: 'people.role-not-held' });
  });

  test('are refused to everyone else', async () => {
    const world = await openWorld();
    for (const person of others('luo')) {
      const input = { accountId: id(world, 'guo'), role: 'mentor' as const };
      await expect(world.run(grantRole, world.actor[person], input)).rejects.toMatchObject({ kind: 'refused' });
      await expect(world.run(revokeRole, world.actor[person], input)).rejects.toMatchObject({ kind: 'refused' });
    }
  });

  test('that exclude each other are never held together', async () => {
    const world = await openWorld();
    const grant = (person: Person, role: (typeof cast)[Person]['roles'][number]) =>
      world.run(grantRole, world.actor.luo, { accountId: id(world, person), role });
    for (const [person, role] of [
      ['gao', 'auditor'],
      ['gao', 'complaint-handler'],
      ['tang', 'system-admin'],
      ['shen', 'auditor'],
      ['xu', 'system-admin'],
      ['qin', 'system-admin']
    ] as const) {
      await expect(grant(person, role)).rejects.toMatchObject({ code: 'people.roles-exclude' });
    }
  });

  test('nobody changes their own, and only some can be narrowed', async () => {
    const world = await openWorld();
    const unitId = world.unitId['综合执法中心']!;
    await expect(
      world.run(grantRole, world.actor.luo, { accountId: id(world, 'luo'), role: 'supervisor' })
    ).rejects.toMatchObject({ code: 'people.not-own-roles' });
    await expect(
      world.run(revokeRole, world.actor.luo, { accountId: id(world, 'luo'), role: 'security-admin' })
    ).rejects.toMatchObject({ code: 'people.not-own-roles' });
    await expect(
      world.run(grantRole, world.actor.luo, { accountId: id(world, 'lin'), role: 'auditor', unitId })
    ).rejects.toMatchObject({ code: 'people.role-not-scoped' });
    await expect(
      world.run(grantRole, world.actor.luo, { accountId: id(world, 'lin'), role: 'mentor', unitId: 999 })
    ).rejects.toMatchObject({ code: 'people.unit-not-found' });
    const made = await createNamedAccount(world.house, world.actor.gao, { login: 'outside', displayName: '外聘' });
    await expect(
      world.run(grantRole, world.actor.luo, { accountId: made.accountId, role: 'mentor' })
    ).rejects.toMatchObject({ code: 'people.role-needs-cadre' });
    await world.run(disableAccount, world.actor.gao, { accountId: id(world, 'guo') });
    await expect(
      world.run(grantRole, world.actor.luo, { accountId: id(world, 'guo'), role: 'mentor' })
    ).rejects.toMatchObject({ code: 'people.account-disabled-role' });
    await expect(
      world.run(revokeRole, world.actor.luo, { accountId: id(world, 'gao'), role: 'system-admin' })
    ).rejects.toMatchObject({ code: 'people.last-admin' });
  });

  test('the system administrator names the first security administrator, and nothing more', async () => {
    const world = await openWorld();
    await expect(
      world.run(grantRole, world.actor.gao, { accountId: id(world, 'lin'), role: 'security-admin' })
    ).rejects.toMatchObject({ code: 'people.roles-by-security-admin' });
    await world.store.transaction((db) => db.delete(accountRole).where(eq(accountRole.role, 'security-admin')));
    await expect(
      world.run(grantRole, world.actor.gao, { accountId: id(world, 'lin'), role: 'mentor' })
    ).rejects.toMatchObject({ code: 'people.roles-by-security-admin' });
    await expect(
      world.run(grantRole, world.actor.gao, { accountId: id(world, 'gao'), role: 'security-admin' })
    ).rejects.toMatchObject({ code: 'people.not-own-roles' });
    await world.run(grantRole, world.actor.gao, { accountId: id(world, 'lin'), role: 'security-admin' });
    await expect(
      world.run(grantRole, world.actor.gao, { accountId: id(world, 'guo'), role: 'security-admin' })
    ).rejects.toMatchObject({ code: 'people.roles-by-security-admin' });
  });

  test('that could be granted are offered, and only to whoever could grant them', async () => {
    const world = await openWorld();
    const offered = (person: Person, to: Person) =>
      world.run(listGrantableRoles, world.actor[person], { accountId: id(world, to) });
    expect(await offered('luo', 'tang')).toEqual(['officer', 'mentor', 'trainer', 'discipline']);
    expect(await offered('luo', 'luo')).toEqual([]);
    expect(await offered('gao', 'lin')).toEqual([]);
    expect(await world.run(needsSecurityAdmin, world.actor.gao, {})).toBe(false);
    await world.store.transaction((db) => db.delete(accountRole).where(eq(accountRole.role, 'security-admin')));
    expect(await world.run(needsSecurityAdmin, world.actor.gao, {})).toBe(true);
    expect(await offered('gao', 'lin')).toEqual(['security-admin']);
    await expect(offered('lin', 'guo')).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(needsSecurityAdmin, world.actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
  });
});
