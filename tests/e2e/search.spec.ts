/** Search everywhere: by keyboard alone, only what one may see, and without script. */
import { request } from '@playwright/test';
import type { Group } from '#lib/search/found.ts';
import { allRoles, enterAs, enterByRequest } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { alive, desktop, expect, phone, sound, test, type Page } from '../support/story.ts';

test.use({ baseURL: demoURL, allowed: [/ERR_INTERNET_DISCONNECTED/] });

const field = (page: Page) => page.getByRole('combobox', { name: '搜索，可以只打拼音首字母' });

test('a supervisor goes to somebody by initials, without a mouse', async ({ page }) => {
  await page.setViewportSize(desktop);
  await enterAs(page, 'supervisor');
  await alive(page);

  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole('option', { name: '七十一人墙' })).toBeVisible();
  await sound(page);
  await page.keyboard.press('Escape');
  await expect(field(page)).toBeHidden();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('yem');
  const people = page.getByRole('group', { name: '人员' });
  const first = people.getByRole('option').first();
  await expect(first).toContainText('叶某');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id'))!);
  await expect(page.getByRole('status').filter({ hasText: /找到 \d+ 条/ })).toBeAttached();
  await sound(page);

  await page.keyboard.press('End');
  await expect(first).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('ArrowDown');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/people\/\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('叶某');
  expect(page.url(), 'no name in the address').not.toContain('yem');
});

test('Enter before the answer goes to the first hit when it comes', async ({ page }) => {
  await enterAs(page, 'supervisor');
  await alive(page);
  await page.keyboard.press('Control+k');
  await field(page).fill('行政处罚法 42');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/law\/.+#a4200$/);
});

test('an officer finds law and courses, and no colleague', async ({ page }) => {
  await page.setViewportSize(phone);
  await enterAs(page, 'officer');
  await alive(page);
  await page.getByRole('banner').getByRole('link', { name: '搜索' }).click();
  await field(page).fill('xzcff');
  await expect(page.getByRole('group', { name: '课程' }).getByRole('option').first()).toContainText('行政处罚法');
  await expect(page.getByRole('group', { name: '法规' }).getByRole('option').first()).toContainText('行政处罚法');
  await sound(page);
  await page.getByRole('button', { name: '法规' }).click();
  await expect(page.getByRole('group', { name: '课程' })).toBeHidden();

  await field(page).fill('叶某');
  await expect(page.getByText('没有找到“叶某”').last()).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(0);
  await sound(page);
});

test('without a network the dialog says so', async ({ page, context }) => {
  await enterAs(page, 'officer');
  await alive(page);
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await context.setOffline(true);
  await field(page).fill('cf');
  await expect(page.getByText('离线，现在搜不了').last()).toBeVisible();
  await sound(page);
  await context.setOffline(false);
});

test('half-typed pinyin is no question, and its Enter opens nothing', async ({ page }) => {
  await enterAs(page, 'officer');
  await alive(page);
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  const asked: string[] = [];
  page.on('request', (request) => void (request.url().endsWith('/api/search') && asked.push(request.postData() ?? '')));
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: 'chu fa', selectionStart: 6, selectionEnd: 6 });
  await field(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await expect(field(page)).toHaveValue('chu fa');
  await keyboard.send('Input.insertText', { text: '处罚' });
  await expect(page.getByRole('group', { name: '课程' })).toBeVisible();
  expect(asked).toEqual(['{"q":"处罚"}']);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false, viewport: phone });

  test('the search is a page', async ({ page }) => {
    await enterAs(page, 'officer');
    await page.getByRole('banner').getByRole('link', { name: '搜索' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '搜索' })).toBeVisible();
    await page.getByRole('searchbox').fill('第四十二条');
    await page.getByRole('button', { name: '搜索' }).click();
    await expect(page).toHaveURL(/\/search$/);
    await page
      .getByRole('region', { name: '条文' })
      .getByRole('link', { name: /^行政处罚法/ })
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('行政处罚法');
  });
});

test('whatever any role finds, its page opens for that role', async () => {
  for (const role of allRoles) {
    const context = await request.newContext({ baseURL: demoURL });
    await enterByRequest(context, role);
    const opened = new Set<string>();
    for (const q of ['某', 'xz', '处罚', '42', '2026', '大集', '设置']) {
      const answer = await context.post('/api/search', { data: { q }, headers: { origin: demoURL } });
      const { groups } = (await answer.json()) as { groups: Group[] };
      for (const { hits, more } of groups)
        for (const href of [...hits.map((hit) => hit.href), ...(more ? [more] : [])]) opened.add(href);
    }
    expect(opened.size, role).toBeGreaterThan(0);
    for (const href of opened) expect((await context.get(href)).status(), `${href} for ${role}`).toBe(200);
    await context.dispose();
  }
});
