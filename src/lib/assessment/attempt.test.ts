import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { system } from '#lib/platform/actor.ts';
import { auditEvent } from '#lib/platform/schema.server.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { fillBank, publishedExam, rightChoice } from '#tests/support/exams.ts';
import { decideLateAnswers, reviewAttempt } from './attempt-review.server.ts';
import { attemptPage, closeAttempt, startAttempt, submitAttempt, submitOverdue } from './attempt.server.ts';
import { saveAnswers } from './answers.server.ts';
import { hearFromAttempt } from './attempt-device.server.ts';
import { findMyExam, myExams, passesSince } from './exam-candidate.server.ts';
import { GRACE } from './exam-clock.ts';
import { answer, attempt, attemptQuestion, question } from './schema.server.ts';

const bank = { single: 6, multiple: 4, 'true-false': 5 };
const error = (code: string) => expect.objectContaining({ code });
const OPEN = '2026-11-23T01:40:00Z';

async function examDay(change: Parameters<typeof publishedExam>[1] = {}) {
  const world = await openWorld();
  await fillBank(world, ['程序', '证据'], bank);
  const examId = await publishedExam(world, change);
  world.clock.set(OPEN);
  return { ...world, examId };
}

const start = async (world: World, who: Person, examId: number) =>
  (await world.run(startAttempt, world.actor[who], { examId })).attemptId;
const save = (
  world: World,
  who: Person,
  attemptId: number,
  position: number,
  sequence: number,
  choice: string[],
  flagged = false
) => world.run(saveAnswers, world.actor[who], { attemptId, answers: [{ position, sequence, choice, flagged }] });
const page = (world: World, who: Person, attemptId: number) => world.run(attemptPage, world.actor[who], { attemptId });

/** Answers the first so many questions rightly. */
async function answerRightly(world: World, who: Person, attemptId: number, upTo = 5) {
  for (const { position, type } of (await page(world, who, attemptId)).questions.slice(0, upTo)) {
    await save(world, who, attemptId, position, 1, rightChoice(type));
  }
}

describe('starting', () => {
  test('a candidate in the window gets a frozen paper with the exam’s minutes', async () => {
    const world = await examDay();
    const attemptId = await start(world, 'lin', world.examId);
    const sheet = await page(world, 'lin', attemptId);
    expect(sheet).toMatchObject({
      state: 'open',
      startedAt: Date.parse(OPEN),
      deadlineAt: Date.parse(OPEN) + 40 * 60_000,
      answers: []
    });
    expect(sheet.questions.map(({ position, type, points }) => [position, type, points])).toEqual([
      [1, 'true-false', 1],
      [2, 'true-false', 1],
      [3, 'single', 2],
      [4, 'single', 2],
      [5, 'multiple', 4]
    ]);
    await world.store.transaction((db) =>
      db
        .update(question)
        .set({ status: 'retired' })
        .then(() => undefined)
    );
    expect((await page(world, 'lin', attemptId)).questions).toEqual(sheet.questions);
  });

  test('the sitting page carries no right answer, no explanation and no citation', async () => {
    const world = await examDay();
    const sheet = await page(world, 'lin', await start(world, 'lin', world.examId));
    for (const asked of sheet.questions) {
      expect(Object.keys(asked).sort()).toEqual([
        'label',
        'material',
        'options',
        'points',
        'position',
        'section',
        'stem',
        'targets',
        'type'
      ]);
    }
    expect(JSON.stringify(sheet)).not.toContain('依据条文');
  });

  test('starting again gives the open paper back and costs no attempt', async () => {
    const world = await examDay();
    const attemptId = await start(world, 'lin', world.examId);
    expect(await world.run(startAttempt, world.actor.lin, { examId: world.examId })).toEqual({
      attemptId,
      isNew: false
    });
    const many = await Promise.all(Array.from({ length: 8 }, () => start(world, 'guo', world.examId)));
    expect(new Set(many).size).toBe(1);
  });

  test('before and after the window nobody starts', async () => {
    const world = await examDay();
    world.clock.set('2026-11-23T01:29:59Z');
    await expect(start(world, 'lin', world.examId)).rejects.toThrow(error('assessment.exam-not-open-yet'));
    world.clock.set('2026-11-23T03:00:00Z');
    await expect(start(world, 'lin', world.examId)).rejects.toThrow(error('assessment.exam-closed'));
  });

  test('whoever is not meant, or may not sit exams, does not start', async () => {
    const world = await examDay({ audience: { scope: 'cadres', cadreIds: [1, 2].slice(0, 1) } });
    await expect(start(world, 'guo', world.examId)).rejects.toThrow(error('assessment.exam-not-found'));
    await expect(start(world, 'he', world.examId)).rejects.toThrow(error('people.not-allowed'));
  });

  test('attempts are counted, and a paper whose time ran out counts and is marked first', async () => {
    const world = await examDay();
    const first = await start(world, 'lin', world.examId);
    await answerRightly(world, 'lin', first);
    world.clock.advance(41 * 60_000);
    const second = await start(world, 'lin', world.examId);
    expect(second).not.toBe(first);
    await world.run(submitAttempt, world.actor.lin, { attemptId: second });
    await expect(start(world, 'lin', world.examId)).rejects.toThrow(error('assessment.no-attempts-left'));
    const own = await world.run(findMyExam, world.actor.lin, { examId: world.examId });
    expect(own.attempts.map(({ result }) => [result?.passed, result?.percent])).toEqual([
      [false, 0],
      [true, 100]
    ]);
  });

  test('a bank that ran short since publishing is said, and no attempt is lost', async () => {
    const world = await examDay();
    await world.store.transaction((db) =>
      db
        .update(question)
        .set({ status: 'retired' })
        .then(() => undefined)
    );
    await expect(start(world, 'lin', world.examId)).rejects.toThrow(error('assessment.bank-ran-short'));
    expect(await world.store.read.select().from(attempt)).toEqual([]);
  });
});

