import { describe, expect, test } from 'vitest';
import { system } from '#lib/platform/actor.ts';
import { fillBank, publishedExam, rightChoice } from '#tests/support/exams.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { saveAnswers } from './answers.server.ts';
import { hearFromAttempt, takeOverAttempt } from './attempt-device.server.ts';
import { firstNumberAfter } from './attempt-device.ts';
import { decideLateAnswers, reviewAttempt } from './attempt-review.server.ts';
import { attemptPage, startAttempt, submitAttempt, submitOverdue } from './attempt.server.ts';
import { findMyExam } from './exam-candidate.server.ts';
import { addTime, endAttempt, noteReminder, reopenAttempt } from './invigilate-acts.server.ts';
import { invigilatedExam } from './invigilate.server.ts';
import { laterDeadline, presenceOf, SILENT_AFTER } from './invigilation.ts';

const MINUTE = 60_000;
const PHONE = 'phone-0123456789ab';
const COMPUTER = 'computer-0123456789ab';
const error = (code: string) => expect.objectContaining({ code });

async function examDay(change: Parameters<typeof publishedExam>[1] = {}) {
  const world = await openWorld();
  await fillBank(world, ['程序', '证据'], { single: 5, multiple: 3, 'true-false': 4 });
  const examId = await publishedExam(world, change);
  world.clock.set('2026-11-23T01:35:00Z');
  return { ...world, examId };
}

const start = async (world: World & { examId: number }, who: Person = 'lin', device: string | null = PHONE) =>
  (await world.run(startAttempt, world.actor[who], { examId: world.examId, device })).attemptId;
const room = (world: World & { examId: number }, who = '') =>
  world.run(invigilatedExam, world.actor.he, { examId: world.examId, who });
const save = (world: World, attemptId: number, device: string, position: number, sequence: number, choice: string[]) =>
  world.run(saveAnswers, world.actor.lin, { attemptId, device, answers: [{ position, sequence, choice }] });

describe('one writing device', () => {
  test('the device that began writes; another learns that it is elsewhere and sees no question', async () => {
    const world = await examDay();
    const attemptId = await start(world);
    const sheet = (device: string) => world.run(attemptPage, world.actor.lin, { attemptId, device });
    expect(await sheet(PHONE)).toMatchObject({ state: 'open', claimed: true, takeOvers: 0 });
    expect(await sheet(COMPUTER)).toMatchObject({ state: 'elsewhere', questions: [], answers: [] });
  });

  test('after a take-over the first device reads only, and what it still sends is kept', async () => {
    const world = await examDay();
    const attemptId = await start(world);
    await save(world, attemptId, PHONE, 3, 1, ['A']);
    expect(await world.run(takeOverAttempt, world.actor.lin, { attemptId, device: COMPUTER })).toEqual({ isNew: true });
    expect(await save(world, attemptId, PHONE, 4, 1, ['B'])).toMatchObject({
      writing: false,
      receipts: [{ outcome: 'saved' }]
    });
    const here = await world.run(attemptPage, world.actor.lin, { attemptId, device: COMPUTER });
    expect(here.answers).toHaveLength(2);
    await expect(world.run(submitAttempt, world.actor.lin, { attemptId, device: PHONE })).rejects.toThrow(
      error('assessment.written-elsewhere')
    );
    await world.run(submitAttempt, world.actor.lin, { attemptId, device: COMPUTER });
  });

  test('what a device out of reach answered before never outranks an answer of the one that took over', async () => {
    const world = await examDay();
    const attemptId = await start(world);
    await world.run(takeOverAttempt, world.actor.lin, { attemptId, device: COMPUTER });
    const { takeOvers } = await world.run(attemptPage, world.actor.lin, { attemptId, device: COMPUTER });
    await save(world, attemptId, COMPUTER, 3, firstNumberAfter(takeOvers) + 1, ['B']);
    await save(world, attemptId, PHONE, 3, 57, ['A']);
    const { answers } = await world.run(attemptPage, world.actor.lin, { attemptId, device: COMPUTER });
    expect(answers.map(({ choice }) => choice)).toEqual([['B']]);
  });

  test('taking over twice changes nothing, back is another one, and somebody else’s paper does not exist', async () => {
    const world = await examDay();
    const attemptId = await start(world);
    const take = (device: string) => world.run(takeOverAttempt, world.actor.lin, { attemptId, device });
    await take(COMPUTER);
    expect(await take(COMPUTER)).toEqual({ isNew: false });
    expect(await take(PHONE)).toEqual({ isNew: true });
    const stranger = { attemptId, device: COMPUTER };
    await expect(world.run(takeOverAttempt, world.actor.guo, stranger)).rejects.toThrow(
      error('assessment.attempt-not-found')
    );
    await expect(world.run(takeOverAttempt, world.actor.he, stranger)).rejects.toThrow(error('people.not-allowed'));
    expect((await room(world, '017')).chosen!.events.filter(({ kind }) => kind === 'taken-over')).toHaveLength(2);
    await world.run(submitAttempt, world.actor.lin, { attemptId, device: PHONE });
    await expect(take(COMPUTER)).rejects.toThrow(error('assessment.handed-in'));
  });

  test('when the time is over even the device that only reads may have the paper closed', async () => {
    const world = await examDay();
    const attemptId = await start(world);
    world.clock.advance(41 * MINUTE);
    await world.run(submitAttempt, world.actor.lin, { attemptId, device: COMPUTER });
  });
});

