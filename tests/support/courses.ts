/** A small course with every kind of lesson that needs no file, for tests of what is done with it. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { answerCase } from '#lib/learning/case.server.ts';
import { answerCheck } from '#lib/learning/check.server.ts';
import type { NewCourse } from '#lib/learning/course-input.ts';
import { importCourse, publishCourse } from '#lib/learning/course-editing.server.ts';
import type { CourseContent } from '#lib/learning/course.ts';
import { openLesson } from '#lib/learning/open-course.server.ts';
import type { Evidence } from '#lib/learning/evidence.ts';
import { recordProgress } from '#lib/learning/record-progress.server.ts';
import { fillBank } from './exams.ts';
import { openWorld, type Person, type World } from './world.ts';

export const courseInput: z.input<typeof NewCourse> = {
  code: 'chufa',
  title: '行政处罚法要点',
  summary: '一小时弄清程序。',
  topic: '行政处罚',
  author: '何某丁',
  mandatory: true,
  dueOn: '2026-12-31',
  minutes: 90
};

/** A text, a check of two questions (one of them needed), a case whose wrong answer leads past a step. */
export const courseContent: CourseContent = {
  sections: [
    {
      title: '第一节 程序',
      lessons: [{ key: 'who', title: '谁来执法', kind: 'text', body: '两人以上。', cites: '' }]
    },
    {
      title: '第二节 练习',
      lessons: [
        { key: 'check-1', title: '随堂检查', kind: 'check', questions: ['程序-single-0', '程序-multiple-0'], pass: 1 },
        {
          key: 'case-1',
          title: '案例',
          kind: 'case',
          situation: '摊主占道。',
          cites: '',
          steps: [
            {
              key: 'q1',
              question: '先做什么',
              choices: [
                { text: '扣押', right: false, explanation: '还不到这一步。', goto: 'q3' },
                { text: '劝离', right: true, explanation: '先教育。' }
              ]
            },
            {
              key: 'q2',
              question: '几个人',
              choices: [
                { text: '一人', right: false, explanation: '不够。' },
                { text: '两人', right: true, explanation: '对。' }
              ]
            },
            {
              key: 'q3',
              question: '怎么收尾',
              choices: [
                { text: '记录', right: true, explanation: '留痕。' },
                { text: '走人', right: false, explanation: '要留痕。' }
              ]
            }
          ]
        }
      ]
    }
  ]
};

/** Published by the trainer, with a bank to ask from. @returns its code. */
export async function publishedCourse(
  world: World,
  change: Partial<z.input<typeof NewCourse>> = {},
  content: CourseContent = courseContent
): Promise<string> {
  const { code } = await world.run(importCourse, world.actor.he, { ...courseInput, ...change, content });
  await world.run(publishCourse, world.actor.he, { code });
  return code;
}

/** A world with one published course and the questions that it asks. */
export async function courseWorld(change: Partial<z.input<typeof NewCourse>> = {}, content?: CourseContent) {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: 2, multiple: 1, 'true-false': 0 });
  return { ...world, code: await publishedCourse(world, change, content) };
}

/** One report from somebody's device, now. */
export const report = (
  world: World,
  who: Person,
  course: string,
  lesson: string,
  evidence: Evidence,
  id = randomUUID()
) => world.run(recordProgress, world.actor[who], { id, course, lesson, at: world.clock.now(), evidence });

/** Does the course above from beginning to end, the right way. */
export async function completeCourse(world: World, who: Person, course: string) {
  await report(world, who, course, 'who', { kind: 'opened' });
  await report(world, who, course, 'who', { kind: 'read-to-end' });
  const { content } = await world.run(openLesson, world.actor[who], { course, lesson: 'check-1' });
  if (content.kind !== 'check') throw new Error('not a check');
  for (const { code, versionId } of content.questions) {
    await world.run(answerCheck, world.actor[who], {
      course,
      lesson: 'check-1',
      round: 1,
      question: code,
      versionId,
      choice: ['B'],
      at: world.clock.now()
    });
  }
  let last;
  for (const [step, choice] of [
    ['q1', 1],
    ['q2', 1],
    ['q3', 0]
  ] as const) {
    last = await world.run(answerCase, world.actor[who], {
      course,
      lesson: 'case-1',
      round: 1,
      step,
      choice,
      at: world.clock.now()
    });
  }
  return last!;
}
