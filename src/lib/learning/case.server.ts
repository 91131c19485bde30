/** 案例: a short situation whose answers lead to their explanation and to the next question. */
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { advance, deviceInstant, type Advance } from './advance.server.ts';
import { answersOf } from './check.server.ts';
import { requireLessonOf } from './course-access.server.ts';
import { courseCode, lessonKey, type CaseStep, type LessonOf } from './course.ts';
import { caseStanding, happenedAt, type CaseStanding, type LessonAnswer } from './progress.ts';
import { lessonAnswer } from './schema.server.ts';

export interface OpenCase extends CaseStanding {
  kind: 'case';
  situation: string;
  cites: string;
  /** All steps with their explanations: a case teaches and does not test, and works without a network. */
  steps: CaseStep[];
  /** The round that is under way, or the last one when it has come to its end; from 1. */
  round: number;
}

export async function openCase(
  ctx: Context,
  courseId: number,
  cadreId: number,
  { key, situation, cites, steps }: LessonOf<'case'>
): Promise<OpenCase> {
  const answers = await answersOf(ctx, courseId, cadreId, key);
  const round = lastRound(answers);
  return { kind: 'case', situation, cites, steps, round, ...caseStanding(steps, answers, round) };
}

const lastRound = (answers: readonly LessonAnswer[]) => Math.max(1, ...answers.map(({ round }) => round));

export const AnswerCase = z.object({
  course: courseCode,
  lesson: lessonKey,
  /** The open round, or the next one to go through it again. */
  round: z.int().min(1).max(1000),
  step: lessonKey,
  /** Number of the choice in its step, from 0. */
  choice: z.int().min(0).max(20),
  at: deviceInstant
});

export interface CaseAnswered extends Advance {
  right: boolean;
  explanation: string;
  case: CaseStanding & { round: number };
}

/** Takes the answer to the step the path has come to. The first answer counts; sent again it changes nothing. */
export const answerCase = command('learning.answer-case', {
  input: AnswerCase,
  allow: holds('learn.use'),
  async run(ctx, input): Promise<CaseAnswered> {
    const { round, step: key } = input;
    const opened = await requireLessonOf(ctx, input.course, input.lesson, 'case');
    const { found, version, learner, lesson } = opened;
    const step = lesson.steps.find((one) => one.key === key);
    const before = await answersOf(ctx, found.id, learner.id, lesson.key);
    const known = before.find((answer) => answer.round === round && answer.part === key);
    const number = known ? Number(known.choice[0]) : input.choice;
    const chosen = step?.choices[number];
    if (!chosen) throw missing('learning.step-not-found');
    if (!known) requireTurn(lesson.steps, before, round, key);
    const at = happenedAt(input.at, found.publishedAt ?? 0, ctx.now);
    const given: LessonAnswer = known ?? { round, part: key, choice: [String(number)], right: chosen.right };
    if (!known) {
      await ctx.db.insert(lessonAnswer).values({
        ...given,
        cadreId: learner.id,
        courseId: found.id,
        lessonKey: lesson.key,
        version,
        happenedAt: at,
        receivedAt: ctx.now
      });
    }
    const standing = caseStanding(lesson.steps, known ? before : [...before, given], round);
    const advanced = await advance(ctx, opened, { lessonKey: lesson.key, at, done: standing.done });
    return { ...advanced, right: given.right, explanation: chosen.explanation, case: { ...standing, round } };
  },
  trace: 'own-record'
});

function requireTurn(steps: readonly CaseStep[], before: readonly LessonAnswer[], round: number, key: string) {
  const open = lastRound(before);
  const isNextRound = round === open + 1 && caseStanding(steps, before, open).done;
  if (round !== open && !isNextRound) throw conflict('learning.round-over');
  if (caseStanding(steps, before, round).next !== key) throw conflict('learning.step-not-reached');
}
