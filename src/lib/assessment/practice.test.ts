import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, DAY, daysBetween, instantOf, type Day } from '#lib/platform/clock.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { fillBank, publishedExam, rightChoice } from '#tests/support/exams.ts';
import { startAttempt, submitAttempt } from './attempt.server.ts';
import { markFavourite, practiceHome, wrongBook } from './practice-book.server.ts';
import { saveNote } from './practice-notes.server.ts';
import { answerPractice, openPractice, startPractice } from './practice-run.server.ts';
import { bookAfter, chooseQuestions, emptyBook, type Practisable } from './practice.ts';
import { listReports, myReports, reportQuestion, settleReport } from './question-report.server.ts';
import { recallAt, reviewed, type Memory } from './review-schedule.ts';
import { practiceAnswer, question } from './schema.server.ts';

const error = (code: string) => expect.objectContaining({ code });
const none = { topicId: null, statuteId: null, like: null };

describe('the wrong-question book', () => {
  test('a wrong answer puts a question in, three right ones in a row take it out', () => {
    let book = bookAfter(emptyBook, false, 3, 100);
    expect(book).toEqual({ seen: 1, wrong: 1, streak: 0, inBookSince: 100, masteredAt: null });
    book = bookAfter(bookAfter(book, true, 3, 200), true, 3, 300);
    expect([book.inBookSince, book.streak]).toEqual([100, 2]);
    expect(bookAfter(book, true, 3, 400)).toMatchObject({ inBookSince: null, masteredAt: 400 });
    expect(bookAfter(book, false, 3, 400)).toMatchObject({ inBookSince: 100, streak: 0, wrong: 2 });
  });

  test('what was never wrong never enters, and what is mastered enters again when it is wrong', () => {
    expect(bookAfter(emptyBook, true, 1, 100)).toMatchObject({ inBookSince: null, masteredAt: null, streak: 1 });
    const mastered = bookAfter(bookAfter(emptyBook, false, 1, 100), true, 1, 200);
    expect(mastered.masteredAt).toBe(200);
    expect(bookAfter(mastered, false, 1, 300)).toMatchObject({ inBookSince: 300, masteredAt: null });
  });

  test('over any answers it holds a question exactly while its last wrong answer was not made good', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (answers, leaveAfter) => {
        const book = answers.reduce((held, right, at) => bookAfter(held, right, leaveAfter, at + 1), emptyBook);
        const since = answers.lastIndexOf(false);
        const rightSince = answers.length - 1 - since;
        expect(book.inBookSince !== null).toBe(since >= 0 && rightSince < leaveAfter);
        expect([book.seen, book.wrong]).toEqual([answers.length, answers.filter((right) => !right).length]);
      })
    );
  });
});

describe('when a question is asked again', () => {
  const today = '2026-11-23' as Day;
  const now = Date.parse('2026-11-23T01:00:00Z');

  test('tomorrow at the earliest, later and later while it is known, soon again once it is not', () => {
    const first = reviewed(null, true, now, null);
    const second = reviewed(first.memory, true, now + 3 * DAY, null);
    expect(daysBetween(today, first.dueOn)).toBeGreaterThanOrEqual(1);
    expect(second.memory.scheduledDays).toBeGreaterThan(first.memory.scheduledDays);
    const forgotten = reviewed(second.memory, false, now + 20 * DAY, null);
    expect(forgotten.memory.scheduledDays).toBeLessThan(second.memory.scheduledDays);
    expect(forgotten.memory.lapses).toBe(1);
  });

  test('sooner towards a day to be ready on, and as ever once that day is over', () => {
    let memory: Memory | null = null;
    for (let round = 0; round < 4; round += 1)
      ({ memory } = reviewed(memory, true, now - (4 - round) * 20 * DAY, null));
    const usual = reviewed(memory, true, now, null).dueOn;
    expect(daysBetween(today, usual)).toBeGreaterThan(10);
    const sooner = reviewed(memory, true, now, addDays(today, 90)).dueOn;
    expect(sooner < usual).toBe(true);
    expect(reviewed(memory, true, now, today).dueOn).toBe(usual);
  });

  test('what is due only after that day is still known on it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 8 }),
        fc.integer({ min: 2, max: 120 }),
        (gaps, ahead) => {
          const readyOn = addDays(today, ahead);
          let at = now - gaps.reduce((sum, gap) => sum + gap, 0) * DAY;
          let memory: Memory | null = null;
          for (const gap of gaps) {
            ({ memory } = reviewed(memory, true, at, readyOn));
            at += gap * DAY;
          }
          const last = reviewed(memory, true, now, readyOn);
          if (last.dueOn > readyOn) expect(recallAt(last.memory, instantOf(readyOn, '09:00'))).toBeGreaterThan(0.92);
        }
      ),
      { numRuns: 200 }
    );
  });
});

