import { expect, test } from 'vitest';
import { containing, folded, initials, pinyinKey } from './pinyin.ts';

test('a name sorts by its pinyin, surnames by their own reading', () => {
  expect(pinyinKey('王某甲')).toBe('wangmoujia');
  expect(pinyinKey('单某乙')).toBe('shanmouyi');
  expect(pinyinKey('解某丙')).toBe('xiemoubing');
});

test('a name is found by its initials', () => {
  expect(initials('王某甲')).toBe('wmj');
  expect(initials('单某乙')).toBe('smy');
});

test('letters and signs stay as they are, in lower case', () => {
  expect(pinyinKey('A组2')).toBe('azu2');
});

test('a rare character outside the reading table loses nothing', () => {
  expect(pinyinKey('王𰻝')).toMatch(/^wang.+/);
});

test('what is searched is folded: width, case and white space do not matter', () => {
  expect(folded('Ｑiao 头\u3000镇')).toBe('qiao头镇');
});

test('the wildcards of a search are taken literally', () => {
  expect(containing('50%_\\')).toBe('%50\\%\\_\\\\%');
});
