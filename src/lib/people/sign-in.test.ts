import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { HOUR, MINUTE, SECOND } from '#lib/platform/clock.ts';
import { auditEvent } from '#lib/platform/schema.server.ts';
import { disableAccount, endSessions } from './accounts.server.ts';
import {
  changePassword,
  endAllOwnSessions,
  endOwnSession,
  listOwnSessions,
  viewOwnAccount
} from './own-account.server.ts';
import { hashPassword } from './passwords.server.ts';
import { grantRole } from './roles.server.ts';
import { account, signInSession } from './schema.server.ts';
import { deviceWords, idleTime } from './session-rules.ts';
import { dropExpiredSessions, findSession, hashToken, sessionCookie } from './sessions.server.ts';
import { listDemoPeople, recordDemoSignIn, signIn, signInDemo } from './sign-in.server.ts';

const RIGHT = 'staple-lantern-orbit';
let hash: string;
beforeAll(async () => {
  hash = await hashPassword(RIGHT);
});

async function openWorldWithPasswords(): Promise<World> {
  const world = await openWorld();
  await world.store.transaction((db) => db.update(account).set({ passwordHash: hash }));
  return world;
}
const enter = (world: World, login: string, password = RIGHT, previousToken?: string) =>
  signIn(world.house, { login, password, device: 'Chrome · Android', previousToken });
const rowOf = async (world: World, person: Person) =>
  (await world.store.read.select().from(account).where(eq(account.id, world.actor[person].accountId!)))[0]!;

describe('signing in', () => {
  test('opens a session whose token only the browser holds', async () => {
    const world = await openWorldWithPasswords();
    const { token, mustChangePassword } = await enter(world, '017');
    expect(mustChangePassword).toBe(false);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const [stored] = await world.store.read.select().from(signInSession);
    expect(stored).toMatchObject({
      id: hashToken(token),
      accountId: world.actor.lin.accountId,
      device: 'Chrome · Android'
    });
    const found = await findSession(world.house, token);
    expect(found?.actor).toMatchObject({
      accountId: world.actor.lin.accountId,
      cadreId: world.cadreId.lin,
      unitId: world.actor.lin.unitId
    });
    expect(found?.actor.may('exam.sit')).toBe(true);
    expect(found?.actor.may('accounts.manage')).toBe(false);
    expect((await rowOf(world, 'lin')).lastSignInAt).toBe(world.clock.now());
  });

  test('takes full-width digits, and capitals as small letters', async () => {
    const world = await openWorldWithPasswords();
    await expect(enter(world, ' ０１７ ')).resolves.toMatchObject({ token: expect.any(String) });
  });

  test('says the same of an unknown account and of a wrong password, lock included', async () => {
    const world = await openWorldWithPasswords();
    const answers = async (login: string) => {
      const said: unknown[] = [];
      for (let at = 0; at < 6; at += 1) {
        await enter(world, login, 'wrong').catch((error) =>
          said.push({ kind: error.kind, code: error.code, params: error.params })
        );
      }
      return said;
    };
    const known = await answers('017');
    expect(await answers('nobody')).toEqual(known);
    expect(known[0]).toEqual({ kind: 'invalid', code: 'people.sign-in-failed', params: { left: 4 } });
    expect(known[4]).toEqual({ kind: 'too-many', code: 'people.sign-in-locked', params: { minutes: 15 } });
  });

  test('five wrong passwords lock for 15 minutes, even for the right one, and not for good', async () => {
    const world = await openWorldWithPasswords();
    for (let at = 0; at < 5; at += 1) await expect(enter(world, '017', 'wrong')).rejects.toThrow();
    await expect(enter(world, '017')).rejects.toMatchObject({ code: 'people.sign-in-locked' });
    world.clock.advance(15 * MINUTE - 1);
    await expect(enter(world, '017')).rejects.toMatchObject({ code: 'people.sign-in-locked', params: { minutes: 1 } });
    world.clock.advance(1);
    await expect(enter(world, '017', 'wrong')).rejects.toMatchObject({ params: { left: 4 } });
    await enter(world, '017');
    expect(await rowOf(world, 'lin')).toMatchObject({ failedSignIns: 0, lockedUntil: null });
  });

  test('guesses sent together are counted one by one', async () => {
    const world = await openWorldWithPasswords();
    await Promise.allSettled(Array.from({ length: 12 }, () => enter(world, '017', 'wrong')));
    expect((await rowOf(world, 'lin')).failedSignIns).toBe(5);
  });

  test('a failure is in the trail, without what was typed', async () => {
    const world = await openWorldWithPasswords();
    await expect(enter(world, 'my-secret-typed-here', 'wrong')).rejects.toThrow();
    await expect(enter(world, '017', 'wrong')).rejects.toThrow();
    const events = await world.store.read.select().from(auditEvent);
    expect(events.map(({ action, subjectId }) => [action, subjectId])).toEqual([
      ['people.record-failed-sign-in', null],
      ['people.record-failed-sign-in', String(world.actor.lin.accountId)]
    ]);
    expect(JSON.stringify(events)).not.toContain('secret');
  });

  test('a disabled account is told so only with the right password', async () => {
    const world = await openWorldWithPasswords();
    await world.run(disableAccount, world.actor.gao, { accountId: world.actor.lin.accountId! });
    await expect(enter(world, '017', 'wrong')).rejects.toMatchObject({ code: 'people.sign-in-failed' });
    await expect(enter(world, '017')).rejects.toMatchObject({ code: 'people.account-disabled' });
    expect(await world.store.read.select().from(signInSession)).toEqual([]);
  });

  test('ends the session the browser had before', async () => {
    const world = await openWorldWithPasswords();
    const first = await enter(world, '018');
    const second = await enter(world, '017', RIGHT, first.token);
    expect(await findSession(world.house, first.token)).toBeUndefined();
    expect(await findSession(world.house, second.token)).toBeDefined();
  });
});

