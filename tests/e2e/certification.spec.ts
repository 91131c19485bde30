/**
 * The card and what hangs on it: the two who may go out and why others do not count, a renewal from 开办 to the new
 * card, the yearly check from the list to the result, and a proof of training from the records to anybody's check.
 */
import type { Page } from '@playwright/test';
import { demoURL } from '../support/installation.ts';
import { alive, desktop, expect, fits, phone, sound, test } from '../support/story.ts';

const SUPERVISOR = '034';
const TRAINER = '035';
const OFFICER = '037';
/** Passed the official exam and waits for the card. */
const UNCARDED = '049';
/** Their cards end within weeks and nobody has begun a renewal. */
const RENEWING = '010';
/** Has not declared for the yearly check yet. */
const DECLARING = '023';

test.use({ baseURL: demoURL, allowed: [/status of 4\d\d/] });

test('two cards are lawful, an uncarded apprentice does not count, and the reason stands beside the refusal', async ({
  page
}) => {
  await page.setViewportSize(desktop);
  await enter(page, SUPERVISOR);
  await page.goto('/duty');
  await sound(page);
  // Two who are out today are two who may go.
  const lawful = page.getByRole('row').filter({ has: page.getByRole('cell', { name: '可以', exact: true }) });
  const [one = '', other = ''] = (await lawful.first().innerText()).match(/\b\d{3}\b/g) ?? [];

  await test.step('two with cards may go', async () => {
    await ask(page, one, other);
    await expect(page.getByRole('status').getByText(/^可以/)).toBeVisible();
    await expect(page.getByText('2 人证件有效，能计数')).toBeVisible();
    await sound(page);
  });

  await test.step('one of them with the apprentice may not, and the page says why and by which law', async () => {
    await ask(page, one, UNCARDED);
    const verdict = page.getByRole('status');
    await expect(verdict.getByText('不可以')).toBeVisible();
    await expect(verdict.getByText('能计数的只有 1 人，要 2 人。')).toBeVisible();
    await expect(verdict.getByText(`${UNCARDED}不计数：没有执法证，跟班学习`)).toBeVisible();
    await expect(verdict.getByText('第四十二条').first()).toBeVisible();
    await sound(page);
  });

  await test.step('the apprentice may come along beside the two and still does not count', async () => {
    await ask(page, one, other, UNCARDED);
    await expect(page.getByText('2 人证件有效，能计数')).toBeVisible();
    await expect(page.getByRole('status').getByText(`${UNCARDED}不计数`)).toBeVisible();
  });

  await test.step('the roster refuses the unlawful pair with what was typed, and takes the lawful one', async () => {
    await page.goto('/duty/roster');
    await alive(page);
    const form = page.locator('#enter');
    await form.getByLabel('日期').fill(await inDays(page, 1));
    await form.getByLabel('时间').fill('09:40');
    await form.getByLabel('事项').fill('夜市巡查');
    await form.getByLabel('范围').fill('演示广场');
    await form.getByLabel('人员工号').fill(`${one} ${UNCARDED}`);
    await form.getByRole('button', { name: '排班', exact: true }).click();
    await expect(form.getByText('能计数的只有 1 人，要 2 人。')).toBeVisible();
    await expect(form.getByLabel('事项')).toHaveValue('夜市巡查');
    await sound(page);
    await form.getByLabel('人员工号').fill(`${one} ${other}`);
    await form.getByRole('button', { name: '排班', exact: true }).click();
    await expect(page.getByText(/^已排班/)).toBeVisible();
    await expect(page.getByText('夜市巡查').first()).toBeVisible();
    await sound(page);
  });
});

