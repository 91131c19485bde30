import { expect, test } from 'vitest';
import { withQuery } from './address.ts';

const here = new URL('https://portal.test/people?q=zm&unit=3&page=4');

test('a link changes one parameter and keeps the others', () => {
  expect(withQuery(here, { page: 5 })).toBe('/people?q=zm&unit=3&page=5');
});

test('a new filter starts again on page one', () => {
  expect(withQuery(here, { unit: 7 })).toBe('/people?q=zm&unit=7');
});

test('an empty value leaves the address', () => {
  expect(withQuery(here, { q: '', unit: null })).toBe('/people');
});
