import { describe, expect, test } from 'vitest';
import { listEntries } from '#lib/hours/ledger.server.ts';
import { addDays, dayOf, type Day } from '#lib/platform/clock.ts';
import { changeSetting } from '#lib/platform/settings.server.ts';
import { passedExam, runningPairing, signedRecord } from '#tests/support/mentoring.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { assessPairing, findAppraisal, giveOpinion, myOpinionsDue } from './completion.server.ts';
import { mentoringCompleted } from './pairing.server.ts';
import { findPairing } from './view.server.ts';

const assess = (world: World, pairingId: number, change: { assessor?: string; assessedOn?: Day } = {}) =>
  world.run(assessPairing, world.actor.he, {
    ...{ pairingId, assessor: '005', fieldScore: 86, fileScore: 82, remark: '', assessedOn: dayOf(world.clock.now()) },
    ...change
  });

const opinion = (
  world: World,
  who: Person,
  pairingId: number,
  result: 'passed' | 'extended' | 'failed' | null = null
) =>
  world.run(giveOpinion, world.actor[who], {
    pairingId,
    text: '同意',
    result,
    months: result === 'extended' ? 3 : null
  });

/** Everything but the opinions: both tasks learnt in exercises, the exam passed, few records asked for. */
async function ready(world: World): Promise<number> {
  await world.run(changeSetting, world.actor.gao, {
    ...{ key: 'mentoring.least-records', value: 4, effectiveFrom: '2026-11-23', basis: '演示' }
  });
  const pairingId = await runningPairing(world);
  const drill = (level: 'perform' | 'alone', steps: number) => ({
    ...{ level, setting: 'drill', coaching: '15' },
    ...Object.fromEntries(Array.from({ length: steps }, (_, at) => [`rating.${at}`, '3']))
  });
  for (let time = 0; time < 2; time += 1) await signedRecord(world, pairingId, 'spot-penalty', drill('perform', 5));
  for (let time = 0; time < 2; time += 1) await signedRecord(world, pairingId, 'recheck', drill('alone', 4));
  await passedExam(world, 'lin');
  return pairingId;
}

describe('completion', () => {
  test('takes every condition, and opinions in their order; then both are credited with their hours', async () => {
    const world = await openWorld();
    const pairingId = await ready(world);
    await expect(opinion(world, 'lin', pairingId)).rejects.toMatchObject({ code: 'mentoring.no-assessment' });
    const due = (who: Person) => world.run(myOpinionsDue, world.actor[who], {});
    expect(await due('lin')).toEqual([]);
    await assess(world, pairingId);
    expect(await due('lin')).toMatchObject([{ pairingId, seat: 'mentee', mentor: '周某丙' }]);
    expect(await due('guo')).toEqual([]);
    const { conditions } = await world.run(findAppraisal, world.actor.lin, { pairingId });
    expect(conditions).toEqual([
      { code: 'tasks', met: true, have: 2, want: 2 },
      { code: 'records', met: true, have: 4, want: 4 },
      { code: 'theory', met: true, have: 1, want: 1 },
      { code: 'assessment', met: true, have: 82, want: 60 }
    ]);
    await expect(opinion(world, 'zhou', pairingId)).rejects.toMatchObject({ code: 'mentoring.not-your-turn' });
    await opinion(world, 'lin', pairingId);
    await expect(assess(world, pairingId)).rejects.toMatchObject({ code: 'mentoring.opinions-begun' });
    await opinion(world, 'zhou', pairingId);
    expect(await due('guo')).toMatchObject([{ seat: 'team-leader' }]);
    await opinion(world, 'guo', pairingId);
    expect(await due('shen')).toMatchObject([{ seat: 'leader' }]);
    await expect(world.run(myOpinionsDue, world.actor.gao, {})).rejects.toMatchObject({ kind: 'refused' });
    await expect(opinion(world, 'shen', pairingId)).rejects.toMatchObject({ fields: { result: ['input.required'] } });
    expect(await opinion(world, 'shen', pairingId, 'passed')).toEqual({ seat: 'leader', result: 'passed' });
    expect((await world.run(findPairing, world.actor.lin, { pairingId })).status).toBe('completed');
    const facts = await mentoringCompleted({ db: world.store.read } as never, [world.cadreId.lin]);
    expect(facts.get(world.cadreId.lin)).toMatchObject({ state: 'completed', pairingId });
    for (const who of ['lin', 'zhou'] as const) {
      const { entries } = await world.run(listEntries, world.actor[who], { cadreId: world.cadreId[who], year: 2026 });
      // Four hours of practice and four times a quarter of coaching.
      expect(entries).toMatchObject([
        { category: 'practice', minutes: 300, sourceKind: 'pairing', sourceId: pairingId }
      ]);
    }
    await expect(opinion(world, 'shen', pairingId)).rejects.toMatchObject({ code: 'mentoring.pairing-ended' });
  });

  test('is no pass while a condition is open, but may be put off once or failed', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    await signedRecord(world, pairingId);
    const opinions = async (result: 'passed' | 'extended' | 'failed') => {
      await assess(world, pairingId);
      for (const who of ['lin', 'zhou', 'guo'] as const) await opinion(world, who, pairingId);
      return opinion(world, 'shen', pairingId, result);
    };
    await expect(opinions('passed')).rejects.toMatchObject({
      code: 'mentoring.conditions-open',
      params: { count: 3 }
    });
    await opinion(world, 'shen', pairingId, 'extended');
    const second = await world.run(findAppraisal, world.actor.shen, { pairingId });
    expect(second).toMatchObject({
      round: 2,
      status: 'active',
      endsOn: '2027-06-30',
      assessment: null,
      mayExtend: false
    });
    await expect(opinions('extended')).rejects.toMatchObject({ code: 'mentoring.extended-already' });
    await opinion(world, 'shen', pairingId, 'failed');
    expect((await world.run(findPairing, world.actor.lin, { pairingId })).status).toBe('failed');
  });

  test('is assessed by somebody who is neither side, within the pairing', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    for (const [change, fields] of [
      [{ assessor: '003' }, { assessor: ['mentoring.assessor-is-a-side'] }],
      [{ assessor: '017' }, { assessor: ['mentoring.assessor-is-a-side'] }],
      [{ assessor: '999' }, { assessor: ['mentoring.person-not-found'] }],
      [{ assessedOn: addDays(dayOf(world.clock.now()), 1) }, { assessedOn: ['mentoring.day-outside'] }]
    ] as const)
      await expect(assess(world, pairingId, change)).rejects.toMatchObject({ fields });
    await expect(
      world.run(assessPairing, world.actor.zhou, {
        ...{ pairingId, assessor: '005', fieldScore: 90, fileScore: 90, assessedOn: '2026-11-23' }
      })
    ).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(findAppraisal, world.actor.lin, { pairingId: 999 })).rejects.toMatchObject({
      code: 'mentoring.pairing-not-found'
    });
  });
});
