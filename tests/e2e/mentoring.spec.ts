/**
 * 老带新 on two phones: from the agreement to 合格, with the connection lost in the middle of a record, two people on
 * one sheet, both ways of signing, and never more than ten taps for a practice of five steps.
 */
import type { APIRequestContext, Browser, Locator, Page } from '@playwright/test';
import { demoURL } from '../support/installation.ts';
import { alive, desktop, expect, phone, sound, test } from '../support/story.ts';

const TRAINER = '035';
const MENTOR = '018';
const MENTEE = '050';
const TEAM_LEADER = '039';
const LEADER = '034';
const TASK = '协助查封、扣押';
/** A supervised practice of five steps, quality bar A8. */
const MOST_TAPS = 10;

test.use({ baseURL: demoURL, allowed: [/status of 4\d\d/, /ERR_INTERNET_DISCONNECTED/] });

test('a pairing from its agreement to its completion', async ({ page: trainer, browser }) => {
  // Seven phones and two dozen pages, each looked at for accessibility.
  test.setTimeout(480_000);
  await trainer.setViewportSize(desktop);
  await enter(trainer.request, TRAINER);
  const [mentor, mentee] = await Promise.all([phoneOf(browser, MENTOR), phoneOf(browser, MENTEE)]);
  const mentorName = await nameOf(mentor);

  await test.step('the trainer sees who may guide and why others may not, and sends the agreement', async () => {
    await trainer.goto('/mentoring/new');
    await sound(trainer);
    await trainer.getByLabel('徒弟', { exact: true }).selectOption({ value: await optionOf(trainer, '徒弟', MENTEE) });
    await trainer.getByRole('button', { name: '看谁能带' }).click();
    await expect(trainer.locator('option', { hasText: '已带 2 人，满了' }).first()).toBeDisabled();
    await sound(trainer);
    for (const [label, number] of [
      ['带教人', MENTOR],
      ['中队长意见', TEAM_LEADER],
      ['分管领导意见', LEADER]
    ] as const)
      await trainer.getByLabel(label, { exact: true }).selectOption({ value: await optionOf(trainer, label, number) });
    await trainer.getByLabel('领域').fill('强制措施');
    await trainer.getByLabel(TASK).check();
    await trainer.getByRole('button', { name: '发出协议' }).click();
    await expect(trainer.getByText('核实没有的，勾选后再发')).toBeVisible();
    await trainer.getByLabel('已核实：近一年没有查实的投诉').check();
    await trainer.getByRole('button', { name: '发出协议' }).click();
    await expect(trainer.getByText('协议已发出，等双方接受', { exact: true })).toBeVisible();
    await sound(trainer);
  });
  const address = new URL(trainer.url()).pathname;

  await test.step('both accept it on their phones', async () => {
    for (const page of [mentor, mentee]) {
      await page.goto('/mentoring');
      await page.getByRole('link', { name: '看协议' }).first().click();
      await sound(page);
      await page.getByLabel('我和对方不是近亲属').check();
      await page.getByRole('button', { name: '接受协议' }).click();
    }
    await expect(mentee.getByText('双方都接受了，带教开始')).toBeVisible();
    await mentee.goto(`${address}/agreement`);
    await sound(mentee);
  });

  await test.step('the first time the mentee only watches: the mentor types the name', async () => {
    await mentor.goto('/mentoring');
    await mentor.getByRole('button', { name: `记一次：${TASK}` }).click();
    await alive(mentor);
    await sound(mentor);
    await mentor.getByRole('radio', { name: '键入姓名' }).click();
    await mentor.getByLabel('姓名', { exact: true }).fill('别人');
    await mentor.getByRole('button', { name: '签认并盖章' }).click();
    await expect(mentor.getByText('键入的姓名与登录人不一致')).toBeVisible();
    await mentor.getByLabel('姓名', { exact: true }).fill(mentorName);
    await mentor.getByRole('button', { name: '签认并盖章' }).click();
    await expect(mentor.getByRole('img', { name: /带教签认章/ })).toBeVisible();
    await sound(mentor);
  });

  await test.step('five steps, a finger’s signature and the seal take no more than ten taps', async () => {
    await mentor.goto('/mentoring');
    const taps = counter();
    await taps.on(mentor.getByRole('button', { name: `记一次：${TASK}` }));
    await alive(mentor);
    const steps = mentor.getByRole('group', { name: /^评定：/ });
    await expect(steps).toHaveCount(5);
    for (let at = 0; at < 2; at += 1) await taps.on(steps.nth(at).getByRole('radio', { name: /独立/ }));
    await expect(mentor.getByText('已保存', { exact: true })).toBeVisible();

    // The street is out of reach: what is tapped stays on the phone.
    await mentor.context().setOffline(true);
    for (let at = 2; at < 4; at += 1) await taps.on(steps.nth(at).getByRole('radio', { name: /独立/ }));
    await expect(mentor.getByText('离线，2 项存在本机')).toBeVisible();
    await mentor.context().setOffline(false);
    await expect(mentor.getByText('已保存', { exact: true })).toBeVisible({ timeout: 20_000 });
    await mentor.reload();
    await alive(mentor);
    for (let at = 0; at < 4; at += 1) await expect(steps.nth(at).getByRole('radio').nth(2)).toBeChecked();

    await taps.on(steps.nth(4).getByRole('radio', { name: /提示后/ }));
    await draw(mentor);
    taps.count += 1;
    await taps.on(mentor.getByRole('button', { name: '签认并盖章' }));
    await expect(mentor.getByRole('img', { name: /带教签认章/ })).toBeVisible();
    await expect(mentor.getByText('达到签认线')).toBeVisible();
    expect(taps.count).toBeLessThanOrEqual(MOST_TAPS);
  });

  await test.step('a phone that was switched off while offline sends what it kept', async () => {
    await mentor.goto(address);
    await mentor.getByRole('button', { name: `记一次：${TASK}` }).click();
    await alive(mentor);
    const record = mentor.url();
    await expect(mentor.getByText('已保存', { exact: true })).toBeVisible();
    await mentor.context().setOffline(true);
    await mentor.getByLabel('下次练什么').fill('清单先写品名');
    await expect(mentor.getByText('离线，1 项存在本机')).toBeVisible();
    const context = mentor.context();
    await mentor.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(record);
    await expect(again.getByText('已保存', { exact: true })).toBeVisible({ timeout: 20_000 });
    await again.reload();
    await expect(again.getByLabel('下次练什么')).toHaveValue('清单先写品名');
    await again.close();
  });
  const signer = await phoneOf(browser, MENTOR);

  await test.step('two on one record: nobody’s words are overwritten unseen', async () => {
    await mentee.goto(address);
    await mentee.getByRole('link', { name: '去补写' }).click();
    await alive(mentee);
    await sound(mentee);
    await signer.goto(new URL(mentee.url()).pathname);
    await alive(signer);
    for (const page of [mentee, signer]) await page.getByText('修改', { exact: true }).click();
    await mentee.getByLabel('什么情况').fill('店主不让进门');
    await expect(mentee.getByText('已保存', { exact: true })).toBeVisible();
    await mentee.getByLabel('写下这次的体会').fill('清单要两个人点');
    await signer.getByLabel('什么情况').fill('店主情绪激动');
    await expect(signer.getByText('有 1 项你和对方都改了')).toBeVisible();
    await sound(signer);
    await signer.getByRole('button', { name: '用对方的' }).click();
    await expect(signer.getByLabel('什么情况')).toHaveValue('店主不让进门');
    await expect(mentee.getByText('已保存', { exact: true })).toBeVisible();
  });

  await test.step('whoever is no side of it finds nothing there', async () => {
    const stranger = await browser.newContext({ baseURL: demoURL });
    await enter(stranger.request, '051');
    const path = new URL(mentee.url()).pathname;
    const recordId = path.split('/').at(-1)!;
    for (const one of [address, path, `${address}/agreement`, `${address}/appraisal`])
      expect((await stranger.request.get(one)).status(), one).toBe(404);
    const write = await stranger.request.post(`/api/mentoring/records/${recordId}`, {
      data: { changes: [{ field: 'best', from: '', to: '很好' }] },
      headers: { origin: demoURL }
    });
    expect(write.status()).toBe(404);
    // The mentee signs nothing, and there is no signing of many at once.
    const sign = await mentee.request.post(`${path}?/sign`, {
      form: { kind: 'typed', name: '谁', revision: '0' },
      headers: { origin: demoURL, accept: 'text/html' }
    });
    expect(sign.status()).toBe(403);
    await stranger.close();
  });

  await test.step('the trainer enters the assessment, and the opinions follow in their order', async () => {
    await trainer.goto(`${address}/appraisal`);
    await sound(trainer);
    await trainer.getByLabel('考核人工号').fill(MENTOR);
    await trainer.getByLabel('现场考核').fill('88');
    await trainer.getByLabel('模拟案卷').fill('81');
    await trainer.getByRole('button', { name: '录入' }).click();
    await expect(trainer.getByText('考核人不能是带教人或徒弟')).toBeVisible();
    await trainer.getByLabel('考核人工号').fill(TRAINER);
    await trainer.getByRole('button', { name: '录入' }).click();
    await expect(trainer.getByText('已录入')).toBeVisible();
    const leaders = [await phoneOf(browser, TEAM_LEADER), await phoneOf(browser, LEADER)];
    for (const page of [mentee, signer, leaders[0]!]) {
      await page.goto(`${address}/appraisal`);
      await page.getByLabel('意见', { exact: true }).fill('能协助，文书还要练');
      await page.getByRole('button', { name: '签署并盖章' }).click();
      await expect(page.getByText('已签署')).toBeVisible();
      await sound(page);
    }
    const leader = leaders[1]!;
    await leader.goto(`${address}/appraisal`);
    await expect(leader.getByText('不能定合格')).toBeVisible();
    await leader.getByLabel('意见', { exact: true }).fill('记录不够，延期再练');
    await leader.getByLabel('结果').selectOption('extended');
    await leader.getByRole('button', { name: '签署并盖章' }).click();
    await expect(leader.getByText('已签署')).toBeVisible();
    await leader.goto(address);
    await expect(leader.getByText(/延期/).first()).toBeVisible();
    await sound(leader);
  });
});

