/** A trainer pastes questions out of Word, mends what the page finds, writes them, and takes them to another system. */
import { enterAs } from '../support/demo.ts';
import { demoURL } from '../support/installation.ts';
import { desktop, expect, phone, sound, test } from '../support/story.ts';

test.use({ baseURL: demoURL, viewport: desktop });

const pasted = (blank: string) => `外来题库摘录
一、单项选择题（每题 2 分）
1. 外来题：申请行政复议的一般期限是多少日？（ C ）
A. 十五日  B. 三十日  C. 六十日
解析：自知道该行政行为之日起算。
二、填空题
2. 外来题：由____在____日内决定。
答案：${blank}
三、案例分析题
3. 外来题：两名执法人员进店检查。
（1）应当先做什么？
A. 出示证件 B. 翻查柜台
（2）店主可以要求看证件。
答案：（1）A；（2）对`;

test('questions come in from Word and go out as a package that changes nothing', async ({ page }) => {
  await enterAs(page, 'trainer');

  await page.goto('/bank/import');
  await sound(page);
  await page.getByLabel(/粘贴题目文字/).fill(pasted('区政府'));
  await page.getByLabel(/没写专题的归到/).fill('外来题');
  await page.getByRole('button', { name: '读取并核对' }).click();
  await expect(page.getByText('按 Word 文字 读取，3 题')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: '还有 1 处要改，改好才能写入' })).toBeVisible();
  await expect(page.getByText('题干里有 2 个空，答案写了 1 个')).toBeVisible();
  await expect(page.getByText('这一行不像题目，没有读入')).toBeVisible();
  await sound(page);
  const [list] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载问题清单' }).click()
  ]);
  expect(list.suggestedFilename()).toBe('导入问题清单.xlsx');

  // What was pasted is still there to be mended.
  await page.getByRole('link', { name: '第 7 行' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '由____在____日内决定' })).toBeInViewport();
  await expect(page.getByLabel(/粘贴题目文字/)).toHaveValue(/答案：区政府/);
  await page.getByLabel(/粘贴题目文字/).fill(pasted('区政府；60|六十'));
  await page.getByRole('button', { name: '读取并核对' }).click();
  await page.getByRole('button', { name: '写入 3 题' }).click();
  await expect(page.getByText(/新增 3 题/)).toBeVisible();

  await page.goto('/bank/export?q=外来题');
  await expect(page.getByText('选中 3 题')).toBeVisible();
  await sound(page);
  for (const format of ['QTI', 'Moodle XML', 'GIFT', 'Excel']) {
    await page.goto('/bank/export?q=外来题');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: new RegExp(`^${format}`) }).click()
    ]);
    await page.goto('/bank/import');
    await page.locator('input[type=file]').setInputFiles(await file.path());
    await page.getByRole('button', { name: '读取并核对' }).click();
    await expect(page.getByText(`按 ${format} 读取，3 题`)).toBeVisible();
    await expect(page.getByText('没变化 3')).toBeVisible();
  }
});

test('the export page fits a phone', async ({ page }) => {
  await page.setViewportSize(phone);
  await enterAs(page, 'trainer');
  await page.goto('/bank/export');
  await sound(page);
});
