import { describe, expect, test } from 'vitest';
import { withdrawCredit } from '#lib/hours/credit.server.ts';
import { hoursEntry } from '#lib/hours/schema.server.ts';
import { accountActor, system } from '#lib/platform/actor.ts';
import { eventInput } from '#tests/support/outreach.ts';
import { NOW, openWorld, type Person, type World } from '#tests/support/world.ts';
import { eventToEdit, findEvent } from './event-view.server.ts';
import { listEvents, yearSummary } from './event-list.server.ts';
import { saveEvent, voidEvent } from './event.server.ts';
import type { EventInput } from './event-input.ts';

const save = (world: World, who: Person, change: Partial<EventInput> = {}) =>
  world.run(saveEvent, world.actor[who], { ...eventInput, speakerIds: [world.cadreId[who]], ...change });

/** Minutes of the ledger, in the order of entry. */
async function ledger(world: World, who: Person) {
  const rows = await world.store.read.select().from(hoursEntry);
  return rows
    .filter(({ cadreId }) => cadreId === world.cadreId[who])
    .sort((one, other) => one.id - other.id)
    .map(({ minutes, endedOn, title }) => [minutes, endedOn, title]);
}

describe('an event', () => {
  test('is recorded by an officer who spoke, and found by nobody who had no part in it', async () => {
    const world = await openWorld();
    const { id } = await save(world, 'lin');
    expect(await world.run(findEvent, world.actor.lin, { id })).toMatchObject({
      place: '桥头大集',
      stand: 'held',
      headcount: 120,
      mayEdit: true,
      editableUntil: '2026-12-07',
      speakers: [{ name: '林某甲', credited: 60 }]
    });
    await expect(world.run(findEvent, world.actor.guo, { id })).rejects.toMatchObject({
      kind: 'missing',
      code: 'outreach.event-not-found'
    });
    expect((await world.run(listEvents, world.actor.guo, {})).total).toBe(0);
    for (const who of ['he', 'shen'] as const)
      expect((await world.run(listEvents, world.actor[who], {})).total).toBe(1);
    await expect(world.run(listEvents, world.actor.gao, {})).rejects.toMatchObject({ kind: 'refused' });
  });

  test('of an officer needs that officer among its speakers; a trainer records for others', async () => {
    const world = await openWorld();
    await expect(save(world, 'lin', { speakerIds: [world.cadreId.guo] })).rejects.toMatchObject({
      fields: { speakers: ['outreach.own-part'] }
    });
    await expect(save(world, 'he', { speakerIds: [] })).rejects.toMatchObject({
      fields: { speakers: ['outreach.speaker-needed'] }
    });
    await save(world, 'he', { speakerIds: [], guests: '司法所' });
    const { id } = await save(world, 'he', { speakerIds: [world.cadreId.guo] });
    expect(await world.run(findEvent, world.actor.guo, { id })).toMatchObject({ mayEdit: false });
    await expect(world.run(eventToEdit, world.actor.guo, { id })).rejects.toMatchObject({ code: 'outreach.not-yours' });
  });

  test.each([
    [{ headcount: null }, { headcount: ['input.required'] }],
    [{ countMethod: null }, { countMethod: ['input.required'] }],
    [{ heldOn: '2029-01-01' }, { heldOn: ['outreach.too-far'] }],
    [{ cites: '消防法 第九千条' }, { cites: ['law.statute-unknown|part=消防法'] }],
    [{ speakerIds: [999] }, { speakers: ['outreach.speaker-not-on-roster'] }],
    [{ minutes: 601 }, { minutes: ['input.too-large|max=600'] }]
  ] as [Partial<EventInput>, object][])('is refused with the field that is wrong: %j', async (change, fields) => {
    const world = await openWorld();
    await expect(save(world, 'he', change)).rejects.toMatchObject({ fields });
  });

  test('for a duty date that nobody knows is not found', async () => {
    const world = await openWorld();
    await expect(save(world, 'he', { dateId: 77 })).rejects.toMatchObject({ code: 'outreach.date-not-found' });
  });

  test('sent twice by a phone is one event, and its hours are credited once', async () => {
    const world = await openWorld();
    const sentKey = '6e9c1f8e-6d38-4d0f-9a2b-0c8a4a1c2f10';
    const first = await save(world, 'lin', { sentKey });
    expect(await save(world, 'lin', { sentKey })).toMatchObject({ id: first.id, again: true });
    expect(await ledger(world, 'lin')).toEqual([[60, '2026-11-23', '冬季消防安全']]);
  });

  test('of a later day is planned: it counts nowhere and gives no hours until it is recorded', async () => {
    const world = await openWorld();
    const { id } = await save(world, 'lin', { heldOn: '2026-12-04', headcount: 50 });
    expect(await world.run(findEvent, world.actor.lin, { id })).toMatchObject({ stand: 'planned', headcount: null });
    expect(await ledger(world, 'lin')).toEqual([]);
    expect(await world.run(yearSummary, world.actor.lin, { year: 2026 })).toMatchObject({ events: 0, planned: 1 });
    world.clock.set('2026-12-04T02:00:00Z');
    expect((await world.run(listEvents, world.actor.lin, { state: 'overdue' })).rows).toMatchObject([
      { id, stand: 'overdue' }
    ]);
    await save(world, 'lin', { id, heldOn: '2026-12-04', headcount: 210, large: true });
    expect(await world.run(yearSummary, world.actor.lin, { year: 2026 })).toMatchObject({
      events: 1,
      large: 1,
      personTimes: 210,
      planned: 0
    });
    expect(await ledger(world, 'lin')).toEqual([[60, '2026-12-04', '冬季消防安全']]);
  });
});

