import { expect, test } from 'vitest';
import { grantRole, revokeRole } from '#lib/people/roles.server.ts';
import { system } from '#lib/platform/actor.ts';
import { loadCalendarYear } from '#lib/platform/calendar.server.ts';
import { workCalendar } from '#lib/platform/calendar.ts';
import { DAY, HOUR, type Day } from '#lib/platform/clock.ts';
import { listOwnNotifications } from '#lib/platform/notifications.server.ts';
import { saveEvent } from '#lib/outreach/event.server.ts';
import { callAbout } from '#tests/support/complaints.ts';
import { eventInput } from '#tests/support/outreach.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { annualReport } from '../annual/report.server.ts';
import { firstWorkingDay, isMonth, monthlyKeys, monthPeriod, monthsOn } from './month.ts';
import { monthlyReport } from './report.server.ts';
import { chooseMonthlyReaders, monthlyReaders, sendMonthly } from './sending.server.ts';

const idOf = (world: World, who: Person) => world.actor[who].accountId!;
const toldOf = async (world: World, who: Person) =>
  (await world.run(listOwnNotifications, world.actor[who], {})).rows.filter(({ kind }) => kind === 'monthly-report');
const choose = (world: World, ...who: Person[]) =>
  world.run(chooseMonthlyReaders, world.actor.shen, { accountIds: who.map((one) => idOf(world, one)) });

/** Two events in October, one in November. */
async function twoMonths() {
  const world = await openWorld();
  for (const heldOn of ['2026-10-09', '2026-10-31', '2026-11-01'])
    await world.run(saveEvent, world.actor.he, {
      ...eventInput,
      guests: '宣讲团',
      heldOn,
      headcount: 10,
      countMethod: 'count'
    });
  return world;
}

