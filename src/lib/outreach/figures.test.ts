import { describe, expect, test } from 'vitest';
import type { Day } from '#lib/platform/clock.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { outreachFigures } from './figures.server.ts';
import { outreachDrill, outreachEvent, outreachTeam, outreachVillage, outreachVisit } from './schema.server.ts';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };

type Event = typeof outreachEvent.$inferInsert;
const event = (change: Partial<Event>): Event => ({
  status: 'held',
  heldOn: '2026-04-15',
  place: '桥头大集',
  kind: 'street',
  theme: '国家安全教育',
  large: false,
  headcount: 100,
  countMethod: 'estimate',
  minutes: 60,
  guests: '',
  cites: '',
  materials: [],
  remark: '',
  searchKey: '',
  createdAt: 0,
  savedAt: 0,
  ...change
});

const enter = (world: World, events: Event[]) =>
  world.store.transaction(async (db) => void (await db.insert(outreachEvent).values(events)));

describe('the figures of a year', () => {
  test('count what was held in it, by place, size and way of counting, and never what is void or planned', async () => {
    const world = await openWorld();
    await enter(world, [
      event({}),
      event({ heldOn: '2026-12-04', large: true, headcount: 300, countMethod: 'count' }),
      event({ place: '中心大街', heldOn: '2026-01-01', headcount: 20 }),
      event({ heldOn: '2025-12-31' }),
      event({ heldOn: '2027-01-01' }),
      event({ status: 'void' }),
      event({ status: 'planned', headcount: null, countMethod: null })
    ]);
    const figures = await world.run(outreachFigures, world.actor.shen, YEAR);
    expect(figures.events).toMatchObject({ events: 3, personTimes: 420 });
    expect(figures.places).toMatchObject([
      { place: '桥头大集', events: 2, personTimes: 400 },
      { place: '中心大街', events: 1, personTimes: 20 }
    ]);
    expect(figures.large).toMatchObject({ events: 1, personTimes: 300 });
    expect(figures.headcounts).toMatchObject([
      { method: 'estimate', events: 2, personTimes: 120 },
      { method: 'count', events: 1, personTimes: 300 },
      { method: 'sign-in', events: 0, personTimes: 0, rows: [] }
    ]);
  });

  test('name the record behind each of them', async () => {
    const world = await openWorld();
    await enter(world, [event({})]);
    const { events, large } = await world.run(outreachFigures, world.actor.he, YEAR);
    const [row] = events.rows;
    expect(row).toEqual({
      id: row!.id,
      label: '国家安全教育 · 桥头大集',
      on: '2026-04-15',
      people: 100,
      href: `/outreach/${row!.id}`
    });
    expect(large.rows).toEqual([]);
  });

  test('tell the villages with fewer visits than the setting asks for, fewest first', async () => {
    const world = await openWorld();
    const visit = (villageId: number, visitedOn: Day, voidedAt: number | null = null) => ({
      ...{ villageId, visitedOn, voidedAt },
      lawyer: '律师甲',
      done: '咨询',
      minutes: 60,
      createdAt: 0
    });
    await world.store.transaction(async (db) => {
      const villages = await db
        .insert(outreachVillage)
        .values(
          (['一号村', '二号村', '三号村', '并走的村'] as const).map((name, at) => ({
            ...{ name, nameKey: String(at), lawyer: '', savedAt: 0 },
            closedOn: at === 3 ? ('2026-06-01' as Day) : null
          }))
        )
        .returning({ id: outreachVillage.id });
      const [one, two] = villages.map(({ id }) => id) as [number, number];
      const days: Day[] = ['2026-02-01', '2026-05-01', '2026-08-01', '2026-11-01'];
      await db
        .insert(outreachVisit)
        .values([
          ...days.map((day) => visit(one, day)),
          ...days.slice(1).map((day) => visit(two, day)),
          visit(two, '2026-02-01', 1),
          visit(two, '2025-12-31')
        ]);
    });
    const { visits } = await world.run(outreachFigures, world.actor.shen, YEAR);
    expect(visits).toMatchObject({ visits: 7, villages: 3, least: 4 });
    expect(visits.below.map(({ village, visits }) => [village, visits])).toEqual([
      ['三号村', 0],
      ['二号村', 3]
    ]);
  });

  test('keep drills and training apart', async () => {
    const world = await openWorld();
    await world.store.transaction(async (db) => {
      const [team] = await db
        .insert(outreachTeam)
        .values({ name: '应急队', kind: 'emergency-team', people: 80, cadreIds: [], savedAt: 0 })
        .returning({ id: outreachTeam.id });
      const drill = {
        ...{ teamId: team!.id, heldOn: '2026-05-12' as Day, place: '广场', people: 80, attended: 71, minutes: 90 },
        ...{ title: '防汛演练', practised: '集结', lessons: '', createdAt: 0, savedAt: 0 }
      };
      await db.insert(outreachDrill).values([
        { ...drill, kind: 'drill' },
        { ...drill, kind: 'drill', voidedAt: 1 },
        { ...drill, kind: 'training', attended: 12 }
      ]);
    });
    const { drills } = await world.run(outreachFigures, world.actor.shen, YEAR);
    expect(drills).toMatchObject([
      { kind: 'drill', events: 1, personTimes: 71, rows: [{ label: '防汛演练 · 应急队' }] },
      { kind: 'training', events: 1, personTimes: 12 }
    ]);
  });

  test('are for those who keep all records, and for days that exist', async () => {
    const world = await openWorld();
    for (const who of ['lin', 'zhou', 'gao', 'xu'] as const)
      await expect(world.run(outreachFigures, world.actor[who], YEAR)).rejects.toMatchObject({ kind: 'refused' });
    await expect(
      world.run(outreachFigures, world.actor.he, { from: '2026-02-30', to: '2026-12-31' })
    ).rejects.toMatchObject({ fields: { from: ['input.day'] } });
  });
});
