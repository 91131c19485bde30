import { describe, expect, it } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { accountActor } from '#lib/platform/actor.ts';
import { listEntries } from './ledger.server.ts';
import { hoursDecision, hoursSubmission } from './schema.server.ts';
import { countWaiting, findEvidence, listOwnSubmissions, listSubmissions } from './submission-list.server.ts';
import { approveSubmission, returnSubmission, submitOwn, withdrawOwn } from './submission.server.ts';

const lecture = {
  category: 'other' as const,
  title: '区司法局线上讲座',
  organiser: '区司法局',
  endedOn: '2026-11-18',
  amount: 2,
  unit: 'hours' as const,
  evidence: { hash: 'a'.repeat(64), name: '结业截图.png', type: 'image/png', size: 4000 }
};
const hoursOfLin = async ({ run, actor, cadreId }: World) =>
  (await run(listEntries, actor.lin, { cadreId: cadreId.lin, year: 2026 })).everyone.hours;
const supervisorElsewhere = (world: World) =>
  accountActor({
    accountId: 1,
    cadreId: null,
    unitId: null,
    roles: [{ role: 'supervisor', unitId: world.unitId['便民服务中心']! }]
  });

describe('submitting own learning', () => {
  it('counts once somebody else has approved it, and the entry names its evidence', async () => {
    const world = await openWorld();
    const { run, actor, cadreId } = world;
    const { id } = await run(submitOwn, actor.lin, lecture);
    expect(await hoursOfLin(world)).toBe(0);
    expect(await run(countWaiting, actor.he, {})).toBe(1);
    await run(approveSubmission, actor.he, { submissionId: id, minutes: 90 });
    expect(await hoursOfLin(world)).toBe(2);
    const { entries } = await run(listEntries, actor.lin, { cadreId: cadreId.lin, year: 2026 });
    expect(entries).toMatchObject([{ sourceKind: 'submission', sourceId: id, enteredBy: '何某丁' }]);
    expect(await run(listOwnSubmissions, actor.lin, {})).toMatchObject([
      { state: 'approved', credited: 90, decidedBy: '何某丁' }
    ]);
    expect(await run(countWaiting, actor.he, {})).toBe(0);
  });

  it('is credited with another amount only with a reason', async () => {
    const world = await openWorld();
    const { run, actor } = world;
    const { id } = await run(submitOwn, actor.lin, lecture);
    await expect(run(approveSubmission, actor.he, { submissionId: id, minutes: 45 })).rejects.toMatchObject({
      fields: { reason: ['hours.reason-for-amount'] }
    });
    await run(approveSubmission, actor.he, { submissionId: id, minutes: 45, reason: '只听了后半场' });
    expect(await hoursOfLin(world)).toBe(1);
  });

  it('comes back with the reason, and may be submitted again with better evidence', async () => {
    const world = await openWorld();
    const { run, actor } = world;
    const { id } = await run(submitOwn, actor.lin, lecture);
    await expect(run(submitOwn, actor.lin, lecture)).rejects.toMatchObject({ code: 'hours.submitted-already' });
    await run(returnSubmission, actor.shen, { submissionId: id, reason: '截图看不清' });
    expect(await run(listOwnSubmissions, actor.lin, {})).toMatchObject([{ state: 'returned', reason: '截图看不清' }]);
    await run(submitOwn, actor.lin, lecture);
    expect(await run(listOwnSubmissions, actor.lin, {})).toHaveLength(2);
  });

  it('is decided once', async () => {
    const { run, actor } = await openWorld();
    const { id } = await run(submitOwn, actor.lin, lecture);
    await run(withdrawOwn, actor.lin, { submissionId: id });
    const decided = { code: 'hours.submission-decided' };
    await expect(run(withdrawOwn, actor.lin, { submissionId: id })).rejects.toMatchObject(decided);
    await expect(run(approveSubmission, actor.he, { submissionId: id, minutes: 90 })).rejects.toMatchObject(decided);
    await expect(run(returnSubmission, actor.he, { submissionId: id, reason: '截图看不清' })).rejects.toMatchObject(
      decided
    );
  });

  it('is never decided by oneself, nor by those whose reach ends elsewhere', async () => {
    const world = await openWorld();
    const { run, actor } = world;
    const { id } = await run(submitOwn, actor.he, lecture);
    const unknown = { kind: 'missing', code: 'hours.submission-not-found' };
    await expect(run(approveSubmission, actor.he, { submissionId: id, minutes: 90 })).rejects.toMatchObject(unknown);
    await expect(
      run(returnSubmission, supervisorElsewhere(world), { submissionId: id, reason: '截图看不清' })
    ).rejects.toMatchObject(unknown);
    await expect(run(withdrawOwn, actor.lin, { submissionId: id })).rejects.toMatchObject(unknown);
    await expect(run(approveSubmission, actor.lin, { submissionId: id, minutes: 90 })).rejects.toMatchObject({
      kind: 'refused'
    });
    expect((await run(listSubmissions, actor.he, {})).total).toBe(0);
    expect((await run(listSubmissions, supervisorElsewhere(world), {})).total).toBe(0);
    expect((await run(listSubmissions, actor.shen, {})).total).toBe(1);
  });

  it.each([
    [{ endedOn: '2026-11-24' }, { fields: { endedOn: ['hours.day-to-come'] } }],
    [{ endedOn: '2020-02-29' }, { fields: { endedOn: ['hours.not-yet-on-roster'] } }],
    [{ amount: 0.3, unit: 'days' as const }, { fields: { amount: ['hours.half-days-only'] } }],
    [{ amount: 8, unit: 'days' as const }, { fields: { amount: ['hours.amount-out-of-range|most=56'] } }]
  ])('refuses what cannot have been: %o', async (wrong, problem) => {
    const { run, actor } = await openWorld();
    await expect(run(submitOwn, actor.lin, { ...lecture, ...wrong })).rejects.toMatchObject(problem);
  });

  it('whoever decides sees what the ledger holds of that day already', async () => {
    const { run, actor } = await openWorld();
    const first = await run(submitOwn, actor.lin, lecture);
    await run(approveSubmission, actor.he, { submissionId: first.id, minutes: 90 });
    await run(submitOwn, actor.lin, { ...lecture, title: '线上讲座' });
    expect((await run(listSubmissions, actor.he, { q: 'lin' })).rows).toMatchObject([
      { title: '线上讲座', sameDay: ['区司法局线上讲座'], staffNumber: '017' }
    ]);
    expect((await run(listSubmissions, actor.he, { state: 'approved' })).total).toBe(1);
  });

  it('shows evidence to its person and to those who decide', async () => {
    const { run, actor } = await openWorld();
    const { id } = await run(submitOwn, actor.lin, lecture);
    expect(await run(findEvidence, actor.lin, { submissionId: id })).toMatchObject({ name: '结业截图.png' });
    await run(findEvidence, actor.he, { submissionId: id });
    await expect(run(findEvidence, actor.guo, { submissionId: id })).rejects.toMatchObject({ kind: 'missing' });
    await expect(run(findEvidence, actor.tang, { submissionId: id })).rejects.toMatchObject({ kind: 'missing' });
  });

  it('submissions and decisions cannot be changed or deleted', async () => {
    const { run, actor, store } = await openWorld();
    const { id } = await run(submitOwn, actor.lin, lecture);
    await run(withdrawOwn, actor.lin, { submissionId: id });
    for (const change of [
      () => store.transaction(async (db) => db.update(hoursSubmission).set({ minutes: 1 })),
      () => store.transaction(async (db) => db.delete(hoursDecision)),
      () => store.transaction(async (db) => db.update(hoursDecision).set({ reason: '' })),
      () => store.transaction(async (db) => db.delete(hoursSubmission))
    ])
      await expect(change()).rejects.toThrow();
  });
});
