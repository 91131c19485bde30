import { expect, test } from 'vitest';
import { retryDelay } from './sending.ts';

test('tries again after one second, then more slowly, at least every fifteen seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 40].map(retryDelay)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
});
