import { describe, expect, test } from 'vitest';
import { fillBank, publishedExam } from '#tests/support/exams.ts';
import { openWorld } from '#tests/support/world.ts';
import { startAttempt } from './attempt.server.ts';
import { eligibilityOf } from './eligibility.ts';
import { examCandidates } from './exam-candidates.server.ts';
import type { Audience } from './exam.ts';
import { grantLastingExtraTime } from './extra-time.server.ts';

const somebody = { id: 7, unitId: 3, enforcementPost: false };

describe('why an exam is somebody’s, or is not', () => {
  test.each([
    [{ scope: 'enforcement-posts' }, { ...somebody, enforcementPost: true }, 'enforcement-post'],
    [{ scope: 'enforcement-posts' }, somebody, 'no-enforcement-post'],
    [{ scope: 'units', unitIds: [3] }, somebody, 'unit'],
    [{ scope: 'units', unitIds: [4] }, somebody, 'other-unit'],
    [{ scope: 'cadres', cadreIds: [7] }, somebody, 'named'],
    [{ scope: 'cadres', cadreIds: [8] }, somebody, 'not-named']
  ] as [Audience, typeof somebody, string][])('%o', (audience, candidate, why) => {
    expect(eligibilityOf(audience, candidate, true)).toBe(why);
    expect(eligibilityOf(audience, candidate, false)).toBe('not-on-roster');
  });

  test('the list says who is meant with tries and extra time, and of everybody else why not', async () => {
    const world = await openWorld();
    await fillBank(world, ['程序', '证据'], { single: 5, multiple: 3, 'true-false': 4 });
    const examId = await publishedExam(world);
    world.clock.set('2026-11-23T01:35:00Z');
    await world.run(grantLastingExtraTime, world.actor.he, {
      cadreId: world.cadreId.lin,
      factor: 1.5,
      reason: '会议决定'
    });
    await world.run(startAttempt, world.actor.lin, { examId });
    const list = (more: object = {}) => world.run(examCandidates, world.actor.he, { examId, ...more });
    expect(await list({ search: '017' })).toMatchObject({
      total: 1,
      rows: [{ staffNumber: '017', why: 'enforcement-post', tries: 1, triesLeft: 1, extraMinutes: 20 }]
    });
    expect((await list()).total).toBe(4);
    const others = await list({ show: 'others', search: '005' });
    expect(others.rows).toMatchObject([{ staffNumber: '005', why: 'no-enforcement-post', triesLeft: 0 }]);
    expect((await list({ show: 'others' })).total).toBe(6);
    for (const actor of [world.actor.lin, world.actor.shen, world.actor.gao]) {
      await expect(world.run(examCandidates, actor, { examId })).rejects.toMatchObject({ code: 'people.not-allowed' });
    }
    await expect(world.run(examCandidates, world.actor.he, { examId: 999 })).rejects.toMatchObject({
      code: 'assessment.exam-not-found'
    });
  });
});
