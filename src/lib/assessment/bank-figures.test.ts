import { describe, expect, test } from 'vitest';
import { figuresIn, figuresMissing } from './bank-figures.ts';

const plain = (text: string) => figuresIn(text).map(({ value, unit }) => `${value}${unit}`);

describe('the figures of a text', () => {
  test.each([
    ['自收到之日起十五日内', ['15日']],
    ['收到之日起15日', ['15日']],
    ['五个工作日内', ['5日']],
    ['处五百元以上二千元以下罚款', ['500元', '2000元']],
    ['处2万元以上10万元以下罚款', ['20000元', '100000元']],
    ['两名以上、２名或者二人', ['2人']],
    ['已满十四周岁不满十八周岁', ['14岁', '18岁']],
    ['二十四小时内，两个月内', ['24时', '2月']],
    ['不足五十平方米', ['50平方米']]
  ])('%s', (text, figures) => {
    expect(plain(text)).toEqual(figures);
  });

  test('numbers of articles, dates and words that only look like numbers count nothing', () => {
    expect(plain('第十五条第二款、2026年1月1日起、12月4日、一般、第三人、万一')).toEqual([]);
  });
});

describe('figures that no article states', () => {
  const articles = ['应当自收到申请之日起二十日内作出决定。', '执法人员不得少于两人。'];
  test('a figure in another writing is stated', () => {
    expect(figuresMissing('20个工作日，2名', articles)).toEqual([]);
  });
  test('another number or another unit is not', () => {
    expect(figuresMissing('30日；20元', articles).map(({ words }) => words)).toEqual(['30日', '20元']);
  });
});
