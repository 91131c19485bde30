import { expect, test } from 'vitest';
import { keyedRows } from './key-form.ts';

test('rows in which something was typed come out of the form, with a second keying where there is one', () => {
  const typed = {
    'form-7': 'B',
    'a-7-1': 'A',
    'a-7-2': '',
    'b-7-1': 'A',
    'b-7-2': 'C',
    'form-8': 'A',
    'a-8-1': ' ',
    'form-x': 'A',
    'a-9-1': 'A'
  };
  expect(keyedRows(typed)).toEqual([{ cadreId: 7, form: 'B', answers: ['A', ''], again: ['A', 'C'] }]);
  expect(keyedRows({ 'form-7': 'C', 'a-7-1': 'A' })).toEqual([{ cadreId: 7, form: 'A', answers: ['A'], again: null }]);
  expect(keyedRows({})).toEqual([]);
});
