/** A new installation: the one-time link makes the first administrator, who brings the roster in from Excel. */
import { emptyURL, portal } from '../support/installation.ts';
import { desktop, expect, phone, sound, test } from '../support/story.ts';

const PASSWORD = 'Lan-Tian-Bai-Yun-2026';

test('nobody gets in without signing in, and every answer carries its protection', async ({ request }) => {
  for (const path of [
    '/',
    '/wall',
    '/people',
    '/bank',
    '/exams',
    '/settings',
    '/audit',
    '/accounts',
    '/register',
    '/hours',
    '/sessions',
    '/check-in'
  ]) {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status(), path).toBe(303);
    expect(response.headers().location, path).toContain('/sign-in');
  }
  for (const path of ['/sign-in', '/favicon.svg', '/api/health/live', '/nowhere']) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-security-policy'], path).toContain("default-src 'none'");
    expect(headers['content-security-policy'], path).not.toContain('unsafe');
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['strict-transport-security'], path).toBeTruthy();
  }
});

test('a form from elsewhere is refused', async ({ request }) => {
  for (const origin of ['https://elsewhere.example', undefined]) {
    const response = await request.post('/preferences', { form: { locale: 'en' }, headers: origin ? { origin } : {} });
    expect(response.status()).toBe(403);
  }
});

test('the one-time link makes the first administrator, once', async ({ page, browser }) => {
  await page.setViewportSize(desktop);
  const { link } = portal<{ link: string }>('setup-link');
  await page.goto(new URL(link).pathname);
  await sound(page);
  await page.getByLabel('登录名').fill('keeper');
  await page.getByLabel('姓名').fill('示例管理员');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('再输一次').fill(PASSWORD);
  await page.getByRole('button', { name: '设立并登录' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/set-up'));
  await sound(page);

  const stranger = await browser.newContext({ baseURL: emptyURL });
  expect((await stranger.request.get(new URL(link).pathname)).status()).toBe(404);
  await stranger.close();
});

test('without scripts: signing in with a wrong password says so, with the right one opens the portal', async ({
  browser,
  baseURL
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone, baseURL: baseURL! });
  const page = await context.newPage();
  const enter = async (password: string) => {
    await page.goto('/sign-in');
    await page.getByLabel('工号').fill('keeper');
    await page.getByLabel('密码', { exact: true }).fill(password);
    await page.getByRole('button', { name: '登录' }).click();
  };
  await enter('wrong-password-1');
  await expect(page.getByText('编号或密码不对')).toBeVisible();
  await expect(page.getByLabel('工号')).toHaveValue('keeper');
  await enter(PASSWORD);
  await expect(page).toHaveURL(/\/$/);
  await page.goto('/people');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await context.close();
});
