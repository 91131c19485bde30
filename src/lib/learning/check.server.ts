/** 随堂检查: questions from the bank inside a course. The right answers stay on the server until one was given. */
import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { questionContents, type QuestionContent } from '#lib/assessment/bank-access.server.ts';
import { usableByCode } from '#lib/assessment/by-code.server.ts';
import { gradeAnswer } from '#lib/assessment/marking.ts';
import type { Option, QuestionType } from '#lib/assessment/question.ts';
import type { CitationInWords } from '#lib/law/force.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { advance, deviceInstant, type Advance } from './advance.server.ts';
import { requireLessonOf } from './course-access.server.ts';
import { courseCode, lessonKey, type LessonOf } from './course.ts';
import { checkStanding, happenedAt, type CheckStanding, type LessonAnswer } from './progress.ts';
import { lessonAnswer } from './schema.server.ts';

/** What a learner learns after an answer, and not before. */
export interface Feedback {
  right: boolean;
  choice: string[];
  /** Keys of the right options. */
  answer: string[];
  explanation: string;
  citations: CitationInWords[];
}

export interface CheckQuestion {
  code: string;
  /** The wording shown: to be sent back with the answer. */
  versionId: number;
  type: QuestionType;
  stem: string;
  options: Option[];
  /** Null until answered in this round. */
  feedback: Feedback | null;
}

export interface OpenCheck extends Omit<CheckStanding, 'answers'> {
  kind: 'check';
  questions: CheckQuestion[];
}

/** A check as its learner sees it now. */
export async function openCheck(
  ctx: Context,
  courseId: number,
  cadreId: number,
  lesson: LessonOf<'check'>
): Promise<OpenCheck> {
  const contents = await usableCheck(ctx, lesson);
  const codes = contents.map(({ code }) => code);
  const { answers, ...standing } = checkStanding(
    codes,
    lesson.pass,
    await answersOf(ctx, courseId, cadreId, lesson.key)
  );
  return {
    kind: 'check',
    ...standing,
    questions: contents.map((content) => {
      const { code, versionId, type, stem, options } = content;
      const given = answers.find(({ part }) => part === code);
      return { code, versionId, type, stem, options, feedback: given ? feedbackOn(content, given) : null };
    })
  };
}

/** The questions of a check that may be asked today, in their order. */
export async function usableCheck(ctx: Context, { questions }: LessonOf<'check'>): Promise<QuestionContent[]> {
  const usable = await usableByCode(ctx, questions, ctx.today);
  return questionContents(
    ctx,
    questions.flatMap((code) => usable.get(code) ?? [])
  );
}

const feedbackOn = (
  { answer, explanation, citations }: QuestionContent,
  { right, choice }: Pick<LessonAnswer, 'right' | 'choice'>
): Feedback => ({ right, choice, answer, explanation, citations });

/** Every answer of a learner in a lesson, oldest first. */
export async function answersOf(ctx: Context, courseId: number, cadreId: number, key: string): Promise<LessonAnswer[]> {
  return ctx.db
    .select({
      round: lessonAnswer.round,
      part: lessonAnswer.part,
      choice: lessonAnswer.choice,
      right: lessonAnswer.right
    })
    .from(lessonAnswer)
    .where(and(eq(lessonAnswer.cadreId, cadreId), eq(lessonAnswer.courseId, courseId), eq(lessonAnswer.lessonKey, key)))
    .orderBy(asc(lessonAnswer.round), asc(lessonAnswer.happenedAt));
}

export const AnswerCheck = z.object({
  course: courseCode,
  lesson: lessonKey,
  round: z.int().min(1).max(1000),
  question: z.string().max(40),
  versionId: rowId,
  choice: z
    .array(z.string().regex(/^[A-JT]$/))
    .min(1)
    .max(10),
  at: deviceInstant
});

export interface CheckAnswered extends Advance {
  feedback: Feedback;
  /** Where the check stands after this answer. */
  check: Omit<CheckStanding, 'answers'>;
}

/** Marks one answer. The first of a round counts: sending it again, or another one, brings back what it was. */
export const answerCheck = command('learning.answer-check', {
  input: AnswerCheck,
  allow: holds('learn.use'),
  async run(ctx, input): Promise<CheckAnswered> {
    const { round, question: code } = input;
    const opened = await requireLessonOf(ctx, input.course, input.lesson, 'check');
    const { found, version, learner, lesson } = opened;
    const content = await requireAsked(ctx, lesson, code, input.versionId);
    const codes = (await usableCheck(ctx, lesson)).map((usable) => usable.code);
    const before = await answersOf(ctx, found.id, learner.id, lesson.key);
    const known = before.find((answer) => answer.round === round && answer.part === code);
    if (!known && checkStanding(codes, lesson.pass, before).round !== round) throw conflict('learning.round-over');
    const at = happenedAt(input.at, found.publishedAt ?? 0, ctx.now);
    const given = known ?? {
      round,
      part: code,
      choice: input.choice,
      right: gradeAnswer(content, input.choice) === 1
    };
    if (!known) {
      await ctx.db.insert(lessonAnswer).values({
        ...given,
        cadreId: learner.id,
        courseId: found.id,
        lessonKey: lesson.key,
        version,
        questionVersionId: content.versionId,
        happenedAt: at,
        receivedAt: ctx.now
      });
    }
    const { answers: _, ...check } = checkStanding(codes, lesson.pass, known ? before : [...before, given]);
    const advanced = await advance(ctx, opened, { lessonKey: lesson.key, at, done: check.passed });
    return { ...advanced, feedback: feedbackOn(content, given), check };
  },
  trace: 'own-record'
});

/** The wording that the learner saw, if the check really asks that question. */
async function requireAsked(ctx: Context, { questions }: LessonOf<'check'>, code: string, versionId: number) {
  const [content] = await questionContents(ctx, [versionId]);
  if (!content || content.code !== code || !questions.includes(code)) throw missing('learning.question-not-found');
  return content;
}
