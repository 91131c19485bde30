import { describe, expect, it } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { accountActor } from '#lib/platform/actor.ts';
import { enterHours, listEntries, reverseHours } from './ledger.server.ts';
import { overviewHours } from './overview.server.ts';
import { hoursEntry } from './schema.server.ts';
import { shortfallOn } from './shortfall.server.ts';

const morning = { category: 'law-study' as const, endedOn: '2026-11-20', title: '行政处罚法专题', amount: 180 };
const codes = (fields: Record<string, string[]>) => ({ fields });
const supervisorOf = (world: World, unit: string) =>
  accountActor({
    accountId: 1,
    cadreId: null,
    unitId: null,
    roles: [{ role: 'supervisor', unitId: world.unitId[unit]! }]
  });

describe('entering hours', () => {
  it('a trainer enters the same learning for several people at once', async () => {
    const { run, actor, cadreId } = await openWorld();
    const { entries, minutes } = await run(enterHours, actor.he, {
      ...morning,
      cadreIds: [cadreId.lin, cadreId.guo, cadreId.lin]
    });
    expect([entries.length, minutes]).toEqual([2, 180]);
    const ledger = await run(listEntries, actor.lin, { cadreId: cadreId.lin, year: 2026 });
    expect(ledger).toMatchObject({ enforcement: { hours: 4, target: 60 }, everyone: { hours: 4, target: 40 } });
    expect(ledger.entries).toMatchObject([{ title: '行政处罚法专题', minutes: 180, reversed: false }]);
  });

  it('people can be named by staff number, and whoever is named twice is entered once', async () => {
    const { run, actor, cadreId } = await openWorld();
    const { cadreIds } = await run(enterHours, actor.he, {
      ...morning,
      cadreIds: [cadreId.lin],
      numbers: '017，018\n003'
    });
    expect([...cadreIds].sort()).toEqual([cadreId.lin, cadreId.guo, cadreId.zhou].sort());
  });

  it('hours become minutes by the setting', async () => {
    const { run, actor, cadreId } = await openWorld();
    expect(
      await run(enterHours, actor.he, { ...morning, cadreIds: [cadreId.lin], amount: 1.5, unit: 'hours' })
    ).toMatchObject({ minutes: 68 });
  });

  it('an officer may not enter hours', async () => {
    const { run, actor, cadreId } = await openWorld();
    await expect(run(enterHours, actor.lin, { ...morning, cadreIds: [cadreId.lin] })).rejects.toMatchObject({
      kind: 'refused'
    });
  });

  it.each([
    [{ endedOn: '2026-11-24' }, codes({ endedOn: ['hours.day-to-come'] })],
    [{ endedOn: '2020-02-29' }, codes({ cadreIds: ['hours.not-on-roster'] })],
    [{ amount: 57, unit: 'hours' as const }, codes({ amount: ['hours.amount-out-of-range|most=56'] })],
    [{ cadreIds: [] }, codes({ cadreIds: ['hours.nobody'] })],
    [{ numbers: '018, 999' }, codes({ numbers: ['hours.unknown-numbers'] })],
    [{ cadreIds: [999_999] }, { kind: 'missing', code: 'hours.person-not-found' }]
  ])('refuses what cannot have been: %o', async (wrong, problem) => {
    const { run, actor, cadreId, store } = await openWorld();
    await expect(run(enterHours, actor.he, { ...morning, cadreIds: [cadreId.lin], ...wrong })).rejects.toMatchObject(
      problem
    );
    expect(await store.read.select().from(hoursEntry)).toEqual([]);
  });

  it('people of other units are unknown to somebody whose reach is one unit', async () => {
    const world = await openWorld();
    const { run, cadreId } = world;
    const unitSupervisor = supervisorOf(world, '综合执法中心');
    await expect(
      run(enterHours, unitSupervisor, { ...morning, cadreIds: [cadreId.lin, cadreId.guo] })
    ).rejects.toMatchObject({ kind: 'missing' });
    await run(enterHours, unitSupervisor, { ...morning, cadreIds: [cadreId.lin] });
    await expect(run(listEntries, unitSupervisor, { cadreId: cadreId.guo, year: 2026 })).rejects.toMatchObject({
      kind: 'missing'
    });
    const { rows, units } = await run(overviewHours, unitSupervisor, {});
    expect(rows.map(({ staffNumber }) => staffNumber)).not.toContain('018');
    expect(units).toHaveLength(1);
  });
});

describe('reversing hours', () => {
  it('a mistake is taken back by a further entry, and the reason stays', async () => {
    const { run, actor, cadreId } = await openWorld();
    const {
      entries: [entryId]
    } = await run(enterHours, actor.he, { ...morning, cadreIds: [cadreId.lin] });
    await run(reverseHours, actor.he, { entryId: entryId!, reason: '登记到别人名下' });
    const ledger = await run(listEntries, actor.he, { cadreId: cadreId.lin, year: 2026 });
    expect(ledger.enforcement.hours).toBe(0);
    expect(ledger.entries).toMatchObject([
      { minutes: -180, reason: '登记到别人名下', reversesId: entryId },
      { minutes: 180, reversed: true }
    ]);
  });

  it('an entry is reversed once, and a reversal never', async () => {
    const { run, actor, cadreId } = await openWorld();
    const {
      entries: [entryId]
    } = await run(enterHours, actor.he, { ...morning, cadreIds: [cadreId.lin] });
    const { id } = await run(reverseHours, actor.he, { entryId: entryId!, reason: '重复' });
    await expect(run(reverseHours, actor.he, { entryId: entryId!, reason: '重复' })).rejects.toMatchObject({
      code: 'hours.already-reversed'
    });
    await expect(run(reverseHours, actor.he, { entryId: id, reason: '重复' })).rejects.toMatchObject({
      code: 'hours.is-a-reversal'
    });
    await expect(run(reverseHours, actor.he, { entryId: 999, reason: '重复' })).rejects.toMatchObject({
      code: 'hours.entry-not-found'
    });
    await expect(run(reverseHours, actor.lin, { entryId: entryId!, reason: '重复' })).rejects.toMatchObject({
      kind: 'refused'
    });
  });

  it('the ledger itself cannot be changed', async () => {
    const { run, actor, cadreId, store } = await openWorld();
    await run(enterHours, actor.he, { ...morning, cadreIds: [cadreId.lin] });
    await expect(
      store.transaction((db) => Promise.resolve(db.update(hoursEntry).set({ minutes: 1 })))
    ).rejects.toThrow();
  });
});

