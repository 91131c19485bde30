/** What every story in the browser shares: no error goes unseen, no page is inaccessible, nothing scrolls sideways. */
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

export { expect, type Page };

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1440, height: 900 };

/**
 * The framework's own route announcer is made with an inline style, which the content policy drops; `base.css` hides it
 * instead. The hash is that one style's.
 */
const ANNOUNCER = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

export const test = base.extend<{ allowed: RegExp[] }>({
  /** Console errors that a story provokes on purpose. */
  allowed: [[], { option: true }],
  page: async ({ page, allowed }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() !== 'error' || message.text().includes(ANNOUNCER)) return;
      if (!allowed.some((pattern) => pattern.test(message.text()))) errors.push(message.text());
    });
    await use(page);
    expect(errors, 'errors in the browser console').toEqual([]);
  }
});

/** WCAG 2.2 A and AA, and no sideways scroll. Called on every page that a story comes to. */
export async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
    []
  );
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  );
  expect(overflow, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}
