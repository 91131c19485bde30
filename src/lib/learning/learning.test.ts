import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { listEntries } from '#lib/hours/ledger.server.ts';
import { question } from '#lib/assessment/schema.server.ts';
import { auditEvent } from '#lib/platform/schema.server.ts';
import { DAY, HOUR, MINUTE } from '#lib/platform/clock.ts';
import {
  completeCourse,
  courseContent,
  courseInput,
  courseWorld,
  publishedCourse,
  report
} from '#tests/support/courses.ts';
import { answerCase } from './case.server.ts';
import { listCatalogue, myCourses } from './catalogue.server.ts';
import { answerCheck } from './check.server.ts';
import { archiveCourse, editContents, importCourse, publishCourse } from './course-editing.server.ts';
import { answerQuestion, ask, listAsked } from './lesson-questions.server.ts';
import { courseCodeOf, openCourse, openLesson } from './open-course.server.ts';
import { recordProgress } from './record-progress.server.ts';
import { lessonAnswer, lessonEvidence } from './schema.server.ts';

const error = (code: string) => expect.objectContaining({ code });
const catalogue = { q: '' };

describe('the catalogue', () => {
  test('shows what is published and meant for the learner, and nothing else', async () => {
    const world = await courseWorld({ scope: 'enforcement-posts' });
    await world.run(importCourse, world.actor.he, { ...courseInput, code: 'draft', content: courseContent });
    const { rows, total, topics } = await world.run(listCatalogue, world.actor.lin, catalogue);
    expect({ total, topics, codes: rows.map(({ code }) => code) }).toEqual({
      total: 1,
      topics: ['行政处罚'],
      codes: ['chufa']
    });
    expect(rows[0]).toMatchObject({ state: 'new', lessons: 3, percent: 0, overdue: false, minutes: 90 });
    expect((await world.run(listCatalogue, world.actor.he, catalogue)).total).toBe(0);
    await expect(world.run(listCatalogue, world.actor.gao, catalogue)).rejects.toEqual(error('people.not-allowed'));
  });

  test.each([
    [{ scope: 'roles', roles: ['mentor'] }, 'zhou', 'lin'],
    [{ scope: 'cadres', numbers: '017，003' }, 'lin', 'guo']
  ] as const)('an audience %j', async (audience, insider, outsider) => {
    const world = await courseWorld(structuredClone(audience) as never);
    expect((await world.run(listCatalogue, world.actor[insider], catalogue)).total).toBe(1);
    expect((await world.run(listCatalogue, world.actor[outsider], catalogue)).total).toBe(0);
    await expect(world.run(openCourse, world.actor[outsider], { course: world.code })).rejects.toEqual(
      error('learning.course-not-found')
    );
  });

  test('a course is found by its number by those whom it is meant for', async () => {
    const world = await courseWorld({ scope: 'cadres', numbers: '017' } as never);
    expect(await world.run(courseCodeOf, world.actor.lin, { id: 1 })).toEqual({ code: world.code });
    for (const [who, id] of [
      ['guo', 1],
      ['lin', 99]
    ] as const)
      await expect(world.run(courseCodeOf, world.actor[who], { id })).rejects.toEqual(
        error('learning.course-not-found')
      );
    await expect(world.run(courseCodeOf, world.actor.gao, { id: 1 })).rejects.toEqual(error('people.not-allowed'));
  });

  test('is searched by words and pinyin initials, and filtered', async () => {
    const world = await courseWorld();
    await publishedCourse(world, { code: 'other', title: '行政强制法要点', topic: '行政强制', mandatory: false });
    const found = async (filter: object) =>
      (await world.run(listCatalogue, world.actor.lin, filter)).rows.map(({ code }) => code);
    expect(await found({ q: '强制' })).toEqual(['other']);
    expect(await found({ q: 'xzcf' })).toEqual(['chufa']);
    expect(await found({ topic: '行政处罚' })).toEqual(['chufa']);
    expect(await found({ mandatory: 'no' })).toEqual(['other']);
    expect(await found({ state: 'completed' })).toEqual([]);
    expect(await found({})).toEqual(['chufa', 'other']);
  });
});

