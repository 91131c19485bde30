import { describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { openWorld } from '#tests/support/world.ts';
import { examInput, fillBank, publishedExam } from '#tests/support/exams.ts';
import { startAttempt } from './attempt.server.ts';
import { findMyExam, myExams, nextExamFor } from './exam-candidate.server.ts';
import { availableQuestions, candidatesByNumber, newExam, numbersOfCandidates } from './exam-drafting.server.ts';
import { grantExtraTime } from './extra-time.server.ts';
import { findExam, listExams, publishExam, saveExam, withdrawExam } from './exam.server.ts';
import { attempt, question } from './schema.server.ts';

const bank = { single: 5, multiple: 3, 'true-false': 4 };
const error = (code: string) => expect.objectContaining({ code });

async function townWithBank() {
  const world = await openWorld();
  const topics = await fillBank(world, ['程序', '证据'], bank);
  return { ...world, topics };
}

describe('making an exam', () => {
  test('a trainer writes a draft and changes it again', async () => {
    const world = await townWithBank();
    const { id } = await world.run(saveExam, world.actor.he, examInput);
    await world.run(saveExam, world.actor.he, { ...examInput, id, title: '年度考试', kind: 'annual' });
    const found = await world.run(findExam, world.actor.he, { id });
    expect(found).toMatchObject({ title: '年度考试', kind: 'annual', status: 'draft', members: 4 });
    expect(found.check).toMatchObject({ ok: true, questions: 5, points: 10 });
  });

  test('nobody else makes or publishes exams', async () => {
    const world = await townWithBank();
    await expect(world.run(saveExam, world.actor.lin, examInput)).rejects.toThrow(error('people.not-allowed'));
    const { id } = await world.run(saveExam, world.actor.he, examInput);
    for (const actor of [world.actor.lin, world.actor.shen, world.actor.gao]) {
      await expect(world.run(publishExam, actor, { id })).rejects.toThrow(error('people.not-allowed'));
    }
  });

  test('a window that closes before it opens, and people who do not exist, are refused', async () => {
    const world = await townWithBank();
    await expect(
      world.run(saveExam, world.actor.he, { ...examInput, closesAt: examInput.opensAt })
    ).rejects.toMatchObject({
      fields: { closesAt: ['assessment.closes-before-opening'] }
    });
    await expect(
      world.run(saveExam, world.actor.he, { ...examInput, opensAt: '2026-11-31T09:00' })
    ).rejects.toMatchObject({
      fields: { opensAt: ['assessment.moment-format'] }
    });
    const audience = { scope: 'cadres' as const, cadreIds: [99_999] };
    await expect(world.run(saveExam, world.actor.he, { ...examInput, audience })).rejects.toThrow(
      error('assessment.candidate-not-found')
    );
  });

  test('an exam that the bank cannot fill is not published, and says how many are missing', async () => {
    const world = await townWithBank();
    const blueprint = [{ type: 'multiple' as const, topicId: world.topics[0]!, count: 5, points: 2 }];
    const { id } = await world.run(saveExam, world.actor.he, { ...examInput, blueprint });
    await expect(world.run(publishExam, world.actor.he, { id })).rejects.toMatchObject({
      code: 'assessment.bank-too-small',
      params: { missing: 2 }
    });
  });

  test('an exam without questions, without people or with its window over is not published', async () => {
    const world = await townWithBank();
    const empty = await world.run(saveExam, world.actor.he, { ...examInput, blueprint: [] });
    await expect(world.run(publishExam, world.actor.he, empty)).rejects.toThrow(error('assessment.paper-empty'));
    const nobody = await world.run(saveExam, world.actor.he, {
      ...examInput,
      audience: { scope: 'units', unitIds: [9999] }
    });
    await expect(world.run(publishExam, world.actor.he, nobody)).rejects.toThrow(error('assessment.audience-empty'));
    const over = await world.run(saveExam, world.actor.he, {
      ...examInput,
      opensAt: '2026-11-20T09:00',
      closesAt: '2026-11-20T10:00'
    });
    await expect(world.run(publishExam, world.actor.he, over)).rejects.toThrow(error('assessment.window-over'));
  });

  test('a published exam is not rewritten and not published twice', async () => {
    const world = await townWithBank();
    const id = await publishedExam(world);
    await expect(world.run(saveExam, world.actor.he, { ...examInput, id })).rejects.toThrow(
      error('assessment.exam-not-draft')
    );
    await expect(world.run(publishExam, world.actor.he, { id })).rejects.toThrow(error('assessment.exam-not-draft'));
  });

  test('a question retired after publishing is missed by the check at once', async () => {
    const world = await townWithBank();
    const id = await publishedExam(world);
    await world.store.transaction(async (db) => {
      await db.update(question).set({ status: 'retired' });
    });
    expect((await world.run(findExam, world.actor.he, { id })).check.ok).toBe(false);
    expect(await world.run(availableQuestions, world.actor.he, { day: '2026-11-23' })).toEqual([]);
  });

  test('withdrawing needs a reason and waits for those who are sitting', async () => {
    const world = await townWithBank();
    const id = await publishedExam(world);
    await expect(world.run(withdrawExam, world.actor.he, { id, reason: ' ' })).rejects.toThrow(error('input.invalid'));
    world.clock.set('2026-11-23T01:40:00Z');
    await world.run(startAttempt, world.actor.lin, { examId: id });
    await expect(world.run(withdrawExam, world.actor.he, { id, reason: '题目有误' })).rejects.toThrow(
      error('assessment.exam-being-sat')
    );
    await world.store.transaction((db) =>
      db
        .update(attempt)
        .set({ submittedAt: 1 })
        .where(eq(attempt.examId, id))
        .then(() => undefined)
    );
    await world.run(withdrawExam, world.actor.he, { id, reason: '题目有误' });
    expect(await world.run(findExam, world.actor.he, { id })).toMatchObject({
      status: 'withdrawn',
      withdrawnReason: '题目有误'
    });
    await expect(world.run(startAttempt, world.actor.guo, { examId: id })).rejects.toThrow(
      error('assessment.exam-not-found')
    );
  });

  test('the list pages, searches titles and filters by status', async () => {
    const world = await townWithBank();
    const id = await publishedExam(world);
    await world.run(saveExam, world.actor.he, { ...examInput, title: '市场监管专项', kind: 'special' });
    expect(await world.run(listExams, world.actor.he, { pageSize: 1 })).toMatchObject({ total: 2, rows: [{}] });
    expect((await world.run(listExams, world.actor.he, { search: '市场' })).rows.map(({ title }) => title)).toEqual([
      '市场监管专项'
    ]);
    expect((await world.run(listExams, world.actor.shen, { status: 'published' })).rows).toMatchObject([
      { id, questions: 5, handedIn: 0, phase: 'upcoming' }
    ]);
    await expect(world.run(listExams, world.actor.lin, {})).rejects.toThrow(error('people.not-allowed'));
  });
});

describe('whose exam it is', () => {
  test('enforcement posts, units or named people: everybody else knows nothing of it', async () => {
    const world = await townWithBank();
    const centre = world.unitId['综合执法中心']!;
    const byUnit = await publishedExam(world, { audience: { scope: 'units', unitIds: [centre] } });
    const byName = await publishedExam(world, { audience: { scope: 'cadres', cadreIds: [world.cadreId.guo] } });
    const seenBy = async (who: 'lin' | 'guo') =>
      (await world.run(myExams, world.actor[who], {})).upcoming.map(({ examId }) => examId);
    expect(await seenBy('lin')).toEqual([byUnit]);
    expect(await seenBy('guo')).toEqual([byName]);
    await expect(world.run(findMyExam, world.actor.lin, { examId: byName })).rejects.toThrow(
      error('assessment.exam-not-found')
    );
    await expect(world.run(findMyExam, world.actor.lin, { examId: 424_242 })).rejects.toThrow(
      error('assessment.exam-not-found')
    );
  });

  test('a draft is nobody’s exam yet', async () => {
    const world = await townWithBank();
    const { id } = await world.run(saveExam, world.actor.he, examInput);
    await expect(world.run(findMyExam, world.actor.lin, { examId: id })).rejects.toThrow(
      error('assessment.exam-not-found')
    );
    expect((await world.run(myExams, world.actor.lin, {})).upcoming).toEqual([]);
  });

  test('the home page speaks of the open paper, else the open exam, else the next one', async () => {
    const world = await townWithBank();
    const next = async () =>
      nextExamFor({ db: world.store.read, now: world.clock.now(), today: '2026-11-23' } as never, world.cadreId.lin);
    expect(await next()).toBeUndefined();
    const examId = await publishedExam(world);
    await publishedExam(world, { opensAt: '2026-12-01T09:00', closesAt: '2026-12-01T10:00' });
    expect(await next()).toMatchObject({ examId, phase: 'upcoming', openAttemptId: null });
    world.clock.set('2026-11-23T01:40:00Z');
    expect(await next()).toMatchObject({ examId, phase: 'open', openAttemptId: null });
    const { attemptId } = await world.run(startAttempt, world.actor.lin, { examId });
    expect(await next()).toMatchObject({ examId, openAttemptId: attemptId });
  });
});

describe('extra time', () => {
  test('moves the deadline of one candidate, also while they are sitting, and can be taken back', async () => {
    const world = await townWithBank();
    const examId = await publishedExam(world);
    await world.run(grantExtraTime, world.actor.he, {
      examId,
      cadreId: world.cadreId.lin,
      minutes: 15,
      reason: '右手骨折'
    });
    world.clock.set('2026-11-23T01:30:00Z');
    const { attemptId } = await world.run(startAttempt, world.actor.lin, { examId });
    const deadline = async () =>
      (await world.store.read.select().from(attempt).where(eq(attempt.id, attemptId)))[0]!.deadlineAt;
    expect(await deadline()).toBe(Date.parse('2026-11-23T02:25:00Z'));
    await world.run(grantExtraTime, world.actor.he, {
      examId,
      cadreId: world.cadreId.lin,
      minutes: 20,
      reason: '设备故障'
    });
    expect(await deadline()).toBe(Date.parse('2026-11-23T02:30:00Z'));
    await world.run(grantExtraTime, world.actor.he, {
      examId,
      cadreId: world.cadreId.lin,
      minutes: 0,
      reason: '误操作'
    });
    expect(await deadline()).toBe(Date.parse('2026-11-23T02:10:00Z'));
  });

  test('is bounded, needs a reason, and is the trainer’s to give', async () => {
    const world = await townWithBank();
    const examId = await publishedExam(world);
    const grant = { examId, cadreId: world.cadreId.lin, minutes: 81, reason: '右手骨折' };
    await expect(world.run(grantExtraTime, world.actor.he, grant)).rejects.toThrow(
      error('assessment.extra-time-too-long')
    );
    await expect(world.run(grantExtraTime, world.actor.he, { ...grant, minutes: 5, reason: '' })).rejects.toThrow(
      error('input.invalid')
    );
    await expect(world.run(grantExtraTime, world.actor.lin, { ...grant, minutes: 5 })).rejects.toThrow(
      error('people.not-allowed')
    );
  });
});

describe('drafting', () => {
  test('a new exam begins with what the settings say; a copy with what another exam says', async () => {
    const world = await townWithBank();
    expect(await world.run(newExam, world.actor.he, {})).toMatchObject({
      minutes: 90,
      passPercent: 60,
      attemptsAllowed: 3,
      blueprint: [
        { type: 'true-false', count: 40 },
        { type: 'single', count: 40 },
        { type: 'multiple', count: 20 }
      ]
    });
    const { id } = await world.run(saveExam, world.actor.he, examInput);
    expect(await world.run(newExam, world.actor.he, { from: id })).toMatchObject({
      title: '岗前考试',
      blueprint: examInput.blueprint,
      minutes: 40
    });
    await expect(world.run(newExam, world.actor.lin, {})).rejects.toThrow(error('people.not-allowed'));
    await expect(world.run(newExam, world.actor.he, { from: 999 })).rejects.toThrow(error('assessment.exam-not-found'));
  });

  test('staff numbers become people, and those nobody has are named', async () => {
    const world = await townWithBank();
    const { he } = world.actor;
    expect(await world.run(candidatesByNumber, he, { numbers: ['017', '018'] })).toEqual([
      world.cadreId.lin,
      world.cadreId.guo
    ]);
    expect(await world.run(numbersOfCandidates, he, { cadreIds: [world.cadreId.guo, world.cadreId.lin] })).toEqual([
      '017',
      '018'
    ]);
    await expect(world.run(candidatesByNumber, he, { numbers: ['017', '999'] })).rejects.toMatchObject({
      fields: { numbers: ['assessment.unknown-numbers|numbers=999'] }
    });
    await expect(world.run(candidatesByNumber, world.actor.lin, { numbers: ['017'] })).rejects.toThrow(
      error('people.not-allowed')
    );
  });
});
