import { describe, expect, test } from 'vitest';
import { gradeAnswer, markPaper, passes, percentOf, type Gradable } from './marking.ts';
import type { QuestionType } from './question.ts';

describe('marking', () => {
  const choice = (type: QuestionType, answer: string[]): Gradable => ({ type, answer, details: null });
  const multiple = choice('multiple', ['A', 'C']);
  const ordering = choice('ordering', ['A', 'B', 'C', 'D', 'E']);
  const matching = choice('matching', ['A2', 'B1', 'C2', 'D3']);
  const blanks: Gradable = { type: 'fill-in', answer: ['15', '30'], details: { blanks: [['15', '十五'], ['30']] } };
  const shortAnswer: Gradable = { type: 'short-answer', answer: ['表明身份'], details: { rubric: [] } };

  test('an answer is right when it names exactly the right options, in any order', () => {
    expect(gradeAnswer(choice('single', ['B']), ['B'])).toBe(1);
    expect(gradeAnswer(multiple, ['C', 'A'])).toBe(1);
  });

  test.each<[string, Gradable, string[], number, number]>([
    ['one option too few', multiple, ['A'], 0, 0.5],
    ['one too many', multiple, ['A', 'C', 'D'], 0, 0],
    ['the same twice', multiple, ['A', 'A'], 0, 0.5],
    ['another', choice('single', ['B']), ['C'], 0, 0],
    ['nothing', multiple, [], 0, 0],
    ['a question without answer', choice('single', []), [], 0, 0],
    ['steps in their order', ordering, ['A', 'B', 'C', 'D', 'E'], 1, 1],
    ['the first step put last: three of four still follow each other', ordering, ['B', 'C', 'D', 'E', 'A'], 0, 0.75],
    ['two steps exchanged', ordering, ['A', 'C', 'B', 'D', 'E'], 0, 0.25],
    ['steps backwards', ordering, ['E', 'D', 'C', 'B', 'A'], 0, 0],
    ['all pairs, in any order', matching, ['D3', 'A2', 'B1', 'C2'], 1, 1],
    ['three of four pairs', matching, ['A2', 'B1', 'C2', 'D1'], 0, 0.75],
    ['a pair left open', matching, ['A2'], 0, 0.25],
    ['all blanks, written otherwise', blanks, ['十五', ' ３０ '], 1, 1],
    ['one blank of two', blanks, ['15', '三十一'], 0, 0.5],
    ['blanks exchanged', blanks, ['30', '15'], 0, 0],
    ['empty blanks', blanks, ['', ''], 0, 0],
    ['free text that says nothing', shortAnswer, [''], 0, 0]
  ])('%s', (_, body, given, exact, partial) => {
    expect(gradeAnswer(body, given)).toBe(exact);
    expect(gradeAnswer(body, given, 'partial')).toBe(partial);
  });

  test('free text is marked by a person', () => expect(gradeAnswer(shortAnswer, ['先表明身份'])).toBeNull());

  test('points add up, unanswered questions give none, and the pass mark itself passes', () => {
    const questions = [
      { position: 1, points: 6, body: choice('single', ['A']) },
      { position: 2, points: 4, body: choice('true-false', ['T']) }
    ];
    expect(markPaper(questions, new Map([[1, ['A']]]), 60)).toEqual({
      marks: [
        { position: 1, right: true, pointsAwarded: 6 },
        { position: 2, right: false, pointsAwarded: 0 }
      ],
      points: 6,
      pointsPossible: 10,
      pending: 0,
      passed: true
    });
    expect(markPaper(questions, new Map([[2, ['T']]]), 60).passed).toBe(false);
  });

  test('a paper that waits for a person is neither passed nor failed, and a mark once given stays', () => {
    const written = { position: 2, points: 4, body: shortAnswer };
    const questions = [{ position: 1, points: 6, body: multiple }, written];
    const choices = new Map([
      [1, ['A', 'C']],
      [2, ['表明身份']]
    ]);
    expect(markPaper(questions, choices, 60)).toMatchObject({ points: 6, pending: 1, passed: null });
    const marked = markPaper([questions[0]!, { ...written, pointsAwarded: 3 }], choices, 90);
    expect(marked).toMatchObject({ points: 9, pending: 0, passed: true });
    expect(marked.marks[1]).toEqual({ position: 2, right: false, pointsAwarded: 3 });
  });

  test('points in part are kept to the hundredth', () => {
    const body = choice('multiple', ['A', 'B', 'C']);
    const paper = markPaper([{ position: 1, points: 2, body }], new Map([[1, ['A']]]), 60, 'partial');
    expect(paper.points).toBe(0.67);
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
