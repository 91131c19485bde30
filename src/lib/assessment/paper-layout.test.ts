import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offPaper, onPaper } from './answers.ts';
import { askedBody, shownOrder } from './asked.ts';
import { seededRandom } from './draw.ts';
import { placesOf, shareOut } from './paper-layout.ts';
import { optionLetters, targetNumbers, type Part, type QuestionBody } from './question.ts';

const letters = (count: number) => optionLetters.slice(0, count).map((key) => ({ key, text: `项${key}` }));
const body = (change: Partial<QuestionBody>): QuestionBody => ({
  type: 'single',
  stem: '问',
  options: letters(4),
  answer: ['A'],
  details: null,
  ...change
});
const ordering = (count: number) =>
  body({ type: 'ordering', options: letters(count), answer: letters(count).map(({ key }) => key) });
const matching = (left: number, right: number) =>
  body({
    type: 'matching',
    options: letters(left),
    answer: letters(left).map(({ key }, at) => key + targetNumbers[at % right]),
    details: { targets: targetNumbers.slice(0, right).map((key) => ({ key, text: `目标${key}` })) }
  });
const drawn = { versionId: 7, points: 5, optionOrder: ['B', 'A', 'D', 'C'] };
const random = () => seededRandom('x');

describe('the places of a drawn question', () => {
  test('a choice keeps the order of the draw', () => {
    expect(placesOf(drawn, undefined, random())).toEqual([{ ...drawn, part: null }]);
    expect(placesOf(drawn, body({}), random())[0]!.optionOrder).toEqual(drawn.optionOrder);
  });

  test('each part of a case has its own place, and its share of the points by weight', () => {
    const part = (weight: number): Part => ({ ...body({}), type: 'single', weight });
    const parts = [part(1), { ...part(3), ...ordering(3), weight: 3 } as Part, part(1)];
    const places = placesOf(drawn, body({ type: 'case', options: [], answer: [], details: { parts } }), random());
    expect(places.map((place) => [place.part, place.points])).toEqual([
      [0, 1],
      [1, 3],
      [2, 1]
    ]);
  });

  test('an ordering is never shown in the right order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 }), fc.string(), (count, seed) => {
        const asked = ordering(count);
        const order = shownOrder(asked, seededRandom(seed));
        expect(order).not.toEqual(asked.answer);
        expect([...order].sort()).toEqual([...asked.answer].sort());
      })
    );
  });

  test('no point is lost and none is won, and nothing is given away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }).map((halves) => halves / 2),
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 10 }),
        (points, weights) => {
          const shares = shareOut(points, weights);
          expect(shares.reduce((sum, share) => sum + Math.round(share * 100), 0)).toBe(points * 100);
          const sum = weights.reduce((total, weight) => total + weight, 0);
          for (const [at, share] of shares.entries()) {
            expect(Math.abs(share - (points * weights[at]!) / sum)).toBeLessThan(0.011);
          }
        }
      )
    );
  });
});

describe('the keys of the paper', () => {
  test('an answer comes back from the paper as it went there', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 10 }),
        fc.integer({ min: 2, max: 10 }),
        fc.string(),
        (left, right, seed) => {
          for (const asked of [ordering(left), matching(left, right), body({ options: letters(left) })]) {
            const order = shownOrder(asked, seededRandom(seed));
            const shown = onPaper(asked.answer, asked.type, order);
            expect(offPaper(shown, asked.type, order)).toEqual(asked.answer);
          }
        }
      )
    );
  });

  test('the letters of an ordering and the numbers of a matching tell nothing: they run down the page', () => {
    const asked = askedBody(
      matching(3, 4),
      ['C', 'A', 'B', '4', '1', '3', '2'],
      new Map([
        ['C', 'A'],
        ['A', 'B'],
        ['B', 'C'],
        ['4', '1'],
        ['1', '2'],
        ['3', '3'],
        ['2', '4']
      ])
    );
    expect(asked.options.map(({ key, text }) => key + text)).toEqual(['A项C', 'B项A', 'C项B']);
    expect(asked.targets.map(({ key, text }) => key + text)).toEqual(['1目标4', '2目标1', '3目标3', '4目标2']);
    expect(onPaper(['A1', 'C4'], 'matching', ['C', 'A', 'B', '4', '1', '3', '2'])).toEqual(['B2', 'A1']);
  });

  test('a key that is on no paper stays what it is, and is refused later', () =>
    expect(offPaper(['Z'], 'ordering', ['B', 'A'])).toEqual(['Z']));
});