describe('the hours of speakers', () => {
  test('follow a correction: taken back and credited anew, once, and never left over', async () => {
    const world = await openWorld();
    const { lin, guo } = world.cadreId;
    const { id } = await save(world, 'lin', { speakerIds: [lin, guo] });
    expect(await save(world, 'lin', { id, speakerIds: [lin, guo], remark: '补备注' })).toMatchObject({
      credited: 0,
      withdrawn: 0
    });
    await save(world, 'lin', { id, speakerIds: [lin], minutes: 90 });
    expect((await ledger(world, 'lin')).map(([minutes]) => minutes)).toEqual([60, -60, 90]);
    expect((await ledger(world, 'guo')).map(([minutes]) => minutes)).toEqual([60, -60]);
    await save(world, 'lin', { id, minutes: 0 });
    expect((await ledger(world, 'lin')).map(([minutes]) => minutes)).toEqual([60, -60, 90, -90]);
  });

  test('are taken back when the event is made void, and an event already void stays so', async () => {
    const world = await openWorld();
    const { id } = await save(world, 'lin');
    await world.run(voidEvent, world.actor.lin, { id, reason: '重复记录' });
    expect((await ledger(world, 'lin')).map(([minutes]) => minutes)).toEqual([60, -60]);
    expect(await world.run(yearSummary, world.actor.lin, { year: 2026 })).toMatchObject({ events: 0, personTimes: 0 });
    expect((await world.run(listEvents, world.actor.lin, {})).total).toBe(0);
    expect((await world.run(listEvents, world.actor.lin, { state: 'void' })).rows).toMatchObject([{ id }]);
    await expect(world.run(voidEvent, world.actor.shen, { id, reason: '再作废' })).rejects.toMatchObject({
      code: 'outreach.event-void'
    });
    await expect(save(world, 'he', { id })).rejects.toMatchObject({ code: 'outreach.event-void' });
  });

  test('that a person took back by hand are not given again by a change of the remark', async () => {
    const world = await openWorld();
    const { id } = await save(world, 'lin');
    await world.run(withdrawCredit, system, {
      sourceKind: 'outreach',
      sourceId: id,
      cadreId: world.cadreId.lin,
      reason: '核减'
    });
    await save(world, 'lin', { id, remark: '补备注' });
    expect((await ledger(world, 'lin')).map(([minutes]) => minutes)).toEqual([60, -60]);
  });
});

