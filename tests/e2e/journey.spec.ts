/**
 * The whole way on an installation that begins empty, each step by the person whose work it is: roster, accounts and
 * roles, the bank, an exam, an officer who loses the connection in the middle of it, and the wall that shows the outcome.
 * It brings its own administrator; `first-day.spec.ts`, which needs an installation without one, comes before it by name.
 */
import { linesOf, questionColumns } from '#lib/assessment/formats/table.ts';
import type { DraftQuestion } from '#lib/assessment/question.ts';
import { momentText } from '#lib/assessment/exam-input.ts';
import { handoutHeading, rosterColumns, rosterHeadings, rosterSheetName } from '#lib/people/roster-words.ts';
import { addDays, dayOf, MINUTE } from '#lib/platform/clock.ts';
import { readTable, writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import type { BrowserContextOptions } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { emptyURL, portal } from '../support/installation.ts';
import { alive, expect, phone, sound, test, type Page } from '../support/story.ts';

test.describe.configure({ mode: 'serial' });
test.use({ allowed: [/Failed to load resource: (net::ERR_INTERNET_DISCONNECTED|net::ERR_FAILED)/] });

const PASSWORD = 'Qing-Shan-Lv-Shui-2026';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Seventy-one people of nine units; nobody could take them for real ones. */
const roster = Array.from({ length: 71 }, (_, at) => ({
  staffNumber: String(at + 1).padStart(3, '0'),
  name: `${'赵钱孙李周吴郑王冯'[at % 9]}某${'甲乙丙丁戊己庚辛壬癸'[Math.floor(at / 9)]}`,
  unit: `示例${'一二三四五六七八九'[at % 9]}办`,
  post: '科员',
  establishment: '行政',
  enforcementPost: '是',
  joinedOn: '2020-03-01',
  leftOn: ''
}));
const [supervisor, trainer, officer, otherOfficer, keyKeeper] = roster as [Person, Person, Person, Person, Person];
type Person = (typeof roster)[number];

const topic = '两人执法';
const questions: DraftQuestion[] = [
  asked('single', '示例题一：行政处罚应当由几名以上执法人员实施？', ['两名', '一名', '三名'], ['A']),
  asked('single', '示例题二：执法人员应当主动出示什么？', ['执法证件', '工作证', '介绍信'], ['A']),
  asked('multiple', '示例题三：执法人员应当怎样执法？', ['文明执法', '尊重当事人', '随意处罚'], ['A', 'B']),
  asked('true-false', '示例题四：执法人员应当具有行政执法资格。', ['对', '错'], ['T'])
];

function asked(type: DraftQuestion['type'], stem: string, texts: string[], answer: string[]): DraftQuestion {
  const keys = type === 'true-false' ? ['T', 'F'] : ['A', 'B', 'C'];
  return {
    code: '',
    type,
    topic,
    difficulty: 1,
    stem,
    options: texts.map((text, at) => ({ key: keys[at]!, text })),
    answer,
    details: null,
    explanation: `解析：见${stem.slice(0, 4)}所引条文。`,
    basis: '行政处罚法 第四十二条',
    validFrom: null,
    validTo: null
  };
}

/** Whoever signed in once has this password; the others have the one on their handout. */
const initialPasswords = new Map<string, string>();
let steward: { login: string; password: string };
let attempt = '';

test.beforeAll(() => {
  steward = portal('create-admin', '--login', 'steward', '--name', '示例总管');
});

test('a roster with one broken row is refused whole; put right, all 71 are in', async ({ page }) => {
  await signIn(page, steward.login, steward.password);
  await page.goto('/people/import');
  await sound(page);
  const broken = roster.map((person, at) => (at === 40 ? { ...person, joinedOn: '去年春天' } : person));
  await chooseFile(page, '名册.xlsx', await rosterFile(broken));
  await page.getByRole('button', { name: '核对文件' }).click();
  const problems = page.getByRole('table', { name: '有问题' });
  await expect(problems.getByRole('row')).toHaveCount(2);
  await expect(problems.getByRole('row').nth(1)).toContainText('第 42 行');
  await expect(problems.getByRole('row').nth(1)).toContainText('去年春天');
  await expect(page.getByRole('button', { name: '导入', exact: true })).toHaveCount(0);
  await sound(page);
  await page.goto('/people');
  await expect(page.getByText('名册还是空的')).toBeVisible();
  await sound(page);

  await page.goto('/people/import');
  await chooseFile(page, '名册.xlsx', await rosterFile(roster));
  await page.getByRole('button', { name: '核对文件' }).click();
  await expect(page.getByText('新增 71 人，更新 0 人')).toBeVisible();
  await sound(page);
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await expect(page.getByText('已导入：新增 71 人')).toBeVisible();
  await expect(page.getByText('共 71 人，其中执法岗位 71 人')).toBeVisible();
});

test('the system administrator makes the accounts; the security administrator grants the roles', async ({
  page,
  newVisitor
}) => {
  await signIn(page, steward.login, steward.password);
  await page.goto('/accounts');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '建账号并下载密码表' }).click();
  const sheet = await readFile(await (await download).path());
  for (const { cells } of await readTable(sheet, [rosterHeadings.staffNumber, handoutHeading]))
    initialPasswords.set(cells[rosterHeadings.staffNumber]!, cells[handoutHeading]!);
  expect(initialPasswords.size).toBe(71);

  await grant(page, keyKeeper, '安全管理员');
  await expect(page.getByText('角色由安全管理员授予和撤销。')).toBeVisible();

  const keys = await newVisitor();
  await arrive(keys, keyKeeper);
  await sound(keys);
  await grant(keys, supervisor, '中心主任');
  await grant(keys, trainer, '培训员');
  await sound(keys);
});

