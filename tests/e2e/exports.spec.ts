/** What leaves the house as a file: a month's report, the whole ledger, the trail, learning records. */
import { readFile } from 'node:fs/promises';
import { readTable } from '#lib/platform/spreadsheet.server.ts';
import { enterAs } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { alive, desktop, expect, fits, phone, sound, test, type Page } from '../support/story.ts';

test.use({ baseURL: demoURL });

/** Follows a link that gives a file. */
async function fileOf(page: Page, link: string | RegExp) {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: new Uint8Array(await readFile(await download.path())) };
}

test('a month, from its figures to those who get it', async ({ page }) => {
  await page.setViewportSize(desktop);
  await enterAs(page, 'supervisor');
  await page.goto('/reports');
  await page.getByRole('link', { name: '月报' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^\d{4}年\d{1,2}月月报$/ })).toBeVisible();
  await sound(page);

  await test.step('as a workbook has the same figures', async () => {
    const { name, bytes } = await fileOf(page, '导出 Excel');
    expect(name).toMatch(/月月报\.xlsx$/);
    const rows = await readTable(bytes, ['指标', '本月', '上月', '去年同月']);
    const rate = rows.find(({ cells }) => cells['指标'] === '执法岗位人数')!;
    await expect(page.getByRole('row', { name: /^执法岗位人数/ })).toContainText(`${rate.cells['本月']}人`);
  });

  await test.step('leads to the records behind a figure and to other months', async () => {
    await page.getByRole('link', { name: '普法活动场次', exact: true }).click();
    await expect(page.getByText(/背后的记录/)).toBeVisible();
    await page.goBack();
    const other = page.getByRole('navigation', { name: '前后月份' }).getByRole('link').first();
    const title = `${(await other.innerText()).trim()}月报`;
    await other.click();
    // Two months look alike: the page is the other one when its title says so.
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  });

  await test.step('is sent to whom the supervisor chooses', async () => {
    await alive(page);
    const first = page.getByRole('checkbox').first();
    await first.uncheck();
    await page.getByRole('button', { name: '保存' }).click();
    await expect(page.getByText(/月报将发给 \d 人/)).toBeVisible();
    await expect(first).not.toBeChecked();
    await fits(page, phone);
  });
});

test('the whole ledger and the trail are files that read back whole', async ({ page, newVisitor }) => {
  await page.setViewportSize(desktop);
  await enterAs(page, 'trainer');
  await page.goto('/hours');
  const ledger = await readTable((await fileOf(page, '导出全部明细')).bytes, ['编号', '工号', '分钟', '冲销编号']);
  expect(ledger.length).toBeGreaterThan(500);
  expect(new Set(ledger.map(({ cells }) => cells['编号'])).size).toBe(ledger.length);

  const auditor = await newVisitor();
  await enterAs(auditor, 'auditor');
  await auditor.goto('/audit');
  const total = Number(/共 ([\d,]+) 条/.exec(await auditor.locator('main').innerText())?.[1]?.replace(',', ''));
  const trail = await readTable((await fileOf(auditor, /导出/)).bytes, []);
  expect(trail.length).toBeGreaterThanOrEqual(total);
});

test('learning records leave as statements without names', async ({ page }) => {
  await page.setViewportSize(desktop);
  await enterAs(page, 'trainer');
  await page.goto('/reports');
  await alive(page);
  await page.getByText('导出', { exact: true }).click();
  const { name, bytes } = await fileOf(page, '学习记录（xAPI）');
  expect(name).toMatch(/^学习记录 \d{4}\.jsonl$/);
  const text = new TextDecoder().decode(bytes);
  const statements = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; verb: { id: string } });
  expect(statements.length).toBeGreaterThan(100);
  expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length);
  expect(text).not.toMatch(/某[甲乙丙丁戊己庚辛壬癸]/);
});
