import { describe, expect, test } from 'vitest';
import { accountActor } from '#lib/platform/actor.ts';
import { card, makeMentor, proposal, runningPairing, signedRecord } from '#tests/support/mentoring.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { advancePhase, changeMentor, endPairing, extendPairing } from './change.server.ts';
import { listCandidates, listPeople } from './match.server.ts';
import { acceptAgreement, declineAgreement, mentoringCompleted, proposePairing } from './pairing.server.ts';
import { findPairing, listPairings, myPairings } from './view.server.ts';

const propose = (world: World, change: Parameters<typeof proposal>[1] = {}) =>
  world.run(proposePairing, world.actor.he, proposal(world, change));
const accept = (world: World, who: Person, pairingId: number) =>
  world.run(acceptAgreement, world.actor[who], { pairingId, unrelated: true });

describe('a pairing', () => {
  test('runs when both sides have accepted its agreement, for six months', async () => {
    const world = await openWorld();
    await card(world, 'zhou');
    const { id } = await propose(world);
    expect(await accept(world, 'zhou', id)).toMatchObject({ runs: false });
    await expect(accept(world, 'zhou', id)).rejects.toMatchObject({ code: 'mentoring.nothing-to-accept' });
    expect(await accept(world, 'lin', id)).toMatchObject({ runs: true });
    expect(await world.run(findPairing, world.actor.lin, { pairingId: id })).toMatchObject({
      status: 'active',
      startsOn: '2026-10-01',
      endsOn: '2027-03-31',
      code: 'SD-2026-001',
      hand: 'mentee',
      carded: false,
      tasks: 2
    });
  });

  test('is not made by an officer, and not for somebody outside the reach of whoever makes it', async () => {
    const world = await openWorld();
    await card(world, 'zhou');
    await expect(world.run(proposePairing, world.actor.zhou, proposal(world))).rejects.toMatchObject({
      kind: 'refused'
    });
    const elsewhere = accountActor({
      ...{ accountId: 900, cadreId: null, unitId: null },
      roles: [{ role: 'trainer', unitId: world.unitId['便民服务中心']! }]
    });
    await expect(world.run(proposePairing, elsewhere, proposal(world))).rejects.toMatchObject({
      code: 'mentoring.person-not-found'
    });
  });

  test.each([
    ['somebody without a card', {}, [], 'card'],
    ['themselves', { menteeId: 'zhou' }, ['zhou'], 'self'],
    ['somebody who joined too lately', { startsOn: '2022-03-01' }, ['zhou'], 'years'],
    ['somebody of whom nobody has looked for complaints', { attested: false }, ['zhou'], 'complaints'],
    ['somebody who is no mentor', { mentorId: 'shen', leaderId: 'he' }, ['shen'], 'unit']
  ] as const)('is not made with %s', async (_, change, carded, code) => {
    const world = await openWorld();
    if (carded.length) await card(world, ...carded);
    const ids = Object.fromEntries(
      Object.entries(change).map(([field, value]) => [
        field,
        typeof value === 'string' && value in world.cadreId ? world.cadreId[value as 'zhou'] : value
      ])
    );
    await expect(propose(world, ids)).rejects.toMatchObject({ code: `mentoring.not-eligible-${code}` });
  });

  test('names leaders who are neither side and not one person', async () => {
    const world = await openWorld();
    await card(world, 'zhou');
    await expect(propose(world, { teamLeaderId: world.cadreId.lin })).rejects.toMatchObject({
      fields: { teamLeaderId: ['mentoring.leader-is-a-side'] }
    });
    await expect(propose(world, { teamLeaderId: world.cadreId.shen })).rejects.toMatchObject({
      fields: { leaderId: ['mentoring.leaders-are-one'] }
    });
    await expect(propose(world, { taskKeys: ['no-such-task'] })).rejects.toMatchObject({
      fields: { taskKeys: ['mentoring.task-unknown'] }
    });
  });

  test('ends when a side declines, or declares a close relation', async () => {
    const world = await openWorld();
    await card(world, 'zhou');
    const { id } = await propose(world);
    await expect(
      world.run(acceptAgreement, world.actor.lin, { pairingId: id, unrelated: false })
    ).rejects.toMatchObject({ code: 'mentoring.relation-declared' });
    await world.run(declineAgreement, world.actor.lin, { pairingId: id, reason: '与带教人是近亲属' });
    await expect(accept(world, 'zhou', id)).rejects.toMatchObject({ code: 'mentoring.nothing-to-accept' });
    const { events } = await world.run(findPairing, world.actor.zhou, { pairingId: id });
    expect(events.map(({ kind }) => kind)).toEqual(['proposed', 'declined']);
  });

  test('is accepted by its sides alone', async () => {
    const world = await openWorld();
    await card(world, 'zhou');
    const { id } = await propose(world);
    await expect(accept(world, 'guo', id)).rejects.toMatchObject({ code: 'mentoring.not-a-side' });
  });

  test('is made for a mentee once at a time, and for a mentor twice', async () => {
    const world = await openWorld();
    await runningPairing(world);
    await expect(propose(world)).rejects.toMatchObject({ code: 'mentoring.not-eligible-free' });
    const candidates = await world.run(listCandidates, world.actor.he, {
      menteeId: world.cadreId.he,
      on: '2026-11-23'
    });
    expect(candidates).toMatchObject([{ name: '周某丙', apprentices: 1, against: [] }]);
    await propose(world, { menteeId: world.cadreId.he });
    await expect(propose(world, { menteeId: world.cadreId.xu })).rejects.toMatchObject({
      code: 'mentoring.not-eligible-load'
    });
  });

  test('is, to whoever has no part in it, like one that does not exist', async () => {
    const world = await openWorld();
    const id = await runningPairing(world);
    const officer = accountActor({
      ...{ accountId: 901, cadreId: world.cadreId.xu, unitId: null },
      roles: [{ role: 'officer', unitId: null }]
    });
    const none = await world.run(findPairing, officer, { pairingId: 999 }).catch((problem: unknown) => problem);
    const foreign = await world.run(findPairing, officer, { pairingId: id }).catch((problem: unknown) => problem);
    expect(foreign).toEqual(none);
    expect(none).toMatchObject({ kind: 'missing', code: 'mentoring.pairing-not-found' });
    const elsewhere = accountActor({
      ...{ accountId: 902, cadreId: null, unitId: null },
      roles: [{ role: 'supervisor', unitId: world.unitId['便民服务中心']! }]
    });
    expect(await world.run(listPairings, elsewhere, {})).toEqual({ total: 0, rows: [] });
    expect(await world.run(listPairings, world.actor.shen, { q: 'lin' })).toMatchObject({ total: 1 });
    await expect(world.run(listPairings, officer, {})).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(listPeople, officer, {})).rejects.toMatchObject({ kind: 'refused' });
    expect(await world.run(myPairings, officer, {})).toEqual([]);
  });
});

