/** A complaint, from the first word to the remedy; and the complainant's own way, without a script and without a name. */
import type { Page } from '@playwright/test';
import { enterAs } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { alive, desktop, expect, phone, sound, test } from '../support/story.ts';

test.use({ baseURL: demoURL, allowed: [/status of 4\d\d/] });

const RECEIPT = /([0-9A-Z]{4}\s*){6}[0-9A-Z]{2}/;

/** What stands under "write down this receipt". */
async function receiptOn(page: Page): Promise<string> {
  const card = page.getByRole('region', { name: '抄下这个查询码' });
  return RECEIPT.exec(await card.innerText())![0].replace(/\s+/g, '-');
}

test('a call becomes a case, the officer is heard, and what is found leads into training', async ({
  page: handler,
  newVisitor
}) => {
  test.setTimeout(180_000);
  await handler.setViewportSize(desktop);
  await enterAs(handler, 'complaint-handler');

  await test.step('two minutes on the telephone', async () => {
    await handler.goto('/complaints/new');
    await alive(handler);
    await sound(handler);
    await handler.getByLabel('怎么回事').fill('要看证件，对方说“穿了制服”，没有出示。');
    await handler.getByLabel('在哪').fill('桥头大集');
    await handler.getByLabel('反映谁').fill('999');
    await handler.getByRole('checkbox', { name: /没有亮证/ }).check();
    await handler.getByRole('button', { name: '登记并给出查询码' }).click();
    // What was typed stays, and the field says what is wrong with it.
    await expect(handler.getByText('名册里没有工号 999')).toBeVisible();
    await expect(handler.getByLabel('怎么回事')).toHaveValue(/穿了制服/);
    await handler.getByLabel('反映谁').fill('001');
    await handler.getByLabel('姓名').fill('示例来电人');
    await handler.getByLabel('电话').fill('000 0000 0000');
    await handler.getByRole('button', { name: '登记并给出查询码' }).click();
    await expect(handler.getByRole('heading', { name: '已经登记' })).toBeVisible();
    expect(await receiptOn(handler)).toMatch(/^[0-9A-Z-]{32}$/);
    await sound(handler);
  });

  await test.step('it is taken and accepted; the identity stays under its veil until it is asked for', async () => {
    await handler.getByRole('link', { name: '打开案卷' }).click();
    await handler.getByRole('button', { name: '分给' }).click();
    await expect(handler.getByText('已分办。')).toBeVisible();
    await handler.getByLabel('告诉反映人的话').fill('已受理，15 个工作日内答复。');
    await handler.getByRole('button', { name: '保存' }).click();
    await expect(handler.getByText('已定。')).toBeVisible();
    await expect(handler.getByText('示例来电人')).toBeHidden();
    await handler.locator('summary', { hasText: '查看身份' }).click();
    await handler.getByLabel('理由').first().fill('约定回访时间');
    await handler.getByRole('button', { name: '查看身份（留痕）' }).click();
    await expect(handler.getByText('示例来电人')).toBeVisible();
    expect(handler.url()).not.toContain('示例');
    await sound(handler);
  });

  await test.step('the officer is asked, sees the question and not the case, and answers on the phone', async () => {
    await handler.getByLabel('要说明的事').fill('那天在桥头大集的检查是怎么做的？');
    await handler.getByRole('button', { name: /^请 .* 说明$/ }).click();
    await expect(handler.getByText(/已发出，.* 前回答/)).toBeVisible();
    const officer = await newVisitor({ viewport: phone });
    await enterAs(officer, 'officer');
    await officer.getByRole('link', { name: /情况说明/ }).click();
    await expect(officer.getByText('那天在桥头大集的检查是怎么做的？')).toBeVisible();
    await expect(officer.getByText('穿了制服')).toBeHidden();
    await sound(officer);
    const asked = officer.getByRole('region').filter({ hasText: '那天在桥头大集的检查是怎么做的？' });
    await asked.getByLabel('你的说明').fill('证件忘在车上，第二次要求后才去拿。');
    await asked.getByRole('button', { name: '交给经办人' }).click();
    await expect(officer.getByText('已交。')).toBeVisible();
    const caseAddress = new URL(handler.url()).pathname;
    expect((await officer.goto(caseAddress))!.status()).toBe(403);
  });

  await test.step('a piece of evidence goes out and comes back, and its chain says so', async () => {
    await handler.reload();
    await handler.locator('summary', { hasText: '记入' }).click();
    await handler.getByLabel('是什么，从哪里来').fill('记录仪 07 号，09:12 至 09:31。');
    await handler.getByRole('button', { name: '记入' }).click();
    await expect(handler.getByText('已记入。')).toBeVisible();
    await handler.locator('summary', { hasText: '移出这件' }).click();
    await handler.getByLabel('交给谁、做什么用').fill('区局技术科，核对时间。');
    await handler.getByRole('button', { name: '记下', exact: true }).click();
    await expect(handler.getByText('移交已记下。')).toBeVisible();
    await expect(handler.getByText('已移出').first()).toBeVisible();
    await handler.locator('summary', { hasText: '移交记录' }).click();
    await expect(handler.getByText('区局技术科，核对时间。')).toBeVisible();
    await sound(handler);
  });

  await test.step('found in part, a course assigned, answered, called back, closed', async () => {
    await handler.reload();
    await expect(handler.getByText('证件忘在车上')).toBeVisible();
    await handler.locator('summary', { hasText: '结论' }).click();
    await handler.getByRole('radio', { name: '部分属实' }).check();
    await handler.getByLabel('查明的事实').fill('本人承认第二次要求后才出示。');
    await handler.getByLabel('没有做到的条文').fill('行政处罚法 第五十五条');
    await handler.getByRole('button', { name: '写下认定' }).click();
    await expect(handler.getByText('已认定。')).toBeVisible();
    await expect(handler.getByRole('link', { name: /行政处罚法》第五十五条/ })).toBeVisible();
    await expect(handler.getByText('没有安排整改')).toBeVisible();
    await handler.locator('summary', { hasText: '安排' }).click();
    await handler.getByLabel('哪天前完成').fill(inDays(30));
    await handler.getByRole('button', { name: '安排给被反映人' }).click();
    await expect(handler.getByText('已安排。')).toBeVisible();
    await sound(handler);
    const proposals = handler.getByRole('region', { name: '对个人的处理建议' });
    await proposals.locator('summary').click();
    await proposals.getByLabel('建议', { exact: true }).selectOption({ label: '告诫' });
    await proposals.getByLabel('理由').fill('第二次没有出示证件。');
    await proposals.getByRole('button', { name: '提出建议' }).click();
    await expect(handler.getByText('建议已提出，等分管领导决定。')).toBeVisible();
    await sound(handler);
    await expect(handler.getByLabel('给反映人的答复')).toHaveValue(/部分属实/);
    await handler.getByRole('button', { name: '发出答复' }).click();
    await expect(handler.getByText('已答复。')).toBeVisible();
    await handler.getByLabel('回访').selectOption({ label: '满意' });
    await handler.getByRole('button', { name: '记下回访' }).click();
    await expect(handler.getByText('已记下。')).toBeVisible();
    await expect(handler.getByText('对个人的处理建议还没有决定')).toBeVisible();
  });

  await test.step('a supervisor writes down who decided, and only then it stands in the person’s file', async () => {
    const supervisor = await newVisitor();
    await enterAs(supervisor, 'supervisor');
    await supervisor.goto('/complaints/requests');
    await sound(supervisor);
    const request = supervisor.getByRole('region').filter({ hasText: '第二次没有出示证件。' });
    await request.getByRole('button', { name: '采纳并记入档案' }).click();
    // What is missing is said at its field.
    await expect(request.getByLabel('谁决定的')).toHaveAttribute('aria-invalid', 'true');
    await request.getByLabel('谁决定的').fill('镇党委会议');
    await request.getByLabel('记入档案的事由').fill('执法时没有出示证件');
    await request.getByRole('button', { name: '采纳并记入档案' }).click();
    await expect(supervisor.getByText('已定。').first()).toBeVisible();
    await supervisor.goto('/register/001');
    await expect(supervisor.getByText('执法时没有出示证件').first()).toBeVisible();
    await sound(supervisor);
  });

  await test.step('then the case closes', async () => {
    await handler.reload();
    await expect(handler.getByText(/镇党委会议 决定/).first()).toBeVisible();
    await handler.getByRole('button', { name: '办结' }).click();
    await handler.getByRole('dialog').getByRole('button', { name: '办结', exact: true }).click();
    await expect(handler.getByText('这件已经办完。')).toBeVisible();
    await sound(handler);
  });

  await test.step('the supervisor looks at a warning, and at what is overdue; the trainer at what comes up again', async () => {
    const supervisor = await newVisitor();
    await enterAs(supervisor, 'supervisor');
    await supervisor.getByRole('link', { name: '预警', exact: true }).click();
    await expect(supervisor.getByText(/12 个月内 \d+ 件/).first()).toBeVisible();
    await sound(supervisor);
    await supervisor.getByLabel('了解到什么、怎么处理').first().fill('已谈话，安排跟班两次。');
    await supervisor.getByRole('button', { name: '记下' }).first().click();
    await expect(supervisor.getByText('已知悉').first()).toBeVisible();
    await supervisor.goto('/complaints/requests');
    await sound(supervisor);
    const trainer = await newVisitor();
    await enterAs(trainer, 'trainer');
    await trainer.getByRole('link', { name: '投诉统计' }).click();
    await expect(trainer.getByRole('heading', { name: '反复出现' })).toBeVisible();
    await sound(trainer);
  });

  await test.step('the officer finds the course on the home page, the auditor the look', async () => {
    const officer = await newVisitor({ viewport: phone });
    await enterAs(officer, 'officer');
    await expect(officer.getByRole('link', { name: /^课程：/ })).toBeVisible();
    const auditor = await newVisitor();
    await enterAs(auditor, 'auditor');
    await auditor.goto('/complaints/looks');
    await expect(auditor.getByRole('row', { name: /约定回访时间/ }).first()).toBeVisible();
    await expect(auditor.getByText('示例来电人')).toBeHidden();
    await sound(auditor);
  });
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false, viewport: phone });

  test('somebody reports, writes down the receipt, follows it, and says how satisfied they are', async ({
    page: citizen,
    newVisitor
  }) => {
    test.setTimeout(120_000);
    await citizen.goto('/sign-in');
    await citizen.getByRole('link', { name: '反映执法问题' }).click();
    await citizen.getByLabel('在哪').fill('中心大街');
    await citizen.getByRole('button', { name: '提交' }).click();
    await expect(citizen.getByLabel('在哪')).toHaveValue('中心大街');
    await citizen.getByLabel('怎么回事').fill('收了钱，没有给票。');
    await citizen.getByRole('button', { name: '提交' }).click();
    await expect(citizen.getByRole('heading', { name: '已经收到' })).toBeVisible();
    const receipt = await receiptOn(citizen);
    await citizen.getByRole('link', { name: '查进度' }).last().click();
    await citizen.getByLabel('查询码').fill('0000');
    await citizen.getByRole('button', { name: '查看' }).click();
    await expect(citizen.getByText('查不到这个查询码')).toBeVisible();
    await citizen.getByLabel('查询码').fill(receipt.toLowerCase());
    await citizen.getByRole('button', { name: '查看' }).click();
    await expect(citizen.getByRole('heading', { name: '待定受理' })).toBeVisible();
    await citizen.getByLabel('补充一句').fill('是上午九点多。');
    await citizen.getByRole('button', { name: '发给经办人' }).click();
    await expect(citizen.getByText('是上午九点多。')).toBeVisible();
    expect(citizen.url()).not.toContain(receipt.slice(0, 4));

    const handler = await newVisitor({ javaScriptEnabled: false });
    await enterAs(handler, 'complaint-handler');
    await handler.goto('/complaints?view=unassigned&sort=-received');
    await handler
      .getByRole('row', { name: /中心大街/ })
      .first()
      .getByRole('link')
      .click();
    await handler.getByRole('button', { name: '分给' }).click();
    await handler.getByLabel('告诉反映人的话').fill('已受理。');
    await handler.getByRole('button', { name: '保存' }).click();
    await handler.locator('summary', { hasText: '结论' }).click();
    await handler.getByRole('radio', { name: '无法查实' }).check();
    await handler.getByLabel('查明的事实').fill('没有更多线索。');
    await handler.getByRole('button', { name: '写下认定' }).click();
    await handler.getByRole('button', { name: '发出答复' }).click();
    await expect(handler.getByText('已答复。')).toBeVisible();

    await citizen.goto('/complain/follow');
    await citizen.getByLabel('查询码').fill(receipt);
    await citizen.getByRole('button', { name: '查看' }).click();
    await expect(citizen.getByRole('heading', { name: '已答复' })).toBeVisible();
    await citizen.getByRole('radio', { name: '基本满意' }).check();
    await citizen.getByRole('button', { name: '提交评价' }).click();
    await expect(citizen.getByText('谢谢，已记下')).toBeVisible();
  });
});