test('oversight shows who can do what, and that every seal holds', async ({ page }) => {
  await page.setViewportSize(desktop);
  await enter(page.request, LEADER);
  await page.goto('/mentoring/watch');
  await expect(page.getByText(/封存校验：\d+ 份签认记录全部相符/)).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '占道与探头经营劝导' })).toBeVisible();
  await sound(page);
});

/** The demo's people come in by one tap. */
async function enter(request: APIRequestContext, login: string) {
  const answer = await request.post(`${demoURL}/sign-in?/demo`, {
    form: { login },
    headers: { origin: demoURL, accept: 'text/html' },
    maxRedirects: 0
  });
  expect(answer.status(), login).toBe(303);
}

async function phoneOf(browser: Browser, login: string): Promise<Page> {
  const context = await browser.newContext({
    ...{ baseURL: demoURL, viewport: phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' }
  });
  const page = await context.newPage();
  await enter(page.request, login);
  return page;
}

async function nameOf(page: Page): Promise<string> {
  await page.goto('/account');
  return (await page
    .getByText(/^[一-龥]某[一-龥]$/)
    .first()
    .textContent())!.trim();
}

/** The value of the choice that names a staff number. */
const optionOf = async (page: Page, label: string, number: string): Promise<string> =>
  (await page
    .getByLabel(label, { exact: true })
    .locator('option', { hasText: ` ${number} ` })
    .getAttribute('value'))!;

/** Counts what a thumb does. */
function counter() {
  const taps = {
    count: 0,
    async on(target: Locator) {
      taps.count += 1;
      await target.click();
    }
  };
  return taps;
}

/** One stroke on the signature field. */
async function draw(page: Page) {
  const field = page.getByRole('img', { name: /^签名板/ });
  await field.scrollIntoViewIfNeeded();
  const box = (await field.boundingBox())!;
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  for (const [x, y] of [
    [90, 30],
    [120, 70],
    [180, 40]
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 4 });
  await page.mouse.up();
}