describe('changing an event', () => {
  test('is open to its author for the days that the setting gives, then to trainers and supervisors', async () => {
    const world = await openWorld();
    const { id } = await save(world, 'lin');
    world.clock.set(Date.parse(NOW) + 14 * 86_400_000);
    await save(world, 'lin', { id, remark: '最后一天' });
    world.clock.advance(86_400_000);
    await expect(save(world, 'lin', { id })).rejects.toMatchObject({ code: 'outreach.edit-days-over' });
    await expect(world.run(voidEvent, world.actor.lin, { id, reason: '晚了' })).rejects.toMatchObject({
      code: 'outreach.edit-days-over'
    });
    await save(world, 'he', { id, speakerIds: [world.cadreId.lin], headcount: 130 });
    expect(await world.run(findEvent, world.actor.lin, { id })).toMatchObject({ headcount: 130, mayEdit: false });
  });

  test('by somebody who oversees one unit reaches the events at which that unit spoke', async () => {
    const world = await openWorld();
    const { id } = await save(world, 'lin');
    const other = await save(world, 'guo');
    const shen = world.actor.shen;
    const overseer = accountActor({
      accountId: shen.accountId!,
      cadreId: shen.cadreId,
      unitId: shen.unitId,
      roles: [{ role: 'supervisor', unitId: world.unitId['综合执法中心']! }]
    });
    expect((await world.run(listEvents, overseer, {})).rows.map((row) => row.id)).toEqual([id]);
    await expect(world.run(findEvent, overseer, { id: other.id })).rejects.toMatchObject({ kind: 'missing' });
  });
});

describe('the list', () => {
  test('is searched by words and initials, filtered and sorted', async () => {
    const world = await openWorld();
    const fire = await save(world, 'he', { place: '中心大街', headcount: 40 });
    const roads = await save(world, 'he', { theme: '道路交通安全', large: true, headcount: 300, heldOn: '2026-10-01' });
    const ids = async (query: object) =>
      (await world.run(listEvents, world.actor.shen, query)).rows.map((row) => row.id);
    expect(await ids({ q: 'dljtaq' })).toEqual([roads.id]);
    expect(await ids({ q: '消防' })).toEqual([fire.id]);
    expect(await ids({ q: '%' })).toEqual([]);
    expect(await ids({ place: '桥头大集' })).toEqual([roads.id]);
    expect(await ids({ size: 'large' })).toEqual([roads.id]);
    expect(await ids({ year: 2025 })).toEqual([]);
    expect(await ids({})).toEqual([fire.id, roads.id]);
    expect(await ids({ sort: '-people' })).toEqual([roads.id, fire.id]);
    expect(await ids({ kind: 'talk' })).toEqual([]);
  });

  test('sums 场次 and 人次 of the year by place and by way of counting', async () => {
    const world = await openWorld();
    await save(world, 'he', { headcount: 40 });
    await save(world, 'he', { headcount: 60, countMethod: 'sign-in', large: true });
    await save(world, 'he', { place: '中心大街', headcount: 5, heldOn: '2025-11-23' });
    expect(await world.run(yearSummary, world.actor.he, { year: 2026 })).toEqual({
      year: 2026,
      events: 2,
      large: 1,
      personTimes: 100,
      largePersonTimes: 60,
      methods: [
        { method: 'estimate', events: 1, personTimes: 40 },
        { method: 'count', events: 0, personTimes: 0 },
        { method: 'sign-in', events: 1, personTimes: 60 }
      ],
      places: [{ place: '桥头大集', events: 2, personTimes: 100 }],
      overdue: 0,
      planned: 0
    });
  });
});