describe('what changes in it', () => {
  test('another mentor takes over with a reason, both accept anew, and the earlier one stays in the file', async () => {
    const world = await openWorld();
    const id = await runningPairing(world);
    await expect(
      world.run(changeMentor, world.actor.he, {
        pairingId: id,
        mentorId: world.cadreId.zhou,
        reason: '同一人',
        attested: true
      })
    ).rejects.toMatchObject({ code: 'mentoring.same-mentor' });
    const take = (mentorId: number) =>
      world.run(changeMentor, world.actor.he, { pairingId: id, mentorId, reason: '原带教人外出学习', attested: true });
    await expect(take(world.cadreId.xu)).rejects.toMatchObject({ code: 'mentoring.not-eligible-card' });
    await makeMentor(world, 'he');
    await card(world, 'he');
    await take(world.cadreId.he);
    const view = () => world.run(findPairing, world.actor.zhou, { pairingId: id });
    expect(await view()).toMatchObject({ status: 'proposed', mentor: '何某丁', hand: null, agreement: { terms: 2 } });
    expect((await view()).events.at(-1)).toMatchObject({
      kind: 'mentor-changed',
      person: '周某丙',
      reason: '原带教人外出学习'
    });
    await accept(world, 'he', id);
    expect(await accept(world, 'lin', id)).toMatchObject({ runs: true, terms: 2 });
    await expect(
      world.run(changeMentor, world.actor.lin, { pairingId: id, mentorId: 1, reason: '想换', attested: true })
    ).rejects.toMatchObject({ kind: 'refused' });
  });

  test('it is made longer once, by at most three months', async () => {
    const world = await openWorld();
    const id = await runningPairing(world);
    const extend = (months: number) =>
      world.run(extendPairing, world.actor.he, { pairingId: id, months, reason: '病假两个月' });
    await expect(extend(4)).rejects.toMatchObject({ code: 'mentoring.extension-too-long', params: { months: 3 } });
    expect(await extend(3)).toEqual({ endsOn: '2027-06-30' });
    await expect(extend(1)).rejects.toMatchObject({ code: 'mentoring.extended-already' });
  });

  test('its mentor leads on when enough of the plan has reached the phase', async () => {
    const world = await openWorld();
    const id = await runningPairing(world);
    const advance = () => world.run(advancePhase, world.actor.zhou, { pairingId: id });
    await expect(advance()).rejects.toMatchObject({
      code: 'mentoring.phase-not-reached',
      params: { there: 0, wanted: 2 }
    });
    await signedRecord(world, id, 'spot-penalty');
    await signedRecord(world, id, 'recheck');
    expect(await advance()).toEqual({ phase: 1 });
    await expect(world.run(advancePhase, world.actor.lin, { pairingId: id })).rejects.toMatchObject({
      kind: 'refused'
    });
  });

  test('ended before its time it stays on file and counts for nothing', async () => {
    const world = await openWorld();
    const id = await runningPairing(world);
    const before = await mentoringCompleted({ db: world.store.read } as never, [world.cadreId.lin, world.cadreId.guo]);
    expect([...before.values()].map(({ state }) => state)).toEqual(['in-progress', 'none']);
    await world.run(endPairing, world.actor.he, { pairingId: id, reason: '调离' });
    await expect(world.run(endPairing, world.actor.he, { pairingId: id, reason: '再来一次' })).rejects.toMatchObject({
      code: 'mentoring.pairing-ended'
    });
    const after = await mentoringCompleted({ db: world.store.read } as never, [world.cadreId.lin]);
    expect(after.get(world.cadreId.lin)).toMatchObject({ state: 'none' });
  });
});
