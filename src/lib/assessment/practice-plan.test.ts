/** 备考: what the days until an exam hold, and whether they are enough. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, DAY, instantOf, type Day } from '#lib/platform/clock.ts';
import { fillBank, publishedExam } from '#tests/support/exams.ts';
import { openWorld } from '#tests/support/world.ts';
import { chooseReadyDay, myPracticePlan } from './practice-plan.server.ts';
import { answerPractice, openPractice, startPractice } from './practice-run.server.ts';
import { capNeeded, forecast, suffices, type ForecastCard } from './review-forecast.ts';
import { reviewed } from './review-schedule.ts';

const error = (code: string) => expect.objectContaining({ code });
const today: Day = '2026-11-23';
const ready: Day = '2026-12-07';

const cards = (count: number, daysAgo = 1): ForecastCard[] =>
  Array.from({ length: count }, () => reviewed(null, true, instantOf(addDays(today, -daysAgo), '12:00'), ready));

describe('the outlook', () => {
  test('asks what is due before anything new, and never more than the cap', () => {
    const due = cards(15, 30);
    const ahead = forecast(due, 40, today, ready, 10);
    expect(ahead.days).toHaveLength(14);
    expect(ahead.days[0]).toEqual({ day: today, due: 10, fresh: 0, waiting: 5 });
    expect(ahead.days[1]).toMatchObject({ due: 5, fresh: 5, waiting: 0 });
    expect(ahead.days.every(({ due: again, fresh }) => again + fresh <= 10)).toBe(true);
  });

  test('says how many will not have been met', () => {
    expect(forecast([], 1_000, today, ready, 10).unseenLeft).toBeGreaterThan(800);
    expect(suffices(forecast([], 20, today, ready, 10))).toBe(true);
    expect(suffices(forecast([], 1_000, today, ready, 10))).toBe(false);
  });

  test('today has only the room that is left of it', () => {
    const [first, second] = forecast([], 50, today, ready, 10, 3).days;
    expect(first).toMatchObject({ due: 0, fresh: 3 });
    expect(second!.due + second!.fresh).toBe(10);
    expect(forecast([], 50, today, today, 10).days).toEqual([]);
  });

  test('no question is lost on the way, whatever the numbers', () => {
    fc.assert(
      fc.property(
        fc.nat(25),
        fc.nat(60),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 20 }),
        (met, unseen, cap, days) => {
          const until = addDays(today, days);
          const ahead = forecast(cards(met, 30), unseen, today, until, cap);
          const fresh = ahead.days.reduce((sum, day) => sum + day.fresh, 0);
          expect(fresh + ahead.unseenLeft).toBe(unseen);
          expect(ahead.days.map(({ day }) => day)).toEqual(Array.from({ length: days }, (_, at) => addDays(today, at)));
        }
      ),
      { numRuns: 60 }
    );
  });

  test('the cap that is needed does, and one less does not', () => {
    const needed = capNeeded(cards(10), 200, today, ready, 200)!;
    expect(suffices(forecast(cards(10), 200, today, ready, needed))).toBe(true);
    expect(suffices(forecast(cards(10), 200, today, ready, needed - 1))).toBe(false);
    expect(capNeeded([], 5_000, today, addDays(today, 2), 200)).toBeNull();
  });
});

describe('the plan of a learner', () => {
  async function open() {
    const world = await openWorld();
    await fillBank(world, ['程序', '证据'], { single: 20, multiple: 10, 'true-false': 10 } as Parameters<
      typeof fillBank
    >[2]);
    const look = () => world.run(myPracticePlan, world.actor.lin, {});
    const choose = (wish: object) => world.run(chooseReadyDay, world.actor.lin, wish);
    return { ...world, look, choose };
  }

  test('without an exam has no day; the next exam is the day by itself', async () => {
    const world = await open();
    expect(await world.look()).toMatchObject({ ready: null, outlook: null, exams: [], unseen: 80, total: 80, cap: 10 });
    const examId = await publishedExam(world);
    expect(await world.look()).toMatchObject({
      exams: [{ examId, title: '岗前考试', day: '2026-11-23' }],
      ready: { examId, chosen: false }
    });
  });

  test('a day is chosen, kept while it lies ahead, and given up again', async () => {
    const world = await open();
    await world.choose({ day: '2026-12-01' });
    const plan = await world.look();
    expect(plan).toMatchObject({ ready: { day: '2026-12-01', examId: null, chosen: true } });
    expect(plan.outlook!.days).toHaveLength(8);
    world.clock.advance(8 * DAY);
    expect((await world.look()).ready).toBeNull();
    await world.choose({});
    expect((await world.look()).ready).toBeNull();
  });

  test('an exam is followed when it is moved', async () => {
    const world = await open();
    const examId = await publishedExam(world, { opensAt: '2026-12-10T09:30', closesAt: '2026-12-10T11:00' });
    await world.choose({ examId });
    expect((await world.look()).ready).toEqual({ examId, title: '岗前考试', day: '2026-12-10', chosen: true });
    await expect(world.choose({ examId: 999 })).rejects.toThrow(error('assessment.exam-not-found'));
  });

  test.each(['2026-11-23', '2026-11-22', '2027-11-25'])('%s is no day to be ready on', async (day) => {
    const world = await open();
    await expect(world.choose({ day })).rejects.toMatchObject({ fields: { day: ['practice.day-ahead'] } });
  });

  test('is honest when the cap leaves too little room, and says what it takes', async () => {
    const world = await open();
    await world.choose({ day: '2026-11-27' });
    const { outlook } = await world.look();
    expect(outlook).toMatchObject({ enough: false, unseenLeft: expect.any(Number) });
    expect(outlook!.unseenLeft).toBeGreaterThan(30);
    expect(outlook!.capNeeded).toBeGreaterThan(10);
    await world.choose({ day: '2027-02-01' });
    expect((await world.look()).outlook).toMatchObject({ enough: true, capNeeded: null, unseenLeft: 0 });
  });

  test('brings questions back sooner than without a day', async () => {
    const world = await open();
    await world.choose({ day: '2027-03-01' });
    const { runId } = await world.run(startPractice, world.actor.lin, { mode: 'sequential' });
    const { question } = await world.run(openPractice, world.actor.lin, { runId });
    await world.run(answerPractice, world.actor.lin, { runId, versionId: question.versionId, choice: ['B'] });
    const sooner = reviewed(null, true, world.clock.now(), '2027-03-01').dueOn;
    expect(sooner < reviewed(null, true, world.clock.now(), null).dueOn).toBe(true);
  });

  test('is nobody else’s, and for those who practise', async () => {
    const world = await open();
    await world.choose({ day: '2026-12-01' });
    expect((await world.run(myPracticePlan, world.actor.guo, {})).ready).toBeNull();
    await expect(world.run(myPracticePlan, world.actor.he, {})).rejects.toThrow(error('people.not-allowed'));
    await expect(world.run(chooseReadyDay, world.actor.gao, {})).rejects.toThrow(error('people.not-allowed'));
  });
});
