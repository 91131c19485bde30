import { describe, expect, test } from 'vitest';
import { certificateFile } from '#lib/certification/register.server.ts';
import { findPairing } from '#lib/mentoring/view.server.ts';
import { system } from '#lib/platform/actor.ts';
import { listOwnNotifications } from '#lib/platform/notifications.server.ts';
import { acceptedCase, foundCase } from '#tests/support/complaints.ts';
import { runningPairing, signedRecord } from '#tests/support/mentoring.ts';
import { announcedSession, at } from '#tests/support/sessions.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { showCase } from './desk.server.ts';
import { decidePersonProposal, proposeForPerson } from './person-proposal.server.ts';
import { remedyChoices } from './remedy-choice.server.ts';
import { byFit, reasonsFor } from './remedy-match.ts';
import { assignRemedy, myRemedies, settleRemedies } from './remedy.server.ts';
import { listRequests } from './requests.server.ts';

const DUE = '2026-12-20';

describe('what fits a finding', () => {
  const fault = { categories: ['procedure' as const], statuteIds: new Set([7]) };

  test.each([
    ['the same statute and the same kind of fault', '听证程序', [7], ['statute', 'category']],
    ['the same statute', '罚款缴纳', [3, 7], ['statute']],
    ['the same kind of fault', '现场笔录怎么写', [3], ['category']],
    ['nothing', '垃圾分类', [], []]
  ] as const)('%s is said', (_, words, statuteIds, reasons) => {
    expect(reasonsFor({ words, statuteIds: new Set(statuteIds) }, fault)).toEqual(reasons);
  });

  test('comes first, a statute before a kind of fault; the rest keeps its order', () => {
    const choices = [
      { name: 'a', why: [] },
      { name: 'b', why: ['category'] as const },
      { name: 'c', why: [] },
      { name: 'd', why: ['statute'] as const },
      { name: 'e', why: ['statute', 'category'] as const }
    ];
    expect(byFit(choices).map(({ name }) => name)).toEqual(['e', 'd', 'b', 'a', 'c']);
  });

  test('is put forward in the case, from the practice catalogue too', async () => {
    const world = await openWorld();
    const { complaintId } = await foundCase(world, 'substantiated');
    const choices = () => world.run(remedyChoices, world.actor.xu, { complaintId });
    // Nobody guides the officer, so nobody could practise it with them.
    expect((await choices()).some(({ kind }) => kind === 'task')).toBe(false);
    await runningPairing(world);
    const [first] = await choices();
    // The case is about equipment and conduct: showing the card is a task of the starter catalogue.
    expect(first).toMatchObject({ kind: 'task', target: 'show-card', why: ['category'] });
  });
});

describe('a practice task as a remedy', () => {
  const assign = (world: World, complaintId: number, target = 'task:spot-penalty') =>
    world.run(assignRemedy, world.actor.xu, { complaintId, target, dueOn: DUE });

  test('is asked of the mentor without a word about the complaint, and done when it is signed as passed', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const { complaintId } = await foundCase(world, 'substantiated');
    await assign(world, complaintId);
    expect(await world.run(myRemedies, world.actor.lin, {})).toMatchObject([
      { kind: 'task', dueOn: DUE, href: `/mentoring/${pairingId}` }
    ]);
    const { rows } = await world.run(listOwnNotifications, world.actor.zhou, {});
    expect(rows.find(({ kind }) => kind === 'task-asked')).toMatchObject({
      values: { on: DUE },
      href: `/mentoring/${pairingId}`
    });
    const seen = await world.run(findPairing, world.actor.zhou, { pairingId });
    expect(seen.events.at(-1)).toMatchObject({ kind: 'task-asked', by: null, person: null, reason: null });
    expect(seen.plan.find(({ key }) => key === 'spot-penalty')?.askedBy).toBe(DUE);

    await signedRecord(world, pairingId);
    await world.run(settleRemedies, system, {});
    expect(await world.run(myRemedies, world.actor.lin, {})).toEqual([]);
    const after = await world.run(findPairing, world.actor.zhou, { pairingId });
    expect(after.plan.find(({ key }) => key === 'spot-penalty')?.askedBy).toBeNull();
  });

  test('that the plan does not hold joins it, to be done once', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const { complaintId } = await foundCase(world, 'substantiated');
    await assign(world, complaintId, 'task:show-card');
    const { plan } = await world.run(findPairing, world.actor.zhou, { pairingId });
    expect(plan.find(({ key }) => key === 'show-card')).toMatchObject({ needed: 1, askedBy: DUE });
  });

  test('needs somebody who is guided, and leaves nothing behind where nobody is', async () => {
    const world = await openWorld();
    const { complaintId } = await foundCase(world, 'substantiated');
    await expect(assign(world, complaintId)).rejects.toMatchObject({ fields: { target: ['complaints.no-mentor'] } });
    expect(await world.run(myRemedies, world.actor.lin, {})).toEqual([]);
    await expect(assign(world, complaintId, 'task:no-such-task')).rejects.toMatchObject({
      fields: { target: ['complaints.no-such-remedy'] }
    });
  });
});

