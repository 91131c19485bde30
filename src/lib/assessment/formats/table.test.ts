import { describe, expect, test } from 'vitest';
import { checkQuestion, settledDraft } from '../question.ts';
import { parseAnswer } from './answers.ts';
import { readQuestionRows } from './table.ts';
import { templateDrafts } from './template.ts';

const rows = (...cells: Record<string, string>[]) =>
  readQuestionRows(cells.map((one, at) => ({ row: at + 2, cells: { 专题: '处罚', 难度: '2', ...one } })));
const row = (cells: Record<string, string>) =>
  rows({ 题型: '单选', 题干: '几名？', A: '一名', B: '两名', 答案: 'B', ...cells });

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
  test.each(['CAB', 'C→A→B', 'c、a、b', 'C>A>B'])('%s is an order', (text) =>
    expect(parseAnswer(text, 'ordering')).toEqual(['C', 'A', 'B'])
  );
  test.each(['A2、B1', 'A-2,B-1', 'a2b1', 'A→2；B→1', 'A：2 B：1'])('%s are pairs', (text) =>
    expect(parseAnswer(text, 'matching')).toEqual(['A2', 'B1'])
  );
  test('what means nothing is not guessed', () => {
    expect(parseAnswer('K', 'single')).toBeUndefined();
    expect(parseAnswer('两名', 'single')).toBeUndefined();
    expect(parseAnswer('A', 'true-false')).toBeUndefined();
    expect(parseAnswer('甲2', 'matching')).toBeUndefined();
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
  test('keeps a gap between options, so that it is found', () =>
    expect(checkQuestion(row({ B: '', C: '两名', 答案: 'C' }).questions[0]!.draft)).toMatchObject([
      { code: 'bank.options-gap', params: { key: 'B' } }
    ]));
  test('a column that the type has no use for must be empty', () =>
    expect(row({ 右列: '甲|乙' }).problems).toMatchObject([
      { code: 'bank.column-unused', params: { column: '右列', type: '单选' } }
    ]));
});

describe('lists in a cell', () => {
  const blank = (answer: string) =>
    rows({ 题型: '填空', 题干: '____', 答案: answer }).questions[0]?.draft.details?.blanks;
  test('blanks by ；, ways of writing by |, a backslash for the signs themselves', () => {
    expect(blank('60|六十；区政府')).toEqual([['60', '六十'], ['区政府']]);
    expect(blank('60｜六十;区政府')).toEqual([['60', '六十'], ['区政府']]);
    expect(blank('甲\\；乙|丙\\\\')).toEqual([['甲；乙', '丙\\']]);
  });
  test('a rubric needs points', () => {
    const rubric = (text: string) => rows({ 题型: '简答', 题干: '为什么？', 答案: '因为。', 评分要点: text });
    expect(rubric('甲=2|乙 = 1.5分').questions[0]!.draft.details).toEqual({
      rubric: [
        { criterion: '甲', points: 2 },
        { criterion: '乙', points: 1.5 }
      ]
    });
    for (const text of ['甲', '甲=0', '=2', '甲=多']) {
      expect(rubric(text).problems).toMatchObject([{ code: 'bank.rubric-format' }]);
    }
  });
});

describe('a case over several rows', () => {
  const material = { 题型: '案例', 材料编号: 'M1', 题干: '某日检查。', 解析: '总的。', 依据: '行政处罚法 第五十五条' };
  const judged = { 题型: '判断', 材料编号: 'm1', 题干: '可以拒绝。', 答案: '对', 专题: '', 难度: '' };

  test('gathers its questions by 材料编号, and their explanations with it', () => {
    const read = rows(
      material,
      { ...judged, 分值: '2', 解析: '没有出示证件。' },
      { 题型: '判断', 题干: '别的题。', 答案: '错' },
      { ...judged, 题干: '应当出示。', 依据: '行政处罚法 第四十二条' }
    );
    expect(read.problems).toEqual([]);
    expect(read.questions).toMatchObject([
      {
        row: 2,
        draft: {
          type: 'case',
          explanation: '总的。\n（1）没有出示证件。',
          basis: '行政处罚法 第五十五条；行政处罚法 第四十二条',
          details: {
            parts: [
              { weight: 2, answer: ['T'] },
              { weight: 1, stem: '应当出示。' }
            ]
          }
        }
      },
      { row: 4, draft: { type: 'true-false' } }
    ]);
  });
  test.each([
    [[{ ...material, 材料编号: '' }], [[2, 'bank.case-number']]],
    [[material, material], [[3, 'bank.case-twice']]],
    [[judged], [[2, 'bank.case-unknown']]],
    [[material, { ...judged, 专题: '许可' }], [[3, 'bank.part-column']]],
    [[material, { ...judged, 分值: '多' }], [[3, 'bank.weight-format']]],
    [[material, { ...judged, 答案: 'Z' }], [[3, 'bank.answer-true-false']]],
    [[{ ...material, 答案: 'A' }, judged], [[2, 'bank.column-unused']]]
  ])('%j has its problem at its row', (given, problems) =>
    expect(rows(...(given as Record<string, string>[])).problems.map(({ row: at, code }) => [at, code])).toEqual(
      problems
    )
  );
});

test('the examples of the template are questions', () => {
  for (const example of templateDrafts) expect(checkQuestion(settledDraft(example))).toEqual([]);
});