describe('what the invigilator sees', () => {
  test('a candidate is absent, writing, out of reach and handed in', () => {
    const heard = { submittedAt: null, submittedBy: null, heardAt: 1000 };
    expect(presenceOf(undefined, 0)).toBe('absent');
    expect(presenceOf(heard, 1000 + SILENT_AFTER)).toBe('sitting');
    expect(presenceOf(heard, 1001 + SILENT_AFTER)).toBe('silent');
    expect(presenceOf({ ...heard, submittedAt: 5, submittedBy: 'deadline' }, 10)).toBe('handed-in');
    expect(presenceOf({ ...heard, submittedAt: 5, submittedBy: 'invigilator' }, 10)).toBe('ended');
  });

  test('progress, absences with their length, what is not through, and when a page was last heard of', async () => {
    const world = await examDay();
    const attemptId = await start(world);
    await save(world, attemptId, PHONE, 3, 1, ['A']);
    await save(world, attemptId, PHONE, 4, 1, ['A']);
    await save(world, attemptId, PHONE, 4, 2, []);
    world.clock.advance(MINUTE);
    await world.run(hearFromAttempt, world.actor.lin, { attemptId, device: PHONE, unsent: 2, away: [6, 41.2] });
    const seen = await room(world, '017');
    expect(seen.counts).toMatchObject({ sitting: 1, absent: 3 });
    expect(seen.chosen).toMatchObject({
      presence: 'sitting',
      answered: 1,
      questions: 5,
      unsent: 2,
      away: 2,
      awaySeconds: 47,
      heardAt: world.clock.now()
    });
    expect(seen.chosen!.events.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['away', 41],
      ['away', 6],
      ['started', null]
    ]);
    world.clock.advance(2 * MINUTE);
    expect((await room(world)).counts).toMatchObject({ silent: 1, sitting: 0 });
  });

  test('a device that was taken over no longer says how the sitting stands', async () => {
    const world = await examDay();
    const attemptId = await start(world);
    await world.run(takeOverAttempt, world.actor.lin, { attemptId, device: COMPUTER });
    const heard = { attemptId, device: PHONE, unsent: 9, away: [30] };
    expect(await world.run(hearFromAttempt, world.actor.lin, heard)).toMatchObject({ writing: false });
    expect((await room(world, '017')).chosen).toMatchObject({ unsent: 0, away: 0 });
    await expect(world.run(hearFromAttempt, world.actor.guo, heard)).rejects.toThrow(
      error('assessment.attempt-not-found')
    );
  });

  test('only those who hold exams see the room, and a draft has none', async () => {
    const world = await examDay();
    for (const actor of [world.actor.lin, world.actor.shen, world.actor.gao]) {
      await expect(world.run(invigilatedExam, actor, { examId: world.examId })).rejects.toThrow(
        error('people.not-allowed')
      );
    }
    await expect(world.run(invigilatedExam, world.actor.he, { examId: 999 })).rejects.toThrow(
      error('assessment.exam-not-found')
    );
  });
});

