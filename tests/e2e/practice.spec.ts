/** An officer takes questions along, practises where there is no network, and comes back. */
import type { Locator } from '@playwright/test';
import { demoURL } from '../support/installation.ts';
import { alive, expect, phone, sound, test, type Page } from '../support/story.ts';

const ANSWERS = 40;

test.use({ baseURL: demoURL, viewport: phone, allowed: [/ERR_INTERNET_DISCONNECTED|Failed to fetch/] });

async function enterAs(page: Page, role: string) {
  await page.goto('/sign-in');
  await page.locator(`[data-role="${role}"]`).getByRole('button').click();
  await page.waitForURL((url) => url.pathname === '/');
}

async function takeAlong(page: Page, set: string) {
  await page.goto('/practice');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.getByLabel('带哪组题').selectOption({ label: set });
  await page.getByRole('button', { name: '带走' }).click();
  await expect(page.getByText(/题已存本机/)).toBeVisible();
}

/** Answers the question shown, whatever its type, with what comes to hand first. */
async function answer(asked: Locator) {
  await expect(asked.getByRole('button', { name: '看对错' })).toBeVisible();
  const chosen = new Set<string | null>();
  for (const option of await asked.getByRole('radio').or(asked.getByRole('checkbox')).all()) {
    const name = await option.getAttribute('name');
    if (!chosen.has(name)) await option.check({ force: true });
    chosen.add(name);
  }
  for (const field of await asked.getByRole('textbox').all()) await field.fill('记不清');
  for (const field of await asked.getByRole('combobox').all()) await field.selectOption({ index: 1 });
  await asked.getByRole('button', { name: '看对错' }).click();
  const judging = asked.getByRole('button', { name: '没答对' });
  await expect(asked.getByText(/答对了|答错了/).or(judging)).toBeVisible();
  if (await judging.isVisible()) await judging.click();
}

/** Answers the question shown and goes on. */
async function answerNext(page: Page) {
  const asked = page.getByRole('article');
  await answer(asked);
  await expect(asked.getByText(/答对了|答错了/)).toBeVisible();
  await asked.getByRole('link', { name: '下一题' }).click();
  await expect(asked.getByRole('button', { name: '看对错' })).toBeVisible();
}

const answeredPlaces = (page: Page) => page.getByRole('link', { name: /第 \d+ 题，[对错]/ }).count();

test('forty answers given without a network arrive once, over a reload and a closed browser', async ({
  page,
  context
}) => {
  test.setTimeout(120_000);
  await enterAs(page, 'officer');
  await takeAlong(page, '顺序练习');
  await sound(page);
  await page.getByRole('link', { name: '打开随身练' }).click();
  await expect(page.getByText('都已交上')).toBeVisible();
  await sound(page);

  await context.setOffline(true);
  await expect(page.getByText('没网，照样能练')).toBeVisible();
  for (let at = 0; at < 15; at += 1) await answerNext(page);
  await expect(page.getByText('没网，15 条存在本机')).toBeVisible();

  await page.reload();
  await expect(page.getByText('没网，15 条存在本机')).toBeVisible();
  expect(await answeredPlaces(page)).toBe(15);
  for (let at = 15; at < 30; at += 1) await answerNext(page);

  // As after the browser was closed: another page, the same phone.
  await page.close();
  const back = await context.newPage();
  await back.goto('/practice');
  await expect(back.getByRole('heading', { level: 1, name: '没有网络' })).toBeVisible();
  await back.getByRole('link', { name: /打开随身练/ }).click();
  await expect(back.getByText('没网，30 条存在本机')).toBeVisible();
  for (let at = 30; at < ANSWERS - 1; at += 1) await answerNext(back);

  // The last one with a note and a report.
  await answer(back.getByRole('article'));
  await back.getByText('记笔记').click();
  await back.getByLabel('我的笔记').fill('没网时写的');
  await back.getByRole('button', { name: '存笔记' }).click();
  await back.locator('summary').filter({ hasText: '题目有误' }).click();
  await back.getByLabel('哪里不对').fill('没网时提的：选项重复');
  await back.getByRole('button', { name: '告诉培训员' }).click();
  await expect(back.getByText('已记下，会交给培训员')).toBeVisible();
  await expect(back.getByText(`没网，${ANSWERS + 2} 条存在本机`)).toBeVisible();
  await sound(back);

  await context.setOffline(false);
  await expect(back.getByText('都已交上')).toBeVisible({ timeout: 20_000 });
  await back.goto('/practice');
  await expect(back.getByText('没网时提的：选项重复')).toBeVisible();
  await expect(back.getByRole('link', { name: new RegExp(`顺序练习.*${ANSWERS} / `) })).toBeVisible();
  await back.goto('/practice/mistakes?tab=notes&q=没网时');
  await expect(back.getByText('没网时写的')).toBeVisible();
  await sound(back);

  // Sent again as after a lost acknowledgement, nothing changes.
  await back.evaluate(async () => {
    const opened = indexedDB.open('chizheng-practice');
    await new Promise((done) => (opened.onsuccess = done));
    const deeds = opened.result.transaction('deeds', 'readwrite').objectStore('deeds');
    const all = deeds.getAll();
    await new Promise((done) => (all.onsuccess = done));
    for (const deed of all.result) deeds.put({ ...deed, handedIn: false });
  });
  await back.goto('/practice/taken');
  await expect(back.getByText('都已交上')).toBeVisible({ timeout: 20_000 });
  await back.goto('/practice');
  await expect(back.getByRole('link', { name: new RegExp(`顺序练习.*${ANSWERS} / `) })).toBeVisible();
  await expect(back.getByText('没网时提的：选项重复')).toHaveCount(1);
});

