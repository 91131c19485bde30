import { describe, expect, test } from 'vitest';
import { readGift, writeGift } from './gift.ts';
import { templateRows } from './question-table.ts';
import { settledDraft } from './question.ts';

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
  test('a blank in the middle', () =>
    expect(first('罚款 {=五十 ~一百} 元。')).toMatchObject({ stem: '罚款 ____ 元。', type: 'single' }));
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
    const read = readGift(`::连线::配对{=甲 -> 一 =乙 -> 二}

::数值::多少{#3:1}

::简答::谁{=张三 =李四}

::论述::谈谈{}

只是说明

::图片::看图 <img src="@@PLUGINFILE@@/a.png"> {=甲 ~乙}

::没完::选 {=甲 ~乙

::太多::选{=1 ~2 ~3 ~4 ~5 ~6 ~7}
`);
    expect(read.questions).toEqual([]);
    expect(read.problems.map(({ row, kind, code, params }) => [row, kind, code, params.name])).toEqual([
      [1, 'unsupported', 'bank.gift-matching', '连线'],
      [3, 'unsupported', 'bank.gift-numerical', '数值'],
      [5, 'unsupported', 'bank.gift-short-answer', '简答'],
      [7, 'unsupported', 'bank.gift-essay', '论述'],
      [9, 'unsupported', 'bank.gift-description', ''],
      [11, 'unsupported', 'bank.gift-image', '图片'],
      [13, 'error', 'bank.gift-braces', '没完'],
      [15, 'unsupported', 'bank.gift-many-options', '太多']
    ]);
  });

  test('a date that is none is named', () =>
    expect(readGift('// chizheng: 难度=2; 有效自=明年\n甲{T}').problems).toMatchObject([
      { row: 2, code: 'bank.day-format', params: { word: '明年' } }
    ]));
});

test('what is written reads back the same', () => {
  const drafts = templateRows.map((draft, at) => settledDraft({ ...draft, code: `Q-${at}` }));
  expect(readGift(writeGift(drafts)).questions.map(({ draft }) => draft)).toEqual(drafts);
});
