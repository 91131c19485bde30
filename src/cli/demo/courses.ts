import { readStarterFiles } from '#lib/assessment/starter.server.ts';
import { answerCase } from '#lib/learning/case.server.ts';
import { answerCheck } from '#lib/learning/check.server.ts';
import { publishCourse, saveCourse } from '#lib/learning/course-editing.server.ts';
import { findCourse } from '#lib/learning/found-course.server.ts';
import { lessonsOf } from '#lib/learning/course.ts';
import { answerQuestion, ask } from '#lib/learning/lesson-questions.server.ts';
import { openLesson } from '#lib/learning/open-course.server.ts';
import { recordProgress } from '#lib/learning/record-progress.server.ts';
import { loadStarterCourses } from '#lib/learning/starter.server.ts';
import { addDays, DAY, dayOf, HOUR, MINUTE } from '#lib/platform/clock.ts';
import { randomUUID } from 'node:crypto';
import type { Stage } from './town.ts';

/** Published so many days ago, due in so many; the last day of the second lies behind. Others are voluntary. */
const schedule = [
  { ago: 50, due: 21 },
  { ago: 45, due: -6 },
  { ago: 40, due: null }
];
/** Somebody to walk through with: 037, at the demo page's officer. */
const VISITOR = '037';

/**
 * The starter courses, published in their time: a third of the town has completed each of the first three, a third is
 * on the way. Two questions wait for the trainer, one was answered. @returns how many courses.
 */
export async function fillCourses(stage: Stage): Promise<number> {
  const { door, clock, now, holders, as } = stage;
  const trainer = as('035');
  const { taken } = await loadStarterCourses(door.run, trainer);
  const answers = await rightAnswers();
  for (const [at, code] of taken.entries()) {
    const { ago, due } = schedule[at] ?? { ago: 30, due: null };
    clock.set(now - ago * DAY);
    const { settings } = await door.run(findCourse, trainer, { code });
    const dueOn = due === null ? null : addDays(dayOf(now), due);
    await door.run(saveCourse, trainer, { ...settings, code, author: '何某丁', mandatory: due !== null, dueOn });
    await door.run(publishCourse, trainer, { code });
    if (at >= schedule.length) continue;
    for (const [seat, { staffNumber }] of holders.entries()) {
      const share = staffNumber === VISITOR ? 0.4 : [1, 0.5, 0][(seat + at * 7) % 3]!;
      clock.set(now - (ago - 3 - (seat % 25)) * DAY + (seat % 6) * HOUR);
      await learn(stage, staffNumber, code, share, answers);
    }
  }
  await askAndAnswer(stage, taken[0]);
  clock.set(now);
  return taken.length;
}

/** Does the first part of a course, lesson by lesson. */
async function learn(
  { door, clock, as }: Stage,
  staffNumber: string,
  code: string,
  share: number,
  answers: ReadonlyMap<string, string[]>
) {
  const learner = as(staffNumber);
  const { content } = await door.run(findCourse, as('035'), { code });
  const lessons = lessonsOf(content);
  for (const { key, kind } of lessons.slice(0, Math.floor(lessons.length * share))) {
    const where = { course: code, lesson: key };
    const report = (evidence: { kind: 'opened' } | { kind: 'read-to-end' }) =>
      door.run(recordProgress, learner, { ...where, id: randomUUID(), at: clock.now(), evidence });
    await report({ kind: 'opened' });
    clock.advance(4 * MINUTE);
    if (kind === 'text') await report({ kind: 'read-to-end' });
    const opened = await door.run(openLesson, learner, where);
    if (opened.content.kind === 'check') {
      const { round, questions } = opened.content;
      for (const { code: question, versionId } of questions) {
        const choice = answers.get(question) ?? ['A'];
        await door.run(answerCheck, learner, { ...where, round, question, versionId, choice, at: clock.now() });
      }
    }
    if (opened.content.kind === 'case') {
      const { steps, round } = opened.content;
      let step = opened.content.next;
      while (step) {
        const choice = steps.find((one) => one.key === step)!.choices.findIndex(({ right }) => right);
        const done = await door.run(answerCase, learner, { ...where, round, step, choice, at: clock.now() });
        step = done.case.next;
      }
    }
  }
}

async function askAndAnswer({ door, clock, now, as }: Stage, code: string | undefined) {
  if (!code) return;
  const { content } = await door.run(findCourse, as('035'), { code });
  const lesson = lessonsOf(content)[0]!.key;
  clock.set(now - 9 * DAY);
  const answered = await door.run(ask, as('012'), {
    course: code,
    lesson,
    body: '协管员跟着一起去，算不算两名执法人员'
  });
  clock.set(now - 8 * DAY);
  await door.run(answerQuestion, as('035'), {
    id: answered.id,
    answer: '不算。两名都要有执法资格，协管员只能协助。'
  });
  clock.set(now - 2 * DAY);
  await door.run(ask, as('021'), { course: code, lesson, body: '当场处罚也要两个人吗' });
  clock.set(now - DAY);
  await door.run(ask, as('028'), { course: code, lesson, body: '记录仪没电了，检查还能继续吗' });
}

async function rightAnswers(): Promise<Map<string, string[]>> {
  const files = await readStarterFiles();
  return new Map(files.flatMap(({ questions }) => questions.map(({ draft }) => [draft.code, draft.answer])));
}
