/**
 * 普法 on the phone and at the desk: a talk recorded in a few taps, its hours in the ledger, an entry kept while there is
 * no network, a duty date planned with one tap, and a record made void.
 */
import { Buffer } from 'node:buffer';
import { enterAs } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { alive, desktop, expect, phone, sound, test } from '../support/story.ts';

const THEME = '演示：集市食品安全';
const OFFLINE = '演示：没有信号的一场';
/** One white point. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64'
);

test.use({ baseURL: demoURL, allowed: [/ERR_INTERNET_DISCONNECTED/] });

test('a talk from the market to the ledger, also without a network', async ({ page: officer, newVisitor }) => {
  test.setTimeout(120_000);
  await officer.setViewportSize(phone);
  await enterAs(officer, 'officer');

  await test.step('four entries and a tap record it', async () => {
    await officer.goto('/outreach/new');
    await alive(officer);
    await sound(officer);
    await officer.getByRole('button', { name: '存下这场' }).click();
    await expect(officer.getByText('写上地点，或点一个常用地点')).toBeVisible();
    await officer.getByLabel('孟家庄大集').check();
    await officer.getByLabel('主题', { exact: true }).fill(THEME);
    await officer.getByLabel('人次', { exact: true }).fill('86');
    await officer.getByRole('button', { name: '存下这场' }).click();
    await expect(officer.getByText('已记下。有照片就在下面添。')).toBeVisible();
    await expect(officer.getByText('86 人次（估计）')).toBeVisible();
    await sound(officer);
  });
  const address = new URL(officer.url()).pathname;

  await test.step('a photo follows', async () => {
    await officer
      .locator('input[name="photos"]')
      .setInputFiles({ name: 'p.png', mimeType: 'image/png', buffer: PHOTO });
    await expect(officer.getByText('已添加 1 张照片')).toBeVisible();
    await sound(officer);
  });

  await test.step('the speaker finds the minutes in the ledger', async () => {
    await officer.goto('/hours?view=own');
    await expect(officer.getByText(THEME).first()).toBeVisible();
  });

  await test.step('without a network the entry stays on the phone, and arrives by itself', async () => {
    await officer.goto('/outreach/new');
    await alive(officer);
    await officer.getByLabel('中心大街').check();
    await officer.getByLabel('主题', { exact: true }).fill(OFFLINE);
    await officer.getByLabel('人次', { exact: true }).fill('12');
    await officer.context().setOffline(true);
    await officer.getByRole('button', { name: '存下这场' }).click();
    await expect(officer.getByText('本机存着 1 场，还没传上去')).toBeVisible();
    await officer.context().setOffline(false);
    await expect(officer.getByText('刚才存在本机的 1 场已经传上去')).toBeVisible();
    await officer.goto('/outreach');
    await expect(officer.getByRole('link', { name: OFFLINE })).toBeVisible();
    await sound(officer);
  });

  const supervisor = await newVisitor();
  await enterAs(supervisor, 'supervisor');

  await test.step('the supervisor finds it in the list and makes it void: it counts no more', async () => {
    await supervisor.setViewportSize(desktop);
    await supervisor.goto(`/outreach?q=${encodeURIComponent(THEME)}`);
    await sound(supervisor);
    await supervisor.getByRole('link', { name: THEME }).click();
    await supervisor.getByLabel('作废原因').fill('演示');
    await supervisor.getByRole('button', { name: '作废' }).click();
    await expect(supervisor.getByText('已作废，学时已收回')).toBeVisible();
    await officer.goto(address);
    await expect(officer.getByText('这条记录已作废')).toBeVisible();
    await expect(officer.getByRole('link', { name: '修改' })).toHaveCount(0);
  });

  await test.step('a duty date without a plan gets one with one tap', async () => {
    await supervisor.goto('/outreach/calendar?year=2027');
    await sound(supervisor);
    const date = supervisor.getByRole('article').filter({ hasText: '国家宪法日' });
    await expect(date.getByText('还没排')).toBeVisible();
    await date.getByRole('link', { name: '排一场' }).click();
    await expect(supervisor.getByLabel('主题', { exact: true })).toHaveValue('宪法宣传');
    await sound(supervisor);
  });

  await test.step('villages below four visits come first, drills and teams are kept', async () => {
    for (const path of [
      '/outreach/villages',
      '/outreach/drills',
      '/outreach/visits/new',
      '/outreach/drills/new/edit'
    ]) {
      await supervisor.goto(path);
      await sound(supervisor);
    }
    await supervisor.goto('/outreach/villages');
    await expect(supervisor.locator('tbody tr').first()).toContainText('还差');
    await supervisor.getByRole('link', { name: '四十六号村' }).click();
    await sound(supervisor);
  });
});
