import { describe, expect, test } from 'vitest';
import { gradeAnswer, markPaper, passes, percentOf } from './marking.ts';

describe('marking', () => {
  test('an answer is right when it names exactly the right options, in any order', () => {
    expect(gradeAnswer(['B'], ['B'])).toBe(true);
    expect(gradeAnswer(['A', 'C'], ['C', 'A'])).toBe(true);
  });

  test('one option too few, one too many, another or none is wrong: there is no part credit', () => {
    expect(gradeAnswer(['A', 'C'], ['A'])).toBe(false);
    expect(gradeAnswer(['A', 'C'], ['A', 'C', 'D'])).toBe(false);
    expect(gradeAnswer(['A', 'C'], ['A', 'A'])).toBe(false);
    expect(gradeAnswer(['B'], ['C'])).toBe(false);
    expect(gradeAnswer(['B'], [])).toBe(false);
    expect(gradeAnswer([], [])).toBe(false);
  });

  test('points add up, unanswered questions give none, and the pass mark itself passes', () => {
    const questions = [
      { position: 1, points: 6, answer: ['A'] },
      { position: 2, points: 4, answer: ['T'] }
    ];
    expect(markPaper(questions, new Map([[1, ['A']]]), 60)).toEqual({
      marks: [
        { position: 1, right: true, pointsAwarded: 6 },
        { position: 2, right: false, pointsAwarded: 0 }
      ],
      points: 6,
      pointsPossible: 10,
      passed: true
    });
    expect(markPaper(questions, new Map([[2, ['T']]]), 60).passed).toBe(false);
  });

  test('a hair below the pass mark fails and never reads as if it had passed', () => {
    expect(passes(59.5, 100, 60)).toBe(false);
    expect(percentOf(59.5, 100)).toBe(59);
    expect(passes(60, 100, 60)).toBe(true);
    expect(percentOf(60, 100)).toBe(60);
    expect(percentOf(29, 50)).toBe(58);
  });

  test('a paper without points is never passed', () => {
    expect(passes(0, 0, 60)).toBe(false);
    expect(percentOf(0, 0)).toBe(0);
  });
});
