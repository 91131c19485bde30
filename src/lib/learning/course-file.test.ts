import { describe, expect, test } from 'vitest';
import { courseContent } from '#tests/support/courses.ts';
import { lessonsOf } from './course.ts';
import { readCourseFile, writeCourseFile, type CourseFile } from './course-file.ts';
import { citedInline, imagesIn } from './markings.ts';

const written = `---
code: chufa-yaodian
title: 行政处罚法要点
summary: 一句话。
topic: 行政处罚法
mandatory: yes
minutes: 90
law-as-of: 2026-09-01
cites: 行政处罚法
---

# 第一节 总则

## 谁来执法 {#who}
cites: 行政处罚法 第四十二条

两人以上 [[行政处罚法 第四十二条]]。

### 小标题

- 列表

\`\`\`
# 不是标题
\`\`\`

## 随堂检查 {#check-1}
kind: check
questions: CF-001, CF-020，CF-028
pass: 2

## 案例：摊主占道 {#case-1}
kind: case
cites: 行政处罚法 第五十一条

情境正文。

### ? 问题一 {#q1}
- [ ] 选项甲 => 解释甲
- [x] 选项乙 => 解释乙
  第二行
- [ ] 选项丙 => 解释丙 (goto: q3)

### ? 问题二 {#q2}
补充说明。
- [x] 是 => 对
- [ ] 否 => 错

### ? 问题三 {#q3}
- [x] 是 => 对
- [ ] 否 => 错
`;

describe('a course as a file', () => {
  test('is read with its head, sections, lessons and keys', () => {
    const { course, problems } = readCourseFile(written);
    expect(problems).toEqual([]);
    expect(course).toMatchObject({ code: 'chufa-yaodian', mandatory: true, minutes: 90, lawAsOf: '2026-09-01' });
    const [text, check, story] = lessonsOf(course.content);
    expect(text).toMatchObject({ kind: 'text', key: 'who', title: '谁来执法', cites: '行政处罚法 第四十二条' });
    expect(text?.kind === 'text' && text.body).toContain('# 不是标题');
    expect(check).toEqual({
      key: 'check-1',
      title: '随堂检查',
      kind: 'check',
      questions: ['CF-001', 'CF-020', 'CF-028'],
      pass: 2
    });
    expect(story).toMatchObject({ kind: 'case', title: '案例：摊主占道', situation: '情境正文。' });
    const steps = story!.kind === 'case' ? story!.steps : [];
    expect(steps[0]!.choices).toEqual([
      { text: '选项甲', right: false, explanation: '解释甲' },
      { text: '选项乙', right: true, explanation: '解释乙\n第二行' },
      { text: '选项丙', right: false, explanation: '解释丙', goto: 'q3' }
    ]);
    expect(steps[1]).toMatchObject({ key: 'q2', question: '问题二\n\n补充说明。' });
  });

  test('written and read again is the same', () => {
    const whole: CourseFile = { ...readCourseFile(written).course, author: '何某丁' };
    expect(readCourseFile(writeCourseFile(whole))).toEqual({ course: whole, problems: [] });
    const other: CourseFile = {
      ...whole,
      lawAsOf: null,
      summary: '',
      content: {
        sections: [
          ...courseContent.sections,
          {
            title: '文件',
            lessons: [
              { key: 'p', title: 'P', kind: 'pdf', file: 'a'.repeat(64), pages: 3, cites: '公务员法' },
              { key: 'v', title: 'V', kind: 'video', file: 'b'.repeat(64), seconds: 95, cites: '' }
            ]
          }
        ]
      }
    };
    expect(readCourseFile(writeCourseFile(other))).toEqual({ course: other, problems: [] });
  });

  test('reads Windows line ends and a byte order mark', () => {
    expect(readCourseFile(`\ufeff${written.replaceAll('\n', '\r\n')}`)).toEqual(readCourseFile(written));
  });

  test('headings of a text that would read as lessons are lowered when written', () => {
    const { course } = readCourseFile(written);
    const lesson = { key: 'who', title: '谁', kind: 'text' as const, body: '# 大\n\n## 中 {#x}\n\n### 小', cites: '' };
    const text = writeCourseFile({ ...course, content: { sections: [{ title: '一', lessons: [lesson] }] } });
    expect(lessonsOf(readCourseFile(text).course.content)).toEqual([
      { ...lesson, body: '### 大\n\n### 中 {#x}\n\n### 小' }
    ]);
  });

  test.each([
    ['no head', '# 一\n', 1, 'learning.file-head'],
    ['an unknown field', '---\ncode: a\ntitle: b\ntopic: c\nminutes: 1\nfoo: x\n---\n', 6, 'learning.file-head-line'],
    ['a field missing', '---\ncode: a\ntitle: b\nminutes: 1\n---\n', 1, 'learning.file-field'],
    [
      'a day that is none',
      '---\ncode: a\ntitle: b\ntopic: c\nminutes: 1\nlaw-as-of: 2026-13-01\n---\n',
      6,
      'learning.file-day'
    ],
    ['minutes that are none', '---\ncode: a\ntitle: b\ntopic: c\nminutes: viel\n---\n', 5, 'learning.file-minutes'],
    [
      'words before the first section',
      '---\ncode: a\ntitle: b\ntopic: c\nminutes: 1\n---\nhello\n',
      7,
      'learning.file-stray'
    ],
    [
      'a lesson without a section',
      '---\ncode: a\ntitle: b\ntopic: c\nminutes: 1\n---\n## L {#l}\n',
      7,
      'learning.file-no-section'
    ],
    [
      'a lesson without a key',
      '---\ncode: a\ntitle: b\ntopic: c\nminutes: 1\n---\n# S\n## L\n',
      8,
      'learning.file-no-key'
    ],
    [
      'an unknown kind',
      '---\ncode: a\ntitle: b\ntopic: c\nminutes: 1\n---\n# S\n## L {#l}\nkind: song\n',
      8,
      'learning.file-kind'
    ],
    [
      'a step without a key',
      '---\ncode: a\ntitle: b\ntopic: c\nminutes: 1\n---\n# S\n## L {#l}\nkind: case\n\n### ? Q\n',
      11,
      'learning.file-no-key'
    ]
  ])('%s is named with its line', (_, text, line, code) => {
    expect(readCourseFile(text).problems).toEqual([expect.objectContaining({ line, code })]);
  });
});

test('Markdown names the articles and images it shows', () => {
  const hash = 'c'.repeat(64);
  const text = `见 [[行政处罚法 第四十二条]]，再见 [[行政处罚法 第四十二条]] 与 [[ 公务员法 ]]。![图](file:${hash}) ![x](https://x)`;
  expect(citedInline(text)).toEqual(['行政处罚法 第四十二条', '公务员法']);
  expect(imagesIn(text)).toEqual([hash]);
});
