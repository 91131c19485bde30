import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { openWorld } from '#tests/support/world.ts';
import { accountActor } from '#lib/platform/actor.ts';
import { addDays, DAY, dayOf, type Day } from '#lib/platform/clock.ts';
import { enterHours } from '#lib/hours/ledger.server.ts';
import { cadre } from '#lib/people/schema.server.ts';
import { recordCertificate, recordEvent } from './history.server.ts';
import { recordMeasure } from './records.server.ts';
import { certificateFile, countCertificates, listCertificates } from './register.server.ts';
import { setScheme, showScheme } from './scheme.server.ts';
import { columnsIn, usualColumns } from './wall-columns.ts';
import { foreseeLosses, personReadiness, showWall } from './wall.server.ts';

const card = (number: string, expiresOn: string) => ({
  number,
  issuer: '环翠区司法局',
  field: '市场监管',
  issuedOn: '2021-12-01',
  expiresOn
});

/** Lin's card runs long, Zhou's runs out soon, Shen's has run out, Guo has none. Exams are left out of the scheme. */
async function openTown() {
  const world = await openWorld();
  const { run, actor, cadreId } = world;
  await run(setScheme, actor.gao, {
    name: '只看证件和学时',
    effectiveFrom: '2026-11-23',
    source: '测试',
    certainty: 'choice',
    requirements: [{ kind: 'card' }, { kind: 'hours', audience: 'enforcement-posts' }, { kind: 'no-suspension' }]
  });
  const everyone = [cadreId.lin, cadreId.zhou, cadreId.shen, cadreId.guo];
  await run(enterHours, actor.he, {
    cadreIds: everyone,
    category: 'law-study',
    endedOn: '2026-05-01',
    title: '集中培训',
    amount: 42,
    unit: 'hours'
  });
  const ids = {
    lin: (await run(recordCertificate, actor.shen, { cadreId: cadreId.lin, ...card('A1', '2029-11-30') })).id,
    zhou: (await run(recordCertificate, actor.shen, { cadreId: cadreId.zhou, ...card('A2', '2026-12-10') })).id,
    shen: (await run(recordCertificate, actor.shen, { cadreId: cadreId.shen, ...card('A3', '2026-10-31') })).id
  };
  return { ...world, ids };
}
const states = (people: { staffNumber: string; readiness: { state: string } }[]) =>
  Object.fromEntries(people.map(({ staffNumber, readiness: { state } }) => [staffNumber, state]));

