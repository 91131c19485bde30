/**
 * The yearly report from its gaps to its frozen papers: what is missing is typed in, a number leads to its rows, a
 * section is written anew, the report is frozen, and the auditor reads it without names.
 */
import { readFile } from 'node:fs/promises';
import { readDocument } from '#lib/platform/document.server.ts';
import { enterAs } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { desktop, expect, phone, sound, test } from '../support/story.ts';

// The auditor knocks at a door that stays shut.
test.use({ baseURL: demoURL, allowed: [/status of 403/] });

test('a report from what is missing to what is frozen', async ({ page, newVisitor }) => {
  test.setTimeout(180_000);
  await page.setViewportSize(desktop);
  await enterAs(page, 'supervisor');

  await test.step('the home page leads to the pairs, the complaints and the trainings of the year', async () => {
    await expect(page.getByRole('heading', { name: /^带教要紧的/ })).toBeVisible();
    await expect(page.getByRole('heading', { name: '投诉期限' })).toBeVisible();
    await expect(page.getByRole('heading', { name: /^全年培训/ })).toBeVisible();
  });

  await test.step('a figure leads to its definition and its rows', async () => {
    await page.goto('/reports');
    await sound(page);
    await page.getByRole('link', { name: /^持证率/ }).click();
    await expect(page.getByText('分母是执法岗位，不是全体人员')).toBeVisible();
    await expect(page.getByText(/^背后的记录（71）$/)).toBeVisible();
    await sound(page);
  });

  await test.step('a total is typed in with its source; an empty field is not zero', async () => {
    await page.goto('/reports/totals');
    await sound(page);
    await page.getByLabel('哪一项').selectOption({ label: '主动公开信息' });
    await page.getByLabel('来源').fill('政务公开平台（演示）');
    await page.getByRole('button', { name: '录入', exact: true }).click();
    await expect(page.getByLabel('来源')).toHaveValue('政务公开平台（演示）');
    await page.getByLabel('数值').fill('700');
    await page.getByRole('button', { name: '录入', exact: true }).click();
    await expect(page.getByText('已录入主动公开信息：700条')).toBeVisible();
    await page.goto('/reports');
    await expect(page.getByText('主动公开政府信息700条')).toBeVisible();
  });

  await test.step('a section is written anew and takes the place of the template', async () => {
    await page.goto('/reports/text/mediation');
    await sound(page);
    await page.getByLabel('报告用的文字').first().fill('矛调中心全年受理调解 287 件（演示改写）。');
    await page.getByRole('button', { name: '保存' }).first().click();
    await expect(page.getByText('矛调中心全年受理调解 287 件（演示改写）。')).toBeVisible();
  });

  const address =
    await test.step('it is frozen with what is still missing, and its Word file holds the figures', async () => {
      await page.getByRole('link', { name: '冻结定稿' }).click();
      await sound(page);
      await page.getByLabel('说明').fill('演示稿');
      await page.getByRole('button', { name: '冻结定稿' }).click();
      await expect(page.getByText('与冻结时一致')).toBeVisible();
      await expect(page.getByText('所有数字和现在一致')).toBeVisible();
      await sound(page);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Word 文件' }).click()
      ]);
      const { text } = readDocument(new Uint8Array(await readFile(await file.path())));
      expect(text).toContain('主动公开政府信息700条');
      expect(text).toContain('（演示改写）');
      return new URL(page.url()).pathname;
    });

  await test.step('the auditor reads what was frozen, on a phone, without small counts of complaints', async () => {
    const auditor = await newVisitor({ viewport: phone, baseURL: demoURL });
    await enterAs(auditor, 'auditor');
    await auditor.goto(address);
    await expect(auditor.getByText('与冻结时一致')).toBeVisible();
    await expect(auditor.getByText(/只向办理和统计投诉的人员显示/).first()).toBeVisible();
    await sound(auditor);
    expect((await auditor.goto('/reports'))!.status()).toBe(403);
  });
});