describe('saving answers', () => {
  test('the same entry again changes nothing, a later one counts, an overtaken one does not', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    await save(world, 'lin', id, 3, 1, ['A']);
    await save(world, 'lin', id, 3, 1, ['A']);
    await save(world, 'lin', id, 3, 4, ['B'], true);
    await save(world, 'lin', id, 3, 2, ['C']);
    expect((await page(world, 'lin', id)).answers).toEqual([
      { position: 3, sequence: 4, choice: ['B'], flagged: true }
    ]);
    expect(await world.store.read.select().from(answer)).toHaveLength(3);
  });

  test('the receipt tells the server’s time and the deadline', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    world.clock.advance(1234);
    expect(await save(world, 'lin', id, 3, 1, ['A'])).toEqual({
      receipts: [{ position: 3, sequence: 1, outcome: 'saved' }],
      serverNow: Date.parse(OPEN) + 1234,
      deadlineAt: Date.parse(OPEN) + 40 * 60_000,
      submitted: false,
      writing: true
    });
    expect(await world.run(hearFromAttempt, world.actor.lin, { attemptId: id })).toMatchObject({ submitted: false });
  });

  test('two devices with the same number are told apart, and nothing kept is changed', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    await save(world, 'lin', id, 3, 1, ['A']);
    const { receipts } = await save(world, 'lin', id, 3, 1, ['D']);
    expect(receipts).toEqual([
      {
        position: 3,
        sequence: 1,
        outcome: 'taken',
        newest: { position: 3, sequence: 1, choice: ['A'], flagged: false }
      }
    ]);
    expect((await page(world, 'lin', id)).answers[0]!.choice).toEqual(['A']);
  });

  test('keys that do not stand on the paper, two keys for a single choice, places that do not exist are refused', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    for (const [position, choice] of [
      [3, ['E']],
      [3, ['A', 'B']],
      [1, ['A']],
      [5, ['A', 'A']],
      [6, ['A']]
    ] as const) {
      await expect(save(world, 'lin', id, position, 1, [...choice])).rejects.toThrow(
        error('assessment.impossible-choice')
      );
    }
    await save(world, 'lin', id, 5, 1, ['A', 'B', 'C']);
    await save(world, 'lin', id, 3, 1, []);
  });

  test('a batch with one impossible answer keeps none of it', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    const answers = [
      { position: 3, sequence: 1, choice: ['A'] },
      { position: 4, sequence: 1, choice: ['X'] }
    ];
    await expect(world.run(saveAnswers, world.actor.lin, { attemptId: id, answers })).rejects.toThrow(
      error('assessment.impossible-choice')
    );
    expect(await world.store.read.select().from(answer)).toEqual([]);
  });

  test('another person’s sitting does not exist', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    await expect(save(world, 'guo', id, 3, 1, ['A'])).rejects.toThrow(error('assessment.attempt-not-found'));
    await expect(page(world, 'guo', id)).rejects.toThrow(error('assessment.attempt-not-found'));
    await expect(world.run(submitAttempt, world.actor.guo, { attemptId: id })).rejects.toThrow(
      error('assessment.attempt-not-found')
    );
    await expect(world.run(hearFromAttempt, world.actor.guo, { attemptId: id })).rejects.toThrow(
      error('assessment.attempt-not-found')
    );
    await expect(
      world.run(saveAnswers, world.actor.gao, { attemptId: id, answers: [{ position: 1, sequence: 1, choice: [] }] })
    ).rejects.toThrow(error('people.not-allowed'));
  });

  test('a few seconds after zero answers still count, later ones are kept and marked late', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    world.clock.advance(40 * 60_000 + GRACE);
    expect((await save(world, 'lin', id, 1, 1, ['T'])).receipts[0]!.outcome).toBe('saved');
    world.clock.advance(1);
    expect((await save(world, 'lin', id, 2, 1, ['T'])).receipts[0]!.outcome).toBe('late');
    expect(await world.run(submitAttempt, world.actor.lin, { attemptId: id })).toMatchObject({ points: 1 });
  });

  test('answers leave no audit row each, they are a record themselves and cannot be changed', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    await save(world, 'lin', id, 1, 1, ['T']);
    const actions = (await world.store.read.select().from(auditEvent)).map(({ action }) => action);
    expect(actions).not.toContain('assessment.save-answers');
    expect(actions).toContain('assessment.start-attempt');
    await expect(
      world.store.transaction((db) =>
        db
          .update(answer)
          .set({ sequence: 9 })
          .then(() => undefined)
      )
    ).rejects.toThrow();
  });
});