describe('choosing questions', () => {
  const card = (change: object) => ({
    seen: 1,
    wrong: 0,
    streak: 1,
    inBookSince: null,
    masteredAt: null,
    favourite: false,
    dueOn: null,
    ...change
  });
  const pool: Practisable[] = [
    { versionId: 1, questionId: 1, topicId: 1, statuteIds: [7], card: undefined },
    { versionId: 2, questionId: 2, topicId: 1, statuteIds: [8], card: card({ dueOn: '2026-11-22' }) },
    { versionId: 3, questionId: 3, topicId: 2, statuteIds: [7], card: card({ dueOn: '2026-11-20', inBookSince: 5 }) },
    {
      versionId: 4,
      questionId: 4,
      topicId: 2,
      statuteIds: [7, 8],
      card: card({ dueOn: '2026-12-01', favourite: true })
    }
  ];
  const chosen = (wish: object, room = 10) =>
    chooseQuestions(pool, { ...none, mode: 'topic', ...wish }, '2026-11-23', room, 'seed').map((q) => q.questionId);

  test('the daily review takes what is due, longest overdue first, then new ones, and no more than its room', () => {
    expect(chosen({ mode: 'daily' })).toEqual([3, 2, 1]);
    expect(chosen({ mode: 'daily' }, 2)).toEqual([3, 2]);
    expect(chosen({ mode: 'daily' }, 0)).toEqual([]);
  });

  test('every other mode takes what it says', () => {
    expect(chosen({ mode: 'wrong' })).toEqual([3]);
    expect(chosen({ mode: 'favourites' })).toEqual([4]);
    expect(chosen({ mode: 'unseen' })).toEqual([1]);
    expect(chosen({ topicId: 2 })).toEqual([3, 4]);
    expect(chosen({ mode: 'statute', statuteId: 7 })).toEqual([1, 3, 4]);
    expect(chosen({ mode: 'sequential' })).toEqual([1, 2, 3, 4]);
    expect(chosen({ mode: 'random' }).sort()).toEqual([1, 2, 3, 4]);
    expect(chosen({ topicId: 2, like: { questionId: 3, count: 3 } })).toEqual([4]);
  });
});

async function open() {
  const world = await openWorld();
  const topics = await fillBank(world, ['程序', '证据'], { single: 6, multiple: 4, 'true-false': 5 });
  return { ...world, topics };
}

const begin = async (world: World, who: Person, wish: object) =>
  (await world.run(startPractice, world.actor[who], { mode: 'topic', ...wish })).runId;
const look = (world: World, who: Person, runId: number, place?: number) =>
  world.run(openPractice, world.actor[who], { runId, place });

/** Answers the next question of a round. */
async function answer(world: World, who: Person, runId: number, right: boolean) {
  const { question: asked } = await look(world, who, runId);
  const choice = right ? rightChoice(asked.type) : [asked.options.at(-1)!.key];
  await world.run(answerPractice, world.actor[who], { runId, versionId: asked.versionId, choice });
  return asked;
}

