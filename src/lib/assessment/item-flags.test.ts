import { expect, test } from 'vitest';
import { findingsOf, urgency } from './item-flags.ts';
import { itemStatistics, type Sighting } from './item-statistics.ts';
import type { QuestionType } from './question.ts';

/** Answers of people from the best to the weakest. */
function flagsOf(choices: string, type: QuestionType = 'single', options = 'ABCD', answer = 'B') {
  const sightings = [...choices].map((key, at): Sighting => {
    const share = answer.includes(key) ? 1 : 0;
    const rest = choices.length - at;
    return { share, rest, total: rest + share, choice: [key] };
  });
  return findingsOf(type, itemStatistics(sightings, { options: [...options], answer: [...answer] }));
}
const names = (...given: Parameters<typeof flagsOf>) => flagsOf(...given).map(({ flag }) => flag);

test.each<[string, string, string[]]>([
  ['a good question has no finding', 'BBBBBBBBBABBBACDABACDDCAC', []],
  ['the best took another option than the key', 'DDDDDDBBBABBBACDBBBBB', ['key-doubtful', 'negative']],
  ['the weakest do better', 'BACDAABCBBBCDBBBBBBBB', ['key-doubtful', 'negative']],
  ['nearly nobody knows it', 'BACDACDACDAC', ['too-hard']],
  ['everybody knows it', 'BBBBBBBBBBBB', ['too-easy']],
  ['it hardly tells anybody apart', 'BBACBDBBABCBDBBABCBDBBBACBDBBABCBDBBAB', ['weak']],
  ['an option that nobody takes', 'BBBBBBBBBABBBACBBBABACAABACACCAC', ['idle-option']]
])('%s', (_, choices, flags) => expect(names(choices)).toEqual(flags));

test('the finding names the options it is about', () => {
  expect(flagsOf('DDDDDDBBBABBBACDBBBBB')[0]).toEqual({ flag: 'key-doubtful', keys: ['D'] });
  expect(flagsOf('BBBBBBBBBABBBACBBBABACAABACACCAC')).toEqual([{ flag: 'idle-option', keys: ['D'] }]);
});

test('of nine people nothing is said, and of 29 no mere hint is given', () => {
  expect(names('DDDDBBBBB')).toEqual([]);
  expect(names('BBACBDBBABCBDBBABCBDBBBACBDBB')).toEqual([]);
});

test('a correlation that is below zero only by chance is not held against a question', () => {
  expect(names('ABBABBABBABB')).toEqual([]);
});

test('true/false has no idle option, and free text no options at all', () => {
  expect(names('TTTTTTTTTTTTTTTTTTTTTTTTF', 'true-false', 'TF', 'T')).toEqual(['too-easy']);
  expect(names('FFFFFFFFFFFFTTTTTTTTTTTT', 'true-false', 'TF', 'T')).toContain('key-doubtful');
});

test('the most pressing comes first', () => {
  const [doubtful, idle, none] = [flagsOf('DDDDDDBBBABBBACDBBBBB'), flagsOf('BBBBBBBBBABBBACBBBABACAABACACCAC'), []];
  expect([none, idle, doubtful].map(urgency).toSorted((a, b) => a - b)).toEqual([
    urgency(doubtful),
    urgency(idle),
    urgency(none)
  ]);
});