test('a renewal is one case file from 开办 to the new card', async ({ page }) => {
  test.setTimeout(240_000);
  await page.setViewportSize(desktop);
  await enter(page, SUPERVISOR);
  await page.goto('/register/cases');
  await sound(page);

  await test.step('begins from the list of cards that run out', async () => {
    await page.getByRole('button', { name: new RegExp(`开办换证.*${RENEWING}`) }).click();
    await expect(page.getByText('已开办')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: /换证/ })).toBeVisible();
    await sound(page);
    await fits(page, phone);
    await page.setViewportSize(desktop);
  });
  const file = page.url();

  await test.step('papers that no record shows are ticked off by hand', async () => {
    for (const item of ['申请表', '单位意见', '旧证']) {
      await page.getByRole('button', { name: new RegExp(`^齐了：.*${item}`) }).click();
      await expect(page.getByRole('button', { name: new RegExp(`^撤回：.*${item}`) })).toBeVisible();
    }
  });

  await test.step('prints its one page', async () => {
    await page.getByRole('link', { name: '一页材料' }).click();
    await expect(page.getByRole('heading', { name: '行政执法证换证申报表' })).toBeVisible();
    await sound(page);
    await page.goto(file);
  });

  await test.step('goes its way with the authority, step by step', async () => {
    for (const stage of ['已上报', '已受理', '已批准', '办结']) {
      await alive(page);
      await page.getByLabel('办到哪一步').selectOption({ label: stage });
      await page.getByRole('button', { name: '登记', exact: true }).click();
      await expect(page.getByText(`已登记：${stage}`)).toBeVisible();
    }
    await sound(page);
  });

  await test.step('ends in the card’s own history with the new days', async () => {
    await page.getByRole('link', { name: '到档案登记发证机关的行为' }).click();
    await alive(page);
    // The form stands open with the act that ends this case.
    const form = page.locator('#event');
    await expect(form.getByLabel('什么事')).toHaveValue('renewed');
    await form.getByLabel('新证号').fill(`演示-${RENEWING}-2`);
    await form.getByLabel('新有效期起').fill(await inDays(page, 0));
    await form.getByLabel('新有效期至').fill(await inDays(page, 1825));
    await form.getByRole('button', { name: '登记', exact: true }).click();
    await expect(page.getByText('已登记：换证')).toBeVisible();
    await expect(page.getByText(`演示-${RENEWING}-2`).first()).toBeVisible();
    await sound(page);
    await fits(page, phone);
  });

  await test.step('and no list asks for it any more', async () => {
    await page.goto('/register/cases');
    await expect(page.getByRole('button', { name: new RegExp(`开办换证.*${RENEWING}`) })).toHaveCount(0);
  });
});

test('the yearly check goes from the list to the result that its officer reads', async ({ page, newVisitor }) => {
  const officer = await newVisitor({ viewport: phone });
  await enter(officer, DECLARING);
  await page.setViewportSize(desktop);
  await enter(page, SUPERVISOR);

  await test.step('the officer declares on the phone', async () => {
    await officer.goto('/yearly-check');
    await sound(officer);
    for (const what of ['我仍在执法岗位', '证件在身边，没有涂改、看得清', '两年内办过案'])
      await officer.getByLabel(what).check();
    await officer.getByRole('button', { name: '申报', exact: true }).click();
    await expect(officer.getByText('已申报，等单位核验').first()).toBeVisible();
    await sound(officer);
  });

  await test.step('the unit looks at it and decides', async () => {
    await page.goto(`/register/check?q=${DECLARING}`);
    await sound(page);
    await page.getByRole('link', { name: new RegExp(`核验 .*${DECLARING}`) }).click();
    await expect(page.getByText('没有要留意的')).toBeVisible();
    await alive(page);
    const form = page.locator('#decide');
    await form.getByLabel('结果').selectOption({ label: '合格' });
    await sound(page);
    await form.getByRole('button', { name: '核验', exact: true }).click();
    await expect(page.getByText('已核验', { exact: true })).toBeVisible();
  });

  await test.step('the officer reads the result', async () => {
    await officer.goto('/yearly-check');
    await expect(officer.getByText('单位核验：合格')).toBeVisible();
    await sound(officer);
  });
});

