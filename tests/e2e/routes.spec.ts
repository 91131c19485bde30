/**
 * Quality bars S2 and S7 at the web's edge: what every route of the build answers to every role. The agreed table is
 * `tests/security/routes.md`; a new route without a row fails. After a change that is meant: `ROUTES=write npx
 * playwright test routes`, and read the difference before it is committed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { expect, request, test, type APIRequestContext } from '@playwright/test';
import { allRoles, enterByRequest, type Role } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { builtRoutes, routeOf, type Route } from '../support/routes.ts';

const TABLE = 'tests/security/routes.md';
const callers = ['visitor', ...allRoles] as const;
/** So many pages of one route are opened to find where its links lead: a draft has others than a published exam. */
const ENOUGH = 6;
type Caller = (typeof callers)[number];

const contexts = new Map<Caller, APIRequestContext>();
/** One real address for each route: the first that a role, in their order, comes upon by the links of its pages. */
const addresses = new Map<string, string>();
let linked: Set<string>;
let routes: Route[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  routes = await builtRoutes();
  for (const caller of callers) {
    const context = await request.newContext({ baseURL: demoURL });
    if (caller !== 'visitor') await enterByRequest(context, caller as Role);
    contexts.set(caller, context);
  }
  for (const context of contexts.values()) await follow(context);
  linked = new Set(addresses.keys());
  // What no link leads to: endpoints that scripts call, and the way in that was used up when the town was set up.
  for (const { id } of routes)
    if (!addresses.has(id))
      addresses.set(
        id,
        id
          .replace(/^\/\(\w+\)/, '')
          .replace('[id]', numberOf(id))
          .replace('[code]', 'used')
      );
});

test.afterAll(async () => {
  for (const context of contexts.values()) await context.dispose();
});

test('every route answers every role as the table says', async () => {
  const readable = routes.filter(({ isPage, methods }) => isPage || methods.includes('GET'));
  const rows: string[] = [];
  for (const { id } of readable) {
    const answers: string[] = [];
    for (const context of contexts.values())
      answers.push(String((await context.get(addresses.get(id)!, { maxRedirects: 0 })).status()));
    rows.push(`| ${id} | ${answers.join(' | ')} |`);
  }
  const lines = [`| route | ${callers.join(' | ')} |`, `|${' --- |'.repeat(callers.length + 1)}`, ...rows];
  if (process.env.ROUTES === 'write') await writeFile(TABLE, `${preface}\n${lines.join('\n')}\n`);
  // The formatter pads the columns.
  const agreed = (await readFile(TABLE, 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.replace(/ +/g, ' ').replace(/-{3,}/g, '---'));
  expect(lines, 'what the portal answers, against tests/security/routes.md').toEqual(agreed);
});

test('every page can be come to by links', () => {
  const unlinked = routes.filter(({ id, isPage }) => isPage && !linked.has(id)).map(({ id }) => id);
  // A paper in progress needs somebody who sits it; `journey.spec.ts` and `room.spec.ts` do. The worker shows the offline
  // page. A mock paper is begun by a button, and what was taken along lies on the device: `practice.spec.ts` does both.
  expect(unlinked).toEqual([
    '/(exam)/attempts/[id]',
    '/(exam)/attempts/[id]/take-over',
    '/(public)/offline',
    '/(portal)/practice/mock/[run]',
    '/(reader)/practice/taken',
    '/(public)/set-up/[code]'
  ]);
});

test('no answer is a failure, and no page behind sign-in opens to a visitor', async () => {
  const rows = (await readFile(TABLE, 'utf8')).split('\n').filter((line) => line.startsWith('| /'));
  for (const row of rows) {
    const [id = '', visitor, ...answers] = row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    // 400: the address alone does not say what is wanted.
    for (const answer of answers)
      // What a token opens is opened by no sign-in.
      expect(id.startsWith('/api/v1/') ? ['200', '401'] : ['200', '303', '400', '403', '404'], row).toContain(answer);
    if (/^\/\((portal|exam|reader)\)/.test(id)) expect(visitor, id).toBe('303');
  }
});

test('a change that does not come from our own pages is refused on every route, whatever its kind', async () => {
  // Forty requests for every route that changes something.
  test.setTimeout(300_000);
  const kinds = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain', 'application/json', ''];
  const origins = ['https://elsewhere.example', 'null', `${demoURL}.elsewhere.example`, undefined];
  const changing = routes.flatMap(({ id, actions, methods }) => [
    ...actions.map((action) => ['POST', `${addresses.get(id)}${action === 'default' ? '' : `?/${action}`}`] as const),
    ...methods
      .filter((method) => method !== 'GET' && method !== 'HEAD')
      .map((method) => [method, addresses.get(id)!] as const)
  ]);
  expect(changing.length).toBeGreaterThan(50);
  for (const [method, path] of changing) {
    for (const caller of ['visitor', 'system-admin'] as const) {
      for (const [origin, kind] of origins.flatMap((from) => kinds.map((as) => [from, as] as const))) {
        const answer = await contexts.get(caller)!.fetch(path, {
          method,
          maxRedirects: 0,
          headers: { ...(origin ? { origin } : {}), ...(kind ? { 'content-type': kind } : {}) },
          data: kind === 'application/json' ? '{}' : 'a=1'
        });
        const what = `${method} ${path} from ${origin} as ${kind} by ${caller}`;
        expect(answer.status(), what).toBe(403);
        // Refused for where it comes from, by the framework or by the portal, and not for who sends it.
        expect(await answer.text(), what).toMatch(/^Cross-site|不是从本系统页面发出/);
      }
    }
  }
});

/** Goes breadth-first through the pages and notes the first address of each route. */
async function follow(context: APIRequestContext) {
  const seen = new Set<string>();
  const visits = new Map<string, number>();
  const waiting = ['/'];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const route = routeOf(routes, path);
    const visited = visits.get(route?.id ?? '') ?? 0;
    if (!route || seen.has(path) || visited === ENOUGH) continue;
    seen.add(path);
    visits.set(route.id, visited + 1);
    const answer = await context.get(path, { maxRedirects: 0 });
    if (answer.status() === 200 && !addresses.has(route.id)) addresses.set(route.id, path);
    if (answer.status() === 303) waiting.push(new URL(answer.headers().location!, demoURL).pathname);
    if (!route.isPage) continue;
    const html = await answer.text();
    waiting.push(...[...html.matchAll(/href="(\/[^"?#]*)/g)].map(([, href]) => href!));
  }
}

/** The number that a page of the same thing was found under: `/api/sessions/[id]/check-in` asks about a session. */
function numberOf(id: string): string {
  const thing = id.split('/[id]')[0]!.split('/').at(-1);
  for (const [found, address] of addresses) {
    const at = found.split('/').findIndex((part, place, parts) => part === '[id]' && parts[place - 1] === thing);
    if (at > 0) return address.split('/')[at - 1]!;
  }
  return '0';
}

const preface = `# What every route answers

The status of a plain GET in the demo town: 200 opens, 303 leads to sign-in or on, 403 is refused, 404 does not exist for
this reader. One line for each route; checked by \`tests/e2e/routes.spec.ts\`. An address with a person, an exam or a paper
in it is the first that a role, from left to right, comes upon by its own links: so papers are an officer's own.
`;
