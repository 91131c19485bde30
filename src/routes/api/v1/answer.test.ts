/** The contract: every path of the OpenAPI document, asked as another system would, checked by a validator of its own. */
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { beforeEach, describe, expect, test } from 'vitest';
import { apiDocument } from '#lib/exchange/openapi.server.ts';
import { resources } from '#lib/exchange/resources.server.ts';
import { makeToken, revokeToken } from '#lib/exchange/tokens.server.ts';
import { startAttempt, submitAttempt } from '#lib/assessment/attempt.server.ts';
import { releaseExam } from '#lib/assessment/exam-release.server.ts';
import { saveEvent, voidEvent } from '#lib/outreach/event.server.ts';
import { scopes, type Scope } from '#lib/platform/permissions.ts';
import { tokenActor } from '#lib/platform/actor.ts';
import { registry } from '#lib/platform/door.server.ts';
import '#lib/rooms.server.ts';
import { fillBank, publishedExam } from '#tests/support/exams.ts';
import { eventInput } from '#tests/support/outreach.ts';
import { announcedSession } from '#tests/support/sessions.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { answer, openBrakes, wrongMethod } from './answer.server.ts';

const document = apiDocument('http://localhost', 'zh-CN');
const paths = Object.entries(document.paths).map(([path, { get }]) => ({
  path,
  get,
  at: path.replace('{year}', '2026')
}));
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);

let world: World;
let brakes = openBrakes();
beforeEach(async () => {
  world = await openWorld();
  brakes = openBrakes();
});

const make = (scope: readonly Scope[] = scopes) =>
  world.run(makeToken, world.actor.luo, {
    name: '区平台',
    purpose: '测试',
    scopes: [...scope],
    expiresOn: '2027-03-01'
  });

async function ask(at: string, token?: string, headers: Record<string, string> = {}) {
  const url = new URL(`http://localhost/api/v1${at}`);
  const request = new Request(url, { headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) } });
  const address = url.pathname.slice('/api/v1/'.length);
  const response = await answer(world.house, brakes, {
    request,
    address,
    from: '192.0.2.1',
    requestId: null,
    locale: 'zh-CN'
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? (JSON.parse(text) as Body) : undefined };
}
interface Body {
  data: Record<string, unknown>[];
  next: number | null;
  code: string;
  parameters: Record<string, string[]>;
  figures: { key: string; chapter: string; value: number | null; withheld: boolean }[];
}

/** Ten people, four sessions, three events, three released papers and one that is not. */
async function fillTown() {
  for (const title of ['一', '二', '三', '四']) await announcedSession(world, { title });
  await fillBank(world, ['程序'], { single: 6, multiple: 4, 'true-false': 5 });
  const examId = await publishedExam(world);
  world.clock.set('2026-11-23T01:40:00Z');
  const secret = await publishedExam(world, { resultsRelease: 'by-hand', answersRelease: 'by-hand' });
  for (const who of ['lin', 'guo', 'zhou'] as const) {
    for (const id of [examId, secret]) {
      const { attemptId } = await world.run(startAttempt, world.actor[who], { examId: id });
      await world.run(submitAttempt, world.actor[who], { attemptId, answers: [] });
    }
  }
  const save = (heldOn: string, headcount: number | null) =>
    world.run(saveEvent, world.actor.he, {
      ...eventInput,
      guests: '宣讲团',
      heldOn,
      headcount,
      countMethod: headcount ? 'count' : null
    });
  for (const day of ['2026-04-15', '2026-04-16']) await save(day, 100);
  const { id } = await save('2026-04-17', 50);
  await world.run(voidEvent, world.actor.he, { id, reason: '重复录入' });
  await save('2026-12-20', null);
  return { secret };
}

describe.each(paths)('$path', ({ at, get }) => {
  test('opens to a token with its scope alone', async () => {
    const scope = get.security[0]!.token[0] as Scope;
    expect(await ask(at)).toMatchObject({ status: 401, body: { code: 'exchange.token-needed' } });
    const others = await make(scopes.filter((one) => one !== scope));
    expect((await ask(at, others.token)).status).toBe(403);
    const own = await make([scope]);
    expect((await ask(at, own.token)).status).toBe(200);
    await world.run(revokeToken, world.actor.luo, { id: own.id });
    expect((await ask(at, own.token)).status).toBe(401);
    const late = await make([scope]);
    world.clock.set('2027-03-02T01:00:00Z');
    expect((await ask(at, late.token)).status).toBe(401);
  });

  test('answers what the document says, and 304 while nothing has changed', async () => {
    await fillTown();
    const { token } = await make();
    const { status, headers, body } = await ask(at, token);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    const { schema } = (get.responses['200'] as { content: Record<string, { schema: AnySchema }> }).content[
      'application/json'
    ]!;
    const fits = ajv.compile(schema);
    expect(fits(body), JSON.stringify(fits.errors)).toBe(true);
    expect(body!.data?.length ?? body!.figures.length).toBeGreaterThan(0);
    const again = await ask(at, token, { 'if-none-match': headers.get('etag')! });
    expect(again).toMatchObject({ status: 304, body: undefined });
  });

  test('tells of a parameter that it does not know, that comes twice or that has no sense', async () => {
    const { token } = await make();
    expect((await ask(`${at}?unknown=1`, token)).body).toMatchObject({
      code: 'input.invalid',
      parameters: { unknown: ['没有这个参数'] }
    });
    for (const { name, in: place } of get.parameters.filter((parameter) => parameter.in === 'query')) {
      expect(place).toBe('query');
      expect((await ask(`${at}?${name}=nonsense`, token)).status, name).toBe(400);
      expect((await ask(`${at}?${name}=2026&${name}=2026`, token)).status, name).toBe(400);
    }
  });

  test.runIf(get.parameters.some(({ name }) => name === 'after'))(
    'is walked to its end without gap or double',
    async () => {
      await fillTown();
      const { token } = await make();
      const whole = (await ask(`${at}?limit=200`, token)).body!;
      expect(whole.next).toBeNull();
      for (const limit of [1, 2, whole.data.length]) {
        const walked: unknown[] = [];
        let after: number | null = 0;
        while (after !== null) {
          const piece: Body = (await ask(`${at}?limit=${limit}&after=${after}`, token)).body!;
          expect(piece.data.length).toBeLessThanOrEqual(limit);
          walked.push(...piece.data);
          after = piece.next;
        }
        expect(walked).toEqual(whole.data);
      }
      expect((await ask(`${at}?limit=201`, token)).status).toBe(400);
    }
  );
});