test('a proof goes from the records to paper and to anybody who checks it, and can be revoked', async ({
  page,
  newVisitor
}) => {
  await page.setViewportSize(phone);
  await enter(page, OFFICER);
  const trainer = await newVisitor();
  await enter(trainer, TRAINER);
  // A citizen without scripts, as quality bar A4 asks.
  const citizen = await newVisitor({ viewport: phone, javaScriptEnabled: false });
  let code = '';

  await test.step('the officer draws it and has it as PDF for keeping and for reading aloud', async () => {
    await page.goto('/account');
    await page.getByRole('link', { name: '我的证明' }).click();
    await sound(page);
    await page
      .getByRole('button', { name: /^取证明：内部考核合格/ })
      .first()
      .click();
    await expect(page.getByText(/^已取得证明 ZM-\d{4}-\d{4}$/)).toBeVisible();
    await sound(page);
    for (const [link, mark] of [
      ['下载 PDF', 'pdfaid:part'],
      ['下载读屏版', 'pdfuaid:part']
    ] as const) {
      const href = (await page.getByRole('link', { name: link }).getAttribute('href'))!;
      const answer = await page.request.get(href);
      expect(answer.headers()['content-type']).toBe('application/pdf');
      expect((await answer.body()).toString('latin1')).toContain(mark);
    }
    code = (await page.getByRole('link', { name: '打开核验页' }).getAttribute('href'))!.split('/').at(-1)!;
  });
  const address = new URL(page.url()).pathname;

  await test.step('a citizen types the code and learns that it holds, and no whole name', async () => {
    await citizen.goto('/verify');
    await citizen.getByLabel('核验码').fill(code.toLowerCase().replace(/(.{4})(?=.)/g, '$1 '));
    await citizen.getByRole('button', { name: '核验' }).click();
    await expect(citizen.getByRole('heading', { name: '证明有效' })).toBeVisible();
    await expect(citizen.getByText('内部考核合格')).toBeVisible();
    const name = await page.locator('section[lang] .name').innerText();
    await expect(citizen.locator('main')).not.toContainText(name.split(' ')[0]!);
  });

  await test.step('the badge is signed under a key that anybody can fetch', async () => {
    const href = (await page.getByRole('link', { name: '下载数字徽章' }).getAttribute('href'))!;
    const [header] = (await (await page.request.get(href)).text()).split('.');
    const { kid, alg } = JSON.parse(Buffer.from(header!, 'base64url').toString()) as { kid: string; alg: string };
    expect(alg).toBe('EdDSA');
    const key = (await (await citizen.request.get(new URL(kid).pathname)).json()) as { crv: string };
    expect(key.crv).toBe('Ed25519');
  });

  await test.step('the trainer finds and revokes it with a reason', async () => {
    await trainer.goto('/proofs');
    await sound(trainer);
    await trainer.goto(address);
    await alive(trainer);
    await trainer.getByRole('button', { name: '撤销证明' }).click();
    await expect(trainer.getByLabel('撤销理由')).toHaveAttribute('aria-invalid', 'true');
    await trainer.getByLabel('撤销理由').fill('演示：成绩更正');
    await trainer.getByRole('button', { name: '撤销证明' }).click();
    await expect(trainer.getByText(/^已撤销证明/)).toBeVisible();
    await sound(trainer);
  });

  await test.step('the citizen sees so at once, and not why', async () => {
    await citizen.reload();
    await expect(citizen.getByRole('heading', { name: '证明已撤销' })).toBeVisible();
    await expect(citizen.locator('main')).not.toContainText('成绩更正');
    await citizen.goto(`/verify/${'0'.repeat(26)}`);
    await expect(citizen.getByRole('heading', { name: '没有这份证明' })).toBeVisible();
    expect((await page.request.get(`${address}/proof.pdf`)).status()).toBe(409);
  });

  await test.step('the trainer issues one, and its holder is reminded of it', async () => {
    await trainer.goto(`/proofs/new?number=${OFFICER}`);
    await sound(trainer);
    await trainer
      .getByRole('button', { name: /^开具：内部考核合格/ })
      .first()
      .click();
    await expect(trainer.getByText(/^已开具证明/)).toBeVisible();
    await page.goto('/reminders');
    await sound(page);
    await page.getByRole('button', { name: '去看：有一份新的证明' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: /^证明 ZM-/ })).toBeVisible();
  });

  await test.step('and to everybody who was at a session at once', async () => {
    await trainer.goto('/proofs/new');
    await sound(trainer);
    await trainer.getByRole('button', { name: '给全班开具' }).click();
    await expect(trainer.getByText(/^开具 [1-9]\d* 份/)).toBeVisible();
    await expect(trainer.getByRole('row', { name: /参加集中培训/ }).first()).toBeVisible();
  });
});

test('somebody chooses to be reminded by letter as well, and a wrong address stays where it was typed', async ({
  page
}) => {
  await page.setViewportSize(phone);
  await enter(page, OFFICER);
  await page.goto('/account/reminders');
  await alive(page);
  await sound(page);
  await page.getByLabel('同时发到邮箱').check();
  await page.getByRole('button', { name: '保存提醒方式' }).click();
  await expect(page.getByLabel('邮箱', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('邮箱', { exact: true }).fill('officer@example.test');
  await page.getByRole('button', { name: '保存提醒方式' }).click();
  await expect(page.getByText('提醒方式已保存')).toBeVisible();
});

async function ask(page: Page, ...numbers: string[]) {
  await alive(page);
  await page.locator('#field').selectOption('');
  for (const at of [1, 2, 3, 4]) await page.getByLabel(`第 ${at} 人`).fill(numbers[at - 1] ?? '');
  await page.getByRole('button', { name: '能不能去' }).click();
  await page.waitForURL(
    (url) => url.searchParams.get('p2') === numbers[1] && (url.searchParams.get('p3') ?? '') === (numbers[2] ?? '')
  );
}

/** A day of the calendar in Qiaotou, as a date field takes it. */
const inDays = (page: Page, days: number) =>
  page.evaluate((count) => new Date(Date.now() + 8 * 3_600_000 + count * 86_400_000).toISOString().slice(0, 10), days);

/** The demo's people come in by one tap. */
async function enter(page: Page, login: string) {
  const answer = await page.request.post(`${demoURL}/sign-in?/demo`, {
    form: { login },
    headers: { origin: demoURL, accept: 'text/html' },
    maxRedirects: 0
  });
  expect(answer.status(), login).toBe(303);
}