describe('the wall', () => {
  it('shows everybody of whom something is asked, in the order of units and numbers, with their state', async () => {
    const { run, actor } = await openTown();
    const wall = await run(showWall, actor.shen, {});
    expect(states(wall.people)).toEqual({ '001': 'expired', '003': 'expiring', '017': 'valid', '018': 'missing' });
    expect(wall.people.map(({ staffNumber }) => staffNumber)).toEqual(['003', '001', '017', '018'].sort());
    expect(wall.counts).toEqual({ suspended: 0, expired: 1, missing: 1, expiring: 1, valid: 1 });
    expect(wall.exempt).toHaveLength(6);
    expect(wall.units.map(({ people }) => people)).toEqual([4, 6]);
  });

  it('can be asked for any day, past or to come', async () => {
    const { run, actor, ids } = await openTown();
    await run(recordEvent, actor.shen, {
      certificateId: ids.lin,
      kind: 'suspended',
      happenedOn: '2026-11-20',
      authority: '环翠区司法局'
    });
    expect(states((await run(showWall, actor.shen, {})).people)['017']).toBe('suspended');
    expect(states((await run(showWall, actor.shen, { on: '2026-11-19' })).people)).toMatchObject({
      '001': 'expired',
      '017': 'missing'
    });
    expect(states((await run(showWall, actor.shen, { on: '2026-12-11' })).people)['003']).toBe('expired');
    expect((await run(showWall, actor.shen, { on: '2020-02-01' })).people).toEqual([]);
  });

  it('is narrowed to a field of the cards, and names the fields there are', async () => {
    const { run, actor } = await openTown();
    const wall = await run(showWall, actor.shen, { field: '市场监管' });
    expect(Object.keys(states(wall.people))).toEqual(['001', '003', '017']);
    expect(wall.fields).toEqual(['市场监管']);
    expect((await run(showWall, actor.shen, { field: '别的' })).people).toEqual([]);
  });

  it('foresees who may enforce today and no longer on a day to come', async () => {
    const { run, actor } = await openTown();
    const losses = (on: string) => run(foreseeLosses, actor.shen, { on });
    expect(await losses('2026-12-10')).toEqual([]);
    expect(await losses('2026-12-11')).toMatchObject([{ staffNumber: '003', readiness: { state: 'expired' } }]);
    await expect(run(foreseeLosses, actor.lin, { on: '2026-12-11' })).rejects.toMatchObject({ kind: 'refused' });
  });

  it('an auxiliary is never among the officers', async () => {
    const { run, actor, cadreId, store } = await openTown();
    await store.transaction(async (db) => {
      await db.update(cadre).set({ establishment: 'auxiliary' }).where(eq(cadre.id, cadreId.lin));
    });
    const wall = await run(showWall, actor.shen, {});
    expect(states(wall.people)).not.toHaveProperty('017');
    expect(wall.exempt.find(({ staffNumber }) => staffNumber === '017')!.readiness.exemption).toBe('auxiliary');
  });

  it('is searched by name, pinyin and number, and narrowed to a unit', async () => {
    const { run, actor, unitId } = await openTown();
    for (const q of ['林', 'linmou', '017']) {
      expect(states((await run(showWall, actor.shen, { q })).people)).toEqual({ '017': 'valid' });
    }
    expect((await run(showWall, actor.shen, { q: '%' })).people).toEqual([]);
    expect(states((await run(showWall, actor.shen, { unitId: unitId['便民服务中心']! })).people)).toEqual({
      '018': 'missing'
    });
  });

  it('reaches as far as the role: one unit for a supervisor of one unit, nothing for officers', async () => {
    const world = await openTown();
    const one = accountActor({
      accountId: 1,
      cadreId: null,
      unitId: null,
      roles: [{ role: 'supervisor', unitId: world.unitId['便民服务中心']! }]
    });
    expect(states((await world.run(showWall, one, {})).people)).toEqual({ '018': 'missing' });
    await expect(world.run(showWall, world.actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(certificateFile, one, { staffNumber: '017' })).rejects.toMatchObject({ kind: 'missing' });
    expect((await world.run(listCertificates, one, {})).total).toBe(0);
  });
});

describe('time travel over the whole store', () => {
  it('every past day is answered as it was computed then, whatever was recorded since', async () => {
    const { run, actor, clock, cadreId, ids } = await openTown();
    const acts = [
      () => run(recordEvent, actor.shen, { certificateId: ids.lin, ...act('suspended') }),
      () =>
        run(recordCertificate, actor.shen, { cadreId: cadreId.guo, ...card('A4', '2031-11-30'), issuedOn: today() }),
      () => run(enterHours, actor.he, { ...more, endedOn: today() }),
      () => run(recordEvent, actor.shen, { certificateId: ids.lin, ...act('restored') }),
      () => run(recordMeasure, actor.shen, { ...measure, cadreId: cadreId.zhou, fromDay: today() }),
      () =>
        run(recordEvent, actor.shen, {
          certificateId: ids.shen,
          ...act('renewed'),
          validFrom: today(),
          validTo: addDays(today(), 1825)
        })
    ];
    const today = () => dayOf(clock.now());
    const act = (kind: 'suspended' | 'restored' | 'renewed') => ({
      kind,
      happenedOn: today(),
      authority: '环翠区司法局'
    });
    const more = {
      cadreIds: [cadreId.zhou],
      category: 'law-study' as const,
      title: '补课',
      amount: 20,
      unit: 'hours' as const
    };
    const measure = { kind: 'off-post-training' as const, decidedBy: '镇党政办公会', reason: '没有出示证件' };
    const wallOn = async (on?: Day) => (await run(showWall, actor.shen, on ? { on } : {})).people;
    const then = new Map<Day, Awaited<ReturnType<typeof wallOn>>>();
    for (const happen of acts) {
      await happen();
      then.set(today(), await wallOn());
      clock.advance(3 * DAY);
    }
    for (const [day, people] of then) expect(await wallOn(day), day).toEqual(people);
    // The days differ from each other, or this would prove nothing.
    expect(new Set([...then.values()].map((people) => JSON.stringify(states(people)))).size).toBeGreaterThan(3);
  });
});

describe('one person’s readiness', () => {
  it('everybody may ask for their own, a supervisor for others, and nobody else', async () => {
    const { run, actor, cadreId } = await openTown();
    expect((await run(personReadiness, actor.guo, {})).readiness).toMatchObject({
      state: 'missing',
      next: { code: 'apply-card' }
    });
    expect((await run(personReadiness, actor.shen, { cadreId: cadreId.zhou })).readiness.next).toMatchObject({
      code: 'renew-card'
    });
    await expect(run(personReadiness, actor.guo, { cadreId: cadreId.lin })).rejects.toMatchObject({ kind: 'missing' });
  });
});

describe('schemes', () => {
  it('until the town sets its own, the one brought along holds, with its sources', async () => {
    const { run, actor } = await openWorld();
    const scheme = await run(showScheme, actor.lin, {});
    expect(scheme.requirements.map(({ kind }) => kind)).toEqual([
      'card',
      'no-suspension',
      'official-exam',
      'internal-exam',
      'hours',
      'mentoring',
      'yearly-check'
    ]);
    expect(scheme.requirements.every(({ source }) => source)).toBe(true);
  });

  it('a new scheme holds from its day on and leaves earlier days as they were', async () => {
    const { run, actor } = await openTown();
    expect((await run(showScheme, actor.lin, {})).name).toBe('只看证件和学时');
    expect((await run(showScheme, actor.lin, { on: '2026-11-22' })).requirements).toHaveLength(7);
  });

  it('only who manages settings sets one, and never for a day gone by', async () => {
    const { run, actor } = await openWorld();
    const scheme = {
      name: '新',
      effectiveFrom: '2026-11-22',
      source: '测试',
      certainty: 'choice' as const,
      requirements: [{ kind: 'card' as const }]
    };
    await expect(run(setScheme, actor.shen, scheme)).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(setScheme, actor.gao, scheme)).rejects.toMatchObject({
      fields: { effectiveFrom: ['platform.effective-day-past'] }
    });
  });
});

