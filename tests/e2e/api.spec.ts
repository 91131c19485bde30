/**
 * The interface for other systems through HTTP: the security administrator makes a token, sees it once, another system
 * reads with it page by page, and stops reading when the token is revoked.
 */
import { request } from '@playwright/test';
import { enterAs } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { accessible, alive, desktop, expect, fits, phone, sound, test } from '../support/story.ts';

test.use({ baseURL: demoURL });

test('a token from the form to its end', async ({ page }) => {
  await page.setViewportSize(desktop);
  await enterAs(page, 'security-admin');
  await page.goto('/settings');
  await page.getByRole('link', { name: '对外接口' }).click();
  await expect(page.getByRole('heading', { name: '对外接口', level: 1 })).toBeVisible();
  await sound(page);

  const token = await test.step('is made for a system, a purpose and scopes, and shown once', async () => {
    await page.getByRole('link', { name: '新建令牌' }).first().click();
    await sound(page);
    await alive(page);
    await page.getByRole('button', { name: '生成令牌' }).click();
    await expect(page.getByText('填这一项').first()).toBeVisible();
    await page.getByLabel('接收系统').fill('区政务数据平台（演示）');
    await page.getByLabel('用途').fill('每日同步在册人员');
    await page.getByRole('checkbox', { name: /在册人员/ }).check();
    await page.getByRole('checkbox', { name: /普法活动/ }).check();
    await page.getByRole('button', { name: '生成令牌' }).click();
    await expect(page.getByText('令牌只显示这一次')).toBeVisible();
    await accessible(page);
    await fits(page, phone);
    await page.setViewportSize(desktop);
    return page.getByLabel('令牌', { exact: true }).innerText();
  });
  expect(token).toMatch(/^czt_[\w-]{43}$/);

  const system = await request.newContext({ baseURL: demoURL });
  const read = (path: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
    system.get(`/api/v1${path}`, { headers });

  await test.step('opens its scopes and nothing else', async () => {
    const staff: string[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const answer = await read(`/people?limit=30&after=${after}`);
      expect(answer.status()).toBe(200);
      const { data, next } = (await answer.json()) as { data: { staffNumber: string }[]; next: number | null };
      staff.push(...data.map(({ staffNumber }) => staffNumber));
      after = next;
    }
    expect(staff.length).toBeGreaterThan(71);
    expect(new Set(staff).size).toBe(staff.length);
    const first = await read('/outreach-events?year=2026');
    const again = await read('/outreach-events?year=2026', {
      authorization: `Bearer ${token}`,
      'if-none-match': first.headers().etag!
    });
    expect([first.status(), again.status()]).toEqual([200, 304]);
    for (const [path, status] of [
      ['/certificates', 403],
      ['/exam-results', 403],
      ['/complaints', 404],
      ['/people?nonsense=1', 400]
    ] as const)
      expect((await read(path)).status(), path).toBe(status);
  });

  await test.step('is no sign-in, and a sign-in is no token', async () => {
    expect((await read('/people', {})).status()).toBe(401);
    expect((await page.request.get('/api/v1/people')).status()).toBe(401);
    const answer = await system.post('/api/v1/people', {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      data: '{}'
    });
    expect([answer.status(), answer.headers()['content-type']]).toEqual([
      405,
      'application/problem+json; charset=utf-8'
    ]);
    const pages = await system.get('/people', {
      headers: { authorization: `Bearer ${token}` },
      maxRedirects: 0
    });
    expect(pages.status()).toBe(303);
  });

  await test.step('is explained from the same document that programs read', async () => {
    const document = (await (await system.get('/api/v1/openapi.json')).json()) as { paths: object };
    await page.goto('/settings/tokens/reference');
    await sound(page);
    for (const path of Object.keys(document.paths))
      await expect(page.getByRole('link').locator('..').getByText(`/api/v1${path}`, { exact: true })).toBeVisible();
    await fits(page, phone);
    await page.setViewportSize(desktop);
  });

  await test.step('shows its uses, is revoked after a question, and then opens nothing', async () => {
    await page.goto('/settings/tokens');
    const row = page.getByRole('row', { name: /区政务数据平台（演示）/ });
    await expect(row).toContainText('有效');
    await sound(page);
    await alive(page);
    await row.getByRole('button', { name: /吊销/ }).click();
    await expect(page.getByRole('dialog')).toContainText('不能恢复');
    await page.getByRole('dialog').getByRole('button', { name: '吊销' }).click();
    await expect(row).toContainText('已吊销');
    await fits(page, phone);
    expect((await read('/people')).status()).toBe(401);
  });
  await system.dispose();
});
