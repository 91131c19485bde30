/** A question of every type: written by one person, reviewed by another, sat on the phone, looked back on. */
import type { Locator } from '@playwright/test';
import { enterAs } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { alive, expect, phone, sound, test, type Page } from '../support/story.ts';

const TOPIC = '题型故事';
const MARK = '题型故事';

test.use({ baseURL: demoURL });

/** What is written into the form beside what every question has. */
const writing: Record<string, (page: Page) => Promise<void>> = {
  单选: async (page) => {
    await stem(page, `${MARK}：**几名**以上执法人员？`);
    await options(page, ['一名', '两名']);
    await page.getByRole('radio', { name: 'B 是正确答案' }).check();
  },
  多选: async (page) => {
    await stem(page, `${MARK}：应当怎样执法？`);
    await options(page, ['文明', '规范', '随意']);
    await page.getByRole('checkbox', { name: 'A 是正确答案' }).check();
    await page.getByRole('checkbox', { name: 'B 是正确答案' }).check();
  },
  判断: async (page) => {
    await stem(page, `${MARK}：检查要亮证。`);
    await page.getByRole('radio', { name: '对', exact: true }).check();
  },
  填空: async (page) => {
    await stem(page, `${MARK}：五个____内转送，申请期限____日。`);
    await page.getByLabel('第 1 空', { exact: true }).fill('工作日');
    await page.getByLabel('第 2 空', { exact: true }).fill('60\n六十');
  },
  排序: async (page) => {
    await stem(page, `${MARK}：排列步骤。`);
    for (const [at, text] of ['立案', '调查', '决定'].entries()) {
      await page.getByLabel(`第 ${at + 1} 步`, { exact: true }).fill(text);
    }
    await page.getByRole('button', { name: '下移：1' }).click();
    await expect(page.getByLabel('第 2 步', { exact: true })).toHaveValue('立案');
    await page.getByRole('button', { name: '上移：2' }).click();
  },
  连线: async (page) => {
    await stem(page, `${MARK}：配对。`);
    await page.getByLabel('左边 A', { exact: true }).fill('普通程序');
    await page.getByLabel('左边 B', { exact: true }).fill('简易程序');
    await page.getByLabel('右边 1', { exact: true }).fill('三十日');
    await page.getByLabel('右边 2', { exact: true }).fill('六十日');
    await page.getByLabel('A 对应').selectOption('2');
    await page.getByLabel('B 对应').selectOption('1');
  },
  简答: async (page) => {
    await stem(page, `${MARK}：说说亮证。`);
    await page.getByLabel('参考答案').fill('主动出示证件。');
    await page.getByLabel('得分点 1', { exact: true }).fill('主动');
    await page.getByLabel('得分点 1 的分值').fill('2');
  },
  案例: async (page) => {
    await page.getByLabel('材料', { exact: true }).fill(`${MARK}：摊主甲占道经营，执法人员到场。`);
    const first = page.getByRole('region', { name: '第 1 小题' });
    await stem(first, '先做什么？');
    await options(first, ['亮证', '罚款']);
    await first.getByRole('radio', { name: 'A 是正确答案' }).check();
    await page.getByRole('button', { name: '加一道小题' }).click();
    const second = page.getByRole('region', { name: '第 2 小题' });
    await second.getByLabel('题型').selectOption({ label: '填空' });
    await stem(second, '至少____名执法人员。');
    await second.getByLabel('第 1 空', { exact: true }).fill('两');
  }
};

type Within = Pick<Page, 'getByLabel'>;
const stem = (within: Within, text: string) => within.getByLabel('题干', { exact: true }).fill(text);
async function options(within: Within, texts: string[]) {
  for (const [at, text] of texts.entries()) await within.getByLabel(`选项 ${'ABC'[at]}`, { exact: true }).fill(text);
}

