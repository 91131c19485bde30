import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { dayInput, line, optionalLine, paging, prose, rowId } from './input.ts';

const codesOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map((issue) => issue.message);

describe('what is wrong with a field is a code', () => {
  test.each([
    ['nothing given', z.string(), undefined, 'input.required'],
    ['nothing typed', line(), '  ', 'input.required'],
    ['too long a line', line(3), '四个字了', 'input.too-long|max=3'],
    ['too short a text', z.string().min(8), 'abc', 'input.too-short|min=8'],
    ['too small a number', z.number().min(2), 1, 'input.too-small|min=2'],
    ['too large a number', z.number().max(2), 3, 'input.too-large|max=2'],
    ['too few chosen', z.array(z.string()).min(1), [], 'input.too-few|min=1'],
    ['too many chosen', z.array(z.string()).max(1), ['a', 'b'], 'input.too-many|max=1'],
    ['another kind', z.number(), 'a', 'input.type'],
    ['another word', z.enum(['a', 'b']), 'c', 'input.format'],
    ['no address', z.email(), 'a', 'input.format'],
    ['no day', dayInput, '2026-02-30', 'input.day']
  ])('%s', (_, schema, value, code) => expect(codesOf(schema, value)).toEqual([code]));
});

describe('shared pieces', () => {
  test('lines are trimmed, optional ones may be left out', () => {
    expect(line().parse(' 桥头镇 ')).toBe('桥头镇');
    expect(optionalLine().parse(undefined)).toBe('');
    expect(prose().parse(' 一行\n两行 ')).toBe('一行\n两行');
  });

  test('a key is a positive whole number, typed or not', () => {
    expect(rowId.parse('7')).toBe(7);
    for (const value of ['0', '-1', '1.5', 'a', '']) expect(rowId.safeParse(value).success).toBe(false);
  });

  test('a wrong page number is page 1, a wrong size the usual one', () => {
    expect(paging.parse({ page: '-3', pageSize: '100000' })).toEqual({ page: 1, pageSize: 50 });
    expect(paging.parse({})).toEqual({ page: 1, pageSize: 50 });
    expect(paging.parse({ page: '2', pageSize: '20' })).toEqual({ page: 2, pageSize: 20 });
  });
});