test('a session that was assigned keeps its name after it is over', async () => {
  const world = await openWorld();
  const sessionId = await announcedSession(world);
  const { complaintId } = await foundCase(world, 'substantiated');
  await world.run(assignRemedy, world.actor.xu, { complaintId, target: `session:${sessionId}`, dueOn: DUE });
  const names = async () => (await world.run(myRemedies, world.actor.lin, {})).map(({ name }) => name);
  expect(await names()).toEqual(['涉企检查与亮证']);
  world.clock.set(at('15:00'));
  expect(await names()).toEqual(['涉企检查与亮证']);
});

describe('a proposal about a person', () => {
  const propose = (world: World, complaintId: number, changes = {}) =>
    world.run(proposeForPerson, world.actor.xu, {
      ...{ complaintId, cadreId: world.cadreId.lin, what: 'measure:admonition' as const, reason: '第二次。' },
      ...changes
    });
  const decide = (world: World, complaintId: number, changes = {}) =>
    world.run(decidePersonProposal, world.actor.shen, {
      ...{ complaintId, place: 0, adopt: true, decidedBy: '镇党委会议', fromDay: '2026-11-23' },
      ...{ register: '执法时没有出示证件', reason: '' },
      ...changes
    });
  const measures = async (world: World) =>
    (await world.run(certificateFile, world.actor.shen, { staffNumber: '017' })).records.measures;

  test('waits for a supervisor, keeps the case open, and enters the file when it is adopted', async () => {
    const world = await openWorld();
    const { complaintId } = await foundCase(world, 'substantiated');
    await propose(world, complaintId);
    expect((await world.run(showCase, world.actor.xu, { complaintId })).gaps).toContain('proposal-open');
    expect((await world.run(listRequests, world.actor.shen, {}))[0]?.proposals).toEqual([
      { place: 0, book: 'measure', kind: 'admonition', name: '林某甲', reason: '第二次。' }
    ]);
    expect(await measures(world)).toEqual([]);
    await decide(world, complaintId);
    expect(await measures(world)).toMatchObject([
      { kind: 'admonition', decidedBy: '镇党委会议', reason: '执法时没有出示证件' }
    ]);
    const { state, gaps } = await world.run(showCase, world.actor.xu, { complaintId });
    expect(state.proposals).toMatchObject([{ decision: { adopted: true, decidedBy: '镇党委会议', on: '2026-11-23' } }]);
    expect(gaps).not.toContain('proposal-open');
    await expect(decide(world, complaintId)).rejects.toMatchObject({ code: 'complaints.case-not-found' });
  });

  test('to an authority is recorded as a proposal to it, which changes nothing by itself', async () => {
    const world = await openWorld();
    const { complaintId } = await foundCase(world, 'substantiated');
    await propose(world, complaintId, { what: 'proposal:disqualification' });
    await expect(decide(world, complaintId)).rejects.toMatchObject({ fields: { addressee: ['input.required'] } });
    await decide(world, complaintId, { addressee: '示例区司法局' });
    const { records } = await world.run(certificateFile, world.actor.shen, { staffNumber: '017' });
    expect(records.proposals).toMatchObject([{ kind: 'disqualification', addressee: '示例区司法局' }]);
    expect(records.measures).toEqual([]);
  });

  test('that is not adopted needs a reason and leaves no trace in the file', async () => {
    const world = await openWorld();
    const { complaintId } = await foundCase(world, 'substantiated');
    await propose(world, complaintId);
    await expect(decide(world, complaintId, { adopt: false })).rejects.toMatchObject({
      fields: { reason: ['input.required'] }
    });
    await decide(world, complaintId, { adopt: false, reason: '谈话已够。' });
    expect(await measures(world)).toEqual([]);
  });

  test.each([
    ['who decided', { decidedBy: '' }, 'decidedBy'],
    ['the day', { fromDay: '' }, 'fromDay'],
    ['a day to come', { fromDay: '2027-01-01' }, 'fromDay'],
    ['what stands in the file', { register: '' }, 'register']
  ])('adopted without %s is refused at its field, and nothing is half-saved', async (_, changes, field) => {
    const world = await openWorld();
    const { complaintId } = await foundCase(world, 'substantiated');
    await propose(world, complaintId);
    await expect(decide(world, complaintId, changes)).rejects.toMatchObject({
      fields: { [field]: [expect.any(String)] }
    });
    expect(await measures(world)).toEqual([]);
    expect((await world.run(listRequests, world.actor.shen, {}))[0]?.proposals).toHaveLength(1);
  });

  test('needs a finding that holds, an officer complained of, and is made once', async () => {
    const world = await openWorld();
    const { complaintId: early } = await acceptedCase(world);
    await expect(propose(world, early)).rejects.toMatchObject({ code: 'complaints.nothing-upheld' });
    const { complaintId } = await foundCase(world, 'substantiated');
    await expect(propose(world, complaintId, { cadreId: world.cadreId.guo })).rejects.toMatchObject({
      fields: { cadreId: ['complaints.not-accused'] }
    });
    await propose(world, complaintId);
    await expect(propose(world, complaintId)).rejects.toMatchObject({ code: 'complaints.proposed-already' });
    await expect(
      world.run(proposeForPerson, world.actor.shen, {
        ...{ complaintId, cadreId: world.cadreId.lin, what: 'measure:criticism', reason: '？' }
      })
    ).rejects.toMatchObject({ kind: 'refused' });
  });
});