test('a question of each type is written, and a second person lets it pass', async ({ page, newVisitor }) => {
  test.setTimeout(240_000);
  await enterAs(page, 'trainer');
  for (const [type, write] of Object.entries(writing)) {
    await page.goto('/bank/new');
    await alive(page);
    await page.getByRole('radio', { name: type, exact: true }).check({ force: true });
    await write(page);
    await page.getByLabel('依据', { exact: true }).fill('行政处罚法 第四十二条');
    await page.getByLabel('专题', { exact: true }).fill(TOPIC);
    await page.getByRole('radio', { name: '考生所见' }).check({ force: true });
    await sound(page);
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.waitForURL(/\/bank\/Q-\d+$/);
    await expect(page.getByText('草稿').first()).toBeVisible();
    await sound(page);
  }
  const count = Object.keys(writing).length;
  const reviewer = await newVisitor();
  await enterAs(reviewer, 'supervisor');
  await moveAll(reviewer, 'draft', '审核通过', count);
  await moveAll(page, 'reviewed', '启用', count);
  await page.goto(`/bank?status=live&q=${MARK}`);
  await expect(page.getByRole('link', { name: new RegExp(MARK) })).toHaveCount(count);
});

async function moveAll(page: Page, status: string, step: string, count: number, words = MARK) {
  await page.goto(`/bank?status=${status}&q=${words}`);
  await alive(page);
  await page.getByRole('button', { name: '全选本页' }).click();
  await page.getByRole('button', { name: step }).click();
  await expect(page.getByText(`${count} 题已变更`)).toBeVisible();
}

test('a picture is put into a question, shown with its size kept, and goes along on the phone', async ({
  page,
  newVisitor
}) => {
  await enterAs(page, 'trainer');
  await page.goto('/bank/new?type=single');
  await alive(page);
  await stem(page, '**看图**：');
  await page.getByText('排版和图片').click();
  const buffer = await page.screenshot();
  await page.getByLabel('图片', { exact: true }).setInputFiles({ name: '勘验.png', mimeType: 'image/png', buffer });
  await page.getByRole('button', { name: '上传并放进题干' }).click();
  await expect(page.getByText('写上图片说明。')).toBeVisible();
  await page.getByLabel('图片说明').fill('勘验图');
  await page.getByRole('button', { name: '上传并放进题干' }).click();
  await expect(page.getByLabel('题干', { exact: true })).toHaveValue(/!\[勘验图\]\(file:[0-9a-f]{64} "\d+x\d+"\)/);
  const picture = page.getByRole('complementary', { name: '预览' }).getByRole('img', { name: '勘验图' });
  await expect(picture).toHaveAttribute('width', /\d+/);
  await drawn(picture);
  await sound(page);

  await options(page, ['现场', '库房']);
  await page.getByRole('radio', { name: 'A 是正确答案' }).check();
  await page.getByLabel('依据', { exact: true }).fill('行政处罚法 第四十二条');
  await page.getByLabel('专题', { exact: true }).fill('看图');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.waitForURL(/\/bank\/Q-\d+$/);
  const reviewer = await newVisitor();
  await enterAs(reviewer, 'supervisor');
  await moveAll(reviewer, 'draft', '审核通过', 1, '看图');
  await moveAll(page, 'reviewed', '启用', 1, '看图');

  const officer = await newVisitor({ viewport: phone });
  await enterAs(officer, 'officer');
  await officer.goto('/practice');
  await alive(officer);
  // The phone keeps pages only once its worker stands.
  await officer.evaluate(() => navigator.serviceWorker.ready);
  await officer.getByLabel('带哪组题').selectOption({ label: '看图' });
  await officer.getByRole('button', { name: '带走' }).click();
  await expect(officer.getByText(/题已存本机/)).toBeVisible();
  await officer.context().setOffline(true);
  await officer.goto('/practice/taken');
  await drawn(officer.getByRole('img', { name: '勘验图' }));
});

const drawn = (picture: Locator) =>
  expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

test('what is wrong with a question is said where it is wrong, and what was typed stays', async ({ page }) => {
  await enterAs(page, 'trainer');
  await page.goto('/bank/new?type=matching');
  await alive(page);
  await stem(page, '缺一对');
  await page.getByLabel('左边 A', { exact: true }).fill('甲');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText('左边的 A 要配一项')).toBeVisible();
  await expect(page.getByText('右边太少')).toBeVisible();
  await expect(page.getByLabel('左边 A', { exact: true })).toHaveValue('甲');
});

