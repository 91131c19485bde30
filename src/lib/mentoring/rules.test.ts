import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, MINUTE } from '#lib/platform/clock.ts';
import { eligibility, isEligible, type MenteeFacts, type MentorFacts } from './eligibility.ts';
import { nextSeat, opinionSeats, sealCode } from './pairing.ts';
import {
  completionConditions,
  nextLevel,
  phaseExit,
  taskProgress,
  usualPhases,
  type SignedPractice
} from './progress.ts';
import { meanRating, needsComment, ratings, shortfalls, type Rating } from './rating.ts';
import { changesOf, overlay, put, settle, takeUp, type Pending } from './record-queue.ts';
import { fits, gapsOf, mayTakePart, merge, minutesOf, readSheet, type Change, type Sheet } from './sheet.ts';
import { PAD, SignatureInput, signaturePath, strokesOf } from './signature.ts';
import { doubtsOf, driftOf, owedThisMonth, quietDays, weakTasks } from './watch.ts';
import { levels, type Level } from './catalogue.ts';

const marks = (text: string): Rating[] => [...text] as Rating[];

describe('a rating', () => {
  test('needs its reason at both ends', () => {
    expect(ratings.filter(needsComment)).toEqual(['1', '4']);
  });

  test('is meant over what was observed', () => {
    expect(meanRating(marks('34-2'))).toBe(3);
    expect(meanRating(marks('---'))).toBeNull();
  });

  test.each([
    ['33333', 'perform', []],
    ['23334', 'perform', []],
    ['22333', 'perform', ['mean-too-low']],
    ['13344', 'perform', ['a-step-failed']],
    ['33---', 'perform', ['too-little-observed']],
    ['22222', 'assist', []],
    ['1----', 'assist', ['a-step-failed']],
    ['-----', 'watch', []]
  ] as const)('%s at %s falls short by %j', (given, level, expected) => {
    expect(shortfalls(marks(given), level)).toEqual(expected);
  });

  test('that is better never makes a performance worse', () => {
    const step = fc.constantFrom<Rating>('1', '2', '3', '4');
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.nat(7),
        fc.constantFrom(...levels),
        (given, at, level) => {
          const better = given.map((rating, place) =>
            place === at % given.length && rating !== '4' ? (String(Number(rating) + 1) as Rating) : rating
          );
          return shortfalls(better, level).length <= shortfalls(given, level).length;
        }
      )
    );
  });
});

describe('a sheet', () => {
  const task = { steps: ['一', '二'] };

  test.each([
    ['day', '2026-11-23', true],
    ['day', '2026-13-01', false],
    ['from', '24:00', false],
    ['coaching', '481', false],
    ['rating.7', '4', true],
    ['rating.8', '4', false],
    ['rating.0', '5', false],
    ['position', '37.1234,122.1234', true],
    ['companion', '../x', false],
    ['toString', 'x', false],
    ['situation', '', true],
    ['nothing', '', false]
  ])('%s takes %s: %s', (field, value, expected) => expect(fits(field, value)).toBe(expected));

  test('says what is missing, in the order of the page', () => {
    expect(gapsOf({ level: 'perform', 'rating.0': '4' }, task)).toEqual([
      ...['day', 'from', 'to', 'site'].map((field) => ({ field, code: 'input.required' })),
      { field: 'comment.0', code: 'mentoring.comment-needed' },
      { field: 'rating.1', code: 'mentoring.rate-every-step' }
    ]);
    const whole = { day: '2026-11-23', from: '09:00', to: '10:00', site: '中心大街', level: 'watch' };
    expect(gapsOf(whole, task)).toEqual([]);
  });

  test('goes on over midnight', () => {
    expect(minutesOf({ from: '23:30', to: '00:15' })).toBe(45);
    expect(minutesOf(readSheet({}, 0))).toBe(0);
  });

  test.each([
    ['watch', 'field', false, true],
    ['assist', 'field', false, true],
    ['perform', 'field', false, false],
    ['alone', 'field', false, false],
    ['alone', 'drill', false, true],
    ['alone', 'field', true, true]
  ] as const)('%s in the %s, card %s: %s', (level, setting, carded, expected) =>
    expect(mayTakePart(level, setting, carded)).toBe(expected)
  );

  test('merged with changes keeps every word that somebody else wrote meanwhile', () => {
    const word = fc.constantFrom('', 'a', 'b', 'c');
    const field = fc.constantFrom('best', 'next', 'place');
    fc.assert(
      fc.property(
        fc.dictionary(field, word.filter(Boolean)),
        fc.array(fc.record({ field, from: word, to: word }), { maxLength: 4 }),
        (start, changes) => {
          const { sheet, applied, clashes } = merge(start as Sheet, changes as Change[]);
          for (const clash of clashes) expect(clash.theirs).not.toBe(clash.mine);
          for (const name of Object.keys(start))
            if (!applied.some((change) => change.field === name)) expect(sheet[name]).toBe(start[name]);
          // A second time the same changes change nothing more.
          const last = new Map(applied.map((change) => [change.field, change.to]));
          const again = merge(
            sheet,
            applied.filter((change) => last.get(change.field) === change.to)
          );
          expect(again.applied.filter(({ field: name, to }) => sheet[name] !== to)).toEqual([]);
        }
      )
    );
  });
});

