/** Ways into the demo town, whose people come in by one tap. */
import type { APIRequestContext, Page } from '@playwright/test';
import { allRoles, type Role } from '#lib/platform/permissions.ts';
import { demoURL } from './installation.ts';

export { allRoles, type Role };

export async function enterAs(page: Page, role: Role): Promise<void> {
  await page.goto(`${demoURL}/sign-in`);
  await page.locator(`[data-role="${role}"]`).getByRole('button').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** The same without a browser. */
export async function enterByRequest(request: APIRequestContext, role: Role): Promise<void> {
  const page = await (await request.get(`${demoURL}/sign-in`)).text();
  const login = new RegExp(`data-role="${role}".*?value="([^"]+)"`, 's').exec(page)?.[1];
  if (!login) throw new Error(`The demo offers nobody who is ${role}.`);
  const answer = await request.post(`${demoURL}/sign-in?/demo`, {
    form: { login },
    headers: { origin: demoURL, accept: 'text/html' },
    maxRedirects: 0
  });
  if (answer.status() !== 303) throw new Error(`Signing in as ${role} answered ${answer.status()}.`);
}
