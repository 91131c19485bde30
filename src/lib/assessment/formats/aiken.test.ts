import { expect, test } from 'vitest';
import { readAiken } from './aiken.ts';

test('Aiken gives single and multiple choices, with the lines on which they begin', () => {
  const read = readAiken('几名？\nA. 一名\nB) 两名\nANSWER: B\n\n哪些？\nA. 甲\nB. 乙\nC. 丙\nANSWER: A, C\n');
  expect(read.problems).toEqual([]);
  expect(read.questions).toMatchObject([
    { row: 1, draft: { type: 'single', stem: '几名？', answer: ['B'], options: [{ text: '一名' }, { text: '两名' }] } },
    { row: 6, draft: { type: 'multiple', answer: ['A', 'C'] } }
  ]);
});

test('answers without questions and questions without answers are named', () =>
  expect(readAiken('ANSWER: A\n几名？\nA. 一名\nANSWER: 两名\n没完？\nA. 是').problems).toMatchObject([
    { row: 1, code: 'bank.aiken-answer-alone' },
    { row: 2, code: 'bank.answer-format', params: { answer: '两名' } },
    { row: 5, code: 'bank.aiken-answer-missing' }
  ]));
