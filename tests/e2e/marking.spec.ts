/** Free text is marked by two people who differ and a third who decides; then a question turns out wrong and is re-marked. */
import type { Page } from '@playwright/test';
import { demoURL } from '../support/installation.ts';
import { desktop, expect, phone, sound, test } from '../support/story.ts';

test.use({ baseURL: demoURL, allowed: [/status of 4\d\d/] });

const WRITTEN = '现场执法专项考核';
const YEARLY = '年度内部考核';

test('answers are marked until two who differ are settled by a third', async ({ page: trainer, newVisitor }) => {
  test.setTimeout(240_000);
  await trainer.setViewportSize(desktop);
  await enter(trainer, '035');
  await trainer.goto('/marking');
  await sound(trainer);
  await trainer.getByRole('link', { name: WRITTEN }).click();
  await expect(trainer.getByRole('heading', { level: 1 })).toContainText('阅卷');
  await sound(trainer);

  await test.step('nothing on the desk names a candidate, and what is typed is kept by itself', async () => {
    await expect(trainer.locator('main')).not.toContainText(/某[甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥]/);
    await lines(trainer).first().fill('1');
    await trainer.getByLabel('评语').fill('先写到这里');
    await expect(trainer.getByText(/^已存/)).toBeVisible();
    await trainer.reload();
    await expect(lines(trainer).first()).toHaveValue('1');
    await expect(trainer.getByLabel('评语')).toHaveValue('先写到这里');
  });

  await test.step('an unfinished mark is not taken; the keyboard alone finishes one', async () => {
    await trainer.getByRole('button', { name: '评完，下一份' }).click();
    await expect(trainer.getByText('每一项都要给分。')).toBeVisible();
    await lines(trainer).first().focus();
    for (const points of ['2', '1.5', '1']) {
      await trainer.keyboard.press('Control+A');
      await trainer.keyboard.type(points);
      await trainer.keyboard.press('Enter');
    }
    await trainer.keyboard.press('Control+Enter');
    await expect(trainer.getByText('评完一份')).toBeVisible();
  });

  const supervisor = await newVisitor();
  const mentor = await newVisitor({ viewport: phone });
  await enter(supervisor, '034');
  await enter(mentor, '036');
  await test.step('the others finish their answers; the third finds those who differ', async () => {
    await markAll(trainer, '2');
    await markAll(supervisor, '0');
    await mentor.goto('/marking');
    await mentor.getByRole('link', { name: WRITTEN }).click();
    await expect(mentor.getByText(/待第三人 \d+/).first()).toBeVisible();
    await sound(mentor);
    await markAll(mentor, '1');
    await expect(mentor.getByText('你都评完了').first()).toBeVisible();
  });

  await test.step('then nobody’s result waits any more', async () => {
    await trainer.goto('/exams?tab=manage');
    await trainer.getByRole('link', { name: WRITTEN }).click();
    await trainer.getByRole('link', { name: '看成绩' }).click();
    await expect(trainer.getByRole('table', { name: '成绩' })).not.toContainText('待阅');
    await sound(trainer);
  });
});

test('a question that was wrong is re-marked, from the trial to the changed result', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize(desktop);
  await enter(page, '035');
  await page.goto('/exams?tab=manage');
  await page.getByRole('link', { name: YEARLY }).click();
  await page.getByRole('link', { name: '看成绩' }).click();
  await page.getByRole('link', { name: '题目分析' }).click();
  await sound(page);
  await page.getByRole('link', { name: '改分' }).click();
  await sound(page);

  await page.locator('table a').nth(3).click();
  await page.getByLabel('怎么改').selectOption({ label: '所有人得满分' });
  await page.getByRole('button', { name: '试算' }).click();
  const said = page.getByText(/份答卷中 \d+ 份变分/);
  await expect(said).toBeVisible();
  await sound(page);
  const changed = Number(/(\d+) 份变分/.exec((await said.textContent())!)![1]);
  expect(changed).toBeGreaterThan(0);
  const someone = page.locator('tbody tr').first().getByRole('link');
  const paper = (await someone.getAttribute('href'))!;

  await page.getByRole('button', { name: `改 ${changed} 份答卷的分` }).click();
  await expect(page.getByText('填这一项')).toBeVisible();
  await page.getByLabel('理由').fill('两个选项都说得通');
  await page.getByRole('button', { name: `改 ${changed} 份答卷的分` }).click();
  await expect(page.getByText('两个选项都说得通').first()).toBeVisible();
  await sound(page);

  await page.goto(paper);
  await expect(page.getByText('成绩变动')).toBeVisible();
  await expect(page.getByText('改分：两个选项都说得通')).toBeVisible();
  await sound(page);

  await page.getByRole('link', { name: `${YEARLY} 成绩`, exact: true }).click();
  await page
    .getByRole('row')
    .filter({ hasText: '合格', hasNotText: '不合格' })
    .first()
    .getByRole('link')
    .first()
    .click();
  await page.getByRole('link', { name: '合格证明' }).click();
  await expect(page.getByRole('heading', { name: '开具证明' })).toBeVisible();
  await sound(page);
});

const lines = (page: Page) => page.getByRole('spinbutton', { name: /分）$/ });

/** Gives every answer that still waits for somebody the same points on every line. */
async function markAll(page: Page, points: string) {
  await page.goto('/marking');
  const exam = page.getByRole('link', { name: WRITTEN });
  if (!(await exam.count())) return;
  const desk = (await exam.getAttribute('href'))!;
  for (let turn = 0; turn < 40; turn += 1) {
    await page.goto(desk);
    if (!(await lines(page).count())) return;
    for (const line of await lines(page).all()) await line.fill(points);
    await page.getByRole('button', { name: '评完，下一份' }).click();
    await expect(page.getByText('评完一份')).toBeVisible();
  }
  throw new Error('There is no end to the answers.');
}

/** The demo's people come in by one tap. */
async function enter(page: Page, login: string) {
  const answer = await page.request.post(`${demoURL}/sign-in?/demo`, {
    form: { login },
    headers: { origin: demoURL, accept: 'text/html' },
    maxRedirects: 0
  });
  expect(answer.status(), login).toBe(303);
}
