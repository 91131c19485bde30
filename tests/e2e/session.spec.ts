/** A trainer holds a session: twelve sign in by the rotating code, an old code is refused, leave is given, hours count. */
import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { demoURL } from '../support/installation.ts';
import { desktop, expect, phone, sound, test } from '../support/story.ts';

const TITLE = '联合检查现场演练';
/** Ten who sign in without a page of their own, beside the two officers in the story. */
const others = ['011', '012', '013', '014', '015', '016', '017', '018', '019', '020'];
const officers = ['037', '038'];
const onLeave = '039';

test.use({ baseURL: demoURL, allowed: [/status of 4\d\d/] });

test('a session from the invitation to the hours', async ({ page: trainer, browser }) => {
  test.setTimeout(240_000);
  await trainer.setViewportSize(desktop);
  await enter(trainer, '035');

  await test.step('the trainer writes it, invites fourteen, and opens the screen', async () => {
    await trainer.goto('/sessions/new');
    await sound(trainer);
    await trainer.getByLabel('名称', { exact: true }).fill(TITLE);
    await trainer.getByLabel('地点').fill('一楼大厅');
    // Sign-in is open from half an hour before the start, sign-out from ten minutes before the end.
    await trainer.getByLabel('开始', { exact: true }).fill(moment(-5));
    await trainer.getByLabel('结束', { exact: true }).fill(moment(8));
    await trainer.getByLabel('学时', { exact: true }).fill('4');
    await trainer.getByLabel('主讲', { exact: true }).fill('张某，示例区综合行政执法局');
    await trainer.getByLabel('名册上的对象').selectOption({ label: '按工号选' });
    await trainer.getByLabel('工号', { exact: true }).fill([...others, ...officers, onLeave, '040'].join(' '));
    await trainer.getByRole('button', { name: '保存' }).click();
    await trainer.getByRole('button', { name: '发通知（14 人）' }).click();
    await expect(trainer.getByText('已通知 14 人')).toBeVisible();
    await sound(trainer);
  });
  const sessionId = /sessions\/(\d+)/.exec(trainer.url())![1]!;

  const [lin, guo, away] = await Promise.all([...officers, onLeave].map((number) => phoneOf(browser, number)));

  await test.step('an officer asks for leave, the trainer approves', async () => {
    await away!.goto(`/sessions/${sessionId}`);
    await away!.getByText('请假', { exact: true }).click();
    await away!.getByLabel('事由').fill('区里开会');
    await away!.getByRole('button', { name: '提交请假' }).click();
    await expect(away!.getByText('请假待批')).toBeVisible();
    await sound(away!);
    await trainer.reload();
    await trainer.getByRole('button', { name: '批准' }).click();
    await expect(trainer.getByText('已批准请假')).toBeVisible();
  });

  await trainer.getByRole('link', { name: '签到大屏' }).click();
  const there = trainer.getByRole('status').filter({ hasText: '人已到' });
  await expect(there).toContainText('人已到，应到 14 人');
  await sound(trainer);
  const oldCode = await codeOn(trainer);

  const before = await hoursOf(lin!);
  await test.step('two officers sign in on their phones: one types, one scans', async () => {
    await lin!.goto(`/check-in?session=${sessionId}`);
    await sound(lin!);
    await lin!.getByLabel('看大屏，输六位码').fill((await codeOn(trainer)).toLowerCase());
    await lin!.getByRole('button', { name: '签到' }).click();
    await expect(lin!.getByText('已签到')).toBeVisible();
    await sound(lin!);
    // What the QR code holds: opening it changes nothing until the button is pressed.
    await guo!.goto(`/check-in?session=${sessionId}&code=${await codeOn(trainer)}`);
    await expect(there).toContainText(/^\s*1\s*人已到/);
    await guo!.getByRole('button', { name: '签到' }).click();
    await expect(guo!.getByText('已签到')).toBeVisible();
  });

  await test.step('ten more sign in, and the screen counts twelve', async () => {
    for (const number of others) {
      const context = await browser.newContext({ baseURL: demoURL });
      await enterByRequest(context.request, number);
      const answer = await checkInByRequest(context.request, sessionId, await codeOn(trainer));
      expect(answer, number).toBe(303);
      await context.close();
    }
    await expect(there).toContainText(/^\s*12\s*人已到/);
  });

  await test.step('a made-up code, one of another session, and an old one are refused', async () => {
    const late = await browser.newContext({ baseURL: demoURL });
    await enterByRequest(late.request, '040');
    expect(await checkInByRequest(late.request, sessionId, 'ZZZZZZ')).toBe(400);
    const elsewhere = await trainer.request.get(`/api/sessions/${await otherSession(trainer)}/check-in`);
    const { code } = (await elsewhere.json()) as { code: { text: string } };
    expect(await checkInByRequest(late.request, sessionId, code.text)).toBe(400);
    // Old is what the screen has replaced twice.
    for (let turn = 0, shown = oldCode; turn < 2; turn += 1) {
      await expect.poll(() => codeOn(trainer), { timeout: 20_000 }).not.toBe(shown);
      shown = await codeOn(trainer);
    }
    const person = await late.newPage();
    await person.setViewportSize(phone);
    await person.goto(`/check-in?session=${sessionId}&code=${oldCode}`);
    await person.getByRole('button', { name: '签到' }).click();
    await expect(person.getByText(/这个码 \d+ 秒前换了，看大屏重输/)).toBeVisible();
    await sound(person);
    await late.close();
    await expect(there).toContainText(/^\s*12\s*人已到/);
  });

  await test.step('the trainer closes: hours appear and the ring moves', async () => {
    await trainer.getByRole('link', { name: '返回' }).click();
    await trainer.getByRole('button', { name: '结束并记学时' }).click();
    await expect(trainer.getByText('已结束：12 人记学时，1 人缺勤')).toBeVisible();
    await sound(trainer);
    await lin!.goto('/hours?view=own');
    await expect(lin!.getByText(TITLE).first()).toBeVisible();
    expect(await hoursOf(lin!)).toBe(before + 4);
  });

  await test.step('the record and the sheet are ready to print', async () => {
    for (const paper of ['record', 'sign-in-sheet']) {
      await trainer.goto(`/sessions/${sessionId}/${paper}`);
      await sound(trainer);
    }
    await trainer.goto(`/sessions/${sessionId}/record`);
    await expect(trainer.getByText('应到 14 人，实到 12 人（迟到 0 人），请假 1 人，缺勤 1 人')).toBeVisible();
  });

  await test.step('somebody who was there gives feedback, once', async () => {
    await lin!.goto(`/sessions/${sessionId}`);
    await sound(lin!);
    for (const question of ['内容有用', '讲得清楚', '贴近执勤', '时间合适', '会务妥当'])
      await lin!.getByRole('group', { name: question }).getByRole('radio', { name: '5' }).check();
    await lin!.getByRole('button', { name: '提交评价' }).click();
    await expect(lin!.getByText('谢谢，评价已收到')).toBeVisible();
    await expect(lin!.getByRole('button', { name: '提交评价' })).toBeHidden();
  });
});