describe('progress', () => {
  test('is kept from the first report on, and says where to go on', async () => {
    const world = await courseWorld();
    await report(world, 'lin', world.code, 'who', { kind: 'opened' });
    const advance = await report(world, 'lin', world.code, 'who', { kind: 'read-to-end' });
    expect(advance).toMatchObject({ lessonDone: true, done: 1, percent: 33, state: 'started', next: 'check-1' });
    const { current, toDo } = await world.run(myCourses, world.actor.lin, {});
    expect(current).toMatchObject({ code: 'chufa', next: { key: 'check-1', title: '随堂检查' } });
    expect(toDo).toHaveLength(1);
    const opened = await world.run(openCourse, world.actor.lin, { course: world.code });
    expect(opened.outline.map(({ state }) => state)).toEqual(['done', 'new', 'new']);
    // Somebody else's course is untouched.
    expect(await world.run(openCourse, world.actor.guo, { course: world.code })).toMatchObject({
      state: 'new',
      done: 0
    });
  });

  test('the same report twice is one', async () => {
    const world = await courseWorld();
    const id = randomUUID();
    const first = await report(world, 'lin', world.code, 'who', { kind: 'read-to-end' }, id);
    expect(await report(world, 'lin', world.code, 'who', { kind: 'read-to-end' }, id)).toEqual(first);
    expect(await world.store.read.select().from(lessonEvidence)).toHaveLength(1);
  });

  test('reports that come late and out of order neither take back nor move the place', async () => {
    const world = await courseWorld();
    const start = world.clock.now();
    world.clock.advance(5 * HOUR);
    const send = (at: number, evidence: Parameters<typeof report>[4]) =>
      world.run(recordProgress, world.actor.lin, { id: randomUUID(), course: world.code, lesson: 'who', at, evidence });
    await send(start + 30 * MINUTE, { kind: 'read-to-end' });
    await send(start + 20 * MINUTE, { kind: 'place', position: 0.4 });
    await send(start + 40 * MINUTE, { kind: 'place', position: 0.9 });
    await send(start + 10 * MINUTE, { kind: 'opened' });
    const { lesson } = await world.run(openLesson, world.actor.lin, { course: world.code, lesson: 'who' });
    expect(lesson).toMatchObject({ state: 'done', place: { position: 0.9 } });
    const evidence = await world.store.read.select().from(lessonEvidence);
    expect(evidence.map(({ happenedAt }) => happenedAt)).toContain(start + 30 * MINUTE);
  });

  test('is refused for lessons that are not there, people without the course, and those without the right', async () => {
    const world = await courseWorld({ scope: 'cadres', numbers: '017' });
    await expect(report(world, 'lin', world.code, 'gone', { kind: 'opened' })).rejects.toEqual(
      error('learning.lesson-not-found')
    );
    await expect(report(world, 'guo', world.code, 'who', { kind: 'opened' })).rejects.toEqual(
      error('learning.course-not-found')
    );
    await expect(report(world, 'tang', world.code, 'who', { kind: 'opened' })).rejects.toEqual(
      error('people.not-allowed')
    );
  });

  test('evidence cannot be rewritten', async () => {
    const world = await courseWorld();
    await report(world, 'lin', world.code, 'who', { kind: 'opened' });
    await expect(world.store.transaction((db) => db.update(lessonEvidence).set({ lessonKey: 'x' }))).rejects.toThrow();
    await expect(world.store.transaction((db) => db.delete(lessonEvidence))).rejects.toThrow();
  });
});

