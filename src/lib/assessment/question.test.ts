import { describe, expect, test } from 'vitest';
import { checkQuestion, cleanText, foldStem, isQuestionCode, settledDraft, type DraftQuestion } from './question.ts';

const single: DraftQuestion = {
  code: 'CF-001',
  type: 'single',
  topic: '行政处罚',
  difficulty: 2,
  stem: '由几名以上执法人员实施？',
  options: [
    { key: 'A', text: '一名' },
    { key: 'B', text: '两名' },
    { key: 'C', text: '三名' }
  ],
  answer: ['B'],
  explanation: '',
  basis: '',
  validFrom: null,
  validTo: null
};
const multiple: DraftQuestion = { ...single, type: 'multiple', answer: ['A', 'C'] };
const trueFalse: DraftQuestion = settledDraft({ ...single, type: 'true-false', options: [], answer: ['T'] });
const problems = (draft: DraftQuestion) => checkQuestion(draft).map(({ code }) => code);

describe('a question', () => {
  test.each([
    ['single', single],
    ['multiple', multiple],
    ['true-false', trueFalse]
  ])('of type %s that is complete has no problem', (_, draft) => expect(problems(draft)).toEqual([]));

  test.each<[string, Partial<DraftQuestion>]>([
    ['bank.stem-missing', { stem: '？！' }],
    ['bank.topic-missing', { topic: '' }],
    ['bank.difficulty', { difficulty: 4 }],
    ['bank.difficulty', { difficulty: Number.NaN }],
    ['bank.code-format', { code: 'a b' }],
    ['bank.validity-order', { validFrom: '2026-02-01', validTo: '2026-01-31' }],
    ['bank.too-long', { explanation: '长'.repeat(4001) }],
    ['bank.options-few', { options: [{ key: 'A', text: '一名' }], answer: ['A'] }],
    [
      'bank.options-gap',
      {
        options: [
          { key: 'A', text: '一名' },
          { key: 'C', text: '三名' }
        ],
        answer: ['A']
      }
    ],
    [
      'bank.options-same',
      {
        options: [
          { key: 'A', text: '一名' },
          { key: 'B', text: '一名 ' }
        ],
        answer: ['A']
      }
    ],
    ['bank.answer-missing', { answer: [] }],
    ['bank.answer-one', { answer: ['A', 'B'] }],
    ['bank.answer-unknown', { answer: ['E'] }]
  ])('%s', (code, change) => expect(problems({ ...single, ...change })).toEqual([code]));

  test('multiple choice has at least two right options', () =>
    expect(problems({ ...multiple, answer: ['A'] })).toEqual(['bank.answer-several']));
  test('multiple choice may have all options right', () =>
    expect(problems({ ...multiple, answer: ['A', 'B', 'C'] })).toEqual([]));
  test('true/false has no options and one of two answers', () => {
    expect(problems({ ...trueFalse, options: single.options })).toEqual(['bank.true-false-options']);
    expect(problems({ ...trueFalse, answer: ['A'] })).toEqual(['bank.answer-true-false']);
    expect(problems({ ...trueFalse, answer: ['T', 'F'] })).toEqual(['bank.answer-true-false']);
  });
});

test('the same question written twice has the same fingerprint', () => {
  expect(foldStem('行政处罚，由几名 执法人员实施？')).toBe(foldStem('行政处罚由几名执法人员实施(?)'));
  expect(foldStem('罚款５０元')).toBe(foldStem('罚款50元'));
  expect(foldStem('罚款50元')).not.toBe(foldStem('罚款500元'));
  expect(foldStem('a>b')).not.toBe(foldStem('a<b'));
});

test('text is kept without what no file could carry', () =>
  expect(cleanText(' \ufeff第一行\r\n第\u0000二\t行\ud800 ')).toBe('第一行\n第二 行\ufffd'));

test('a code is fit for an address', () => {
  expect(['CF-001', 'Q-0001', '处罚.1', 'a_b'].every(isQuestionCode)).toBe(true);
  expect(['', 'a b', 'a/b', '-a', 'a:b', 'x'.repeat(41)].some(isQuestionCode)).toBe(false);
});
