import { describe, expect, test } from 'vitest';
import { enterHours, listEntries, reverseHours } from '#lib/hours/ledger.server.ts';
import { checkIn } from '#lib/learning/check-in.server.ts';
import { closeSession } from '#lib/learning/closing.server.ts';
import { addDays } from '#lib/platform/clock.ts';
import '#lib/rooms.server.ts';
import { acceptedCase } from '#tests/support/complaints.ts';
import { card, runningPairing, signedRecord } from '#tests/support/mentoring.ts';
import { announcedSession, at, codeOf } from '#tests/support/sessions.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { yearPeriod } from './figure.ts';
import { figureKeys, type FigureKey } from './figures.ts';
import { annualReport, showFigure } from './report.server.ts';
import { typedHistory, typeTotal } from './typed.server.ts';

const YEAR = yearPeriod(2026);

/** A year by hand: three cards, a pair with one signed record, two trainings, hours, one complaint. */
async function builtYear(): Promise<World> {
  const world = await openWorld();
  const pairing = await runningPairing(world);
  await card(world, 'lin');
  await signedRecord(world, pairing);
  const { lin, guo, zhou, he } = world.cadreId;
  const enter = (cadreIds: number[], amount: number, endedOn = '2026-05-20') =>
    world.run(enterHours, world.actor.he, {
      ...({ cadreIds, amount, unit: 'minutes', category: 'law-study', title: '集中学法', endedOn } as const)
    });
  // More than a week's worth is no single entry.
  await enter([lin], 30 * 45);
  await enter([lin], 30 * 45, '2026-05-21');
  await enter([zhou, he], 41 * 45);
  await enter([guo], 10 * 45);
  // Of another year, and taken back: neither counts.
  await enter([guo], 50 * 45, '2025-12-31');
  const { entries } = await enter([guo], 50 * 45, '2026-06-01');
  await world.run(reverseHours, world.actor.he, { entryId: entries[0]!, reason: '重复录入' });
  const held = await announcedSession(world);
  world.clock.set(at('09:28'));
  for (const who of ['lin', 'zhou'] as const)
    await world.run(checkIn, world.actor[who], { sessionId: held, code: await codeOf(world, held) });
  world.clock.set(at('11:00'));
  await world.run(closeSession, world.actor.he, { sessionId: held, decisions: [] });
  // Held and never closed: it does not count, and is named as missing.
  await announcedSession(world, { title: '没结班的一场', startsAt: '2026-11-23T14:00', endsAt: '2026-11-23T15:00' });
  world.clock.set(at('17:00'));
  await acceptedCase(world);
  return world;
}

async function valuesOf(world: World, period = YEAR) {
  const { figures } = await world.run(annualReport, world.actor.shen, period);
  return Object.fromEntries(figures.map((figure) => [figure.key, figure])) as Record<
    FigureKey,
    (typeof figures)[number]
  >;
}

/** One number asked of the rows themselves. */
async function counted(world: World, sql: string): Promise<number> {
  const [row] = await world.store.rows(sql);
  return Number(row!.n);
}

