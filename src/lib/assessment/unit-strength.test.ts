/** Aggregates of practice tell of units and never of people. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, DAY, dayOf, instantOf } from '#lib/platform/clock.ts';
import { accountActor } from '#lib/platform/actor.ts';
import { cadre } from '#lib/people/schema.server.ts';
import { fillBank } from '#tests/support/exams.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { unitStrengths } from './practice-units.server.ts';
import { practiceAnswer, practiceRun } from './schema.server.ts';
import { FEWEST_PEOPLE, shareOf, shownUnits, strengthOf, together, type Practised } from './unit-strength.ts';

const error = (code: string) => expect.objectContaining({ code });
const unit = (people: number): Practised => ({ people, answers: people * 10, right: people * 6 });

describe('which figures may be shown', () => {
  test.each([
    ['five people are enough', [5, 9], [true, true]],
    ['four are not, nor can they be worked out: the smallest other goes with them', [4, 9, 6], [false, true, false]],
    ['two small ones cover each other', [3, 2, 9], [false, false, true]],
    [
      'a unit where nobody practised looks like a small one and covers nobody',
      [0, 3, 9, 8],
      [false, false, true, false]
    ],
    ['where nobody practised there is nothing to cover', [0, 9], [false, true]],
    ['too few altogether: nothing is shown', [2, 2], [false, false]]
  ])('%s', (_, people, shown) => expect(shownUnits(people.map(unit))).toEqual(shown));

  test('what is left of the total once the shown units are taken from it rests on enough people, or on none', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 12 }), (people) => {
        const units = people.map(unit);
        const shown = shownUnits(units);
        const all = together(units);
        const visible = together(units.filter((_one, at) => shown[at]));
        const left = all.people - visible.people;
        expect(units.every(({ people: count }, at) => !shown[at] || count >= FEWEST_PEOPLE)).toBe(true);
        const totalIsShown = all.people >= FEWEST_PEOPLE;
        if (totalIsShown) expect(left === 0 || left >= FEWEST_PEOPLE).toBe(true);
        else expect(shown.some(Boolean)).toBe(false);
      })
    );
  });

  test('how well anybody did does not decide what is hidden', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(100)), { maxLength: 8 }), (units) => {
        const asked = units.map(([people, right]) => ({ people, answers: 100, right }));
        expect(shownUnits(asked)).toEqual(shownUnits(asked.map((one) => ({ ...one, right: 0 }))));
      })
    );
  });

  test('a topic is weak below 60 of 100 and strong from 85', () => {
    expect([59, 60, 84, 85].map(strengthOf)).toEqual(['weak', 'middling', 'middling', 'strong']);
    expect(shareOf({ people: 5, answers: 3, right: 2 })).toBe(67);
  });
});

/** So many people of a unit answer the first question so long ago. @returns their cadres. */
async function practise(world: World, unitName: string, people: number, rightOnes: number, daysAgo = 10) {
  return world.store.transaction(async (db) => {
    for (let at = 0; at < people; at += 1) {
      const number = `${unitName}-${at}-${daysAgo}`;
      const [row] = await db
        .insert(cadre)
        .values({
          staffNumber: number,
          name: `练${at}`,
          nameKey: 'lian',
          nameInitials: 'l',
          unitId: world.unitId[unitName]!,
          post: '科员',
          establishment: 'administrative',
          enforcementPost: true,
          joinedOn: '2020-03-01'
        })
        .returning();
      const answeredAt = world.clock.now() - daysAgo * DAY;
      const [run] = await db
        .insert(practiceRun)
        .values({ cadreId: row!.id, mode: 'random', versionIds: [1], startedAt: answeredAt, touchedAt: answeredAt })
        .returning();
      await db.insert(practiceAnswer).values({
        runId: run!.id,
        questionVersionId: 1,
        cadreId: row!.id,
        choice: ['B'],
        right: at < rightOnes,
        answeredAt
      });
    }
  });
}

const [centre, service] = ['综合执法中心', '便民服务中心'];

describe('what supervisors and trainers see', () => {
  async function open() {
    const world = await openWorld();
    await fillBank(world, ['程序', '证据'], { single: 2, multiple: 0, 'true-false': 0 } as Parameters<
      typeof fillBank
    >[2]);
    return world;
  }
  const look = (world: World, who: 'shen' | 'he' = 'shen') => world.run(unitStrengths, world.actor[who], {});

  test('shares by unit and topic over whole weeks, and no name, number or count of anybody', async () => {
    const world = await open();
    await practise(world, centre!, 6, 3);
    await practise(world, service!, 5, 5);
    const seen = await look(world);
    expect(seen.units.map(({ name }) => name)).toEqual([centre, service]);
    expect(seen.topics.map(({ topic, all, units }) => [topic, all, ...units])).toEqual([
      ['程序', 73, 50, 100],
      ['证据', null, null, null]
    ]);
    expect(instantOf(seen.to)).toBeLessThan(world.clock.now());
    expect(new Date(`${seen.to}T00:00Z`).getUTCDay()).toBe(0);
    expect(seen.from).toBe(addDays(seen.to, -83));
    expect(JSON.stringify(seen)).not.toMatch(/练\d|综合执法中心-/);
    expect(await look(world, 'he')).toEqual(seen);
  });

  test('a small unit is hidden with the one that would give it away', async () => {
    const world = await open();
    await practise(world, centre!, 9, 3);
    await practise(world, service!, 4, 4);
    expect((await look(world)).topics[0]).toMatchObject({ all: 54, units: [null, null] });
  });

  test('this week and what is older than twelve weeks do not count', async () => {
    const world = await open();
    await practise(world, centre!, 6, 6, 0);
    await practise(world, centre!, 6, 6, 120);
    expect((await look(world)).topics[0]).toMatchObject({ all: null, units: [null, null] });
    expect(dayOf(world.clock.now()) > (await look(world)).to).toBe(true);
  });

  test('a supervisor of one unit sees that unit and no figure of all, hidden by the same rule as for everybody', async () => {
    const world = await open();
    await practise(world, centre!, 9, 9);
    await practise(world, service!, 4, 4);
    const narrow = accountActor({
      accountId: 1,
      cadreId: 1,
      unitId: 1,
      roles: [{ role: 'supervisor', unitId: world.unitId[centre!]! }]
    });
    const seen = await world.run(unitStrengths, narrow, {});
    expect(seen.units.map(({ name }) => name)).toEqual([centre]);
    expect(seen.wholeTown).toBe(false);
    expect(seen.topics[0]).toMatchObject({ all: null, units: [null] });
  });

  test('nobody else sees them', async () => {
    const world = await open();
    for (const who of ['lin', 'zhou', 'gao', 'luo', 'tang', 'xu'] as const)
      await expect(world.run(unitStrengths, world.actor[who], {})).rejects.toThrow(error('people.not-allowed'));
  });
});