test('a complaint about the handlers’ leader goes to discipline inspection, and its recorder does not see it again', async ({
  page: handler,
  newVisitor
}) => {
  await handler.setViewportSize(desktop);
  await enterAs(handler, 'complaint-handler');
  await handler.goto('/complaints/new');
  await alive(handler);
  await handler.getByLabel('怎么回事').fill('在大集上当众推人。');
  await handler.getByLabel('在哪').fill('孟家庄大集');
  // 034 leads the whole town's enforcement.
  await handler.getByLabel('反映谁').fill('034');
  await handler.getByRole('checkbox', { name: /态度粗暴/ }).check();
  await handler.getByRole('button', { name: '登记并给出查询码' }).click();
  await expect(handler.getByText(/已转镇纪委办理/)).toBeVisible();
  await expect(handler.getByRole('link', { name: '打开案卷' })).toBeHidden();
  await sound(handler);

  const inspector = await newVisitor();
  await enterAs(inspector, 'discipline');
  await inspector.goto('/complaints?view=unassigned');
  const row = inspector.getByRole('row', { name: /孟家庄大集/ });
  await row.getByRole('link').click();
  await expect(inspector.getByText('在大集上当众推人。')).toBeVisible();
  const elsewhere = new URL(inspector.url()).pathname;
  await sound(inspector);
  const answers = [];
  for (const address of [elsewhere, '/complaints/999999']) {
    const answer = await handler.goto(address);
    answers.push([answer!.status(), await handler.getByRole('main').innerText()]);
  }
  expect(answers[0]).toEqual(answers[1]);
});

function inDays(count: number): string {
  return new Date(Date.now() + count * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
}