test('months begin and end where the calendar says, and the first working day follows its notices', async () => {
  expect(monthPeriod('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect([monthsOn('2026-01', -1), monthsOn('2026-12', 1)]).toEqual(['2025-12', '2027-01']);
  expect(['2026-13', '2026-1', '1999-01', '2026-10-01'].filter(isMonth)).toEqual([]);
  const calendar = workCalendar(
    ['2026-10-01', '2026-10-02'].map((day) => ({ day: day as Day, kind: 'holiday' as const, name: '国庆' })),
    [2026]
  );
  expect([firstWorkingDay(calendar, '2026-10'), firstWorkingDay(calendar, '2026-11')]).toEqual([
    '2026-10-05',
    '2026-11-02'
  ]);
});

test('a month has the yearly report’s figures of its days, beside the month before', async () => {
  const world = await twoMonths();
  const report = await world.run(monthlyReport, world.actor.shen, { month: '2026-10' });
  const year = await world.run(annualReport, world.actor.shen, report.period);
  for (const { key, now } of report.figures)
    expect([key, now.value]).toEqual([key, year.figures.find((figure) => figure.key === key)!.value]);
  const events = report.figures.find(({ key }) => key === 'outreachEvents')!;
  expect([events.now.value, events.monthBefore.value]).toEqual([2, 0]);
  const next = await world.run(monthlyReport, world.actor.shen, { month: '2026-11' });
  const after = next.figures.find(({ key }) => key === 'outreachEvents')!;
  expect([after.now.value, after.monthBefore.value]).toEqual([1, 2]);
  expect([report.after, next.after, next.on]).toEqual(['2026-11', null, '2026-11-23']);
  expect(monthlyKeys).not.toContain('suitsFiled');
});

test('a month to come has no report, and whoever may not read reports gets none', async () => {
  const world = await openWorld();
  await expect(world.run(monthlyReport, world.actor.shen, { month: '2026-12' })).rejects.toMatchObject({
    code: 'reporting.month-to-come'
  });
  await expect(world.run(monthlyReport, world.actor.shen, { month: '2026-13' })).rejects.toMatchObject({
    kind: 'invalid'
  });
  for (const who of ['lin', 'xu', 'gao', 'tang'] as const)
    await expect(world.run(monthlyReport, world.actor[who], { month: '2026-10' })).rejects.toMatchObject({
      kind: 'refused'
    });
});

test('small counts of complaints are veiled to whoever does not answer for them', async () => {
  const world = await openWorld();
  await callAbout(world);
  const received = async (who: Person) =>
    (await world.run(monthlyReport, world.actor[who], { month: '2026-11' })).figures.find(
      ({ key }) => key === 'complaintsReceived'
    )!.now;
  expect(await received('shen')).toMatchObject({ value: 1, withheld: false });
  expect(await received('he')).toMatchObject({ value: null, withheld: true });
});

test('only people who may read reports are offered and chosen, and only a supervisor chooses', async () => {
  const world = await openWorld();
  expect((await world.run(monthlyReaders, world.actor.shen, {})).map(({ name, chosen }) => [name, chosen])).toEqual(
    expect.arrayContaining([
      ['何某丁', false],
      ['沈某戊', false]
    ])
  );
  expect(await choose(world, 'shen', 'he')).toEqual({ readers: 2, changed: 2 });
  expect(await choose(world, 'he')).toEqual({ readers: 1, changed: 1 });
  await expect(choose(world, 'lin')).rejects.toMatchObject({ fields: { accountIds: ['reporting.no-reader'] } });
  for (const who of ['he', 'lin', 'gao'] as const)
    await expect(world.run(chooseMonthlyReaders, world.actor[who], { accountIds: [] })).rejects.toMatchObject({
      kind: 'refused'
    });
});

test('it goes out once, from eight on the first working day, whatever restarts', async () => {
  const world = await twoMonths();
  await world.run(loadCalendarYear, system, { year: 2026 });
  await choose(world, 'shen', 'he');
  const told: string[] = [];
  // The 1st of November 2026 is a Sunday.
  world.clock.set('2026-10-31T20:00:00+08:00');
  await world.run(sendMonthly, system, {});
  const before = (await toldOf(world, 'shen')).length;
  for (let hours = 0; hours < 24 * 6; hours += 1) {
    const { told: now } = await world.run(sendMonthly, system, {});
    if (now) told.push(new Date(world.clock.now() + 8 * HOUR).toISOString().slice(0, 13));
    world.clock.advance(HOUR);
  }
  expect(told).toEqual(['2026-11-02T08']);
  const [notice, ...older] = await toldOf(world, 'shen');
  expect(older.length).toBe(before);
  expect(notice).toMatchObject({
    href: '/reports/month/2026-10',
    values: { year: 2026, month: 10, outreach: 2, trainings: 0, attended: 0, exams: 0, cards: 0 }
  });
});

test('a machine that stood still on that day catches up, and one report goes out for one month', async () => {
  const world = await openWorld();
  await choose(world, 'shen');
  expect(await world.run(sendMonthly, system, {})).toEqual({ told: 1, month: '2026-10' });
  world.clock.advance(DAY);
  await choose(world, 'shen', 'he');
  expect(await world.run(sendMonthly, system, {})).toEqual({ told: 0 });
  expect(await toldOf(world, 'he')).toEqual([]);
  world.clock.set('2026-12-01T08:00:00+08:00');
  expect(await world.run(sendMonthly, system, {})).toEqual({ told: 2, month: '2026-11' });
});

test('two processes at once send it once', async () => {
  const world = await openWorld();
  await choose(world, 'shen');
  const both = await Promise.all([world.run(sendMonthly, system, {}), world.run(sendMonthly, system, {})]);
  expect(both.map(({ told }) => told).sort()).toEqual([0, 1]);
});

test('who has lost the right to read it is told no more', async () => {
  const world = await openWorld();
  await choose(world, 'he');
  await world.run(grantRole, world.actor.luo, { accountId: idOf(world, 'he'), role: 'officer' });
  await world.run(revokeRole, world.actor.luo, { accountId: idOf(world, 'he'), role: 'trainer' });
  expect(await world.run(sendMonthly, system, {})).toEqual({ told: 0, month: '2026-10' });
});
