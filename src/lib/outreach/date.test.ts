import { describe, expect, test } from 'vitest';
import { eventInput } from '#tests/support/outreach.ts';
import { openWorld } from '#tests/support/world.ts';
import { starterDates } from './date-starter.ts';
import { bringDates, findDate, removeDate, saveDate, yearCalendar } from './date.server.ts';
import { eventStart } from './drafting.server.ts';
import { isYearDay, spanIn } from './duty-date.ts';
import { saveEvent } from './event.server.ts';

const date = {
  ...{ name: '国家宪法日', fromDay: '12-04', toDay: '12-04', theme: '宪法宣传' },
  ...{ source: '法治宣传教育法（2025年）第十三条', certainty: 'FOUND-T' as const }
};

describe('the starter dates', () => {
  test('are days of a year, each with its source, and only a statute counts as found', () => {
    for (const { name, fromDay, toDay, source, certainty } of starterDates) {
      expect([isYearDay(fromDay), isYearDay(toDay), fromDay <= toDay], name).toEqual([true, true, true]);
      expect(source.length, name).toBeGreaterThan(4);
      if (certainty === 'FOUND-T') expect(source, name).toMatch(/第.+条/);
      if (certainty === 'choice') expect(source, name).toContain('本镇');
    }
    expect(new Set(starterDates.map(({ name }) => name)).size).toBe(starterDates.length);
  });

  test('are brought once, and never over what the town has changed', async () => {
    const world = await openWorld();
    await world.run(saveDate, world.actor.he, { ...date, theme: '宪法进校园' });
    expect(await world.run(bringDates, world.actor.he, {})).toEqual({ added: starterDates.length - 1 });
    expect(await world.run(bringDates, world.actor.he, {})).toEqual({ added: 0 });
    const calendar = await world.run(yearCalendar, world.actor.lin, { year: 2026 });
    expect(calendar.find(({ name }) => name === date.name)).toMatchObject({ theme: '宪法进校园' });
    await expect(world.run(bringDates, world.actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('the calendar', () => {
  test('counts for everybody what is planned and held, and shows each reader the events they may open', async () => {
    const world = await openWorld();
    const { id: dateId } = await world.run(saveDate, world.actor.he, date);
    const event = { ...eventInput, dateId, heldOn: '2026-12-04', speakerIds: [world.cadreId.lin] };
    await world.run(saveEvent, world.actor.lin, event);
    const seenBy = async (who: 'lin' | 'guo' | 'shen') =>
      (await world.run(yearCalendar, world.actor[who], { year: 2026 })).map(({ held, planned, events }) => [
        held,
        planned,
        events.length
      ]);
    expect(await seenBy('lin')).toEqual([[0, 1, 1]]);
    expect(await seenBy('guo')).toEqual([[0, 1, 0]]);
    expect(await seenBy('shen')).toEqual([[0, 1, 1]]);
    expect(await world.run(yearCalendar, world.actor.lin, { year: 2027 })).toMatchObject([
      { from: '2027-12-04', held: 0, planned: 0 }
    ]);
    await expect(world.run(yearCalendar, world.actor.gao, { year: 2026 })).rejects.toMatchObject({ kind: 'refused' });
  });

  test('takes a date off and brings it back under its name', async () => {
    const world = await openWorld();
    const { id } = await world.run(saveDate, world.actor.he, date);
    await expect(world.run(saveDate, world.actor.he, date)).rejects.toMatchObject({
      fields: { name: ['outreach.date-exists'] }
    });
    await world.run(removeDate, world.actor.he, { id });
    expect(await world.run(yearCalendar, world.actor.he, { year: 2026 })).toEqual([]);
    await expect(world.run(removeDate, world.actor.he, { id })).rejects.toMatchObject({
      code: 'outreach.date-removed'
    });
    expect(await world.run(saveDate, world.actor.he, date)).toEqual({ id });
    expect(await world.run(findDate, world.actor.he, { id })).toMatchObject({ fromDay: '12-04' });
  });

  test.each([
    [{ fromDay: '13-01' }, { fromDay: ['outreach.year-day'] }],
    [{ toDay: '12-03' }, { toDay: ['outreach.ends-before-start'] }],
    [{ source: ' ' }, { source: ['input.required'] }]
  ])('refuses %j', async (change, fields) => {
    const world = await openWorld();
    await expect(world.run(saveDate, world.actor.he, { ...date, ...change })).rejects.toMatchObject({ fields });
    await expect(world.run(saveDate, world.actor.lin, date)).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(findDate, world.actor.he, { id: 77 })).rejects.toMatchObject({ kind: 'missing' });
  });
});

test('29 February falls on 1 March where there is none', () =>
  expect([
    spanIn({ fromDay: '02-29', toDay: '02-29' }, 2026),
    spanIn({ fromDay: '02-29', toDay: '02-29' }, 2028)
  ]).toEqual([
    { from: '2026-03-01', to: '2026-03-01' },
    { from: '2028-02-29', to: '2028-02-29' }
  ]));

describe('a new entry', () => {
  test('starts with oneself, the dates near by and what was recorded of late', async () => {
    const world = await openWorld();
    const { id } = await world.run(saveDate, world.actor.he, date);
    const { lin, guo } = world.cadreId;
    await world.run(saveEvent, world.actor.lin, { ...eventInput, place: '一号村', speakerIds: [lin, guo] });
    world.clock.set('2026-11-25T01:00:00Z');
    const start = await world.run(eventStart, world.actor.lin, {});
    expect(start).toMatchObject({
      today: '2026-11-25',
      self: { name: '林某甲' },
      places: ['一号村'],
      themes: [
        { theme: '宪法宣传', dateId: id, date: '国家宪法日' },
        { theme: '冬季消防安全', dateId: null }
      ],
      largeFrom: 100,
      planned: null
    });
    expect(start.people[0]).toMatchObject({ name: '郭某乙' });
    expect((await world.run(eventStart, world.actor.lin, { dateId: id })).planned).toEqual({
      dateId: id,
      theme: '宪法宣传',
      on: '2026-12-04'
    });
    world.clock.set('2026-12-05T01:00:00Z');
    expect((await world.run(eventStart, world.actor.lin, { dateId: id })).planned?.on).toBe('2027-12-04');
  });
});