describe('the figures of a year', () => {
  test('equal what the rows say, asked on their own', async () => {
    const world = await builtYear();
    const values = await valuesOf(world);
    const asked: [FigureKey, string][] = [
      ['posts', `select count(*) as n from cadre where enforcement_post = true and establishment <> 'auxiliary'`],
      [
        'postsCarded',
        `select count(distinct c.id) as n from cadre c join certificate k on k.cadre_id = c.id
          where c.enforcement_post = true and k.condition = 'in-force' and k.expires_on >= '2026-11-23'`
      ],
      ['cardHolders', `select count(distinct cadre_id) as n from certificate where condition = 'in-force'`],
      ['cardNew', `select count(*) as n from certificate where issued_on between '2026-01-01' and '2026-12-31'`],
      [
        'trainingSessions',
        `select count(*) as n from training_session where status = 'closed' and kind = 'enforcement-training'`
      ],
      [
        'trainingTimes',
        `select count(*) as n from session_outcome o join training_session s on s.id = o.session_id
          where s.status = 'closed' and o.state in ('present', 'late')`
      ],
      [
        'trainingPeople',
        `select count(distinct o.cadre_id) as n from session_outcome o join training_session s on s.id = o.session_id
          where s.status = 'closed' and o.state in ('present', 'late')`
      ],
      [
        'studyFull',
        `select count(*) as n from (select cadre_id from hours_entry where ended_on between '2026-01-01' and '2026-12-31'
          group by cadre_id having sum(minutes) >= 40 * 45) as full_ones`
      ],
      ['pairs', `select count(*) as n from pairing where status = 'active'`],
      ['pairRecords', `select count(*) as n from practice_seal`],
      ['complaintsReceived', `select count(*) as n from complaint`]
    ];
    for (const [key, sql] of asked) expect([key, values[key].value]).toEqual([key, await counted(world, sql)]);
    expect(values.cardRate).toMatchObject({ value: 75, part: 3, of: 4 });
    expect(values.trainingAttendance).toMatchObject({ value: 50, part: 2, of: 4 });
    // 60 hours of online learning aside: 林 alone has them, of the three certified.
    expect(values.enforcementFullRate).toMatchObject({ part: 1, of: 3, value: 33.3 });
    expect(values.studyFullRate).toMatchObject({ part: 3, of: 10, value: 30 });
    expect(values.studyRate).toMatchObject({ part: 4, of: 10, value: 40 });
  });

  test('the records behind a figure are as many as it says', async () => {
    const world = await builtYear();
    for (const [key, unit] of [
      ['posts', 1],
      ['trainingPeople', 1],
      ['pairRecords', 1],
      ['trainingTimes', 'amount']
    ] as const) {
      const { figure, rows, total } = await world.run(showFigure, world.actor.shen, { ...YEAR, key });
      const sum = unit === 1 ? total : rows.reduce((all, { amount }) => all + amount!, 0);
      expect([key, sum]).toEqual([key, figure.value]);
      expect(rows.every(({ href }) => href !== null)).toBe(true);
    }
  });

  test('场次, 人次 and 人数 stay apart: one person at two sessions', async () => {
    const world = await builtYear();
    const second = await announcedSession(world, { startsAt: '2026-11-24T09:30', endsAt: '2026-11-24T11:00' });
    world.clock.set('2026-11-24T09:28:00+08:00');
    await world.run(checkIn, world.actor.lin, { sessionId: second, code: await codeOf(world, second) });
    world.clock.set('2026-11-24T11:00:00+08:00');
    await world.run(closeSession, world.actor.he, { sessionId: second, decisions: [] });
    const { trainingSessions, trainingTimes, trainingPeople } = await valuesOf(world);
    expect([trainingSessions.value, trainingTimes.value, trainingPeople.value]).toEqual([2, 3, 2]);
  });

  test('another period has its own figures, and the year before stands beside', async () => {
    const world = await builtYear();
    const spring = await valuesOf(world, { from: '2026-05-01', to: '2026-05-31' });
    expect([spring.trainingSessions.value, spring.studyFull.value]).toEqual([0, 3]);
    const before = await world.run(listEntries, world.actor.guo, { cadreId: world.cadreId.guo, year: 2025 });
    expect(before.everyone.hours).toBe(50);
    // Up to 23 November of the year before: nothing yet of 31 December.
    expect((await valuesOf(world)).studyFull.previous).toBe(0);
  });

  test('a period in the wrong order, or all to come, is not reckoned', async () => {
    const world = await openWorld();
    for (const period of [
      { from: '2026-05-02', to: '2026-05-01' },
      { from: addDays('2026-11-23', 1), to: '2027-01-01' }
    ] as const)
      await expect(world.run(annualReport, world.actor.shen, period)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(world.run(showFigure, world.actor.shen, { ...YEAR, key: 'nothing' })).rejects.toMatchObject({
      kind: 'invalid'
    });
  });

  test('nobody else reads it, and a supervisor of one unit neither', async () => {
    const world = await openWorld();
    for (const who of ['lin', 'zhou', 'xu', 'qin', 'gao', 'luo', 'tang'] as const)
      await expect(world.run(annualReport, world.actor[who], YEAR)).rejects.toMatchObject({ kind: 'refused' });
    const narrowed = { ...world.actor.shen, reach: () => [1] };
    await expect(world.run(annualReport, narrowed, YEAR)).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('small counts of complaints', () => {
  test('are withheld from whoever does not answer for them, in the figure, in its records and in the text', async () => {
    const world = await builtYear();
    const reader = world.actor.he;
    const { sections, gaps, figures } = await world.run(annualReport, reader, YEAR);
    for (const key of ['complaintsReceived', 'complaintsMayor'])
      expect(figures.find((figure) => figure.key === key)).toMatchObject({ value: null, withheld: true });
    const { texts } = sections.find(({ key }) => key === 'complaints')!;
    expect(texts['zh-CN'].generated.join('')).not.toContain('⟦');
    expect(gaps.some(({ code }) => code === 'complaints')).toBe(false);
    const { rows } = await world.run(showFigure, reader, { ...YEAR, key: 'complaintsReceived' });
    expect(rows.every(({ href }) => href === null)).toBe(true);
    expect((await valuesOf(world)).complaintsReceived).toMatchObject({ value: 1, withheld: false });
  });
});

describe('what is missing', () => {
  test('is named with the place where it is put right, and its figures wait', async () => {
    const world = await builtYear();
    const { gaps, figures } = await world.run(annualReport, world.actor.shen, YEAR);
    const codes = new Set(gaps.map(({ code }) => code));
    expect([...codes].sort()).toEqual(['complaints', 'running', 'session-empty', 'session-open', 'typed']);
    expect(gaps.find(({ code }) => code === 'session-open')).toMatchObject({ title: '没结班的一场' });
    const waiting = (key: FigureKey) => figures.find((figure) => figure.key === key)!.waiting;
    expect([waiting('trainingSessions'), waiting('mediationRate'), waiting('posts')]).toEqual([true, true, false]);
  });

  test('every figure has a value or a reason why not', async () => {
    const world = await builtYear();
    const values = await valuesOf(world);
    const unknown = figureKeys.filter(
      (key) => values[key].value === null && values[key].of !== 0 && !values[key].waiting
    );
    expect(unknown).toEqual([]);
  });
});

describe('typed-in totals', () => {
  const typed = { year: 2026, key: 'mediations', value: 383, source: '矛调中心台账' } as const;

  test('are kept with source, hand and time; a correction is a further row with its reason', async () => {
    const world = await openWorld();
    await world.run(typeTotal, world.actor.shen, typed);
    await world.run(typeTotal, world.actor.shen, { ...typed, key: 'mediationsSettled', value: 381 });
    expect((await valuesOf(world)).mediationRate).toMatchObject({ value: 99.5, part: 381, of: 383 });
    await expect(world.run(typeTotal, world.actor.shen, { ...typed, value: 384 })).rejects.toMatchObject({
      fields: { reason: ['reporting.correction-needs-reason'] }
    });
    await world.run(typeTotal, world.actor.shen, { ...typed, value: 384, reason: '漏计一件' });
    const history = await world.run(typedHistory, world.actor.he, { year: 2026 });
    expect(history.map(({ key, value, by, reason }) => [key, value, by, reason])).toEqual([
      ['mediations', 383, '沈某戊', null],
      ['mediationsSettled', 381, '沈某戊', null],
      ['mediations', 384, '沈某戊', '漏计一件']
    ]);
    expect((await valuesOf(world)).mediations).toMatchObject({ value: 384, typed: { version: 2 } });
    await expect(world.store.exec('update typed_total set value = 1')).rejects.toThrow(/append-only/);
  });

  test('a part above its whole, and a hand that may not, are refused', async () => {
    const world = await openWorld();
    await world.run(typeTotal, world.actor.shen, typed);
    await expect(
      world.run(typeTotal, world.actor.shen, { ...typed, key: 'mediationsSettled', value: 400 })
    ).rejects.toMatchObject({ fields: { value: ['reporting.part-above-whole'] } });
    for (const who of ['he', 'lin', 'tang'] as const)
      await expect(world.run(typeTotal, world.actor[who], typed)).rejects.toMatchObject({ kind: 'refused' });
  });
});