describe('the register', () => {
  it('lists cards by expiry, filters by state, and counts them', async () => {
    const { run, actor, ids } = await openTown();
    const all = await run(listCertificates, actor.shen, {});
    expect(all.rows.map(({ number, state }) => [number, state])).toEqual([
      ['A3', 'expired'],
      ['A2', 'expiring'],
      ['A1', 'valid']
    ]);
    await run(recordEvent, actor.shen, {
      certificateId: ids.lin,
      kind: 'suspended',
      happenedOn: '2026-11-20',
      authority: '环翠区司法局'
    });
    for (const [state, number] of [
      ['expired', 'A3'],
      ['expiring', 'A2'],
      ['suspended', 'A1']
    ] as const) {
      expect((await run(listCertificates, actor.shen, { state })).rows.map((row) => row.number)).toEqual([number]);
    }
    expect((await run(listCertificates, actor.shen, { state: 'valid' })).total).toBe(0);
    expect(await run(countCertificates, actor.shen, {})).toEqual({ expired: 1, expiring: 1, suspended: 1 });
  });

  it('is searched by name, pinyin and card number, sorted and cut into pages', async () => {
    const { run, actor } = await openTown();
    expect((await run(listCertificates, actor.shen, { q: 'a2' })).rows.map(({ staffNumber }) => staffNumber)).toEqual([
      '003'
    ]);
    expect((await run(listCertificates, actor.shen, { q: 'shen' })).rows.map(({ staffNumber }) => staffNumber)).toEqual(
      ['001']
    );
    const page = await run(listCertificates, actor.shen, { sort: '-number', page: 2, pageSize: 2 });
    expect([page.rows.map(({ number }) => number), page.total]).toEqual([['A1'], 3]);
  });

  it('is closed to officers', async () => {
    const { run, actor } = await openTown();
    await expect(run(listCertificates, actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(countCertificates, actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(certificateFile, actor.lin, { staffNumber: '017' })).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('the columns of the list', () => {
  const at = (query: string) => columnsIn(new URL(`http://town/wall?${query}`));
  it('are those that the address names, in their own order, or the usual ones', () => {
    expect(at('col=next&col=unit&col=nonsense')).toEqual(['unit', 'next']);
    expect(at('')).toEqual([...usualColumns]);
  });
});