describe('a check', () => {
  const opened = async (world: Awaited<ReturnType<typeof courseWorld>>) => {
    const { content } = await world.run(openLesson, world.actor.lin, { course: world.code, lesson: 'check-1' });
    if (content.kind !== 'check') throw new Error('not a check');
    return content;
  };
  const give = async (
    world: Awaited<ReturnType<typeof courseWorld>>,
    at: number,
    choice: string[],
    round = 1,
    versionId?: number
  ) => {
    const asked = (await opened(world)).questions[at]!;
    return world.run(answerCheck, world.actor.lin, {
      course: world.code,
      lesson: 'check-1',
      round,
      question: asked.code,
      versionId: versionId ?? asked.versionId,
      choice,
      at: world.clock.now()
    });
  };

  test('comes without its right answers until one was given', async () => {
    const world = await courseWorld();
    const before = await opened(world);
    expect(before).toMatchObject({ round: 1, needed: 1, passed: false });
    expect(JSON.stringify(before)).not.toMatch(/"answer"|explanation/);
    const { feedback } = await give(world, 0, ['A']);
    expect(feedback).toMatchObject({ right: false, choice: ['A'], answer: ['B'], explanation: '依据条文' });
    const after = await opened(world);
    expect(after.questions[0]!.feedback).toMatchObject({ right: false });
    expect(after.questions[1]!.feedback).toBeNull();
  });

  test('is passed with enough right answers, and then done', async () => {
    const world = await courseWorld();
    expect(await give(world, 0, ['B'])).toMatchObject({ lessonDone: false, check: { right: 1, complete: false } });
    expect(await give(world, 1, ['A'])).toMatchObject({ lessonDone: true, check: { passed: true } });
  });

  test('with too few begins anew; the first answer of a round counts', async () => {
    const world = await courseWorld();
    await give(world, 0, ['A']);
    expect((await give(world, 0, ['B'])).feedback).toMatchObject({ right: false, choice: ['A'] });
    expect(await give(world, 1, ['A'])).toMatchObject({ lessonDone: false, check: { round: 2, before: { right: 0 } } });
    await expect(give(world, 0, ['B'], 3)).rejects.toEqual(error('learning.round-over'));
    await give(world, 0, ['B'], 2);
    expect(await give(world, 1, ['C', 'A'], 2)).toMatchObject({ lessonDone: true, check: { right: 2 } });
    expect(await world.store.read.select().from(lessonAnswer)).toHaveLength(4);
  });

  test('marks only the wording of a question that it asks', async () => {
    const world = await courseWorld();
    await expect(give(world, 0, ['B'], 1, 999)).rejects.toEqual(error('learning.question-not-found'));
    const other = (await opened(world)).questions[1]!.versionId;
    await expect(give(world, 0, ['B'], 1, other)).rejects.toEqual(error('learning.question-not-found'));
  });

  test('leaves out what the bank has retired, and is done by opening when nothing is left', async () => {
    const world = await courseWorld();
    const retire = (code: string) =>
      world.store.transaction((db) => db.update(question).set({ status: 'retired' }).where(eq(question.code, code)));
    await retire('程序-single-0');
    expect((await opened(world)).questions.map(({ code }) => code)).toEqual(['程序-multiple-0']);
    await retire('程序-multiple-0');
    expect(await report(world, 'lin', world.code, 'check-1', { kind: 'opened' })).toMatchObject({ lessonDone: true });
  });
});

describe('a case', () => {
  const give = (world: Awaited<ReturnType<typeof courseWorld>>, step: string, choice: number, round = 1) =>
    world.run(answerCase, world.actor.lin, {
      course: world.code,
      lesson: 'case-1',
      round,
      step,
      choice,
      at: world.clock.now()
    });

  test('branches by the answers, and is done at the end of the path', async () => {
    const world = await courseWorld();
    expect(await give(world, 'q1', 0)).toMatchObject({
      right: false,
      explanation: '还不到这一步。',
      case: { next: 'q3', done: false }
    });
    expect(await give(world, 'q3', 0)).toMatchObject({ lessonDone: true, case: { next: null, done: true } });
  });

  test('takes the first answer, steps in their turn, and a further round only after the end', async () => {
    const world = await courseWorld();
    await expect(give(world, 'q2', 0)).rejects.toEqual(error('learning.step-not-reached'));
    await expect(give(world, 'q1', 7)).rejects.toEqual(error('learning.step-not-found'));
    await give(world, 'q1', 1);
    expect(await give(world, 'q1', 0)).toMatchObject({ right: true, case: { next: 'q2' } });
    await expect(give(world, 'q1', 0, 2)).rejects.toEqual(error('learning.round-over'));
    await give(world, 'q2', 1);
    await give(world, 'q3', 0);
    expect(await give(world, 'q1', 0, 2)).toMatchObject({ lessonDone: true, case: { round: 2, next: 'q3' } });
  });
});

