import { describe, expect, test } from 'vitest';
import { articlePosition, numeralValue, parseCitations, searchedArticle, searchedWords } from './citation.ts';

describe('article numbers', () => {
  test.each([
    ['第一条', 100],
    ['第十条', 1000],
    ['第十一条', 1100],
    ['第二十条', 2000],
    ['第四十二条', 4200],
    ['第一百条', 10_000],
    ['第一百零三条', 10_300],
    ['第一百一十条', 11_000],
    ['第一千一百三十二条', 113_200],
    ['第三十条之一', 3001],
    ['第42条', 4200],
    ['第１０条', 1000],
    ['第 四十二 条', 4200],
    ['第二〇条', 2000]
  ])('%s sorts as %i', (number, position) => expect(articlePosition(number)).toBe(position));

  test.each([
    '四十二条',
    '第条',
    '第四十二',
    '第四十二条第一款',
    '第百条',
    '第四二十条',
    '第零条',
    '第三十条之零',
    '第甲条',
    ''
  ])('%s is no article', (number) => expect(articlePosition(number)).toBeUndefined());

  test('every number up to 9999 reads back from how it is written', () => {
    const digits = '〇一二三四五六七八九';
    const written = (value: number) => {
      let out = '';
      let gap = false;
      for (const [unit, sign] of [
        [1000, '千'],
        [100, '百'],
        [10, '十'],
        [1, '']
      ] as const) {
        const digit = Math.floor(value / unit) % 10;
        if (!digit) gap = out !== '';
        else {
          out += (gap ? '零' : '') + (digit === 1 && unit === 10 && !out ? '' : digits[digit]) + sign;
          gap = false;
        }
      }
      return out;
    };
    for (let value = 1; value <= 9999; value += 1) expect(numeralValue(written(value)), written(value)).toBe(value);
  });
});

describe('citations', () => {
  test('one article', () =>
    expect(parseCitations('行政处罚法 第四十二条')).toEqual({
      citations: [{ title: '行政处罚法', position: 4200 }],
      problems: []
    }));
  test('several, parted by semicolons of either width or lines', () =>
    expect(parseCitations('行政处罚法第九条；《行政强制法》第十八条; 宪法\n公务员法 第六十条').citations).toEqual([
      { title: '行政处罚法', position: 900 },
      { title: '行政强制法', position: 1800 },
      { title: '宪法', position: null },
      { title: '公务员法', position: 6000 }
    ]));
  test('several articles of one statute', () =>
    expect(parseCitations('行政处罚法 第九条、第十条之一').citations).toEqual([
      { title: '行政处罚法', position: 900 },
      { title: '行政处罚法', position: 1001 }
    ]));
  test('a paragraph is named as a problem, not dropped', () =>
    expect(parseCitations('行政处罚法 第四十二条第一款').problems).toEqual([
      { code: 'law.article-format', params: { part: '行政处罚法 第四十二条第一款' } }
    ]));
  test('an article without its statute is a problem', () =>
    expect(parseCitations('第四十二条').problems).toEqual([
      { code: 'law.citation-format', params: { part: '第四十二条' } }
    ]));
  test('nothing is nothing', () => expect(parseCitations(' ；\n')).toEqual({ citations: [], problems: [] }));
});

describe('what is searched', () => {
  test.each([
    ['行政处罚法第四十二条', ['行政处罚法', '第四十二条']],
    ['行政处罚法 第42条', ['行政处罚法', '第42条']],
    ['《行政处罚法》42', ['行政处罚法', '42']],
    ['刑法第三十条之一', ['刑法', '第三十条之一']],
    ['xzcff 42', ['xzcff', '42']],
    ['罚款200元', ['罚款200元']],
    ['第三人', ['第三人']],
    ['  ', []]
  ])('%s is read as the words %j', (typed, words) => expect(searchedWords(typed)).toEqual(words));

  test.each([
    ['42', 4200],
    ['４２', 4200],
    ['第四十二条', 4200],
    ['042', 4200],
    ['0', undefined],
    ['20260', undefined],
    ['两人', undefined]
  ])('%s asks for the article %s', (word, position) => expect(searchedArticle(word)).toBe(position));
});
