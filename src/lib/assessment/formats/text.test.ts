import { describe, expect, test } from 'vitest';
import { readText } from './text.ts';

const drafts = (text: string) => readText(text).questions.map(({ draft }) => draft);
const only = (text: string) => drafts(text)[0];
const problems = (text: string) => readText(text).problems.map(({ row, code }) => [row, code]);

describe('numbers', () => {
  test.each(['1. 几名？', '1、几名？', '1．几名？', '1） 几名？', '第1题 几名？', '（1）几名？'])(
    '%s begins a question',
    (line) =>
      expect(only(`${line}\nA.一名\nB.两名\n答案：B`)).toMatchObject({ stem: '几名？', type: 'single', answer: ['B'] })
  );
  test('a decimal, a year and a list within an explanation begin none', () =>
    expect(
      drafts(`1. 处几倍罚款？
1.5 倍以下
A.一倍 B.两倍
答案：A
解析：理由有：
1. 甲
2021年修订。
2. 下一题？
A.是 B.否
答案：B`)
    ).toMatchObject([
      { stem: '处几倍罚款？\n1.5 倍以下', explanation: '理由有：\n1. 甲\n2021年修订。' },
      { stem: '下一题？' }
    ]));
});

describe('options', () => {
  test.each([
    'A. 一名\nB. 两名\nC. 三名',
    'A、一名 B、两名 C、三名',
    'A.一名    B.两名    C.三名',
    'A.一名B.两名C.三名',
    'Ａ．一名　Ｂ．两名　Ｃ．三名',
    '（A）一名 （B）两名 （C）三名',
    'A：一名\tB：两名\tC：三名'
  ])('%j', (options) =>
    expect(only(`1. 几名？\n${options}\n答案：B`)?.options).toEqual([
      { key: 'A', text: '一名' },
      { key: 'B', text: '两名' },
      { key: 'C', text: '三名' }
    ])
  );
  test('may begin behind the stem', () =>
    expect(only('1. 几名？ A.一名 B.两名\n答案：A')).toMatchObject({
      stem: '几名？',
      options: [{ text: '一名' }, {}]
    }));
  test('go on over lines', () =>
    expect(only('1. 几名？\nA.一名\n以上\nB.两名\n答案：A')?.options[0]).toEqual({ key: 'A', text: '一名\n以上' }));
});

describe('answers', () => {
  test.each(['答案：B', '【答案】B', '参考答案: B', '正确答案：（B）', '答案 B'])('%s', (line) =>
    expect(only(`1. 几名？\nA.一名\nB.两名\n${line}`)?.answer).toEqual(['B'])
  );
  test('in the brackets of the stem, which stay empty', () =>
    expect(only('1. 应当由（ B ）实施。\nA.一名\nB.两名')).toMatchObject({ stem: '应当由（ ）实施。', answer: ['B'] }));
  test('of a judgement, behind the stem', () => {
    expect(only('一、判断题\n1. 可以罚款。（×）')).toMatchObject({
      type: 'true-false',
      stem: '可以罚款。',
      answer: ['F']
    });
    expect(only('一、判断题\n1. 可以罚款（ √ ）。')).toMatchObject({ stem: '可以罚款。', answer: ['T'] });
  });
  test('in brackets and below must agree', () =>
    expect(problems('1. 由（A）实施。\nA.一名\nB.两名\n答案：B')).toEqual([[1, 'bank.answer-twice']]));
  test('several pieces on one line', () =>
    expect(only('1. 几名？\nA.一名 B.两名 答案：B 解析：两名以上。 难度：难\n专题：处罚')).toMatchObject({
      answer: ['B'],
      explanation: '两名以上。',
      difficulty: 3,
      topic: '处罚'
    }));
});

