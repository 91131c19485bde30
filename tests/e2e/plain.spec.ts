/** Quality bar A4: without scripts people still sign in and read. Only answering a paper needs them. */
import { enterAs } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { expect, phone, test } from '../support/story.ts';

test.use({ baseURL: demoURL, javaScriptEnabled: false, viewport: phone });

test('an officer reads an article of the law', async ({ page }) => {
  await enterAs(page, 'officer');
  await page.goto('/law');
  await page.getByRole('searchbox').fill('行政处罚法');
  await page.getByRole('searchbox').press('Enter');
  await page.getByRole('link', { name: '中华人民共和国行政处罚法' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('行政处罚法');
  await expect(page.getByText('第四十二条').first()).toBeVisible();
});

test('an officer looks back at a paper: the score, what was right, why, and by which law', async ({ page }) => {
  await enterAs(page, 'officer');
  await page.goto('/exams');
  await page.getByRole('link', { name: '看答卷' }).first().click();
  await expect(page.getByRole('region', { name: '得分' })).toContainText('合格');
  const first = page.getByRole('article', { name: '第 1 题' });
  await expect(first.getByText('解析')).toBeVisible();
  await first.getByRole('list', { name: '依据' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/law\//);
});

test('a trainer filters the bank, and the list says so', async ({ page }) => {
  await enterAs(page, 'trainer');
  await page.goto('/bank');
  await page.getByLabel('题型').selectOption({ index: 1 });
  await page.getByRole('searchbox').press('Enter');
  await expect(page).toHaveURL(/type=/);
  await expect(page.getByRole('table', { name: '题库' })).toBeVisible();
});
