/**
 * The yearly report from its gaps to its frozen papers: what is missing is typed in, a number leads to its rows, a
 * section is written anew, the report is frozen, and the auditor reads it without names.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readDocument } from '#lib/platform/document.server.ts';
import { enterAs } from '../support/demo.ts';
import { demoData, demoURL, runPortal } from '../support/installation.ts';
import { desktop, expect, phone, sound, test } from '../support/story.ts';

// The auditor knocks at a door that stays shut.
test.use({ baseURL: demoURL, allowed: [/status of 403/] });

const ON = `date('now', '+8 hours')`;
const HELD = `s.status = 'closed' and s.kind = 'enforcement-training' and o.state in ('present', 'late')
  and s.starts_at >= strftime('%s', strftime('%Y-01-01', 'now', '+8 hours')) * 1000 - 28800000`;
/** Numbers of the running year, asked of the demo town's rows without a line of the portal's code. */
const asked: Record<string, string> = {
  posts: `select count(*) from cadre where enforcement_post = 1 and establishment <> 'auxiliary'
    and (left_on is null or left_on > ${ON})`,
  cardHolders: `select count(distinct k.cadre_id) from certificate k join cadre c on c.id = k.cadre_id
    where (c.left_on is null or c.left_on > ${ON}) and k.condition = 'in-force' and k.expires_on >= ${ON}`,
  trainingTimes: `select count(*) from session_outcome o join training_session s on s.id = o.session_id where ${HELD}`,
  trainingPeople: `select count(distinct o.cadre_id) from session_outcome o join training_session s
    on s.id = o.session_id where ${HELD}`,
  outreachEvents: `select count(*) from outreach_event where status = 'held' and held_on >= strftime('%Y-01-01', ${ON})`
};

test('the demo town’s figures equal what its rows say', () => {
  const { stdout, status, stderr } = runPortal(demoData, ['report', '--json']);
  expect(status, stderr).toBe(0);
  const { figures } = JSON.parse(stdout) as { figures: { key: string; value: number }[] };
  const rows = new Database(join(demoData, 'portal.db'), { readonly: true });
  for (const [key, sql] of Object.entries(asked)) {
    const reported = figures.find((figure) => figure.key === key)!.value;
    expect([key, reported]).toEqual([key, rows.prepare(sql).pluck().get()]);
  }
  rows.close();
});

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
