import { describe, expect, it } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { accountActor } from '#lib/platform/actor.ts';
import { cadre } from '#lib/people/schema.server.ts';
import { changeSetting } from '#lib/platform/settings.server.ts';
import { eq } from 'drizzle-orm';
import { correctEvent, recordCertificate, recordEvent, voidEvent } from './history.server.ts';
import { certificateFile } from './register.server.ts';
import { certificateEvent } from './schema.server.ts';

const card = {
  number: '鲁K0017',
  issuer: '环翠区司法局',
  field: '市场监管',
  issuedOn: '2021-12-01',
  expiresOn: '2026-11-30'
};
const act = { happenedOn: '2026-11-02', authority: '环翠区司法局' };

async function withCard() {
  const world = await openWorld();
  const { id } = await world.run(recordCertificate, world.actor.shen, { cadreId: world.cadreId.lin, ...card });
  const record = (kind: Parameters<typeof world.run<typeof recordEvent.input, unknown>>[2]['kind'], more = {}) =>
    world.run(recordEvent, world.actor.shen, { certificateId: id, kind, ...act, ...more });
  return {
    ...world,
    id,
    record,
    file: (on?: string) => world.run(certificateFile, world.actor.shen, { staffNumber: '017', on })
  };
}

const unitSupervisor = (world: World, unit: string) =>
  accountActor({
    accountId: 1,
    cadreId: null,
    unitId: null,
    roles: [{ role: 'supervisor', unitId: world.unitId[unit]! }]
  });

describe('recording a card', () => {
  it('a supervisor records a card, and its issue is the first act of its history', async () => {
    const { file } = await withCard();
    const { cards } = await file();
    expect(cards).toMatchObject([{ ...card, condition: 'in-force', standing: { state: 'expiring', daysLeft: 7 } }]);
    expect(cards[0]!.events).toMatchObject([
      { kind: 'issued', happenedOn: '2021-12-01', validTo: '2026-11-30', live: true }
    ]);
  });

  it('an officer may not record cards, not even their own', async () => {
    const { run, actor, cadreId } = await openWorld();
    await expect(run(recordCertificate, actor.lin, { cadreId: cadreId.lin, ...card })).rejects.toMatchObject({
      kind: 'refused'
    });
  });

  it.each([
    [{ issuedOn: '2026-11-24', expiresOn: '2031-11-23' }, { issuedOn: ['certification.day-to-come'] }],
    [{ expiresOn: '2021-11-30' }, { expiresOn: ['certification.expires-before-issue'] }],
    [{ number: '  ' }, { number: ['input.required'] }],
    [{ issuedOn: '2021-02-30' }, { issuedOn: ['input.day'] }]
  ])('refuses %o and says at which field', async (wrong, fields) => {
    const { run, actor, cadreId } = await openWorld();
    await expect(run(recordCertificate, actor.shen, { cadreId: cadreId.lin, ...card, ...wrong })).rejects.toMatchObject(
      { fields }
    );
  });

  it('a number is printed on one card only', async () => {
    const { run, actor, cadreId } = await withCard();
    await expect(run(recordCertificate, actor.shen, { cadreId: cadreId.guo, ...card })).rejects.toMatchObject({
      fields: { number: ['certification.number-taken'] }
    });
  });

  it('an auxiliary holds no card', async () => {
    const { run, actor, cadreId, store } = await openWorld();
    await store.transaction(async (db) => {
      await db
        .update(cadre)
        .set({ establishment: 'auxiliary', enforcementPost: false })
        .where(eq(cadre.id, cadreId.guo));
    });
    await expect(run(recordCertificate, actor.shen, { cadreId: cadreId.guo, ...card })).rejects.toMatchObject({
      code: 'certification.auxiliary-holds-no-card'
    });
  });

  it('a supervisor of one unit does not know the people of another', async () => {
    const world = await openWorld();
    const other = unitSupervisor(world, '便民服务中心');
    await expect(world.run(recordCertificate, other, { cadreId: world.cadreId.lin, ...card })).rejects.toMatchObject({
      kind: 'missing'
    });
  });

  it('a number that does not look like the town’s is remarked on and still taken', async () => {
    const { run, actor, cadreId } = await openWorld();
    await run(changeSetting, actor.gao, {
      key: 'certificate.number-pattern',
      value: '\\d{8}',
      effectiveFrom: '2026-11-23',
      basis: '区局编号'
    });
    expect(await run(recordCertificate, actor.shen, { cadreId: cadreId.lin, ...card })).toMatchObject({ odd: true });
    expect(
      await run(recordCertificate, actor.shen, { cadreId: cadreId.guo, ...card, number: '37100018' })
    ).toMatchObject({ odd: false });
  });
});

