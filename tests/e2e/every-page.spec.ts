/**
 * Every page that a role can reach by links, in the demo town: it opens, nothing fails in the console, it is accessible
 * and does not scroll sideways, on a phone in daylight and on a desk at night. A dead link fails here.
 */
import { demoURL } from '../support/installation.ts';
import { desktop, expect, phone, sound, test, type Page } from '../support/story.ts';

test.use({ baseURL: demoURL });

const MOST = 80;

/** Pages that differ only in which record they show are one page: the first stands for all. */
const patternOf = (url: URL) =>
  url.pathname.replace(/\/[^/]*\d[^/]*(?=\/|$)/g, '/*').replace(/(\/law\/)[^/]+/, '$1*') +
  [...url.searchParams.keys()].sort().map((key) => `?${key}`).join('');

/** In the order of the sign-in page: one person for each role. */
const roles = ['officer', 'mentor', 'trainer', 'supervisor', 'complaint-handler', 'discipline', 'system-admin', 'security-admin', 'auditor'];

for (const [at, role] of roles.entries()) {
  test(`every page that a ${role} can reach is sound`, async ({ page }) => {
    test.setTimeout(600_000);
    await page.setViewportSize(phone);
    await page.goto('/sign-in');
    if (at === 0) await sound(page);
    await page.locator(`[data-role="${role}"] button`).click();
    await page.waitForURL((url) => url.pathname === '/');
    await crawl(page);
  });
}

async function crawl(page: Page) {
  const seen = new Set<string>();
  const waiting = [new URL('/', demoURL)];
  while (waiting.length && seen.size < MOST) {
    const url = waiting.shift()!;
    const pattern = patternOf(url);
    if (seen.has(pattern)) continue;
    seen.add(pattern);
    if (isFile(url)) {
      expect((await page.request.get(url.href)).status(), url.href).toBe(200);
      continue;
    }
    const response = await page.goto(url.href);
    expect(response?.status(), url.href).toBeLessThan(400);
    await page.setViewportSize(desktop);
    await page.emulateMedia({ colorScheme: 'dark' });
    await sound(page);
    await page.setViewportSize(phone);
    await page.emulateMedia({ colorScheme: 'light' });
    await sound(page);
    waiting.push(...(await linksOf(page)));
  }
  expect(waiting.filter((url) => !seen.has(patternOf(url))).map(patternOf), 'pages left unvisited').toEqual([]);
}

const isFile = (url: URL) => /\.(xlsx|csv|gift|txt|ics)$/.test(url.pathname);

async function linksOf(page: Page): Promise<URL[]> {
  const hrefs = await page.locator('a[href]').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  return hrefs.map((href) => new URL(href)).filter((url) => url.origin === demoURL && !url.hash);
}