test('the document is what it says it is, and names every resource once', () => {
  expect(document.openapi).toBe('3.1.1');
  expect(paths.map(({ path }) => path)).toEqual(resources.map(({ path }) => path));
  const ids = paths.map(({ get }) => get.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { get } of paths) for (const { description } of get.parameters) expect(description).not.toBe('');
  const told = (document: object) =>
    [...JSON.stringify(document).matchAll(/"description":"([^"]+)"/g)].map(([, text]) => text!);
  expect(told(apiDocument('http://localhost', 'en')).filter((text) => /[一-龥]/.test(text))).toEqual([]);
  expect(told(document).filter((text) => !/[一-龥]/.test(text))).toEqual([]);
});

test('a problem is what the document says a problem is', async () => {
  const problem = ajv.compile((document.components.schemas as Record<string, AnySchema>).Problem!);
  const { token } = await make(['roster']);
  for (const [at, given] of [
    ['/people', undefined],
    ['/people?limit=x', token],
    ['/exam-results', token],
    ['/nothing', token]
  ] as const) {
    const { body, headers } = await ask(at, given);
    expect(problem(body), JSON.stringify(problem.errors)).toBe(true);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  }
});

test('there is nothing beside what is declared, above all no complaints', async () => {
  const { token } = await make();
  for (const at of ['/complaints', '/people/1', '/annual-figures', '/annual-figures/2026/rows', '/', '/__proto__'])
    expect((await ask(at, token)).status, at).toBe(404);
  expect((await ask('/annual-figures/2027', token)).status).toBe(404);
  expect((await ask('/annual-figures/x', token)).status).toBe(400);
});

test('every other method is told that this is read-only', async () => {
  const response = wrongMethod('zh-CN');
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect(await response.json()).toMatchObject({ status: 405, code: 'exchange.read-only' });
});

test('results that are not out yet are not given out, and then count as changed', async () => {
  const { secret } = await fillTown();
  const { token } = await make();
  const results = async (query = '') => (await ask(`/exam-results${query}`, token)).body!.data;
  expect((await results()).map(({ staffNumber }) => staffNumber)).toEqual(['017', '018', '003']);
  expect((await results()).map(({ examId }) => examId)).not.toContain(secret);
  world.clock.set('2026-12-05T01:00:00Z');
  await world.run(releaseExam, world.actor.he, { id: secret, what: 'results' });
  expect((await results()).length).toBe(6);
  expect((await results('?updated-since=2026-12-01T00:00:00Z')).map(({ examId }) => examId)).toEqual([
    secret,
    secret,
    secret
  ]);
});

test('small counts of complaints stay veiled', async () => {
  const { token } = await make();
  const { figures } = (await ask('/annual-figures/2026', token)).body!;
  const veiled = figures.filter(({ chapter, key }) => chapter === 'complaints' && key !== 'complaintsReceived');
  expect(veiled.length).toBeGreaterThan(3);
  expect(veiled.every(({ value, withheld }) => value === null && withheld)).toBe(true);
});

test('filters keep what belongs to the year and what has changed since', async () => {
  await fillTown();
  const { token } = await make();
  const count = async (at: string) => (await ask(at, token)).body!.data.length;
  for (const [path, found] of [
    ['/training-sessions', 4],
    ['/exam-results', 3],
    ['/outreach-events', 3]
  ] as const) {
    expect(await count(`${path}?year=2026`), path).toBe(found);
    expect(await count(`${path}?year=2025`), path).toBe(0);
    expect(await count(`${path}?updated-since=2026-11-01T00:00:00Z`), path).toBe(found);
    expect(await count(`${path}?updated-since=2026-12-01T08:00:00%2B08:00`), path).toBe(0);
  }
});

test('a token that asks too often waits, and so does a network that comes without one', async () => {
  const { token } = await make();
  const outcomes = new Set<number>();
  for (let count = 0; count < 301; count += 1) outcomes.add((await ask('/nothing', token)).status);
  expect([...outcomes]).toEqual([404, 429]);
  for (let count = 0; count < 60; count += 1) expect((await ask('/people', 'czt_wrong')).status).toBe(401);
  const { status, headers } = await ask('/people', 'czt_wrong');
  expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true]);
});

test('a token with every scope opens its resources and nothing else of the house', () => {
  const every = tokenActor(scopes);
  const open = [...registry.values()].filter(({ allow }) => allow(every)).map(({ name }) => name);
  expect(open.sort()).toEqual(resources.map(({ query }) => query.name).sort());
  expect(open.some((name) => registry.get(name)!.kind === 'command')).toBe(false);
});

test('a command runs for no token, even one that lets everybody in', async () => {
  const careless = { ...registry.get('exchange.note-use')!, allow: () => true };
  await expect(world.run(careless, tokenActor(scopes), { id: 1 })).rejects.toMatchObject({ kind: 'refused' });
});
