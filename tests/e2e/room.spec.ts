/** An exam room: two phones, an invigilator, a phone exchanged for a computer. Everybody comes in by one tap. */
import type { BrowserContextOptions } from '@playwright/test';
import { enterAs, type Role } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { alive, expect, phone, sound, test, type Page } from '../support/story.ts';

const EXAM = '行政处罚法专项考核';
const onPhone: BrowserContextOptions = { baseURL: demoURL, viewport: phone, hasTouch: true, isMobile: true };
const atDesk: BrowserContextOptions = { baseURL: demoURL };

test.describe.configure({ mode: 'serial' });

/** Comes in by one tap and begins the exam that is open. @returns the candidate's staff number. */
async function sitDown(page: Page, role: Role): Promise<string> {
  await page.goto(`${demoURL}/sign-in`);
  const number = (await page.locator(`[data-role="${role}"] button`).getAttribute('value'))!;
  await enterAs(page, role);
  await page.goto(`${demoURL}/exams`);
  await page.getByRole('link', { name: EXAM }).click();
  await page.getByRole('checkbox', { name: '我独立作答' }).check();
  await page.getByRole('button', { name: '开始考试' }).click();
  await page.waitForURL(/\/attempts\/\d+$/);
  await alive(page);
  return number;
}

const answer = (page: Page, at = 0) => page.getByRole('group', { name: /选项$/ }).locator('label').nth(at).click();
const saved = (page: Page) => expect(page.getByRole('status').first()).toContainText('已保存');

async function look(page: Page, who: string) {
  await page.goto(page.url().replace(/\?.*|$/, `?who=${who}`));
  await alive(page);
}

test('the invigilator sees who is writing, hears of an absence, adds time and ends a sitting with a reason', async ({
  newVisitor
}) => {
  const [first, second, desk] = [await newVisitor(onPhone), await newVisitor(onPhone), await newVisitor(atDesk)];
  const officer = await sitDown(first, 'officer');
  const mentor = await sitDown(second, 'mentor');
  for (const page of [first, second]) {
    await answer(page);
    await saved(page);
  }

  await enterAs(desk, 'trainer');
  await desk.goto(`${demoURL}/exams?tab=manage`);
  await desk.getByRole('link', { name: EXAM }).click();
  await desk.getByRole('link', { name: '监考' }).click();
  await desk.waitForURL(/\/invigilate$/);
  await sound(desk);

  await first.evaluate(() => dispatchEvent(new Event('blur')));
  const heard = first.waitForResponse(/\/clock$/);
  await first.evaluate(() => dispatchEvent(new Event('focus')));
  await heard;
  await look(desk, officer);
  const panel = desk.getByRole('complementary', { name: officer });
  await expect(panel).toContainText('已答 1 / 27');
  await expect(panel.getByRole('listitem').filter({ hasText: '离开页面' })).toHaveCount(1);
  await sound(desk);

  const before = await secondsLeft(first);
  await panel.getByText('给', { exact: false }).filter({ hasText: '加时' }).first().click();
  await panel.getByLabel('加几分钟').fill('10');
  await panel.getByLabel('理由').first().fill('设备重启');
  await panel.getByRole('button', { name: '加时' }).click();
  await expect(desk.getByText('已加时')).toBeVisible();
  await first.evaluate(() => dispatchEvent(new Event('focus')));
  await expect.poll(() => secondsLeft(first)).toBeGreaterThan(before + 500);

  await look(desk, mentor);
  const other = desk.getByRole('complementary', { name: mentor });
  await other.getByText('终止', { exact: false }).first().click();
  await other.getByLabel('理由').last().fill('身体不适，本人申请');
  await other.getByRole('button', { name: '终止并记录' }).click();
  await expect(desk.getByText('已终止').first()).toBeVisible();

  await second.evaluate(() => dispatchEvent(new Event('focus')));
  await second.waitForURL(/\/review$/);
  await expect(second.getByText('监考人终止了这次考试：身体不适，本人申请')).toBeVisible();
  await sound(second);
});

test('another device takes the paper over; the first one reads only and loses nothing', async ({ newVisitor }) => {
  const handset = await newVisitor(onPhone);
  await enterAs(handset, 'officer');
  await handset.goto(`${demoURL}/exams`);
  await handset.getByRole('link', { name: '继续作答' }).first().click();
  await handset.waitForURL(/\/attempts\/\d+/);
  const paper = new URL(handset.url()).pathname.replace('/take-over', '');
  // The phone of the first story is gone with its cookies; this one takes over as any other device would.
  await expect(handset.getByRole('heading', { name: '这份卷正在另一台设备上作答' })).toBeVisible();
  await sound(handset);
  await handset.getByRole('button', { name: '换到这台设备继续' }).click();
  await handset.waitForURL((url) => url.pathname === paper);
  await alive(handset);

  const computer = await newVisitor(atDesk);
  await enterAs(computer, 'officer');
  await computer.goto(demoURL + paper);
  await computer.getByRole('button', { name: '换到这台设备继续' }).click();
  await computer.waitForURL((url) => url.pathname === paper);
  await alive(computer);

  // The phone does not know yet: what it sends is kept, and with the receipt it learns that it only reads.
  await handset.goto(`${demoURL}${paper}?q=2`).catch(() => undefined);
  await expect(handset.getByRole('heading', { name: '这份卷正在另一台设备上作答' })).toBeVisible();
  await computer.getByRole('link', { name: /^第 2 题/ }).click();
  await answer(computer);
  await saved(computer);

  await handset.getByRole('button', { name: '换到这台设备继续' }).click();
  await handset.waitForURL((url) => url.pathname === paper);
  await alive(handset);
  await answer(computer, 1);
  await expect(computer.getByRole('alert')).toContainText('已在另一台设备上作答');
  await expect(computer.getByRole('button', { name: '检查并交卷' }).first()).toBeDisabled();
  await sound(computer);

  await handset.reload();
  await handset.getByRole('button', { name: '打开答题卡' }).click();
  await expect(handset.getByRole('link', { name: '第 2 题，已答' })).toBeVisible();
});

/** What the clock on the page says, in seconds. */
async function secondsLeft(page: Page): Promise<number> {
  const face = (await page.getByRole('timer').getAttribute('aria-label'))!.split(' ').at(-1)!;
  return face.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
