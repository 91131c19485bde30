import { describe, expect, test } from 'vitest';
import { readGift } from './gift-read.ts';

const first = (text: string) => readGift(text).questions[0]?.draft;

describe('reading GIFT', () => {
  test('single choice with name, category, feedback and comments', () => {
    const read = readGift(`// 一条注释
$CATEGORY: $course$/top/行政处罚

// question: 12  name: x
::CF-001::行政处罚由几名以上
执法人员实施？ {
  ~一名#少了
  =两名
  ####见第四十二条\\n另有规定的除外
}
`);
    expect(read.problems).toEqual([]);
    expect(read.questions).toMatchObject([
      {
        row: 5,
        draft: {
          code: 'CF-001',
          topic: '行政处罚',
          type: 'single',
          stem: '行政处罚由几名以上 执法人员实施？',
          answer: ['B'],
          difficulty: 2,
          options: [
            { key: 'A', text: '一名' },
            { key: 'B', text: '两名' }
          ],
          explanation: '见第四十二条\n另有规定的除外\nA：少了'
        }
      }
    ]);
  });

  test('multiple choice by weights', () =>
    expect(first('哪些？{~%50%甲 ~%-100%乙 ~%50%丙}')).toMatchObject({ type: 'multiple', answer: ['A', 'C'] }));
  test('one weight of a hundred is a single choice', () =>
    expect(first('哪个？{~%100%甲 ~乙}')).toMatchObject({ type: 'single', answer: ['A'] }));
  test.each([
    ['{T}', 'T'],
    ['{FALSE#对的在此#错的在此####总评}', 'F'],
    ['{ true }', 'T']
  ])('true/false %s', (body, key) =>
    expect(first(`判断。${body}`)).toMatchObject({ type: 'true-false', answer: [key] })
  );
  test('a blank in the middle of a choice', () =>
    expect(first('罚款 {=五十 ~一百} 元。')).toMatchObject({ stem: '罚款 ____ 元。', type: 'single' }));
  test('short answers are the ways of filling one blank', () =>
    expect(first('罚款以 {=二百 =200} 元为限。')).toMatchObject({
      type: 'fill-in',
      stem: '罚款以 ____ 元为限。',
      answer: ['二百'],
      details: { blanks: [['二百', '200']] }
    }));
  test('pairs, with what is on the right alone, are mixed', () =>
    expect(first('配对 {=甲 -> 一 =乙 -> 二 = -> 三}')).toMatchObject({
      type: 'matching',
      options: [{ text: '甲' }, { text: '乙' }],
      details: { targets: [{ text: '一' }, { text: '三' }, { text: '二' }] },
      answer: ['A1', 'B3']
    }));
  test('steps stand in their right order and are shown mixed', () =>
    expect(first('排列 {>3 ALL VERTICAL ABSOLUTE_POSITION\n乙\n甲\n丙\n}')).toMatchObject({
      type: 'ordering',
      options: [{ text: '丙' }, { text: '乙' }, { text: '甲' }],
      answer: ['B', 'C', 'A']
    }));
  test('an essay without a rubric is marked by its model answer, and says so', () => {
    const read = readGift('// chizheng: 参考答案=张三\n谁？{}');
    expect(read.questions[0]!.draft).toMatchObject({
      type: 'short-answer',
      answer: ['张三'],
      details: { rubric: [{ criterion: '与参考答案相符', points: 10 }] }
    });
    expect(read.problems).toMatchObject([{ kind: 'left-out', code: 'bank.rubric-added', row: 2 }]);
  });
  test('escaped signs and unescaped colons are text', () =>
    expect(first('上午8:30\\: a\\=b \\{c\\} {=x\\~y ~\\\\n}')).toMatchObject({
      stem: '上午8:30: a=b {c}',
      options: [
        { key: 'A', text: 'x~y' },
        { key: 'B', text: '\\n' }
      ]
    }));
  test('HTML becomes words', () =>
    expect(first('[html]<p>第一段</p><p>a &lt; b</p>{=<b>甲</b> ~乙}')).toMatchObject({
      stem: '第一段\na < b',
      options: [{ text: '甲' }, { text: '乙' }]
    }));

  test('what the bank does not have is named with its line, never dropped', () => {
    const read = readGift(`::数值::多少{#3:1}

只是说明

::图片::看图 <img src="@@PLUGINFILE@@/a.png"> {=甲 ~乙}

::没完::选 {=甲 ~乙

::太多::选{=1 ~2 ~3 ~4 ~5 ~6 ~7 ~8 ~9 ~10 ~11}

::部分::罚款{=二百 =%50%三百}

// chizheng: 材料=M9; 分值=1
孤儿{T}
`);
    expect(read.questions.map(({ row }) => row)).toEqual([11]);
    expect(read.problems.map(({ row, kind, code, params }) => [row, kind, code, params.name])).toEqual([
      [1, 'unsupported', 'bank.kind-unsupported', '数值'],
      [3, 'unsupported', 'bank.description', ''],
      [5, 'unsupported', 'bank.media', '图片'],
      [7, 'error', 'bank.gift-braces', '没完'],
      [9, 'unsupported', 'bank.many-options', '太多'],
      [11, 'left-out', 'bank.partly-right', '部分'],
      [14, 'error', 'bank.case-unknown', undefined]
    ]);
  });

  test('a date that is none is named', () =>
    expect(readGift('// chizheng: 难度=2; 有效自=明年\n甲{T}').problems).toMatchObject([
      { row: 2, code: 'bank.day-format', params: { word: '明年' } }
    ]));
  test('notes of the first version are read as they were', () =>
    expect(first('// chizheng: 难度=3; 依据=行政处罚法 第九条; 有效自=2021-07-15; 有效至=\n甲{T}')).toMatchObject({
      difficulty: 3,
      basis: '行政处罚法 第九条',
      validFrom: '2021-07-15',
      validTo: null
    }));
});
