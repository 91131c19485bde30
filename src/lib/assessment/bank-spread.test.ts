import { expect, test } from 'vitest';
import { lengthBias, spreadsOf } from './bank-spread.ts';
import type { QuestionBody } from './question.ts';

const option = (key: string, text = key) => ({ key, text });
const single = (right: string, texts = ['一', '一', '一', '一']): QuestionBody => ({
  type: 'single',
  stem: '？',
  options: texts.map((text, at) => option('ABCD'[at]!, text)),
  answer: [right],
  details: null
});
const many = <T>(count: number, one: T) => Array.from({ length: count }, () => one);

test('an even spread has no χ², a lopsided one exceeds the bound', () => {
  const [even] = spreadsOf(['A', 'B', 'C', 'D'].flatMap((key) => many(10, single(key))));
  expect(even).toMatchObject({ of: 'single-4', questions: 40, right: { A: 10, D: 10 }, chiSquare: 0, bound: 11.34 });
  const [lopsided] = spreadsOf([...many(25, single('B')), ...['A', 'C', 'D'].flatMap((key) => many(5, single(key)))]);
  // (25-10)²/10 + 3·(5-10)²/10
  expect(lopsided!.chiSquare).toBeCloseTo(30);
});

test('a letter of a multiple choice counts as right and as wrong', () => {
  const multiple = (right: string[]): QuestionBody => ({
    ...single('A', ['甲', '乙', '丙']),
    type: 'multiple',
    answer: right
  });
  const [spread] = spreadsOf([...many(12, multiple(['A', 'B'])), ...many(6, multiple(['B', 'C']))]);
  // Right: A 12, B 18, C 6 of an even 12; wrong: 6, 0, 12 of an even 6.
  expect(spread!.right).toEqual({ A: 12, B: 18, C: 6 });
  expect(spread!.chiSquare).toBeCloseTo(36 / 12 + 36 / 12 + 36 / 6 + 36 / 6);
});

test('groups too small to judge are left out', () => {
  expect(spreadsOf(many(19, single('A')))).toEqual([]);
});

test('only the one longest option counts as telling', () => {
  const bias = lengthBias([single('A', ['很长的一项', '短', '短', '短']), single('B', ['一样', '一样', '短', '短'])]);
  expect(bias).toMatchObject({ questions: 2, longest: 1, chance: 0.25 });
});
