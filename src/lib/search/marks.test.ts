import { expect, test } from 'vitest';
import { marked } from './marks.ts';

/** The text with the marked stretches in brackets. */
const drawn = (text: string, ...words: string[]) =>
  marked(text, words)
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join('');

test.each([
  ['郑某子', 'zm', '[郑某]子'],
  ['郑某子', 'zhengmou', '[郑某]子'],
  ['郑某子', 'zhengm', '[郑某]子'],
  ['单某乙', 'sm', '[单某]乙'],
  ['行政处罚法', 'cff', '行政[处罚法]'],
  ['行政处罚法', 'chufa', '行政[处罚]法'],
  ['王𰻝', 'wang', '[王]𰻝']
])('in %s the characters are marked that %s spells', (text, typed, expected) => {
  expect(drawn(text, typed)).toBe(expected);
});

test('words are marked as they stand, whatever their case', () => {
  expect(drawn('冬季消防安全', '消防', '安全')).toBe('冬季[消防安全]');
  expect(drawn('CF-0017', 'cf-00')).toBe('[CF-00]17');
});

test('what is found by something else is not marked', () => {
  expect(drawn('郑某子', '099')).toBe('郑某子');
  expect(drawn('郑某子', 'engm')).toBe('郑某子');
  expect(drawn('', 'zm')).toBe('');
});

test('nothing of a text is lost by marking', () => {
  for (const word of ['zm', '某', 'x', '']) expect(drawn('郑某子 Zm', word).replace(/[[\]]/g, '')).toBe('郑某子 Zm');
});