describe('what the invigilator does', () => {
  test('minutes added to one or to all move deadlines, and pages learn of it', async () => {
    const world = await examDay();
    const [lin, guo] = [await start(world), await start(world, 'guo')];
    const deadline = world.clock.now() + 40 * MINUTE;
    await world.run(addTime, world.actor.he, { examId: world.examId, attemptId: lin, minutes: 5, reason: '停电' });
    expect(
      await world.run(addTime, world.actor.he, { examId: world.examId, attemptId: null, minutes: 3, reason: '停电' })
    ).toEqual({ people: 2 });
    const heard = (who: Person, attemptId: number) =>
      world.run(hearFromAttempt, world.actor[who], { attemptId, device: PHONE });
    expect(await heard('lin', lin)).toMatchObject({ deadlineAt: deadline + 8 * MINUTE });
    expect(await heard('guo', guo)).toMatchObject({ deadlineAt: deadline + 3 * MINUTE });
    expect((await room(world, '017')).chosen).toMatchObject({ added: 8 });
    expect(laterDeadline(100, 1, 50)).toBe(100 + MINUTE);
    expect(laterDeadline(100, 1, 500)).toBe(500 + MINUTE);
  });

  test('time needs a reason and somebody who sits, and is the trainer’s to give', async () => {
    const world = await examDay();
    const add = { examId: world.examId, attemptId: null, minutes: 5, reason: '停电' };
    await expect(world.run(addTime, world.actor.he, add)).rejects.toThrow(error('assessment.nobody-sitting'));
    await expect(world.run(addTime, world.actor.he, { ...add, reason: '' })).rejects.toThrow(error('input.invalid'));
    await expect(world.run(addTime, world.actor.he, { ...add, minutes: 500 })).rejects.toThrow(error('input.invalid'));
    await expect(world.run(addTime, world.actor.he, { ...add, attemptId: 999 })).rejects.toThrow(
      error('assessment.attempt-not-found')
    );
    await expect(world.run(addTime, world.actor.lin, add)).rejects.toThrow(error('people.not-allowed'));
  });

  test('ending marks what was saved, and the candidate reads why', async () => {
    const world = await examDay();
    const attemptId = await start(world);
    for (const { position, type } of (await world.run(attemptPage, world.actor.lin, { attemptId, device: PHONE }))
      .questions)
      await save(world, attemptId, PHONE, position, 1, rightChoice(type));
    const reason = '提醒后仍离开页面';
    expect(await world.run(endAttempt, world.actor.he, { attemptId, reason })).toEqual({ points: 10 });
    expect(await save(world, attemptId, PHONE, 1, 2, ['F'])).toMatchObject({
      submitted: true,
      receipts: [{ outcome: 'late' }]
    });
    expect((await world.run(findMyExam, world.actor.lin, { examId: world.examId })).attempts[0]).toMatchObject({
      ended: reason
    });
    expect(await world.run(reviewAttempt, world.actor.lin, { attemptId })).toMatchObject({
      ended: reason,
      submittedBy: 'invigilator'
    });
    expect((await room(world)).counts).toMatchObject({ ended: 1 });
    await expect(world.run(endAttempt, world.actor.he, { attemptId, reason })).rejects.toThrow(
      error('assessment.handed-in')
    );
    await expect(world.run(endAttempt, world.actor.lin, { attemptId, reason })).rejects.toThrow(
      error('people.not-allowed')
    );
  });

  test('a paper handed in by mistake is given back while there is time, with all its answers', async () => {
    const world = await examDay();
    const attemptId = await start(world);
    await save(world, attemptId, PHONE, 1, 1, ['T']);
    const again = { attemptId, reason: '误触交卷' };
    await expect(world.run(reopenAttempt, world.actor.he, again)).rejects.toThrow(error('assessment.not-handed-in'));
    await world.run(submitAttempt, world.actor.lin, { attemptId, device: PHONE });
    await world.run(reopenAttempt, world.actor.he, again);
    const sheet = await world.run(attemptPage, world.actor.lin, { attemptId, device: PHONE });
    expect(sheet).toMatchObject({ state: 'open', answers: [{ position: 1, choice: ['T'] }] });
    await save(world, attemptId, PHONE, 1, 2, ['F']);
    world.clock.advance(41 * MINUTE);
    await world.run(submitOverdue, system, {});
    expect(await world.run(reviewAttempt, world.actor.lin, { attemptId })).toMatchObject({ submittedBy: 'deadline' });
    await expect(world.run(reopenAttempt, world.actor.he, again)).rejects.toThrow(error('assessment.time-is-over'));
  });

  test('a paper is not given back once the next one has begun', async () => {
    const world = await examDay();
    const attemptId = await start(world);
    await world.run(submitAttempt, world.actor.lin, { attemptId, device: PHONE });
    await start(world);
    await expect(world.run(reopenAttempt, world.actor.he, { attemptId, reason: '误触' })).rejects.toThrow(
      error('assessment.newer-attempt')
    );
    await expect(world.run(reopenAttempt, world.actor.he, { attemptId: 999, reason: '误触' })).rejects.toThrow(
      error('assessment.attempt-not-found')
    );
    await expect(world.run(reopenAttempt, world.actor.lin, { attemptId, reason: '误触' })).rejects.toThrow(
      error('people.not-allowed')
    );
  });

  test('a reminder stands in the record; late answers wait in the room until somebody decides', async () => {
    const world = await examDay();
    const attemptId = await start(world);
    await world.run(noteReminder, world.actor.he, { attemptId, reason: '请收起手机' });
    await expect(world.run(noteReminder, world.actor.lin, { attemptId, reason: 'x' })).rejects.toThrow(
      error('people.not-allowed')
    );
    await expect(world.run(noteReminder, world.actor.he, { attemptId: 999, reason: 'x' })).rejects.toThrow(
      error('assessment.attempt-not-found')
    );
    world.clock.advance(41 * MINUTE);
    await world.run(submitOverdue, system, {});
    await save(world, attemptId, PHONE, 1, 1, ['T']);
    const seen = (await room(world, '017')).chosen!;
    expect(seen).toMatchObject({ undecided: true, presence: 'handed-in' });
    expect(seen.events[0]).toMatchObject({ kind: 'reminded', reason: '请收起手机' });
    await world.run(decideLateAnswers, world.actor.he, { attemptId, counted: false, reason: '超时' });
    expect((await room(world, '017')).chosen).toMatchObject({ undecided: false });
  });
});
