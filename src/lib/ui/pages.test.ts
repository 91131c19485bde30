import { expect, test } from 'vitest';
import { pageNumbers } from './pages.ts';

test('the ends and the neighbours of the present page are always within reach', () => {
  expect(pageNumbers(5, 22)).toEqual([1, null, 4, 5, 6, null, 22]);
});

test('near an end the row of numbers keeps its length', () => {
  expect(pageNumbers(1, 22)).toEqual([1, 2, 3, 4, null, 22]);
  expect(pageNumbers(22, 22)).toEqual([1, null, 19, 20, 21, 22]);
});

test('a short list shows every page and no gap', () => {
  expect(pageNumbers(2, 4)).toEqual([1, 2, 3, 4]);
  expect(pageNumbers(1, 1)).toEqual([1]);
});
