import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createMailServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { locales } from '#lib/i18n/locale.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { system } from './actor.ts';
import { HOUR, MINUTE } from './clock.ts';
import { claimDeliveries, deliverNotifications, outbox, retryDeliveries, type Message } from './delivery.server.ts';
import { MOST_TRIES, nextTry, notificationKinds, NotificationValues, stepReached } from './notification.ts';
import { notificationText, notificationTitle } from './notification-words.server.ts';
import {
  announce,
  countUnread,
  listOwnNotifications,
  notify,
  ownNotificationWishes,
  readNotifications,
  setNotificationWishes,
  type Notice
} from './notifications.server.ts';
import { notificationDelivery } from './schema.server.ts';
import { openSenders, signedAddress } from './senders.server.ts';

const note = (to: number[], reason = 'card:1:2026-12-08:30'): Notice => ({
  to,
  kind: 'card-expiring',
  reason,
  values: { days: 30, on: '2026-12-08' },
  href: '/'
});
const tell = ({ store, clock }: World, notice: Notice) =>
  store.transaction((db) => notify({ db, now: clock.now() }, notice));
const wish = ({ run, actor }: World, email = 'lin@example.test') =>
  run(setNotificationWishes, actor.lin, { byEmail: true, email });

/** The names of the values that the words of a kind have places for, whichever room they stand in. */
function wordsAskFor(kind: string): string[] {
  const home = 'src/lib/i18n/messages';
  const keys = ['title', 'text'].map((part) => `reminders_${kind.replaceAll('-', '_')}_${part}`);
  const words = readdirSync(home).flatMap((room) =>
    locales.map(
      (locale) => JSON.parse(readFileSync(`${home}/${room}/${locale}.json`, 'utf8')) as Record<string, unknown>
    )
  );
  const told = JSON.stringify(words.flatMap((room) => keys.flatMap((key) => room[key] ?? [])));
  return [...told.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
}

describe('a reminder', () => {
  test('is told once for its reason, however often it is asked for', async () => {
    const world = await openWorld();
    const to = [world.actor.lin.accountId!, world.actor.guo.accountId!];
    expect(await tell(world, note(to))).toBe(2);
    expect(await tell(world, note([...to, to[0]!]))).toBe(0);
    expect(await tell(world, note(to, 'card:1:2026-12-08:7'))).toBe(2);
    expect((await world.run(listOwnNotifications, world.actor.lin, {})).total).toBe(2);
  });

  test('is seen and marked as read by nobody but its reader', async () => {
    const world = await openWorld();
    const { run, actor } = world;
    await tell(world, note([actor.lin.accountId!]));
    const [row] = (await run(listOwnNotifications, actor.lin, {})).rows;
    expect(await run(countUnread, actor.guo, {})).toBe(0);
    await run(readNotifications, actor.guo, { id: row!.id });
    expect(await run(countUnread, actor.lin, {})).toBe(1);
    await run(readNotifications, actor.lin, { id: row!.id });
    expect(await run(countUnread, actor.lin, {})).toBe(0);
  });

  test('cannot carry a name, a sentence or a telephone number with its blanks', () => {
    for (const value of ['林某甲', 'a sentence', '138 0000 0000', 'lin@example.test', ''])
      expect(NotificationValues.safeParse({ who: value }).success, value).toBe(false);
    expect(NotificationValues.safeParse({ days: 3, on: '2026-12-08', number: 'TS-2026-0007' }).success).toBe(true);
  });

  test('leads to a path of the portal and nowhere else', async () => {
    const world = await openWorld();
    for (const href of ['https://elsewhere.test', '//elsewhere.test', 'register'])
      await expect(tell(world, { ...note([1]), href })).rejects.toThrow('leads to a path');
  });

  test.each(notificationKinds.flatMap((kind) => locales.map((locale) => [kind, locale] as const)))(
    '%s has its words in %s',
    (kind, locale) => {
      const values = Object.fromEntries(wordsAskFor(kind).map((name) => [name, 3]));
      for (const say of [notificationTitle, notificationText]) {
        expect(say(kind, values, locale)).not.toMatch(/undefined|\{/);
        expect(say(kind, values, locale).length).toBeGreaterThan(3);
      }
    }
  );
});

describe('wishes', () => {
  test('letters need an address; without wishes there are none', async () => {
    const { run, actor } = await openWorld();
    expect(await run(ownNotificationWishes, actor.lin, {})).toMatchObject({ byEmail: false, email: '' });
    await expect(run(setNotificationWishes, actor.lin, { byEmail: true, email: '' })).rejects.toMatchObject({
      fields: { email: ['input.required'] }
    });
    await expect(run(setNotificationWishes, actor.lin, { byEmail: true, email: 'nowhere' })).rejects.toThrow();
  });

  test('whoever wishes letters has one in the outbox, the others do not', async () => {
    const world = await openWorld();
    await wish(world);
    await tell(world, note([world.actor.lin.accountId!, world.actor.guo.accountId!]));
    expect(await world.run(claimDeliveries, system, { channels: ['email'] })).toMatchObject([
      { email: 'lin@example.test', kind: 'card-expiring', locale: 'zh-CN', href: '/' }
    ]);
  });
});

describe('the outbox', () => {
  const doorOf = ({ run }: World) => ({ run }) as Parameters<typeof deliverNotifications>[0];

  test('sends what is due, once', async () => {
    const world = await openWorld();
    await wish(world);
    await tell(world, note([world.actor.lin.accountId!]));
    const sent: Message[] = [];
    const email = async (message: Message) => void sent.push(message);
    expect(await deliverNotifications(doorOf(world), { email })).toBe(1);
    expect(await deliverNotifications(doorOf(world), { email })).toBe(0);
    expect(sent).toHaveLength(1);
  });

  test('keeps everything while nothing is set up to send it', async () => {
    const world = await openWorld();
    await wish(world);
    await tell(world, note([world.actor.lin.accountId!]));
    expect(await deliverNotifications(doorOf(world), {})).toBe(0);
    expect(await deliverNotifications(doorOf(world), { email: async () => undefined })).toBe(1);
  });

  test('a message under way is not taken by a second process, and comes back when the first one died', async () => {
    const world = await openWorld();
    await wish(world);
    await tell(world, note([world.actor.lin.accountId!]));
    const claim = () => world.run(claimDeliveries, system, { channels: ['email'] });
    expect(await claim()).toHaveLength(1);
    expect(await claim()).toHaveLength(0);
    world.clock.advance(6 * MINUTE);
    expect(await claim()).toHaveLength(1);
  });

  test('tries again later and later, gives up after the last try, and starts anew when told to', async () => {
    const world = await openWorld();
    await wish(world);
    await tell(world, note([world.actor.lin.accountId!]));
    let tries = 0;
    const email = async () => {
      tries += 1;
      throw Object.assign(new Error('550 lin@example.test unknown'), { code: 'EENVELOPE', responseCode: 550 });
    };
    await deliverNotifications(doorOf(world), { email });
    await deliverNotifications(doorOf(world), { email });
    expect(tries).toBe(1);
    for (let turn = 0; turn < 10; turn += 1) {
      world.clock.advance(25 * HOUR);
      await deliverNotifications(doorOf(world), { email });
    }
    expect(tries).toBe(MOST_TRIES);
    const [state] = await world.run(outbox, world.actor.gao, {});
    // The server's answer names the address; the outbox does not.
    expect(state).toEqual({ channel: 'email', waiting: 0, sent: 0, failed: 1, problem: 'EENVELOPE 550' });
    await expect(world.run(retryDeliveries, world.actor.shen, { channel: 'email' })).rejects.toThrow('refused');
    await world.run(retryDeliveries, world.actor.gao, { channel: 'email' });
    expect(await deliverNotifications(doorOf(world), { email: async () => undefined })).toBe(1);
    await expect(world.run(retryDeliveries, world.actor.gao, { channel: 'email' })).rejects.toMatchObject({
      code: 'platform.nothing-failed'
    });
  });

  test('what could not leave for two weeks is no news any more and does not leave at all', async () => {
    const world = await openWorld();
    await wish(world);
    await tell(world, note([world.actor.lin.accountId!]));
    world.clock.advance(15 * 24 * HOUR);
    let sent = 0;
    await deliverNotifications(doorOf(world), { email: async () => void (sent += 1) });
    expect(sent).toBe(0);
    expect((await world.run(outbox, world.actor.gao, {}))[0]).toMatchObject({ waiting: 0, failed: 1, problem: 'late' });
  });

  test('whoever changed their mind gets no letter any more', async () => {
    const world = await openWorld();
    await wish(world);
    await tell(world, note([world.actor.lin.accountId!]));
    await world.run(setNotificationWishes, world.actor.lin, { byEmail: false, email: 'lin@example.test' });
    let sent = 0;
    await deliverNotifications(doorOf(world), { email: async () => void (sent += 1) });
    expect(sent).toBe(0);
  });

  test('a group is told once for each robot, and of counts alone', async () => {
    const world = await openWorld();
    const say = () =>
      world.store.transaction((db) =>
        announce(
          { db, now: world.clock.now() },
          { kind: 'weekly-digest', reason: 'digest:2026-11-23', values: { expiring: 3 } }
        )
      );
    expect([await say(), await say()]).toEqual([true, false]);
    const rows = await world.store.read
      .select()
      .from(notificationDelivery)
      .where(eq(notificationDelivery.state, 'waiting'));
    expect(rows.map(({ channel }) => channel).sort()).toEqual(['dingtalk', 'wecom']);
    expect(await world.run(claimDeliveries, system, { channels: ['wecom'] })).toMatchObject([
      { href: null, email: null, values: { expiring: 3 } }
    ]);
  });
});

const nothing = {
  ORIGIN: 'http://localhost',
  SMTP_URL: '',
  SMTP_FROM: '',
  WECOM_ROBOT_URL: '',
  DINGTALK_ROBOT_URL: '',
  DINGTALK_ROBOT_SECRET: ''
};

/** As much of a mail server as a letter needs (RFC 5321). */
async function mailServer(refusal?: string) {
  const got: string[] = [];
  const server = createMailServer((socket) => {
    let letter = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 mail.test');
    createInterface(socket).on('line', (line) => {
      got.push(line);
      if (letter && line !== '.') return;
      letter = line === 'DATA';
      if (refusal && line.startsWith('RCPT')) say(refusal);
      else if (line === 'DATA') say('354 go on');
      else if (line === 'QUIT') socket.end('221 bye\r\n');
      else say('250 mail.test');
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  return { got, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('letters', () => {
  const letter: Message = {
    id: 7,
    channel: 'email',
    kind: 'card-expiring',
    values: { days: 30, on: '2026-12-23' },
    email: 'lin@example.test',
    locale: 'en',
    href: '/reminders'
  };
  const post = { SMTP_FROM: 'portal@example.test', ORIGIN: 'http://portal.test' };

  test('go to their reader with the words in their language and the way back', async () => {
    const { got, url } = await mailServer();
    await openSenders({ ...nothing, ...post, SMTP_URL: url }).email!(letter);
    expect(got).toContain('RCPT TO:<lin@example.test>');
    expect(got).toContain('Subject: Your enforcement card expires in 30 days');
    expect(got).toContain('Message-ID: <reminder-7@portal.test>');
    // Long lines travel broken (RFC 2045, quoted-printable).
    const words = got.join('\n').replaceAll('=\n', '');
    expect(words).toContain('runs until Dec 23, 2026');
    expect(words).toContain('http://portal.test/reminders');
  });

  test('that the server refuses fail with its code', async () => {
    const { url } = await mailServer('550 no such person');
    await expect(openSenders({ ...nothing, ...post, SMTP_URL: url }).email!(letter)).rejects.toMatchObject({
      responseCode: 550
    });
  });
});

describe('robots', () => {
  const message: Message = {
    id: 1,
    channel: 'wecom',
    kind: 'weekly-digest',
    values: { expiring: 3, expired: 1, cases: 2, overdue: 0 },
    email: null,
    locale: 'zh-CN',
    href: null
  };

  async function robot(answer: { status: number; body: unknown }) {
    const got: { url: string; body: unknown }[] = [];
    const server: Server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        got.push({ url: request.url!, body: JSON.parse(body) });
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    onTestFinished(() => void server.close());
    return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/robot?key=k` };
  }

  test('get the words as plain text', async () => {
    const { got, url } = await robot({ status: 200, body: { errcode: 0 } });
    await openSenders({ ...nothing, WECOM_ROBOT_URL: url }).wecom!(message);
    expect(got).toMatchObject([
      { body: { msgtype: 'text', text: { content: expect.stringContaining('临期证件 3 本') } } }
    ]);
  });

  test('that answer 200 with a code of their own have refused', async () => {
    const { url } = await robot({ status: 200, body: { errcode: 45009 } });
    await expect(openSenders({ ...nothing, WECOM_ROBOT_URL: url }).wecom!(message)).rejects.toMatchObject({
      code: 'errcode 45009'
    });
  });

  test('钉钉 with a secret is addressed with time and signature', async () => {
    const { got, url } = await robot({ status: 200, body: { errcode: 0 } });
    await openSenders({ ...nothing, DINGTALK_ROBOT_URL: url, DINGTALK_ROBOT_SECRET: 'SEC1' }).dingtalk!(message);
    expect(got[0]!.url).toMatch(/[?&]timestamp=\d{13}&sign=[\w%]+/);
    // Computed with the algorithm of the robot's own documentation.
    expect(signedAddress('https://a.test/', 'SEC1', 1_700_000_000_000)).toBe(
      'https://a.test/?timestamp=1700000000000&sign=ukR4%2BWoOOBTGaOauYqugxVrMSFyr92q4hPxJxuOkiio%3D'
    );
  });

  test('that are not set up are not there', () => expect(openSenders(nothing)).toEqual({}));
});

describe('rules', () => {
  test('waits grow and end', () => {
    const waits = Array.from({ length: MOST_TRIES }, (_, at) => nextTry(at + 1, 0));
    expect(waits.at(-1)).toBeNull();
    const numbers = waits.slice(0, -1) as number[];
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(40 * HOUR);
  });

  test('a countdown reaches each step once as the days go by, and a late start only the nearest', () => {
    const steps = [180, 90, 30];
    expect([181, 180, 91, 90, 31, 30, 0, -1].map((left) => stepReached(steps, left))).toEqual([
      undefined,
      180,
      180,
      90,
      90,
      30,
      30,
      undefined
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat(400), { minLength: 1 }), fc.nat(500), (some, left) => {
        const step = stepReached(some, left);
        if (step === undefined) expect(Math.max(...some)).toBeLessThan(left);
        else expect(some.filter((other) => other >= left && other < step)).toEqual([]);
      })
    );
  });
});