describe('a round', () => {
  test('tells the answer after it was given and not before', async () => {
    const world = await open();
    const runId = await begin(world, 'lin', { topicId: world.topics[0]! });
    const before = await look(world, 'lin', runId);
    expect(before).toMatchObject({ total: 15, answered: 0, question: { place: 1, feedback: null, seen: 0 } });
    expect(JSON.stringify(before)).not.toContain('依据条文');
    await answer(world, 'lin', runId, true);
    expect(await look(world, 'lin', runId, 1)).toMatchObject({
      right: 1,
      question: { seen: 1, streak: 1, feedback: { right: true, explanation: '依据条文' } }
    });
    expect((await look(world, 'lin', runId)).question.place).toBe(2);
  });

  test('the first answer counts, whatever is sent again', async () => {
    const world = await open();
    const runId = await begin(world, 'lin', { topicId: world.topics[0]! });
    const { versionId, type } = await answer(world, 'lin', runId, false);
    expect(await world.run(answerPractice, world.actor.lin, { runId, versionId, choice: rightChoice(type) })).toEqual({
      right: false
    });
    expect((await look(world, 'lin', runId, 1)).question).toMatchObject({ seen: 1, wrong: 1, inBook: true });
  });

  test('a topic is taken up where it was left, and begun anew once it is through', async () => {
    const world = await open();
    const wish = { topicId: world.topics[0]! };
    const runId = await begin(world, 'lin', wish);
    await answer(world, 'lin', runId, true);
    world.clock.advance(5 * DAY);
    expect(await begin(world, 'lin', wish)).toBe(runId);
    for (let at = 1; at < 15; at += 1) await answer(world, 'lin', runId, true);
    expect((await look(world, 'lin', runId)).finished).toBe(true);
    expect(await begin(world, 'lin', wish)).not.toBe(runId);
  });

  test('is the learner’s alone, and only for those with a place on the roster', async () => {
    const world = await open();
    const runId = await begin(world, 'lin', { topicId: world.topics[0]! });
    const { versionId } = (await look(world, 'lin', runId)).question;
    await expect(look(world, 'guo', runId)).rejects.toThrow(error('practice.run-not-found'));
    await expect(world.run(answerPractice, world.actor.guo, { runId, versionId, choice: ['A'] })).rejects.toThrow(
      error('practice.run-not-found')
    );
    await expect(begin(world, 'gao', {})).rejects.toThrow(error('people.not-allowed'));
  });

  test('refuses what is not on the sheet', async () => {
    const world = await open();
    const runId = await begin(world, 'lin', { topicId: world.topics[0]! });
    const { versionId } = (await look(world, 'lin', runId)).question;
    const send = (change: object) =>
      world.run(answerPractice, world.actor.lin, { runId, versionId, choice: ['A'], ...change });
    await expect(send({ choice: ['Z'] })).rejects.toThrow(error('practice.impossible-choice'));
    await expect(send({ choice: [] })).rejects.toMatchObject({ fields: { choice: ['practice.choose-first'] } });
    await expect(send({ versionId: 9999 })).rejects.toThrow(error('practice.run-not-found'));
    await expect(begin(world, 'lin', { mode: 'wrong' })).rejects.toThrow(error('practice.nothing-to-practise'));
  });

  test('answers are never changed', async () => {
    const world = await open();
    await answer(world, 'lin', await begin(world, 'lin', { topicId: world.topics[0]! }), true);
    await expect(world.store.transaction((db) => db.update(practiceAnswer).set({ right: false }))).rejects.toThrow();
    await expect(world.store.transaction((db) => db.delete(practiceAnswer))).rejects.toThrow();
  });
});

describe('the daily review', () => {
  test('has ten questions a day by the setting, and brings back what was wrong', async () => {
    const world = await open();
    const runId = await begin(world, 'lin', { mode: 'daily' });
    expect((await look(world, 'lin', runId)).total).toBe(10);
    for (let at = 0; at < 10; at += 1) await answer(world, 'lin', runId, at > 0);
    const home = await world.run(practiceHome, world.actor.lin, {});
    expect(home).toMatchObject({ daily: { questions: 0, answeredToday: 10 }, inBook: 1, unseen: 20 });
    await expect(begin(world, 'lin', { mode: 'daily' })).rejects.toThrow(error('practice.enough-for-today'));
    world.clock.advance(DAY);
    expect((await world.run(practiceHome, world.actor.lin, {})).daily.due).toBeGreaterThan(0);
    const next = await begin(world, 'lin', { mode: 'daily' });
    expect((await look(world, 'lin', next)).question.wrong).toBe(1);
  });

  test('a question that was retired is not asked', async () => {
    const world = await open();
    await world.store.transaction((db) => db.update(question).set({ status: 'retired' }));
    expect(await world.run(practiceHome, world.actor.lin, {})).toMatchObject({ total: 0, topics: [] });
    await expect(begin(world, 'lin', { mode: 'daily' })).rejects.toThrow(error('practice.enough-for-today'));
  });
});

