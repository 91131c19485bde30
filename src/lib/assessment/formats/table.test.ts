import { describe, expect, test } from 'vitest';
import { parseAnswer, readQuestionRows, templateRows } from './question-table.ts';
import { checkQuestion, settledDraft } from './question.ts';

const row = (cells: Record<string, string>) =>
  readQuestionRows([
    {
      row: 2,
      cells: { 题型: '单选', 专题: '处罚', 难度: '2', 题干: '几名？', A: '一名', B: '两名', 答案: 'B', ...cells }
    }
  ]);

describe('answers', () => {
  test.each([
    ['AC', ['A', 'C']],
    ['c、a', ['A', 'C']],
    ['Ａ，Ｃ', ['A', 'C']],
    ['A, C', ['A', 'C']],
    ['A；C', ['A', 'C']],
    ['A和C', ['A', 'C']],
    ['', []]
  ])('%s means %j', (text, keys) => expect(parseAnswer(text, 'multiple')).toEqual(keys));
  test.each(['对', '√', '正确', 't', 'TRUE', '是', 'Ｔ'])('%s is true', (text) =>
    expect(parseAnswer(text, 'true-false')).toEqual(['T'])
  );
  test.each(['错', '×', '错误', 'F', 'x', '否'])('%s is false', (text) =>
    expect(parseAnswer(text, 'true-false')).toEqual(['F'])
  );
  test('what means nothing is not guessed', () => {
    expect(parseAnswer('K', 'single')).toBeUndefined();
    expect(parseAnswer('两名', 'single')).toBeUndefined();
    expect(parseAnswer('A', 'true-false')).toBeUndefined();
  });
});

describe('a row of the table', () => {
  test('is read with its words folded', () =>
    expect(
      row({ 题型: '单选题', 难度: '难', 有效自: '2021年7月15日', 有效至: '2030/1/1' }).questions[0]!.draft
    ).toMatchObject({
      type: 'single',
      difficulty: 3,
      answer: ['B'],
      validFrom: '2021-07-15',
      validTo: '2030-01-01'
    }));
  test('names every word that cannot be understood, with its row', () => {
    const read = row({ 题型: '算术', 有效自: '明年' });
    expect(read.questions).toEqual([]);
    expect(read.problems).toMatchObject([
      { row: 2, kind: 'error', code: 'bank.type-unknown', params: { word: '算术' }, excerpt: '几名？' },
      { row: 2, kind: 'error', code: 'bank.day-format', params: { word: '明年' } }
    ]);
  });
  test('names a type of the bank that a row has no place for', () =>
    expect(row({ 题型: '连线题' }).problems).toMatchObject([
      { kind: 'unsupported', code: 'bank.type-unsupported', params: { word: '连线题' } }
    ]));
  test('keeps a gap between options, so that it is found', () =>
    expect(checkQuestion(row({ B: '', C: '两名', 答案: 'C' }).questions[0]!.draft)).toMatchObject([
      { code: 'bank.options-gap', params: { key: 'B' } }
    ]));
});

test('the examples of the template are questions', () => {
  for (const example of templateRows) expect(checkQuestion(settledDraft(example))).toEqual([]);
});
