import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alikeTexts } from './similarity.ts';

test('one word exchanged in a long stem is alike, another question is not', () => {
  const texts = [
    '行政处罚应当由几名以上执法人员实施',
    '行政处罚应当由几名以上的执法人员实施',
    '行政许可的期限从哪一天起算'
  ];
  expect(alikeTexts(texts, 0.7).map(({ first, second }) => [first, second])).toEqual([[0, 1]]);
});

test('the same text is wholly alike; nothing is alike to an empty one', () => {
  expect(alikeTexts(['几名', '几名', '', ''], 0.5)).toEqual([{ first: 0, second: 1, similarity: 1 }]);
});

test('it finds exactly the pairs that comparing each with each finds', () => {
  const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '丁'), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), fc.constantFrom(0.4, 0.6, 0.8, 1), (texts, least) => {
      expect(
        alikeTexts(texts, least)
          .map(({ first, second }) => `${first} ${second}`)
          .sort()
      ).toEqual(everyPair(texts, least).sort());
    })
  );
});

function everyPair(texts: readonly string[], least: number): string[] {
  const grams = texts.map((text) =>
    text.length === 1 ? [text] : [...new Set([...text].slice(1).map((sign, at) => text[at]! + sign))]
  );
  return texts.flatMap((_, second) =>
    texts.slice(0, second).flatMap((__, first) => {
      const [a, b] = [grams[first]!, grams[second]!];
      const union = new Set([...a, ...b]).size;
      return union && a.length && b.length && (a.length + b.length - union) / union >= least
        ? [`${first} ${second}`]
        : [];
    })
  );
}
