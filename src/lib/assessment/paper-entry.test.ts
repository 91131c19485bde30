import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pastedBlock, printedAnswer, readKeyed, type PrintedPlace } from './paper-entry.ts';

const place = (type: PrintedPlace['type'], order: string[], blanks = 0): PrintedPlace => ({ type, order, blanks });
const shuffled = place('single', ['C', 'A', 'D', 'B']);

describe('what a marker types', () => {
  test.each([
    [place('single', ['C', 'A', 'D', 'B']), 'b', ['A']],
    [place('single', ['C', 'A', 'D', 'B']), 'E', undefined],
    [place('single', ['C', 'A', 'D', 'B']), 'AB', undefined],
    [place('multiple', ['C', 'A', 'D', 'B']), 'A、C', ['C', 'D']],
    [place('multiple', ['A', 'B', 'C']), 'AA', undefined],
    [place('true-false', ['T', 'F']), '√', ['T']],
    [place('true-false', ['T', 'F']), '×', ['F']],
    [place('true-false', ['T', 'F']), 'Ｆ', ['F']],
    [place('true-false', ['T', 'F']), 'C', undefined],
    [place('ordering', ['C', 'A', 'B']), 'BCA', ['A', 'B', 'C']],
    [place('ordering', ['C', 'A', 'B']), 'BC', undefined],
    [place('matching', ['B', 'A', '2', '1']), 'A1 B2', ['B2', 'A1']],
    [place('matching', ['B', 'A', '2', '1']), 'A3', undefined],
    [place('fill-in', [], 2), '七；十五', ['七', '十五']],
    [place('fill-in', [], 2), '七', ['七', '']],
    [place('fill-in', [], 1), '七|八', undefined],
    [place('short-answer', []), ' 先立案 ', ['先立案']]
  ] as [PrintedPlace, string, string[] | undefined][])('%o %s', (at, typed, choice) => {
    expect(readKeyed(typed, at)).toEqual(choice);
  });

  test('nothing typed is no answer, and nothing that is typed ever throws', () => {
    expect(readKeyed('  ', shuffled)).toEqual([]);
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('single', 'multiple', 'true-false', 'ordering', 'matching', 'fill-in', 'short-answer', 'case'),
        (typed, type) => void readKeyed(typed, place(type, ['B', 'A', '2', '1'], 2))
      )
    );
  });

  test('what is printed on the key sheet is read back as the same answer', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['A', 'B', 'C', 'D'], { minLength: 1 }), (choice) => {
        const at = place('multiple', ['C', 'A', 'D', 'B']);
        expect([...readKeyed(printedAnswer(choice, at), at)!].sort()).toEqual([...choice].sort());
      })
    );
    const order = place('ordering', ['C', 'A', 'B']);
    expect(readKeyed(printedAnswer(['B', 'C', 'A'], order), order)).toEqual(['B', 'C', 'A']);
    const pairs = place('matching', ['B', 'A', '2', '1']);
    expect([...readKeyed(printedAnswer(['A1', 'B2'], pairs), pairs)!].sort()).toEqual(['A1', 'B2']);
  });
});

test('a block from a spreadsheet becomes rows of cells', () => {
  expect(pastedBlock('A\tB\r\nC\t\r\n')).toEqual([
    ['A', 'B'],
    ['C', '']
  ]);
});