describe('handing in', () => {
  test('marks what was saved, once; asking again gives the same result', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    await answerRightly(world, 'lin', id, 4);
    const result = await world.run(submitAttempt, world.actor.lin, { attemptId: id });
    expect(result).toEqual({
      attemptId: id,
      points: 6,
      pointsPossible: 10,
      passed: true,
      submittedAt: Date.parse(OPEN)
    });
    world.clock.advance(1000);
    expect(await world.run(submitAttempt, world.actor.lin, { attemptId: id })).toEqual(result);
  });

  test('the last answers may come along and count', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    await answerRightly(world, 'lin', id, 3);
    const { type } = (await page(world, 'lin', id)).questions[3]!;
    const result = await world.run(submitAttempt, world.actor.lin, {
      attemptId: id,
      answers: [{ position: 4, sequence: 1, choice: rightChoice(type) }]
    });
    expect(result.points).toBe(6);
  });

  test('twenty hand-ins at once give one score', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    await answerRightly(world, 'lin', id);
    const results = await Promise.all(
      Array.from({ length: 20 }, () => world.run(submitAttempt, world.actor.lin, { attemptId: id }))
    );
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    const rows = await world.store.read.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, id));
    expect(rows.reduce((sum, { pointsAwarded }) => sum + pointsAwarded!, 0)).toBe(10);
  });

  test('the portal hands in every paper whose time is over, and no other', async () => {
    const world = await examDay();
    const early = await start(world, 'lin', world.examId);
    await answerRightly(world, 'lin', early);
    world.clock.advance(20 * 60_000);
    const later = await start(world, 'guo', world.examId);
    world.clock.advance(20 * 60_000 + GRACE + 1);
    expect(await world.run(submitOverdue, system, {})).toEqual({ attemptIds: [early], more: false });
    expect(await world.run(submitOverdue, system, {})).toEqual({ attemptIds: [], more: false });
    const [row] = await world.store.read.select().from(attempt).where(eq(attempt.id, early));
    expect(row).toMatchObject({ submittedBy: 'deadline', points: 10, passed: true, submittedAt: row!.deadlineAt });
    await expect(world.run(closeAttempt, system, { attemptId: later })).rejects.toThrow(error('assessment.time-left'));
    await expect(world.run(submitOverdue, world.actor.lin, {})).rejects.toThrow(error('people.not-allowed'));
  });

  test('a page opened after the deadline asks to be handed in, and then looks back', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    world.clock.advance(40 * 60_000);
    expect(await page(world, 'lin', id)).toMatchObject({ state: 'overdue', questions: [] });
    await world.run(submitAttempt, world.actor.lin, { attemptId: id });
    expect(await page(world, 'lin', id)).toMatchObject({ state: 'submitted' });
    expect((await world.run(myExams, world.actor.lin, {})).open[0]).toMatchObject({
      attemptsLeft: 1,
      attempts: [{ result: { passed: false } }]
    });
  });
});

