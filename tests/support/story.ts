/** What every story in the browser shares: no error goes unseen, no page is inaccessible, nothing scrolls sideways. */
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';

export { expect, type Page };

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1440, height: 900 };

/**
 * The framework's own route announcer is made with an inline style, which the content policy drops; `base.css` hides it
 * instead. The hash is that one style's.
 */
const ANNOUNCER = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

interface Story {
  /** Console errors that a story provokes on purpose. */
  allowed: RegExp[];
  /** A browser of somebody else: its own cookies, the same care for errors. */
  newVisitor: (options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Story>({
  allowed: [[], { option: true }],
  page: async ({ page, allowed }, use) => {
    const errors = watch(page, allowed);
    await use(page);
    expect(errors, 'errors in the browser console').toEqual([]);
  },
  newVisitor: async ({ browser, baseURL, allowed }, use) => {
    const contexts: BrowserContext[] = [];
    const errors: string[][] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL: baseURL!, locale: 'zh-CN', viewport: desktop, ...options });
      contexts.push(context);
      const page = await context.newPage();
      errors.push(watch(page, allowed));
      return page;
    });
    for (const context of contexts) await context.close();
    expect(errors.flat(), 'errors in the browser console').toEqual([]);
  }
});

function watch(page: Page, allowed: RegExp[]): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`${page.url()} ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().includes(ANNOUNCER)) return;
    if (!allowed.some((pattern) => pattern.test(message.text()))) errors.push(`${page.url()} ${message.text()}`);
  });
  return errors;
}

/** Waits until the page's scripts have taken over: before, a button that needs them does nothing. */
export const alive = (page: Page) => page.locator('#svelte-announcer').waitFor({ state: 'attached' });

/** Called on every page that a story comes to. */
export async function sound(page: Page): Promise<void> {
  await accessible(page);
  await fits(page);
  await speaks(page);
}

/** WCAG 2.2 A and AA. */
export async function accessible(page: Page): Promise<void> {
  await audit(page, new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']));
}

/** The part of it that another colour scheme can change. */
export async function legible(page: Page): Promise<void> {
  await audit(page, new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']));
}

async function audit(page: Page, axe: AxeBuilder) {
  // Without frames the one page is all there is; the newer mode would open another page to gather frames in.
  const { violations } = await axe.setLegacyMode(true).analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect.soft(told, `accessibility of ${page.url()}`).toEqual([]);
}

/** Nothing scrolls sideways. */
export async function fits(page: Page, size?: { width: number; height: number }): Promise<void> {
  if (size) await page.setViewportSize(size);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  );
  expect.soft(overflow, `${page.url()} scrolls sideways at ${page.viewportSize()?.width}`).toBeLessThanOrEqual(0);
}

/** No message is missing: neither a key in its place nor a hole that nobody filled. */
export async function speaks(page: Page): Promise<void> {
  const told = await page.locator('body').evaluate((body) => [
    // What stands as code is no word of ours: the beginning of a token looks like the key of a message.
    [...body.querySelectorAll('code')].reduce(
      (text, code) => text.replace(code.innerText, ''),
      (body as HTMLElement).innerText
    ),
    ...[...body.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap((element) =>
      ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? '')
    )
  ]);
  const holes = told.flatMap(
    (text) => text.match(/\b[a-z]+(?:_[a-z0-9]+)+\b|\bundefined\b|\bNaN\b|\[object|\{\w+\}/g) ?? []
  );
  expect.soft(holes, `words missing on ${page.url()}`).toEqual([]);
}