describe('the history of a card', () => {
  it('a suspension counts from its day and a restoring ends it', async () => {
    const { record, file } = await withCard();
    await record('suspended');
    expect((await file()).person.readiness.state).toBe('suspended');
    await record('restored', { happenedOn: '2026-11-12' });
    expect((await file()).cards[0]).toMatchObject({ condition: 'in-force', standing: { state: 'expiring' } });
    expect((await file('2026-11-05')).person.readiness.state).toBe('suspended');
    expect((await file('2026-11-01')).cards[0]!.standing.state).toBe('expiring');
  });

  it('a renewal carries new days and a new number', async () => {
    const { record, file } = await withCard();
    await record('renewed', { number: '鲁K0117', validFrom: '2026-12-01', validTo: '2031-11-30' });
    expect((await file()).cards[0]).toMatchObject({
      number: '鲁K0117',
      expiresOn: '2031-11-30',
      standing: { state: 'valid' }
    });
  });

  it.each([
    ['restored', 'certification.act-cannot-follow'],
    ['issued', 'input.invalid']
  ])('%s cannot follow on a card in force', async (kind, code) => {
    const { record } = await withCard();
    await expect(record(kind as 'restored')).rejects.toMatchObject({ code });
  });

  it('nothing follows on a cancelled card, and a suspended one is not simply renewed', async () => {
    const { record } = await withCard();
    await record('suspended');
    await expect(record('renewed', { validFrom: '2026-12-01', validTo: '2031-11-30' })).rejects.toMatchObject({
      code: 'certification.act-cannot-follow'
    });
    await record('cancelled');
    await expect(record('restored')).rejects.toMatchObject({ code: 'certification.act-cannot-follow' });
  });

  it.each([
    ['suspended', { happenedOn: '2026-11-24' }, { happenedOn: ['certification.day-to-come'] }],
    ['suspended', { happenedOn: '2021-11-30' }, { happenedOn: ['certification.act-out-of-order'] }],
    ['renewed', {}, { validFrom: ['input.required'] }],
    ['renewed', { validFrom: '2026-12-01' }, { validTo: ['input.required'] }],
    [
      'renewed',
      { validFrom: '2026-12-01', validTo: '2026-11-30' },
      { validTo: ['certification.expires-before-issue'] }
    ],
    ['suspended', { validTo: '2027-01-01' }, { validFrom: ['certification.no-print'] }]
  ] as const)('%s with %o is refused at its field', async (kind, more, fields) => {
    const { record } = await withCard();
    await expect(record(kind, more)).rejects.toMatchObject({ fields });
  });

  it('a wrong entry is replaced by a right one and both stay on record', async () => {
    const { record, file, run, actor } = await withCard();
    const { id } = await record('suspended');
    await run(correctEvent, actor.shen, { eventId: id, reason: '日期写错', ...act, happenedOn: '2026-11-10' });
    expect((await file('2026-11-05')).cards[0]!.standing.state).toBe('expiring');
    expect((await file()).cards[0]!.events.map(({ kind, happenedOn, live }) => [kind, happenedOn, live])).toEqual([
      ['suspended', '2026-11-10', true],
      ['suspended', '2026-11-02', false],
      ['issued', '2021-12-01', true]
    ]);
    await expect(run(correctEvent, actor.shen, { eventId: id, reason: '又写错', ...act })).rejects.toMatchObject({
      code: 'certification.event-already-corrected'
    });
  });

  it('the printed days of the issue can be corrected, but the issue cannot be taken back', async () => {
    const { file, run, actor } = await withCard();
    const [issue] = (await file()).cards[0]!.events;
    await run(correctEvent, actor.shen, {
      eventId: issue!.id,
      reason: '有效期抄错',
      authority: '威海市司法局',
      happenedOn: '2021-12-01',
      number: '鲁K0018',
      validFrom: '2021-12-01',
      validTo: '2027-11-30'
    });
    const { cards } = await file();
    expect(cards).toMatchObject([{ number: '鲁K0018', expiresOn: '2027-11-30', issuer: '威海市司法局' }]);
    await expect(
      run(voidEvent, actor.shen, { eventId: cards[0]!.events[0]!.id, reason: '误登' })
    ).rejects.toMatchObject({
      code: 'certification.issue-comes-first'
    });
  });

  it('an act taken back frees the card again, unless a later act rests on it', async () => {
    const { record, file, run, actor } = await withCard();
    const { id } = await record('suspended');
    const { id: restored } = await record('restored');
    await expect(run(voidEvent, actor.shen, { eventId: id, reason: '登错人' })).rejects.toMatchObject({
      code: 'certification.act-cannot-follow'
    });
    await run(voidEvent, actor.shen, { eventId: restored, reason: '登错人' });
    expect((await file()).person.readiness.state).toBe('suspended');
    await run(voidEvent, actor.shen, { eventId: id, reason: '登错人' });
    expect((await file()).cards[0]).toMatchObject({ condition: 'in-force', standing: { state: 'expiring' } });
  });

  it('officers record no acts, and an unknown card or entry is not found', async () => {
    const { run, actor, id } = await withCard();
    await expect(run(recordEvent, actor.lin, { certificateId: id, kind: 'suspended', ...act })).rejects.toMatchObject({
      kind: 'refused'
    });
    await expect(run(voidEvent, actor.lin, { eventId: 1, reason: 'x' })).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(correctEvent, actor.lin, { eventId: 1, reason: 'x', ...act })).rejects.toMatchObject({
      kind: 'refused'
    });
    await expect(run(recordEvent, actor.shen, { certificateId: 999, kind: 'suspended', ...act })).rejects.toMatchObject(
      { kind: 'missing' }
    );
    await expect(run(voidEvent, actor.shen, { eventId: 999, reason: 'x' })).rejects.toMatchObject({ kind: 'missing' });
  });

  it('the history itself cannot be changed', async () => {
    const { store } = await withCard();
    await expect(store.transaction((db) => Promise.resolve(db.delete(certificateEvent)))).rejects.toThrow();
  });
});