describe('looking back', () => {
  test('the candidate sees own and right answers, explanation, and nothing before the hand-in', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    await expect(world.run(reviewAttempt, world.actor.lin, { attemptId: id })).rejects.toThrow(
      error('assessment.not-handed-in')
    );
    await answerRightly(world, 'lin', id, 1);
    await save(world, 'lin', id, 3, 1, ['D']);
    await world.run(submitAttempt, world.actor.lin, { attemptId: id });
    const review = await world.run(reviewAttempt, world.actor.lin, { attemptId: id });
    expect(review).toMatchObject({ own: true, points: 1, percent: 10, passed: false });
    expect(review.questions[0]).toMatchObject({
      outcome: 'right',
      choice: ['T'],
      answer: ['T'],
      pointsAwarded: 1,
      explanation: '依据条文'
    });
    expect(review.questions[2]).toMatchObject({ outcome: 'wrong', choice: ['D'], answer: ['B'] });
    expect(review.questions[3]).toMatchObject({ outcome: 'wrong', choice: [] });
  });

  test('those who see results see the paper, other candidates do not', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    await world.run(submitAttempt, world.actor.lin, { attemptId: id });
    expect(await world.run(reviewAttempt, world.actor.he, { attemptId: id })).toMatchObject({
      own: false,
      candidate: { staffNumber: '017' }
    });
    await expect(world.run(reviewAttempt, world.actor.guo, { attemptId: id })).rejects.toThrow(
      error('assessment.attempt-not-found')
    );
    await expect(world.run(reviewAttempt, world.actor.gao, { attemptId: id })).rejects.toThrow(
      error('people.not-allowed')
    );
  });
});

describe('late answers', () => {
  test('count only when a person lets them in for a reason, and the decision can be turned', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    await answerRightly(world, 'lin', id, 4);
    world.clock.advance(41 * 60_000);
    await world.run(submitOverdue, system, {});
    await save(world, 'lin', id, 5, 1, ['A', 'C']);
    expect(await world.run(reviewAttempt, world.actor.he, { attemptId: id })).toMatchObject({
      points: 6,
      lateCounted: null,
      late: [{ position: 5 }]
    });
    const decide = (counted: boolean, who: Person = 'he') =>
      world.run(decideLateAnswers, world.actor[who], { attemptId: id, counted, reason: '现场断网' });
    expect(await decide(true)).toMatchObject({ points: 10 });
    expect(await decide(false)).toMatchObject({ points: 6 });
    await expect(decide(true, 'lin')).rejects.toThrow(error('people.not-allowed'));
  });

  test('without late answers there is nothing to decide', async () => {
    const world = await examDay();
    const id = await start(world, 'lin', world.examId);
    const decision = { attemptId: id, counted: true, reason: '现场断网' };
    await expect(world.run(decideLateAnswers, world.actor.he, decision)).rejects.toThrow(
      error('assessment.not-handed-in')
    );
    await world.run(submitAttempt, world.actor.lin, { attemptId: id });
    await expect(world.run(decideLateAnswers, world.actor.he, decision)).rejects.toThrow(
      error('assessment.no-late-answers')
    );
  });
});

describe('passes for certification', () => {
  test('are the newest pass of each cadre in an exam that counts; a mock exam does not', async () => {
    const world = await examDay();
    const passes = (since: string, ids: number[] | null = null) =>
      passesSince({ db: world.store.read, now: world.clock.now() }, ids, since as never);
    const id = await start(world, 'lin', world.examId);
    await answerRightly(world, 'lin', id);
    await world.run(submitAttempt, world.actor.lin, { attemptId: id });
    world.clock.set('2026-11-23T01:00:00Z');
    const mock = await publishedExam(world, { kind: 'mock' });
    world.clock.set(OPEN);
    const practice = await start(world, 'guo', mock);
    await answerRightly(world, 'guo', practice);
    await world.run(submitAttempt, world.actor.guo, { attemptId: practice });
    expect(await passes('2026-11-23')).toEqual([
      {
        cadreId: world.cadreId.lin,
        examId: world.examId,
        attemptId: id,
        examTitle: '岗前考试',
        kind: 'pre-post',
        passedOn: '2026-11-23',
        percent: 100,
        passPercent: 60
      }
    ]);
    expect(await passes('2026-11-24')).toEqual([]);
    expect(await passes('2026-01-01', [world.cadreId.guo])).toEqual([]);
  });
});