test('questions come from a file, are reviewed by a second person and go live', async ({ page, newVisitor }) => {
  portal('setup-content');
  await arrive(page, trainer);
  await page.goto('/law');
  await expect(page.getByRole('link', { name: '中华人民共和国行政处罚法' })).toBeVisible();
  await page.goto('/bank/import');
  await sound(page);
  await chooseFile(page, '题目.xlsx', await writeWorkbook('题目', questionColumns, linesOf(questions)));
  await page.getByRole('button', { name: '读取并核对' }).click();
  await expect(page.getByText(`会新建专题：${topic}`)).toBeVisible();
  await sound(page);
  await page.getByRole('button', { name: `写入 ${questions.length} 题` }).click();
  await expect(page.getByText(`新增 ${questions.length} 题`)).toBeVisible();

  const reviewer = await newVisitor();
  await arrive(reviewer, supervisor);
  await moveAll(reviewer, 'draft', '审核通过');
  await moveAll(page, 'reviewed', '启用');
  await page.goto('/bank?status=live&q=示例题');
  for (const { stem } of questions) await expect(page.getByRole('link', { name: stem })).toBeVisible();
  await sound(page);
});

test('an exam is composed from what is live, and published', async ({ page }) => {
  await signIn(page, trainer.staffNumber, PASSWORD);
  await page.goto('/exams/new');
  await alive(page);
  await page.getByLabel('名称').fill('示例岗前考核');
  await page.getByLabel('类别').selectOption({ label: '岗前' });
  for (const [at, [kind, count]] of (
    [
      ['判断', 1],
      ['单选', 2],
      ['多选', 1]
    ] as const
  ).entries()) {
    const field = (name: string) => page.getByLabel(`第 ${at + 1} 行${name}`);
    await field('题型').selectOption({ label: kind });
    await field('专题').selectOption({ label: topic });
    await field('题数').fill(String(count));
    await field('每题分值').fill('25');
  }
  await page.getByLabel('开始').fill(momentText(Date.now() - 30 * MINUTE));
  await page.getByLabel('结束').fill(momentText(Date.now() + 180 * MINUTE));
  await page.getByLabel('作答时长（分钟）').fill('60');
  await page.getByRole('radio', { name: '按人' }).check();
  await page.getByLabel('工号').fill(`${officer.staffNumber}、${otherOfficer.staffNumber}`);
  await sound(page);
  await page.getByRole('button', { name: '存草稿' }).click();
  await expect(page.getByText('草稿已存')).toBeVisible();
  await page.getByRole('button', { name: '发布给 2 人' }).click();
  await expect(page.getByText('已发布').first()).toBeVisible();
  await sound(page);
});

test('an officer without card, hours and exam is missing on the wall', async ({ page }) => {
  await signIn(page, supervisor.staffNumber, PASSWORD);
  await page.goto('/wall');
  await expect(tileOf(page, officer)).toContainText('缺项');
  await tileOf(page, officer).click();
  await expect(page.getByText('参加行政执法资格考试')).toBeVisible();
  await sound(page);
});