test('somebody signed out comes back to the code after signing in', async ({ page }) => {
  await page.setViewportSize(phone);
  await page.goto('/check-in?session=1&code=ABCDEF');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fcheck-in%3Fsession%3D1%26code%3DABCDEF/);
  await page.locator('[data-role="officer"]').getByRole('button').click();
  await expect(page).toHaveURL(/\/check-in\?session=1&code=ABCDEF/);
});

test('a calendar feed is opened, read without signing in, and ended', async ({ page, playwright }) => {
  await enter(page, '041');
  await page.goto('/sessions');
  await sound(page);
  await page.getByRole('button', { name: '开通订阅' }).click();
  const address = await page.getByLabel('订阅地址').inputValue();
  const visitor = await playwright.request.newContext();
  const feed = await visitor.get(address);
  expect(feed.headers()['content-type']).toContain('text/calendar');
  expect(await feed.text()).toContain('BEGIN:VEVENT');
  await page.reload();
  await page.getByRole('button', { name: '停止订阅' }).click();
  await expect(page.getByText('订阅已停止')).toBeVisible();
  expect((await visitor.get(address)).status()).toBe(404);
  await visitor.dispose();
});

/** The code that the trainer's screen shows. */
const codeOn = async (page: Page) => (await page.getByText(/^签到码 /).textContent())!.replace(/[^A-Z2-9]/g, '');

/** A moment so many minutes from now, as a form field takes it, in Qiaotou. */
const moment = (minutes: number) => new Date(Date.now() + (8 * 60 + minutes) * 60_000).toISOString().slice(0, 16);

async function enter(page: Page, login: string) {
  await enterByRequest(page.request, login);
}

/** The demo's people come in by one tap. */
async function enterByRequest(request: APIRequestContext, login: string) {
  const answer = await request.post(`${demoURL}/sign-in?/demo`, {
    form: { login },
    headers: { origin: demoURL, accept: 'text/html' },
    maxRedirects: 0
  });
  expect(answer.status(), login).toBe(303);
}

async function phoneOf(browser: Browser, login: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: demoURL,
    viewport: phone,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai'
  });
  const page = await context.newPage();
  await enter(page, login);
  return page;
}

async function checkInByRequest(request: APIRequestContext, sessionId: string, code: string): Promise<number> {
  const answer = await request.post('/check-in', {
    form: { sessionId, code },
    headers: { origin: demoURL, accept: 'text/html' },
    maxRedirects: 0
  });
  return answer.status();
}

/** The demo's own session that is open for signing in. */
async function otherSession(page: Page): Promise<string> {
  const list = await (await page.request.get('/sessions?tab=manage&q=涉企检查与亮证')).text();
  return /href="\/sessions\/(\d+)"/.exec(list)![1]!;
}

/** What the ring on somebody's own page says. */
async function hoursOf(page: Page): Promise<number> {
  await page.goto('/');
  const label = (await page.getByRole('img', { name: /要求 \d+ 学时/ }).getAttribute('aria-label'))!;
  return Number(/(\d+(?:\.\d+)?) 学时，要求/.exec(label)![1]);
}
