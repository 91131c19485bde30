/** An officer does a course on the phone; the connection goes in the middle and comes back at the end. */
import { readStarterFiles } from '#lib/assessment/starter.server.ts';
import { lessonsOf, type Lesson, type LessonOf } from '#lib/learning/course.ts';
import { readStarterCourses } from '#lib/learning/starter.server.ts';
import { demoURL } from '../support/installation.ts';
import { desktop, expect, phone, sound, test, type Page } from '../support/story.ts';

const CODE = 'zhandao-quandao';
const course = (await readStarterCourses()).find(({ code }) => code === CODE)!;
const lessons = lessonsOf(course.content);
const questions = new Map(
  (await readStarterFiles()).flatMap((file) => file.questions.map(({ draft }) => [draft.code, draft] as const))
);
/** The connection goes before this lesson. */
const MIDDLE = 1;

test.use({ baseURL: demoURL, viewport: phone, allowed: [/ERR_INTERNET_DISCONNECTED|Failed to fetch/] });

async function enterAs(page: Page, role: string) {
  await page.goto('/sign-in');
  await page.locator(`[data-role="${role}"]`).getByRole('button').click();
  await page.waitForURL((url) => url.pathname === '/');
}

async function takeAlong(page: Page) {
  await page.goto(`/learn/${CODE}`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.getByRole('button', { name: /存到本机/ }).click();
  await expect(page.getByText(`${lessons.length} 课已存本机，没网也能读`)).toBeVisible();
}

const toTheEnd = (page: Page) => page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));

/** Does a lesson as somebody who knows. @returns how many reports that a learner would miss it makes. */
async function learn(page: Page, lesson: Lesson): Promise<number> {
  await expect(page.getByRole('heading', { level: 1, name: lesson.title })).toBeVisible();
  if (lesson.kind === 'check') return answerAll(page, lesson);
  if (lesson.kind === 'case') return walk(page, lesson);
  await toTheEnd(page);
  return 1;
}

async function answerAll(page: Page, { questions: codes }: LessonOf<'check'>) {
  for (const code of codes) {
    const { stem, type, options, answer } = questions.get(code)!;
    const asked = page.getByRole('region', { name: stem });
    for (const key of answer) {
      await asked
        .getByRole(type === 'multiple' ? 'checkbox' : 'radio')
        .nth(options.findIndex((option) => option.key === key))
        .check({ force: true });
    }
    await asked.getByRole('button', { name: '选好了' }).click();
  }
  return codes.length;
}

async function walk(page: Page, { steps }: LessonOf<'case'>) {
  let answered = 0;
  for (let step = steps[0]; step; answered += 1) {
    const { text, goto } = step.choices.find(({ right }) => right)!;
    await page.getByRole('button', { name: text, exact: true }).click();
    const next = steps[goto ? steps.findIndex(({ key }) => key === goto) : steps.indexOf(step) + 1];
    step = next!;
  }
  await expect(page.getByText(`案例走完了，${answered} 问里对 ${answered} 问`)).toBeVisible();
  return answered;
}

test('an officer finishes a course on the phone with the connection gone in the middle', async ({ page, context }) => {
  await enterAs(page, 'officer');
  await page.goto('/learn');
  await sound(page);
  await page.goto('/learn?view=catalogue&q=zdjy');
  await sound(page);
  await page.getByRole('link', { name: new RegExp(course.title) }).click();
  await expect(page.getByRole('heading', { level: 1, name: course.title })).toBeVisible();
  await takeAlong(page);
  await sound(page);

  // With the network: a citation in its sheet, the end of the text.
  await page.getByRole('link', { name: '开始学' }).click();
  await expect(page.getByRole('heading', { level: 1, name: lessons[0]!.title })).toBeVisible();
  await sound(page);
  await page
    .getByRole('article')
    .getByRole('link', { name: /第.+条/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toContainText('用前由法制人员核对');
  await sound(page);
  await page.getByRole('button', { name: '接着读' }).click();
  for (const lesson of lessons.slice(0, MIDDLE)) await learn(page, lesson);
  await expect(page.getByRole('img', { name: `学完 ${MIDDLE} 课，共 ${lessons.length} 课` })).toBeVisible();
  await expect(page.getByText('进度已存')).toBeVisible();

  // The connection goes. What was taken along can be read, and what is done waits on the phone.
  await context.setOffline(true);
  let waiting = 0;
  for (const [at, lesson] of lessons.slice(MIDDLE).entries()) {
    // Once by the link on the page, then as after the browser was closed: the page comes from the phone.
    if (at % 2 === 0) await page.getByRole('link', { name: `下一课：${lesson.title}` }).click();
    else await page.goto(`/learn/${CODE}/${lesson.key}`);
    waiting += await learn(page, lesson);
    await expect(page.getByText(`没网，${waiting} 条存在本机`)).toBeVisible();
  }

  // A page that cannot be had says so, and what there is instead.
  await page.goto('/hours');
  await expect(page.getByRole('heading', { level: 1, name: '没有网络' })).toBeVisible();
  await sound(page);

  // The connection is back: everything arrives, the course is completed, and the hours are in the ledger.
  await context.setOffline(false);
  await page.goto(`/learn/${CODE}/${lessons.at(-1)!.key}`);
  await expect(page.getByRole('region', { name: '学完' })).toContainText('学时');
  await expect(page.getByText('进度已存')).toBeVisible();
  await sound(page);
  await page.goto('/hours?view=own');
  await expect(page.getByText(course.title).first()).toBeVisible();
  await page.setViewportSize(desktop);
  await page.goto(`/learn/${CODE}/${lessons.find(({ kind }) => kind === 'check')!.key}`);
  await expect(page.getByText(/^通过，答对/)).toBeVisible();
  await sound(page);
});

test('signing out empties the phone of what was taken along', async ({ page }) => {
  await enterAs(page, 'officer');
  await takeAlong(page);
  await page.locator('summary').filter({ visible: true }).first().click();
  await page.getByRole('button', { name: '退出登录' }).filter({ visible: true }).click();
  await page.waitForURL(/sign-in/);
  await page.goto('/offline');
  await expect(page.getByText('本机没有存课')).toBeVisible();
});

test('without scripts the text is read and the check is answered', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone, baseURL: demoURL });
  const page = await context.newPage();
  await enterAs(page, 'mentor');
  await page.goto(`/learn/${CODE}/${lessons[0]!.key}`);
  await expect(page.getByRole('link', { name: /第.+条/ }).first()).toHaveAttribute('href', /^\/law\//);
  await page.getByRole('button', { name: '我读完了' }).click();
  const check = lessons.find((lesson): lesson is LessonOf<'check'> => lesson.kind === 'check')!;
  await page.goto(`/learn/${CODE}/${check.key}`);
  await answerAll(page, { ...check, questions: check.questions.slice(0, 1) });
  await expect(page.getByText('选对了').first()).toBeVisible();
  await context.close();
});
