import { describe, expect, test } from 'vitest';
import {
  checkQuestion,
  cleanText,
  foldStem,
  isQuestionCode,
  settledDraft,
  type DraftQuestion,
  type Part
} from './question.ts';

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
  details: null,
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

const blanks: DraftQuestion = {
  ...single,
  type: 'fill-in',
  stem: '旷工连续超过____天，或一年累计超过____天的，予以辞退',
  options: [],
  answer: ['15', '30'],
  details: { blanks: [['15', '十五'], ['30']] }
};
const ordering: DraftQuestion = { ...single, type: 'ordering', answer: ['B', 'C', 'A'] };
const matching: DraftQuestion = {
  ...single,
  type: 'matching',
  answer: ['A2', 'B1', 'C1'],
  details: {
    targets: [
      { key: '1', text: '十五日' },
      { key: '2', text: '三十日' }
    ]
  }
};
const shortAnswer: DraftQuestion = {
  ...single,
  type: 'short-answer',
  options: [],
  answer: ['先表明身份'],
  details: { rubric: [{ criterion: '表明身份', points: 2 }] }
};
const partOf = ({ type, stem, options, answer, details }: DraftQuestion, weight = 1) =>
  ({ type, stem, options, answer, details, weight }) as Part;
const wholeCase: DraftQuestion = {
  ...single,
  type: 'case',
  stem: '某日，执法人员……',
  options: [],
  answer: [],
  details: { parts: [partOf(single), partOf(blanks, 2), partOf(shortAnswer)] }
};

describe('the types beyond choices', () => {
  test.each([blanks, ordering, matching, shortAnswer, wholeCase])('$type that is complete has no problem', (draft) =>
    expect(problems(draft)).toEqual([])
  );

  test.each<[string, DraftQuestion]>([
    ['bank.blanks-missing', { ...blanks, stem: '几天？' }],
    ['bank.blanks-count', { ...blanks, stem: '超过____天' }],
    ['bank.blank-empty', { ...blanks, details: { blanks: [['15'], ['。']] }, answer: ['15', '。'] }],
    [
      'bank.blank-long',
      { ...blanks, details: { blanks: [['15'], ['长'.repeat(101)]] }, answer: ['15', '长'.repeat(101)] }
    ],
    ['bank.answer-blanks', { ...blanks, answer: ['15', '31'] }],
    ['bank.options-unused', { ...blanks, options: single.options }],
    ['bank.answer-order', { ...ordering, answer: ['A', 'B'] }],
    ['bank.answer-order', { ...ordering, answer: ['A', 'B', 'B'] }],
    ['bank.options-few', { ...ordering, options: single.options.slice(0, 2), answer: ['A', 'B'] }],
    ['bank.targets-few', { ...matching, details: { targets: [{ key: '1', text: '一' }] }, answer: ['A1', 'B1', 'C1'] }],
    ['bank.answer-pair', { ...matching, answer: ['A2', 'B1', 'C3'] }],
    ['bank.answer-unpaired', { ...matching, answer: ['A2', 'B1'] }],
    ['bank.answer-unpaired', { ...matching, answer: ['A2', 'A1', 'B1', 'C1'] }],
    ['bank.rubric-missing', { ...shortAnswer, details: { rubric: [] } }],
    ['bank.rubric-line', { ...shortAnswer, details: { rubric: [{ criterion: '有', points: 0 }] } }],
    ['bank.answer-missing', { ...shortAnswer, answer: [] }],
    ['bank.parts-missing', { ...wholeCase, details: { parts: [] } }]
  ])('%s', (code, draft) => expect(problems(draft)).toEqual([code]));

  test('what is wrong with a part names the part', () => {
    const parts = [partOf(single), partOf({ ...single, answer: ['E'] }), partOf(single, 0)];
    expect(checkQuestion({ ...wholeCase, details: { parts } })).toEqual([
      { field: 'answer', code: 'bank.answer-unknown', params: { key: 'E', last: 'C' }, part: 2 },
      { field: 'weight', code: 'bank.part-weight', params: { most: 100 }, part: 3 }
    ]);
  });

  test('of the details a draft keeps only what its type has', () => {
    expect(settledDraft({ ...single, details: matching.details }).details).toBeNull();
    expect(settledDraft({ ...matching, details: { ...matching.details, rubric: [] } }).details).toEqual(
      matching.details
    );
  });

  test('an ordering keeps its order, and a fill-in answers with the first way of each blank', () => {
    expect(settledDraft(ordering).answer).toEqual(['B', 'C', 'A']);
    expect(settledDraft({ ...blanks, answer: [] }).answer).toEqual(['15', '30']);
  });

  test.each([single, multiple, trueFalse, blanks, ordering, matching, shortAnswer, wholeCase])(
    'tidying $type twice changes nothing more',
    (draft) => expect(settledDraft(settledDraft(draft))).toEqual(settledDraft(draft))
  );
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
