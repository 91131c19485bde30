import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aroundBlanks, blanksIn, fillsBlank, foldReply } from './fill-in.ts';

test('four or more underscores are a blank, fewer are not', () => {
  expect(blanksIn('旷工连续超过____天，一年累计超过________天')).toBe(2);
  expect(blanksIn('a_b __ ___')).toBe(0);
  expect(aroundBlanks('满____日，报____备案')).toEqual(['满', '日，报', '备案']);
});

describe('two ways of writing one answer', () => {
  test.each([
    ['６０日', '60 日'],
    ['六十日', '60日'],
    ['十五', '15'],
    ['一百二十', '120'],
    ['三千零五', '3005'],
    ['两万元', '20000元'],
    ['一万零五百', '10500'],
    ['二〇二六年', '2026年'],
    ['1,000元', '1000元'],
    ['一千元', '１０００元'],
    ['三个工作日', '3个工作日'],
    ['ABC', 'ａｂｃ'],
    ['两名。', '2名'],
    ['十二月', '12月']
  ])('%s is %s', (one, other) => expect(foldReply(one)).toBe(foldReply(other)));

  test.each([
    ['60', '600'],
    ['一二日', '12日'],
    ['三万五', '35000'],
    ['三万五', '30005'],
    ['一百二', '120'],
    ['一百二', '102'],
    ['第三人', '第3人'],
    ['一般程序', '1般程序'],
    ['3个月', '3月'],
    ['22时', '22小时']
  ])('%s is not %s', (one, other) => expect(foldReply(one)).not.toBe(foldReply(other)));

  test('nothing but signs and spaces fills no blank', () => {
    expect(fillsBlank(' 。', ['。'])).toBe(false);
    expect(fillsBlank('', [''])).toBe(false);
    expect(fillsBlank('６ 日', ['六日', '6天'])).toBe(true);
  });

  test('folding twice changes nothing more', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldReply(foldReply(text)) === foldReply(text)));
  });

  test('every number up to a hundred million folds to its digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (value) => {
        expect(foldReply(`${inChinese(value)}元`)).toBe(`${value}元`);
      })
    );
  });
});

/** The textbook way of writing a number, told apart from the code under test. */
function inChinese(value: number): string {
  const below = (rest: number) =>
    [...String(rest)]
      .map((digit, at, all) =>
        digit === '0' ? '零' : '零一二三四五六七八九'[Number(digit)]! + ['', '十', '百', '千'][all.length - 1 - at]!
      )
      .join('')
      .replace(/零+/g, '零')
      .replace(/零$/, '');
  const [high, low] = [Math.floor(value / 10_000), value % 10_000];
  if (!high) return below(low);
  return `${below(high)}万${low && low < 1000 ? '零' : ''}${low ? below(low) : ''}`;
}