describe('what waits on a phone', () => {
  const base: Sheet = { best: '稳' };

  test('remembers what the server had when the field was first touched', () => {
    const twice = put(put({}, base, 'best', '很稳'), base, 'best', '很稳当');
    expect(changesOf(twice)).toEqual([{ field: 'best', from: '稳', to: '很稳当' }]);
    expect(put(twice, base, 'best', '稳')).toEqual({});
    expect(overlay(base, twice)).toEqual({ best: '很稳当' });
  });

  test('goes on from what was sent when it was written again meanwhile', () => {
    const sent = changesOf(put({}, base, 'best', '很稳'));
    const later: Pending = put(put({}, base, 'best', '很稳'), base, 'best', '很稳当');
    expect(settle(later, sent, [])).toEqual({ best: { from: '很稳', to: '很稳当' } });
    expect(settle(put({}, base, 'best', '很稳'), sent, [])).toEqual({});
  });

  test('gives way to a clash, which shows the writer’s own word until they choose', () => {
    const sent = changesOf(put({}, base, 'best', '很稳'));
    const clashes = [{ field: 'best', mine: '很稳', theirs: '一般' }];
    const left = settle(put({}, base, 'best', '很稳'), sent, clashes);
    expect(left).toEqual({});
    expect(overlay({ best: '一般' }, left, clashes)).toEqual({ best: '很稳' });
  });

  test('takes up what an earlier visit left, unless it has arrived', () => {
    const left = [
      { field: 'best', from: '', to: '稳' },
      { field: 'next', from: '', to: '写时间' }
    ];
    expect(takeUp({}, left, base)).toEqual({ next: { from: '', to: '写时间' } });
    expect(takeUp({ next: { from: '', to: '写地点' } }, left, base)).toEqual({ next: { from: '', to: '写地点' } });
  });
});

