/** The morning question of the town, a renewal, and the yearly check, as those do them who must. */
import { readFile } from 'node:fs/promises';
import { readTable } from '#lib/platform/spreadsheet.server.ts';
import { enterAs } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { desktop, expect, phone, sound, test } from '../support/story.ts';

test.use({ baseURL: demoURL, allowed: [/status of 4\d\d/] });

test('may these two go out together this morning', async ({ page }) => {
  await page.setViewportSize(desktop);
  await enterAs(page, 'supervisor');
  await page.getByRole('link', { name: '今日可派' }).first().click();
  await expect(page.getByRole('heading', { name: '今日可派', level: 1 })).toBeVisible();
  await sound(page);
  const check = page
    .getByRole('region', { name: '查一组人' })
    .or(page.getByRole('complementary', { name: '查一组人' }));

  await test.step('an officer with an auxiliary is refused, with the reason and the article', async () => {
    await check.getByLabel('第 1 人').fill('001');
    await check.getByLabel('第 2 人').fill('072');
    await check.getByRole('button', { name: '能不能去' }).click();
    const verdict = check.getByRole('status');
    await expect(verdict).toContainText('不可以');
    await expect(verdict).toContainText('能计数的只有 1 人，要 2 人');
    await expect(verdict).toContainText('第四十二条');
    await expect(verdict).toContainText('辅助人员，不能执法');
    await sound(page);
  });

  await test.step('with a second card it may go, and goes onto the roster', async () => {
    await check.getByLabel('第 2 人').fill('002');
    await check.getByRole('button', { name: '能不能去' }).click();
    await expect(check.getByRole('status')).toContainText('可以');
    await check.getByRole('link', { name: '排进班里' }).click();
    await expect(page.getByLabel('人员工号')).toHaveValue('001 002');
    await page.getByLabel('时间').fill('16:20');
    await page.getByLabel('事项').fill('学校门口巡查');
    await page.getByLabel('范围').fill('演示中学');
    await page.getByRole('button', { name: '排班', exact: true }).click();
    await expect(page.getByText('已排班')).toBeVisible();
    await expect(page.getByRole('row', { name: /学校门口巡查/ })).toContainText('可以');
    await sound(page);
  });

  await test.step('the roster refuses the pair too, and keeps what was typed', async () => {
    await page.getByLabel('人员工号').fill('001 072');
    await page.getByLabel('时间').fill('17:10');
    await page.getByLabel('事项').fill('夜市巡查');
    await page.getByLabel('范围').fill('演示夜市');
    await page.getByRole('button', { name: '排班', exact: true }).click();
    await expect(page.getByText('能计数的只有 1 人，要 2 人')).toBeVisible();
    await expect(page.getByLabel('事项')).toHaveValue('夜市巡查');
  });

  await test.step('the wall screen shows the same', async () => {
    await page.goto('/duty/screen');
    await expect(page.getByText('学校门口巡查')).toBeVisible();
    await sound(page);
  });
});

test('a renewal from the list of those who expire to the district’s approval', async ({ page }) => {
  await page.setViewportSize(desktop);
  await enterAs(page, 'supervisor');
  await page.goto('/register/cases');
  await sound(page);
  await page.getByRole('button', { name: '开办换证' }).first().click();
  await expect(page.getByRole('heading', { name: /换证$/, level: 1 })).toBeVisible();
  await sound(page);
  await page.getByRole('button', { name: '齐了：申请表已签' }).click();
  await expect(page.getByRole('button', { name: '撤回：申请表已签' })).toBeVisible();
  await page.getByLabel('文号').fill('示例〔9〕号');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByText('已登记：已上报')).toBeVisible();
  await page.getByLabel('办到哪一步').selectOption({ label: '已批准' });
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByText('已登记：已批准')).toBeVisible();
  await sound(page);
  await page.getByRole('link', { name: '一页材料' }).click();
  await expect(page.getByRole('heading', { name: '行政执法证换证申报表' })).toBeVisible();
  await expect(page.getByText('发证机关意见')).toBeVisible();
  await sound(page);
});

test('the yearly check from a declaration on the phone to the table for the district', async ({ page, newVisitor }) => {
  const officer = await newVisitor({ viewport: phone, baseURL: demoURL });
  await enterAs(officer, 'officer');

  await test.step('the officer declares; without a case in two years a word is needed', async () => {
    await officer.getByRole('link', { name: '去申报' }).click();
    await sound(officer);
    await officer.getByLabel('两年内办过案').uncheck();
    await officer.getByRole('button', { name: '申报', exact: true }).click();
    await expect(officer.getByText('两年没有办案，写一句原因')).toBeVisible();
    await officer.getByLabel('说明').fill('去年借调在外');
    await officer.getByRole('button', { name: '申报', exact: true }).click();
    await expect(officer.getByText('已申报，等单位核验').first()).toBeVisible();
    await sound(officer);
  });

  await test.step('the unit decides, seeing what there is to look at', async () => {
    await page.setViewportSize(desktop);
    await enterAs(page, 'supervisor');
    await page.goto('/register/check?q=037');
    const row = page.getByRole('row', { name: /037/ });
    await expect(row).toContainText('两年没有办案');
    await expect(row).toContainText('去年借调在外');
    await row.getByRole('link', { name: /核验/ }).click();
    await sound(page);
    await page.getByLabel('说明').fill('借调属实');
    await page.getByRole('button', { name: '核验', exact: true }).click();
    await expect(page.getByText('已核验')).toBeVisible();
    await sound(page);
  });

  await test.step('the officer reads the result, and the table for the district carries it', async () => {
    await officer.reload();
    await expect(officer.getByText('单位核验：合格')).toBeVisible();
    await page.goto('/register/check');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 Excel' }).click()
    ]);
    const table = await readTable(new Uint8Array(await readFile((await file.path())!)), ['工号', '结果']);
    expect(table.find(({ cells }) => cells['工号'] === '037')?.cells['结果']).toBe('合格');
  });
});