describe('completing', () => {
  test('needs every lesson, happens once, and stays', async () => {
    const world = await courseWorld();
    expect(await completeCourse(world, 'lin', world.code)).toMatchObject({
      state: 'completed',
      percent: 100,
      completedNow: true
    });
    expect(await report(world, 'lin', world.code, 'who', { kind: 'read-to-end' })).toMatchObject({
      state: 'completed',
      completedNow: false
    });
    const ledger = await world.run(listEntries, world.actor.lin, { cadreId: world.cadreId.lin, year: 2026 });
    expect(ledger.entries).toMatchObject([
      { minutes: 90, category: 'online', endedOn: '2026-11-23', title: '行政处罚法要点' }
    ]);
    await world.run(editContents, world.actor.he, {
      code: world.code,
      change: { kind: 'add-lesson', section: 0, lesson: 'text', title: '补充' }
    });
    await world.run(editContents, world.actor.he, {
      code: world.code,
      change: { kind: 'save-lesson', lesson: { kind: 'text', key: 'text-1', title: '补充', body: '新', cites: '' } }
    });
    await world.run(publishCourse, world.actor.he, { code: world.code });
    expect(await world.run(openCourse, world.actor.lin, { course: world.code })).toMatchObject({
      state: 'completed',
      percent: 75,
      version: 2
    });
  });

  test('an edit loses nobody’s progress, and completes those to whom it leaves nothing', async () => {
    const world = await courseWorld();
    await report(world, 'lin', world.code, 'who', { kind: 'read-to-end' });
    for (const change of [
      { kind: 'move-lesson', key: 'who', section: 1, at: 0 },
      { kind: 'remove-section', section: 0 },
      { kind: 'remove-lesson', key: 'check-1' },
      { kind: 'remove-lesson', key: 'case-1' }
    ] as const)
      await world.run(editContents, world.actor.he, { code: world.code, change });
    const before = await world.run(openCourse, world.actor.lin, { course: world.code });
    expect(before).toMatchObject({ version: 1, done: 1, state: 'started' });
    expect(await world.run(publishCourse, world.actor.he, { code: world.code })).toMatchObject({ completed: 1 });
    expect(await world.run(openCourse, world.actor.lin, { course: world.code })).toMatchObject({ state: 'completed' });
  });

  test('whoever has begun may finish an archived course; others do not find it', async () => {
    const world = await courseWorld();
    await report(world, 'lin', world.code, 'who', { kind: 'opened' });
    await world.run(archiveCourse, world.actor.he, { code: world.code });
    expect(await completeCourse(world, 'lin', world.code)).toMatchObject({ state: 'completed' });
    await expect(world.run(openCourse, world.actor.guo, { course: world.code })).rejects.toEqual(
      error('learning.course-not-found')
    );
    expect((await world.run(myCourses, world.actor.lin, {})).completed).toHaveLength(1);
  });

  test('a mandatory course is overdue after its last day', async () => {
    const world = await courseWorld();
    world.clock.advance(60 * DAY);
    expect((await world.run(myCourses, world.actor.lin, {})).toDo[0]).toMatchObject({ overdue: true, state: 'new' });
  });
});

describe('asking', () => {
  test('a question waits for its asker alone; its answer is there for all', async () => {
    const world = await courseWorld();
    const body = '辅警算不算两人';
    const { id } = await world.run(ask, world.actor.lin, { course: world.code, lesson: 'who', body });
    expect(await world.run(ask, world.actor.lin, { course: world.code, lesson: 'who', body })).toEqual({
      id,
      isNew: false
    });
    const seenBy = async (who: 'lin' | 'guo') =>
      (await world.run(openLesson, world.actor[who], { course: world.code, lesson: 'who' })).questions;
    expect(await seenBy('lin')).toMatchObject([{ body, own: true, answer: null }]);
    expect(await seenBy('guo')).toEqual([]);
    const waiting = await world.run(listAsked, world.actor.he, {});
    expect(waiting).toMatchObject({ total: 1, waiting: 1, rows: [{ asker: '林某甲', lesson: '谁来执法', body }] });
    await world.run(answerQuestion, world.actor.he, { id, answer: '不算' });
    expect(await seenBy('guo')).toMatchObject([{ body, own: false, answer: '不算' }]);
    expect(JSON.stringify(await seenBy('guo'))).not.toContain('林某甲');
    expect(await world.run(listAsked, world.actor.he, { state: 'answered' })).toMatchObject({ total: 1, waiting: 0 });
    const trail = JSON.stringify(await world.store.read.select().from(auditEvent));
    expect(trail).not.toContain(body);
  });

  test('is refused to those without the course, and answering to all but trainers', async () => {
    const world = await courseWorld({ scope: 'cadres', numbers: '017' });
    const asked = { course: world.code, lesson: 'who', body: '问' };
    await expect(world.run(ask, world.actor.guo, asked)).rejects.toEqual(error('learning.course-not-found'));
    await expect(world.run(answerQuestion, world.actor.lin, { id: 1, answer: '答' })).rejects.toEqual(
      error('people.not-allowed')
    );
    await expect(world.run(answerQuestion, world.actor.he, { id: 99, answer: '答' })).rejects.toEqual(
      error('learning.asked-not-found')
    );
    for (let at = 0; at < 20; at += 1) await world.run(ask, world.actor.lin, { ...asked, body: `问${at}` });
    await expect(world.run(ask, world.actor.lin, asked)).rejects.toEqual(error('learning.questions-waiting'));
  });
});