test('every type is sat on the phone, survives a reload, and comes back marked', async ({ newVisitor }) => {
  test.setTimeout(120_000);
  const page = await newVisitor({ viewport: phone, hasTouch: true });
  page.on('dialog', (dialog) => void dialog.accept());
  await enterAs(page, 'officer');
  await page.goto('/exams');
  await page.getByRole('link', { name: '新题型模拟', exact: true }).first().click();
  await page.getByLabel('我独立作答，不查资料，不外传试题').check();
  await page.getByRole('button', { name: /开始|再考/ }).click();
  await page.waitForURL(/\/attempts\/\d+/);
  await alive(page);
  const go = async (label: string) => {
    await page.getByRole('button', { name: /打开答题卡/ }).click();
    await page.getByRole('link', { name: new RegExp(`^第 ${label.replace('.', '\\.')} 题，`) }).click();
    await expect(page.getByRole('heading', { name: `第 ${label} 题`, exact: true })).toBeVisible();
  };
  const saved = () => expect(page.getByRole('status').first()).toContainText('已保存');

  await go('3');
  await page.getByLabel('第 1 空，共 2 空').fill('十五');
  await page.getByLabel('第 2 空，共 2 空').fill('３0');
  await page.keyboard.press('f');
  await page.keyboard.press('Backspace');
  await expect(page.getByRole('heading', { name: '第 3 题', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: '标记', exact: true })).toHaveAttribute('aria-pressed', 'false');
  await saved();
  await sound(page);

  await go('4');
  for (const [at, step] of ['审查申请', '把申请书副本', '被申请人书面', '听取当事人'].entries()) {
    // From wherever it stands up to its place.
    const grip = page.getByRole('button', { name: new RegExp(`^第 \\d 步：${step}`) });
    await grip.focus();
    for (let move = 0; move < 5 && !(await grip.getAttribute('aria-label'))!.startsWith(`第 ${at + 1} 步`); move += 1) {
      await page.keyboard.press('ArrowUp');
    }
  }
  await saved();
  await sound(page);

  await go('5');
  for (const [left, right] of [
    ['普通程序：发送申请书副本', '7日'],
    ['普通程序：被申请人答复', '10日'],
    ['简易程序：发送申请书副本', '3日']
  ] as const) {
    const row = page.getByLabel(new RegExp(left));
    const wanted = await row
      .locator('option')
      .filter({ hasText: new RegExp(`\\. ${right}$`) })
      .getAttribute('value');
    await row.selectOption(wanted);
  }
  await saved();
  await sound(page);

  await go('6');
  await page.getByLabel('你的作答').fill('主动亮证，说明来意。');
  await saved();
  await sound(page);
  await page.reload();
  await alive(page);
  await expect(page.getByLabel('你的作答')).toHaveValue('主动亮证，说明来意。');

  await go('7.1');
  await expect(page.getByText('【虚构案例】')).toBeVisible();
  await page.getByRole('radio', { name: /转送行政复议机关/ }).check({ force: true });
  await go('7.2');
  await page.getByLabel('第 1 空，共 1 空').fill('五');
  await saved();
  await go('3');
  await expect(page.getByLabel('第 1 空，共 2 空')).toHaveValue('十五');
  await go('4');
  await expect(page.getByRole('button', { name: /^第 1 步：审查申请/ })).toBeVisible();

  await page.getByRole('button', { name: /打开答题卡/ }).click();
  await page.getByRole('complementary').getByRole('button', { name: '检查并交卷' }).click();
  await page.getByRole('button', { name: '交卷', exact: true }).click();
  await page.waitForURL(/\/review$/);
  await sound(page);
  const question = (label: string) => page.getByRole('article', { name: `第 ${label} 题`, exact: true });
  await expect(question('3')).toContainText('得 4 分');
  await expect(question('4')).toContainText('得 6 分');
  await expect(question('5')).toContainText('部分得分 6 分');
  await expect(question('6')).toContainText('等待评阅');
  await expect(question('7.1')).toContainText('得 4 分');
  await expect(question('7.2')).toContainText('得 4 分');
  await expect(question('7.3')).toContainText('没答');
});
