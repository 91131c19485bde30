/** On a slow network the page is there long before its scripts: what somebody does with it meanwhile stands. */
import { enterAs } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { alive, expect, phone, test } from '../support/story.ts';

test('what was opened before the scripts came stays open, and closes again by hand', async ({ newVisitor }) => {
  // A service worker would have them already.
  const page = await newVisitor({ serviceWorkers: 'block', viewport: phone });
  await enterAs(page, 'officer');
  await page.goto(`${demoURL}/sessions`);
  const session = await page.getByRole('link', { name: '周五学法' }).first().getAttribute('href');

  const { promise: arrival, resolve: arrive } = Promise.withResolvers();
  await page.route('**/*.js', async (route) => {
    await arrival;
    await route.continue();
  });
  await page.goto(`${demoURL}${session}`, { waitUntil: 'commit' });
  const leave = page.getByText('请假', { exact: true });
  const reason = page.getByLabel('事由');
  await leave.click();
  await expect(reason).toBeVisible();
  arrive(undefined);
  await alive(page);
  await expect(reason).toBeVisible();
  await leave.click();
  await expect(reason).toBeHidden();
});
