import { expect, test } from 'vitest';
import { differenceOf } from './question-difference.ts';

test('a difference is the stretch between the common beginning and end', () => {
  expect(differenceOf('罚款的上限是多少？', '罚款的最高数额是多少？')).toEqual({
    before: '罚款的',
    removed: '上限',
    added: '最高数额',
    after: '是多少？'
  });
  expect(differenceOf('甲', '甲')).toEqual({ before: '甲', removed: '', added: '', after: '' });
  expect(differenceOf('', '甲')).toEqual({ before: '', removed: '', added: '甲', after: '' });
  expect(differenceOf('甲甲', '甲甲甲')).toEqual({ before: '甲甲', removed: '', added: '甲', after: '' });
  expect(differenceOf('𠮷野', '𠮶野')).toEqual({ before: '', removed: '𠮷', added: '𠮶', after: '野' });
});