describe('looking at hours', () => {
  it('a person sees their own ledger and nobody else’s', async () => {
    const { run, actor, cadreId } = await openWorld();
    await run(listEntries, actor.lin, { cadreId: cadreId.lin, year: 2026 });
    await expect(run(listEntries, actor.lin, { cadreId: cadreId.guo, year: 2026 })).rejects.toMatchObject({
      code: 'hours.person-not-found'
    });
    await expect(run(overviewHours, actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
  });

  it('the overview puts those furthest behind first and filters by outlook, unit and search', async () => {
    const { run, actor, cadreId, unitId } = await openWorld();
    await run(enterHours, actor.he, { ...morning, cadreIds: [cadreId.lin], amount: 45 * 56 });
    await run(enterHours, actor.he, { ...morning, cadreIds: [cadreId.lin], amount: 45 * 4 });
    await run(enterHours, actor.he, { ...morning, cadreIds: [cadreId.zhou], amount: 45 * 54 });
    const all = await run(overviewHours, actor.shen, {});
    expect(all.counts).toEqual({ reached: 1, 'on-pace': 1, behind: 6, 'out-of-reach': 2 });
    expect(all.rows.at(-1)).toMatchObject({ staffNumber: '017', pace: { prospect: 'reached' }, both: true });
    expect((await run(overviewHours, actor.shen, { outlook: 'on-pace' })).rows.map((row) => row.staffNumber)).toEqual([
      '003'
    ]);
    expect((await run(overviewHours, actor.shen, { q: 'guo' })).rows.map((row) => row.staffNumber)).toEqual(['018']);
    expect((await run(overviewHours, actor.shen, { unitId: unitId['综合执法中心']! })).total).toBe(4);
    const page = await run(overviewHours, actor.shen, { page: 2, pageSize: 8 });
    expect([page.rows.length, page.total]).toEqual([2, 10]);
  });

  it('who will miss are those behind and those out of reach, in the order asked for', async () => {
    const { run, actor, cadreId } = await openWorld();
    await run(enterHours, actor.he, { ...morning, cadreIds: [cadreId.guo], amount: 45 * 30 });
    const { rows, byUnit } = await run(overviewHours, actor.shen, { outlook: 'will-miss', sort: 'enforcement' });
    expect(rows).toHaveLength(10);
    expect(rows.at(-1)).toMatchObject({ staffNumber: '018' });
    expect(byUnit.map(({ people, willMiss, reached }) => [people, willMiss, reached])).toEqual([
      [4, 4, 0],
      [6, 6, 0]
    ]);
  });

  it('participation counts people, person-times and sessions, without what was taken back', async () => {
    const { run, actor, cadreId } = await openWorld();
    await run(enterHours, actor.he, { ...morning, cadreIds: [cadreId.lin, cadreId.guo] });
    const { entries } = await run(enterHours, actor.he, { ...morning, cadreIds: [cadreId.zhou] });
    await run(reverseHours, actor.he, { entryId: entries[0]!, reason: '没有到场' });
    expect((await run(overviewHours, actor.shen, {})).participation).toEqual({
      expected: 10,
      people: 2,
      rate: 20,
      personTimes: 2,
      sessions: 1
    });
  });

  it('a warning day that is past is judged by what had been learnt by then, a coming one by today', async () => {
    const { run, actor, cadreId, clock } = await openWorld();
    await run(enterHours, actor.he, { ...morning, endedOn: '2026-06-30', cadreIds: [cadreId.lin], amount: 45 * 24 });
    await run(enterHours, actor.he, { ...morning, endedOn: '2026-07-01', cadreIds: [cadreId.zhou], amount: 45 * 24 });
    const june = await run(shortfallOn, actor.shen, { milestone: '06-30' });
    expect(june).toMatchObject({ past: true, total: 9, people: 10, milestone: { day: '2026-06-30', percent: 40 } });
    expect(june.rows.find(({ staffNumber }) => staffNumber === '003')).toMatchObject({ short: 24, asked: 24 });
    clock.set('2026-08-01T01:00:00Z');
    const coming = await run(shortfallOn, actor.shen, {});
    expect(coming).toMatchObject({ past: false, milestone: { day: '2026-09-30' } });
    expect(coming.rows.find(({ staffNumber }) => staffNumber === '003')).toMatchObject({ short: 18, asked: 42 });
    await expect(run(shortfallOn, actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
  });

  it('asking for an earlier day counts only what had been learnt by then', async () => {
    const { run, actor, cadreId } = await openWorld();
    await run(enterHours, actor.he, { ...morning, cadreIds: [cadreId.lin] });
    const { rows } = await run(overviewHours, actor.shen, { on: '2026-11-19', q: '017' });
    expect(rows).toMatchObject([{ enforcement: { hours: 0 } }]);
  });
});