describe('progress', () => {
  const planned = { key: 'spot-penalty', needed: 2, reach: 'perform' as Level };
  const signed = (level: Level, passed = true): SignedPractice => ({
    ...{ taskKey: 'spot-penalty', level, passed, practisedOn: '2026-11-01' }
  });

  test('counts passed records at the level that matters', () => {
    expect(taskProgress(planned, [])).toMatchObject({ level: null, done: 0, learnt: false });
    expect(taskProgress(planned, [signed('assist'), signed('perform', false)])).toMatchObject({
      level: 'assist',
      done: 0
    });
    expect(taskProgress(planned, [signed('perform'), signed('perform')])).toMatchObject({ done: 2, learnt: true });
    const alone = { ...planned, reach: 'alone' as Level };
    expect(taskProgress(alone, [signed('perform'), signed('perform')])).toMatchObject({ done: 2, learnt: false });
    expect(taskProgress(alone, [signed('perform'), signed('alone')])).toMatchObject({ done: 2, learnt: true });
  });

  test('leads one level up, never above what is asked', () => {
    const from = (level: Level | null, reach: Level) => nextLevel({ level, reach });
    expect([from(null, 'alone'), from('watch', 'alone'), from('perform', 'alone'), from('alone', 'alone')]).toEqual([
      'watch',
      'assist',
      'alone',
      'alone'
    ]);
    expect(from('assist', 'assist')).toBe('assist');
  });

  test('leaves a phase when enough tasks are there, each by its own reach', () => {
    const tasks = [signed('perform'), signed('assist')].map((record, at) =>
      taskProgress({ ...planned, reach: at ? 'assist' : 'perform' }, [record])
    );
    expect(phaseExit(usualPhases[2]!, tasks)).toEqual({ there: 2, wanted: 2, met: true });
    expect(phaseExit(usualPhases[3]!, [...tasks, taskProgress(planned, [])])).toEqual({
      there: 2,
      wanted: 3,
      met: false
    });
  });

  test('asks for the lower of the two assessed parts', () => {
    const facts = {
      tasks: [],
      records: 12,
      leastRecords: 12,
      theory: null,
      assessment: { fieldScore: 90, fileScore: 59 }
    };
    expect(
      completionConditions(facts)
        .filter(({ met }) => !met)
        .map(({ code }) => code)
    ).toEqual(['theory', 'assessment']);
  });
});

describe('eligibility', () => {
  const mentor: MentorFacts = {
    ...{ cadreId: 1, unitId: 1, establishment: 'administrative', joinedOn: '2020-01-01', leftOn: null },
    ...{ carded: true, signsIn: 'all', apprentices: 0, complaints: 0 }
  };
  const mentee: MenteeFacts = { cadreId: 2, unitId: 1, joinedOn: '2026-09-01', leftOn: null, running: 0 };
  const against = (change: Partial<MentorFacts>, other: Partial<MenteeFacts> = {}) =>
    eligibility({ ...mentor, ...change }, { ...mentee, ...other }, { years: 3, apprentices: 2 }, '2026-11-01')
      .filter(({ met }) => !met)
      .map(({ code }) => code);

  test.each([
    [{}, {}, []],
    [{ cadreId: 2 }, {}, ['self']],
    [{ leftOn: '2026-11-01' as const }, {}, ['on-roster']],
    [{}, { joinedOn: '2026-12-01' as const }, ['on-roster']],
    [{ establishment: 'auxiliary' as const }, {}, ['establishment']],
    [{ carded: false }, {}, ['card']],
    [{ joinedOn: '2023-11-02' as const }, {}, ['years']],
    [{ joinedOn: '2023-11-01' as const }, {}, []],
    [{ apprentices: 2 }, {}, ['load']],
    [{ signsIn: [2] }, {}, ['unit']],
    [{ signsIn: null }, {}, ['unit']],
    [{ complaints: null }, {}, ['complaints']],
    [{ complaints: 1 }, {}, ['complaints']],
    [{}, { running: 1 }, ['free']]
  ])('%j with %j fails by %j', (change, other, expected) => expect(against(change, other)).toEqual(expected));

  test('holds when every reason does', () => {
    expect(isEligible(eligibility(mentor, mentee, { years: 3, apprentices: 2 }, '2026-11-01'))).toBe(true);
  });
});

describe('opinions', () => {
  test('follow each other', () => {
    expect(opinionSeats.map((_, given) => nextSeat(opinionSeats.slice(0, given)))).toEqual([...opinionSeats]);
    expect(nextSeat(opinionSeats)).toBeUndefined();
  });

  test('a second version of a signed record is numbered', () => {
    expect(sealCode({ recordId: 417, turn: 2, practisedOn: '2026-11-20' })).toBe('DJ-2026-0417/2');
  });
});