describe('the demo', () => {
  test('signs in with one tap, and only in the demo', async () => {
    const world = await openWorld();
    const { token } = await signInDemo(world.house, true, { login: '001', device: 'Chrome' });
    expect((await findSession(world.house, token))?.actor.accountId).toBe(world.actor.shen.accountId);
    await expect(signInDemo(world.house, false, { login: '001', device: '' })).rejects.toMatchObject({
      code: 'people.demo-only'
    });
    await expect(signInDemo(world.house, true, { login: 'nobody', device: '' })).rejects.toMatchObject({
      code: 'people.demo-only'
    });
    await expect(
      world.run(recordDemoSignIn, world.actor.gao, { login: '001', device: '', previousSession: null })
    ).rejects.toMatchObject({ kind: 'refused' });
  });

  test('offers one person for each role', async () => {
    const world = await openWorld();
    const { system } = await import('#lib/platform/actor.ts');
    const offered = await world.run(listDemoPeople, system, {});
    expect(offered.map(({ role, login }) => [role, login])).toEqual([
      ['officer', '017'],
      ['mentor', '003'],
      ['trainer', '005'],
      ['supervisor', '001'],
      ['complaint-handler', '006'],
      ['discipline', '007'],
      ['system-admin', '008'],
      ['security-admin', '009'],
      ['auditor', '010']
    ]);
    await expect(world.run(listDemoPeople, world.actor.gao, {})).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('a session', () => {
  test.each([
    ['017', 30],
    ['008', 15],
    ['009', 15],
    ['010', 15]
  ])('of %s ends after %i minutes without use', async (login, minutes) => {
    const world = await openWorldWithPasswords();
    const { token } = await enter(world, login);
    world.clock.advance(minutes * MINUTE - SECOND);
    expect(await findSession(world.house, token)).toBeDefined();
    world.clock.advance(minutes * MINUTE - SECOND);
    expect(await findSession(world.house, token)).toBeDefined();
    world.clock.advance(minutes * MINUTE);
    expect(await findSession(world.house, token)).toBeUndefined();
  });

  test('ends after 12 hours however busy', async () => {
    const world = await openWorldWithPasswords();
    const { token } = await enter(world, '017');
    for (let at = 1; at < 48; at += 1) {
      world.clock.advance(15 * MINUTE);
      expect(await findSession(world.house, token)).toBeDefined();
    }
    world.clock.advance(15 * MINUTE);
    expect(await findSession(world.house, token)).toBeUndefined();
  });

  test('notes its use at most once a minute', async () => {
    const world = await openWorldWithPasswords();
    const { token } = await enter(world, '017');
    const seen = async () => (await world.store.read.select().from(signInSession))[0]!.lastSeenAt;
    const begun = await seen();
    world.clock.advance(59_999);
    await findSession(world.house, token);
    expect(await seen()).toBe(begun);
    world.clock.advance(1);
    await findSession(world.house, token);
    expect(await seen()).toBe(begun + MINUTE);
  });

  test('is dead with the next request after the account is disabled, a role changed, or it was ended', async () => {
    const world = await openWorldWithPasswords();
    const accountId = world.actor.lin.accountId!;
    const ends = [
      () => world.run(disableAccount, world.actor.gao, { accountId }),
      () => world.run(endSessions, world.actor.luo, { accountId }),
      () => world.run(grantRole, world.actor.luo, { accountId, role: 'trainer' })
    ].reverse();
    for (const end of ends) {
      const { token } = await enter(world, '017');
      expect(await findSession(world.house, token)).toBeDefined();
      expect(await findSession(world.house, token)).toBeDefined();
      await end();
      expect(await findSession(world.house, token)).toBeUndefined();
    }
  });

  test('is unknown for any other token', async () => {
    const world = await openWorldWithPasswords();
    const { token } = await enter(world, '017');
    expect(await findSession(world.house, `${token}x`)).toBeUndefined();
    expect(await findSession(world.house, hashToken(token))).toBeUndefined();
    expect(await findSession(world.house, '')).toBeUndefined();
  });

  test('is cleared away when its time is over', async () => {
    const world = await openWorldWithPasswords();
    const { system } = await import('#lib/platform/actor.ts');
    await enter(world, '017');
    expect(await world.run(dropExpiredSessions, system, {})).toBe(0);
    world.clock.advance(12 * HOUR);
    expect(await world.run(dropExpiredSessions, system, {})).toBe(1);
    await expect(world.run(dropExpiredSessions, world.actor.gao, {})).rejects.toMatchObject({ kind: 'refused' });
  });

  test('has a cookie that scripts cannot read, bound to the host under https', () => {
    const plain = sessionCookie('t', new URL('http://localhost/'));
    expect(plain).toMatchObject([
      'session',
      't',
      { httpOnly: true, sameSite: 'lax', path: '/', secure: false, maxAge: 12 * 3600 }
    ]);
    expect(sessionCookie('t', new URL('https://x.cn/'))).toMatchObject(['__Host-session', 't', { secure: true }]);
  });

  test('lasts shorter for whoever administers', () => {
    expect(idleTime([{ role: 'officer' }])).toBe(30 * MINUTE);
    expect(idleTime([{ role: 'officer' }, { role: 'auditor' }])).toBe(15 * MINUTE);
  });

  test('names its device in words and keeps nothing else of it', () => {
    expect(
      deviceWords(
        'Mozilla/5.0 (Linux; Android 14; HarmonyOS; X) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114 HuaweiBrowser/15'
      )
    ).toBe('Huawei Browser · HarmonyOS');
    expect(deviceWords('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130 Safari/537.36 Edg/130')).toBe(
      'Edge · Windows'
    );
    expect(deviceWords(null)).toBe('?');
  });
});

describe("one's own account", () => {
  test('shows the person, their roles and where they are signed in', async () => {
    const world = await openWorldWithPasswords();
    const here = await enter(world, '017');
    world.clock.advance(MINUTE);
    await enter(world, '017');
    expect(await world.run(viewOwnAccount, world.actor.lin, {})).toMatchObject({
      login: '017',
      roles: [{ role: 'officer', unit: null }],
      cadre: { staffNumber: '017', unit: '综合执法中心' }
    });
    const sessions = await world.run(listOwnSessions, world.actor.lin, { current: hashToken(here.token) });
    expect(sessions.map(({ current }) => current)).toEqual([false, true]);
    expect(await world.run(listOwnSessions, world.actor.guo, {})).toEqual([]);
  });

  test("one session can be ended, but nobody else's", async () => {
    const world = await openWorldWithPasswords();
    const { token } = await enter(world, '017');
    const sessionId = hashToken(token);
    await expect(world.run(endOwnSession, world.actor.guo, { sessionId })).rejects.toMatchObject({ kind: 'missing' });
    expect(await findSession(world.house, token)).toBeDefined();
    await world.run(endOwnSession, world.actor.lin, { sessionId });
    expect(await findSession(world.house, token)).toBeUndefined();
    await expect(world.run(endOwnSession, world.actor.lin, { sessionId })).rejects.toMatchObject({ kind: 'missing' });
  });

  test('signing out everywhere ends them all', async () => {
    const world = await openWorldWithPasswords();
    const tokens = [await enter(world, '017'), await enter(world, '017'), await enter(world, '018')].map(
      ({ token }) => token
    );
    expect(await world.run(endAllOwnSessions, world.actor.lin, {})).toBe(2);
    expect(
      await Promise.all(tokens.map(async (token) => (await findSession(world.house, token)) !== undefined))
    ).toEqual([false, false, true]);
  });

  test('a changed password ends every session and begins a new one', async () => {
    const world = await openWorldWithPasswords();
    await world.store.transaction((db) => db.update(account).set({ mustChangePassword: true }));
    const old = await enter(world, '017');
    expect(old.mustChangePassword).toBe(true);
    const token = await changePassword(world.house, world.actor.lin, {
      current: RIGHT,
      next: 'ferry-quartz-meadow',
      device: 'x'
    });
    expect(await findSession(world.house, old.token)).toBeUndefined();
    expect((await findSession(world.house, token))?.account.mustChangePassword).toBe(false);
    await expect(enter(world, '017')).rejects.toMatchObject({ code: 'people.sign-in-failed' });
    await expect(enter(world, '017', 'ferry-quartz-meadow')).resolves.toMatchObject({ mustChangePassword: false });
  });

  test('a wrong, equal or guessable password is refused at its field', async () => {
    const world = await openWorldWithPasswords();
    const change = (current: string, next: string) =>
      changePassword(world.house, world.actor.lin, { current, next, device: '' });
    await expect(change('wrong', 'ferry-quartz-meadow')).rejects.toMatchObject({
      fields: { current: ['people.password-wrong'] }
    });
    await expect(change(RIGHT, RIGHT)).rejects.toMatchObject({ fields: { next: ['people.password-same'] } });
    await expect(change(RIGHT, 'linmoujia-017!')).rejects.toMatchObject({
      fields: { next: ['people.password-personal'] }
    });
  });
});