test('signing out empties the phone of the questions', async ({ page }) => {
  await enterAs(page, 'mentor');
  await takeAlong(page, '随机 20 题');
  await page.locator('summary').filter({ visible: true }).first().click();
  await page.getByRole('button', { name: '退出登录' }).filter({ visible: true }).click();
  await page.waitForURL(/sign-in/);
  await page.goto('/offline');
  await alive(page);
  await expect(page.getByText('本机没有存课')).toBeVisible();
});

test('today’s review is one tap from home', async ({ page }) => {
  await enterAs(page, 'officer');
  await page.getByRole('button', { name: /练 \d+ 题/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: '每日一练' })).toBeVisible();
  await expect(page.getByRole('button', { name: '看对错' })).toBeVisible();
});

test('a mock paper outlives a reload, is marked when it is handed in, and is no exam', async ({ page }) => {
  await enterAs(page, 'mentor');
  await page.goto('/practice');
  await page.getByRole('button', { name: /模拟卷/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: '模拟卷' })).toBeVisible();
  await expect(page.getByText(/还剩 \d+ 分钟/).first()).toBeVisible();
  await sound(page);
  const first = page
    .getByRole('region')
    .filter({ has: page.getByRole('radio') })
    .first();
  await first.getByRole('radio').first().check({ force: true });
  await expect(page.getByText(/已答 1 \//)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/已答 1 \//)).toBeVisible();
  await page.getByRole('button', { name: '交卷看对错' }).click();
  await expect(page.getByText('这是练习，不记作考试，只有自己看得到。')).toBeVisible();
  await sound(page);
  await page.getByRole('link', { name: /第 2 题，错/ }).click();
  await expect(page.getByText('答错了')).toBeVisible();
  await page.goto('/exams');
  await expect(page.getByText('模拟卷')).toHaveCount(0);
});

test('the plan towards a day of one’s own says what each day holds, and what is wrong with a day gone by', async ({
  page
}) => {
  await enterAs(page, 'mentor');
  await page.goto('/practice/plan');
  await sound(page);
  await page.getByLabel('为了').selectOption('day');
  await page.getByLabel('哪一天').fill('2020-01-01');
  await page.getByRole('button', { name: '就这样定' }).click();
  await expect(page.getByText('选明天起一年内的一天。')).toBeVisible();
  await expect(page.getByLabel('哪一天')).toHaveValue('2020-01-01');
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('哪一天').fill(day);
  await page.getByRole('button', { name: '就这样定' }).click();
  await expect(page.getByText('备考计划已定')).toBeVisible();
  await expect(page.getByText(/照每天的量，来[得不]及/)).toBeVisible();
  await sound(page);
});

test('supervisors and trainers see units and never people', async ({ page, newVisitor }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await enterAs(page, 'supervisor');
  await page.getByRole('link', { name: '练习情况' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '各单位练习情况' })).toBeVisible();
  await sound(page);
  const trainer = await newVisitor({ viewport: phone });
  await enterAs(trainer, 'trainer');
  await trainer.goto('/practice/units');
  await sound(trainer);
  await trainer.getByRole('link', { name: '安排培训' }).first().click();
  await expect(trainer.getByLabel(/名称|标题|主题/).first()).toHaveValue(/^专题培训：/);
});