describe('a signature', () => {
  test('is scaled to its field and thinned, whatever the screen', () => {
    const points = Array.from({ length: 2000 }, (_, at) => ({ x: at / 4, y: 20 }));
    const [stroke] = strokesOf([{ points }], 600);
    expect(stroke!.length).toBeLessThanOrEqual(800);
    expect(stroke!.at(-2)).toBeLessThanOrEqual(PAD.width);
    expect(SignatureInput.safeParse({ kind: 'drawn', strokes: [stroke] }).success).toBe(true);
  });

  test('draws dots as dots', () => {
    expect(
      signaturePath([
        [1, 2],
        [3, 4, 5, 6]
      ])
    ).toBe('M1 2h.1M3 4L5 6');
  });
});

describe('watching', () => {
  const by = (mentorId: number, rating: number, steps: number) => ({
    ...{ mentorId, records: 5, ratings: Array.from({ length: steps }, () => rating) }
  });

  test('says nothing about few steps, and puts the furthest first', () => {
    expect(
      driftOf([by(1, 3, 30), by(2, 4, 30), by(3, 1, 5)]).map(({ mentorId, verdict }) => [mentorId, verdict])
    ).toEqual([
      [2, 'lenient'],
      [1, 'strict'],
      [3, 'few']
    ]);
    expect(driftOf([by(1, 3, 50)])).toMatchObject([{ others: null, verdict: 'few' }]);
    expect(driftOf([by(1, 3, 50), by(2, 3, 50)])).toMatchObject([{ verdict: 'with-the-others' }, {}]);
  });

  test('finds signatures made in seconds, late, too early and in a row', () => {
    const ended = instantOf('2026-11-01', '10:00');
    const signature = (sealId: number, sealedAt: number, firstTouchedAt: number | null = sealedAt - MINUTE) => ({
      ...{ sealId, mentorId: 1, practisedOn: '2026-11-01' as const, to: '10:00', firstTouchedAt, sealedAt }
    });
    const rules = { seconds: 15, lateDays: 7 };
    const doubts = (one: ReturnType<typeof signature>, all = [one]) => doubtsOf(one, all, rules);
    expect(doubts(signature(1, ended + MINUTE))).toEqual([]);
    expect(doubts(signature(1, ended + MINUTE, ended + MINUTE - 14_999))).toEqual(['in-seconds']);
    expect(doubts(signature(1, ended + MINUTE, null))).toEqual([]);
    expect(doubts(signature(1, ended + 8 * 24 * 60 * MINUTE))).toEqual(['late']);
    expect(doubts(signature(1, ended - 1))).toEqual(['before-the-end']);
    const row = [1, 2, 3].map((id) => signature(id, ended + id * 2 * MINUTE));
    expect(doubts(row[0]!, row)).toEqual(['in-a-row']);
  });

  test('counts quiet days, and what the month still owes', () => {
    expect(quietDays({ startsOn: '2026-11-01', lastOn: null }, '2026-11-22')).toBe(21);
    expect(owedThisMonth(['2026-11-02', '2026-10-30'], '2026-10-01', 2, '2026-11-22')).toBe(1);
    expect(owedThisMonth([], '2026-11-20', 2, '2026-11-22')).toBe(0);
  });

  test('names tasks in which several fall short', () => {
    const record = (taskKey: string, menteeId: number, mean: number, passed: boolean) => ({
      taskKey,
      menteeId,
      mean,
      passed
    });
    expect(
      weakTasks([
        record('dogs', 1, 2.4, false),
        record('dogs', 2, 2.6, false),
        record('talk', 1, 3.4, true),
        record('noise', 1, 2.2, false)
      ])
    ).toEqual([{ taskKey: 'dogs', records: 2, mean: 2.5, people: 2 }]);
  });
});