test('an officer sits the exam on a phone, loses the connection, and no answer is lost', async ({ newVisitor }) => {
  const page = await newVisitor(onPhone);
  page.on('dialog', (dialog) => void dialog.accept());
  await arrive(page, officer);
  await sound(page);
  await page.goto('/exams');
  await page.getByRole('link', { name: '看须知' }).click();
  await sound(page);
  await page.getByLabel('我独立作答，不查资料，不外传试题').check();
  await page.getByRole('button', { name: '开始考试' }).click();
  await page.waitForURL(/\/attempts\/\d+/);
  attempt = /\d+/.exec(new URL(page.url()).pathname)![0];
  await sound(page);
  const status = page.getByRole('status').first();

  await answer(page);
  await expect(status).toContainText('已保存');

  await page.context().setOffline(true);
  for (const unsaved of [1, 2]) {
    await page.getByRole('button', { name: '下一题' }).last().click();
    await answer(page);
    await expect(status).toContainText(`离线，${unsaved} 题存在本机`);
  }
  await sound(page);

  // Pages come through again, answers do not: what is still on this device survives a reload.
  await page.route('**/api/attempts/**', (route) => route.abort());
  await page.context().setOffline(false);
  await page.reload();
  await expect(status).toContainText('2 题');
  await expect(status).not.toContainText('已保存');
  await expectAnswered(page, [1, 2, 3]);
  await page.unroute('**/api/attempts/**');
  await expect(status).toContainText('已保存');

  await page.reload();
  await expect(status).toContainText('已保存');
  await expectAnswered(page, [1, 2, 3]);
  await openQuestion(page, 4);
  await answer(page);
  await page.getByRole('button', { name: '检查并交卷' }).last().click();
  await expect(page.getByRole('dialog', { name: '全部答完，要交卷吗' })).toBeVisible();
  await sound(page);
  await page.getByRole('dialog').getByRole('button', { name: '交卷' }).click();

  await page.waitForURL(`**/attempts/${attempt}/review`);
  await expect(page.getByRole('region', { name: '得分' })).toContainText('100/ 100');
  await expect(page.getByRole('region', { name: '得分' })).toContainText('合格');
  for (const { explanation } of questions) await expect(page.getByText(explanation)).toBeVisible();
  await sound(page);
  await page.getByRole('link', { name: '《行政处罚法》第四十二条' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('行政处罚法');
  await sound(page);
});

test('a paper that is not yours does not exist, down to the byte', async ({ newVisitor, request }) => {
  const stranger = await newVisitor();
  await arrive(stranger, otherOfficer);
  const { request: theirs } = stranger.context();
  for (const path of ['/attempts/N', '/attempts/N/review', '/attempts/N/take-over']) {
    const [real, none] = await Promise.all([attempt, '999999'].map((id) => theirs.get(path.replace('N', id))));
    expect(real!.status(), path).toBe(404);
    expect(await bare(real!), path).toBe((await bare(none!)).replaceAll('999999', attempt));
    const anonymous = await request.get(path.replace('N', attempt), { maxRedirects: 0 });
    expect(anonymous.status(), path).toBe(path.startsWith('/api') ? 401 : 303);
  }
  for (const what of ['answers', 'submit']) {
    const [real, none] = await Promise.all(
      [attempt, '999999'].map((id) =>
        theirs.post(`/api/attempts/${id}/${what}`, { data: { answers: [] }, headers: { origin: emptyURL } })
      )
    );
    expect(real!.status(), what).toBe(none!.status());
    expect(await real!.text(), what).toBe(await none!.text());
  }
});

test('with exam, hours and card the same officer is in order on the wall', async ({ page }) => {
  const today = dayOf(Date.now());
  await signIn(page, supervisor.staffNumber, PASSWORD);
  for (const course of ['示例执法培训（上）', '示例执法培训（下）']) {
    await page.goto(`/hours/enter?person=${officer.staffNumber}`);
    await page.getByLabel('学了什么').fill(course);
    await page.getByLabel('时长').fill('30');
    await sound(page);
    await page.getByRole('button', { name: '记下' }).click();
    await expect(page.getByText('已给 1 人各记 30 学时')).toBeVisible();
  }

  await page.goto(`/wall?person=${officer.staffNumber}`);
  await expect(tileOf(page, officer)).toContainText('缺项');
  await page.getByRole('link', { name: '打开证件档案' }).click();
  await page.getByLabel('证件编号').fill('示例-0003');
  await page.getByLabel('发证机关').fill('示例市人民政府');
  await page.getByLabel('执法领域').fill('综合执法');
  await page.getByLabel('发证日期').fill(addDays(today, -400));
  await page.getByLabel('有效期至').fill(addDays(today, 1000));
  await page.getByRole('button', { name: '登记这张证' }).click();
  await expect(page.getByText('已登记 示例-0003')).toBeVisible();
  await sound(page);

  await page.goto('/wall');
  await expect(tileOf(page, officer)).toContainText('有效');
  await expect(tileOf(page, otherOfficer)).toContainText('缺项');
  await sound(page);
});

const onPhone: BrowserContextOptions = { viewport: phone, hasTouch: true, isMobile: true };

async function signIn(page: Page, login: string, password: string) {
  await page.goto('/sign-in');
  await page.getByLabel('工号').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Signs in for the first time: with the handout's password, which has to be changed before anything else. */
async function arrive(page: Page, { staffNumber }: Person) {
  const initial = initialPasswords.get(staffNumber)!;
  await signIn(page, staffNumber, initial);
  await expect(page).toHaveURL(/\/account\/password$/);
  await page.goto('/exams');
  await expect(page).toHaveURL(/\/account\/password$/);
  await page.getByLabel('初始密码').fill(initial);
  await page.getByLabel('新密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('再输一次').fill(PASSWORD);
  await page.getByRole('button', { name: '改密码' }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

async function grant(page: Page, { staffNumber, name }: Person, role: string) {
  await page.goto(`/accounts?q=${staffNumber}`);
  await alive(page);
  await page.getByRole('link', { name }).click();
  await page.getByLabel('授予角色').selectOption({ label: role });
  await page.getByRole('button', { name: '授予', exact: true }).click();
  await expect(page.getByText('角色已授予，对方须重新登录。')).toBeVisible();
}

async function moveAll(page: Page, status: string, step: string) {
  await page.goto(`/bank?status=${status}&q=示例题`);
  await alive(page);
  await page.getByRole('button', { name: '全选本页' }).click();
  await page.getByRole('button', { name: step }).click();
  await expect(page.getByText(`${questions.length} 题已变更`)).toBeVisible();
}

const chooseFile = (page: Page, name: string, content: Uint8Array) =>
  page.getByRole('button', { name: /^选.*文件/ }).setInputFiles({ name, mimeType: XLSX, buffer: Buffer.from(content) });

const rosterFile = (people: Person[]) =>
  writeWorkbook(
    rosterSheetName,
    rosterColumns.map((column) => ({ heading: rosterHeadings[column], value: (person: Person) => person[column] })),
    people
  );

const tileOf = (page: Page, { staffNumber }: Person) => page.getByRole('link', { name: new RegExp(staffNumber) });

/** Chooses what is right for the question that is open. */
async function answer(page: Page) {
  const open = page.getByRole('main').getByText(/^示例题/);
  const stem = await open.innerText();
  const { options, answer: keys } = questions.find((question) => question.stem === stem)!;
  for (const { key, text } of options) if (keys.includes(key)) await page.getByRole('group').getByLabel(text).check();
}

async function openQuestion(page: Page, number: number) {
  await page.getByRole('button', { name: /^打开答题卡/ }).click();
  await page.getByRole('link', { name: new RegExp(`^第 ${number} 题`) }).click();
}

async function expectAnswered(page: Page, numbers: number[]) {
  await alive(page);
  await page.getByRole('button', { name: /^打开答题卡/ }).click();
  for (const number of numbers)
    await expect(page.getByRole('link', { name: `第 ${number} 题，已答`, exact: true })).toBeVisible();
  await page.getByRole('button', { name: '收起答题卡' }).last().click();
}

/** A page without what is new in every answer: the nonces of its content policy. */
const bare = async (response: { text(): Promise<string> }) =>
  (await response.text()).replace(/nonce="[^"]*"/g, 'nonce').replace(/__sveltekit_\w+/g, '__sveltekit');
