/**
 * Quality bars A1 and A3: every page that a role can come to in the demo town, by its links alone. One page stands for
 * each route and each single search parameter; a page that is linked from nowhere is found by `routes.spec.ts`.
 */
import { allRoles, enterAs } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { builtRoutes, routeOf, type Route } from '../support/routes.ts';
import { accessible, desktop, expect, fits, legible, phone, speaks, test, type Page } from '../support/story.ts';

const narrowest = { width: 360, height: 740 };
let routes: Route[];
/** The parts that were examined already, route by route. */
const examined = new Set<string>();
let closely = 0;

test.use({ baseURL: demoURL, contextOptions: { reducedMotion: 'reduce' } });
test.beforeAll(async () => {
  routes = await builtRoutes();
});

for (const role of allRoles) {
  test(`${role}: every page is accessible, fits the screen and has its words`, async ({ page }, info) => {
    // Some roles come to sixty pages; a page that hangs still ends the run.
    test.setTimeout(15 * 60_000);
    await page.setViewportSize(phone);
    await enterAs(page, role);
    const seen = new Set<string>();
    const waiting = ['/'];
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const key = keyOf(path);
      if (!key || seen.has(key)) continue;
      seen.add(key);
      await test.step(path, async () => waiting.push(...(await look(page, path))));
    }
    expect(seen.size, 'pages found').toBeGreaterThan(3);
    info.annotations.push({
      type: 'pages',
      description: `${role} ${seen.size}, examined closely so far ${closely}`
    });
  });
}

test.describe('pages for whoever is not let in, and for what is not there', () => {
  test.use({ allowed: [/Failed to load resource: the server responded with a status of 40[34]/] });

  test('they are as accessible as the others', async ({ page }) => {
    await page.setViewportSize(phone);
    await look(page, '/sign-in');
    await look(page, '/set-up/used-up', 404);
    await look(page, '/nowhere', 404);
    await enterAs(page, 'officer');
    await look(page, '/nowhere', 404);
    await look(page, '/exams/999999', 404);
    await look(page, '/people/nobody', 404);
    await look(page, '/audit', 403);
    await look(page, '/people/import', 403);
  });
});

/** Looks at one page, and closely where it has a part that no page of its route had before. @returns where its links lead. */
async function look(page: Page, path: string, status = 200): Promise<string[]> {
  await speak(page, 'zh-CN');
  const response = await page.goto(path);
  expect.soft(response?.status(), path).toBe(status);
  expect.soft(await page.getByRole('heading', { level: 1 }).count(), `h1 of ${path}`).toBe(1);
  await speaks(page);
  const links = await page
    .getByRole('link', { includeHidden: true })
    .evaluateAll((all) => all.map((link) => new URL(link.getAttribute('href') ?? '', document.baseURI).href));
  for (const { origin, pathname } of links.map((href) => new URL(href)))
    if (origin === new URL(demoURL).origin)
      expect.soft(routeOf(routes, pathname)?.id, `${path} leads to ${pathname}`).toBeDefined();
  const route = routeOf(routes, new URL(path, demoURL).pathname)?.id;
  const fresh = (await partsOf(page)).map((part) => `${route} ${part}`).filter((part) => !examined.has(part));
  if (fresh.length) {
    await examine(page, path);
    closely += 1;
  }
  for (const part of fresh) examined.add(part);
  return links
    .map((href) => new URL(href))
    .flatMap(({ origin, pathname, search }) => (origin === new URL(demoURL).origin ? [pathname + search] : []));
}

/** One page in both colour schemes, at three widths and in both languages. */
async function examine(page: Page, path: string) {
  for (const size of [desktop, narrowest, phone]) await fits(page, size);
  await accessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await legible(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await speak(page, 'en');
  await page.goto(path);
  await speaks(page);
  for (const size of [desktop, narrowest, phone]) await fits(page, size);
}

/** Of which parts a page is made: where two roles see the same parts of a route, only the data differ. */
const partsOf = (page: Page) =>
  page
    .locator('body *')
    .evaluateAll((all) => [...new Set(all.map((part) => `${part.localName}.${part.getAttribute('class')}`))]);

const speak = (page: Page, locale: string) =>
  page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: locale, url: demoURL }]);

/** What a page is one of; nothing for files and for combinations of filters. */
function keyOf(path: string): string | undefined {
  const { pathname, searchParams } = new URL(path, demoURL);
  const route = routeOf(routes, pathname);
  const names = [...searchParams.keys()];
  if (!route?.isPage || names.length > 1) return undefined;
  const [name = ''] = names;
  return `${route.id}?${name}${name === 'tab' ? searchParams.get(name) : ''}`;
}