describe('what stays with the learner', () => {
  test('mistakes of an exam are in the book, those of others are not', async () => {
    const world = await open();
    const examId = await publishedExam(world);
    world.clock.set('2026-11-23T01:40:00Z');
    const { attemptId } = await world.run(startAttempt, world.actor.lin, { examId });
    await world.run(submitAttempt, world.actor.lin, { attemptId });
    expect((await world.run(wrongBook, world.actor.lin, {})).counts.open).toBe(5);
    expect((await world.run(wrongBook, world.actor.guo, {})).counts.open).toBe(0);
  });

  test('a question kept is a favourite until the mark is taken away', async () => {
    const world = await open();
    const mark = (favourite: boolean) => world.run(markFavourite, world.actor.lin, { questionId: 1, favourite });
    await mark(true);
    expect((await world.run(wrongBook, world.actor.lin, { tab: 'favourites' })).rows).toHaveLength(1);
    await mark(false);
    expect((await world.run(wrongBook, world.actor.lin, { tab: 'favourites' })).total).toBe(0);
    await expect(world.run(markFavourite, world.actor.lin, { questionId: 999, favourite: true })).rejects.toThrow(
      error('bank.question-not-found')
    );
  });
});

describe('notes', () => {
  const note = (world: World, who: Person, body: string, questionId = 1) =>
    world.run(saveNote, world.actor[who], { questionId, body });
  const notes = (world: World, who: Person, q = '') => world.run(wrongBook, world.actor[who], { tab: 'notes', q });

  test('are the learner’s own: found by their words, changed, taken away, and read by nobody else', async () => {
    const world = await open();
    await note(world, 'lin', '注意期限：七日，不是十五日');
    await note(world, 'lin', '这题容易和 ＡＢＣ 混', 2);
    await note(world, 'guo', '郭的笔记');
    expect((await notes(world, 'lin')).rows.map((row) => row.note)).toEqual([
      '注意期限：七日，不是十五日',
      '这题容易和 ＡＢＣ 混'
    ]);
    expect((await notes(world, 'lin', '七日')).total).toBe(1);
    expect((await notes(world, 'lin', 'abc')).total).toBe(1);
    expect((await notes(world, 'lin', '郭')).total).toBe(0);
    await note(world, 'lin', '七日');
    await note(world, 'lin', '', 2);
    expect((await notes(world, 'lin')).rows.map((row) => row.note)).toEqual(['七日']);
    expect((await notes(world, 'guo')).counts.notes).toBe(1);
  });

  test('stand beside the question in the next round', async () => {
    const world = await open();
    await note(world, 'lin', '看第二项');
    const runId = await begin(world, 'lin', { mode: 'sequential' });
    expect((await look(world, 'lin', runId)).question).toMatchObject({ questionId: 1, note: '看第二项' });
    const other = await begin(world, 'guo', { mode: 'sequential' });
    expect((await look(world, 'guo', other)).question.note).toBe('');
  });

  test('are refused to who does not practise, and on a question that does not exist', async () => {
    const world = await open();
    await expect(note(world, 'he', '培训员')).rejects.toThrow(error('people.not-allowed'));
    await expect(note(world, 'lin', '没有这题', 999)).rejects.toThrow(error('bank.question-not-found'));
    await expect(note(world, 'lin', '长'.repeat(1001))).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('a report on a question', () => {
  test('goes to the trainer without a name, and its answer comes back', async () => {
    const world = await open();
    const { id } = await world.run(reportQuestion, world.actor.lin, { versionId: 1, body: '答案像是旧法的' });
    await expect(world.run(reportQuestion, world.actor.lin, { versionId: 1, body: '再说一次' })).rejects.toThrow(
      error('practice.reported-already')
    );
    const { rows, open: waiting } = await world.run(listReports, world.actor.he, {});
    expect(waiting).toBe(1);
    expect(rows).toMatchObject([{ id, body: '答案像是旧法的', reply: null }]);
    expect(JSON.stringify(rows)).not.toContain('林某甲');
    await world.run(settleReport, world.actor.he, { id, reply: '已改' });
    expect(await world.run(myReports, world.actor.lin, {})).toMatchObject([{ reply: '已改' }]);
    expect(await world.run(myReports, world.actor.guo, {})).toEqual([]);
    await expect(world.run(settleReport, world.actor.he, { id, reply: '又' })).rejects.toThrow(
      error('practice.report-settled')
    );
  });

  test('officers neither read nor settle reports', async () => {
    const world = await open();
    await expect(world.run(listReports, world.actor.lin, {})).rejects.toThrow(error('people.not-allowed'));
    await expect(world.run(settleReport, world.actor.lin, { id: 1, reply: '好' })).rejects.toThrow(
      error('people.not-allowed')
    );
    await expect(world.run(settleReport, world.actor.he, { id: 77, reply: '好' })).rejects.toThrow(
      error('practice.report-not-found')
    );
  });
});