describe('a key at the end', () => {
  const list = '一、单项选择题\n1. 甲？\nA.是 B.否\n2. 乙？\nA.是 B.否\n3. 丙？\nA.是 B.否\n';
  test.each(['1.B 2.A 3.B', '1-3 BAB', '1～3：B A B', '1、B；2、A；3、B', '一、单项选择题\n1. B\n2. A\n3. B'])(
    '%j',
    (key) => expect(drafts(`${list}参考答案\n${key}`).map(({ answer }) => answer[0])).toEqual(['B', 'A', 'B'])
  );
  test('with explanations', () =>
    expect(drafts(`${list}答案与解析\n1.B 解析：不是。\n2.A\n3.B`)[0]).toMatchObject({
      answer: ['B'],
      explanation: '不是。'
    }));
  test('in words, for blanks and free text', () =>
    expect(
      drafts(
        `一、填空题\n1. 期限是____日。\n二、简答题\n2. 为什么？\n参考答案：\n一、填空题\n1. 60|六十\n二、简答题\n2. 因为。\n所以。`
      )
    ).toMatchObject([
      { type: 'fill-in', details: { blanks: [['60', '六十']] } },
      { type: 'short-answer', answer: ['因为。\n所以。'] }
    ]));
  test('numbers that begin again belong to their headings', () =>
    expect(
      drafts('一、单选题\n1. 甲？\nA.是 B.否\n二、判断题\n1. 乙。\n参考答案\n一、单选题\n1.B\n二、判断题\n1.√').map(
        ({ answer }) => answer
      )
    ).toEqual([['B'], ['T']]));
  test('entries without a question, and contradictions, are named', () =>
    expect(problems(`${list}参考答案\n1.B 2.A 3.A 9.C`)).toEqual([[9, 'bank.key-no-question']]));
});

describe('types', () => {
  test.each([
    ['二、多项选择题\n1. 哪些？\nA.甲 B.乙\n答案：AB', 'multiple'],
    ['不定项选择题\n1. 哪些？\nA.甲 B.乙\n答案：A', 'single'],
    ['1.【多选】哪些？\nA.甲 B.乙\n答案：AB', 'multiple'],
    ['1. 哪些？\nA.甲 B.乙\n答案：AB', 'multiple'],
    ['1. 可以。\n答案：错', 'true-false'],
    ['1. 期限____日。\n答案：60', 'fill-in'],
    ['1. 期限（    ）日。\n答案：60', 'fill-in'],
    ['1. 为什么？\n答案：因为。\n评分要点：甲=1|乙=2', 'short-answer'],
    ['排序题\n1. 排列。\nA.立案 B.决定 C.调查\n答案：A→C→B', 'ordering']
  ])('%j', (text, type) => expect(only(text)?.type).toBe(type));

  test('a case with its questions, answered below', () =>
    expect(
      only(`一、案例分析题
1. 某日甲、乙检查。
没有出示证件。
（1）店主可以拒绝吗？（2分）
A.可以 B.不可以
（2）违反了什么？
答案：（1）A；（2）没有出示证件。
解析：第五十五条。`)
    ).toMatchObject({
      type: 'case',
      stem: '某日甲、乙检查。\n没有出示证件。',
      explanation: '（2）第五十五条。',
      details: {
        parts: [
          { type: 'single', answer: ['A'], weight: 2 },
          { type: 'short-answer', answer: ['没有出示证件。'], weight: 1 }
        ]
      }
    }));
  test('blanks of one sentence', () =>
    expect(only('填空题\n1. 由____在____日内。\n答案：区政府；60|六十')).toMatchObject({
      details: { blanks: [['区政府'], ['60', '六十']] }
    }));
});

test('what is no question is named with its line', () =>
  expect(problems('行政法题库\n\n1. 甲？\nA.是 B.否\n答案：A\n二、行政许可法\n三、连线题\n2. 连。')).toEqual([
    [1, 'bank.text-unread'],
    [6, 'bank.text-unread'],
    [8, 'bank.kind-unsupported']
  ]));
