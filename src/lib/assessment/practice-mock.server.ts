/** 模拟: a paper like an internal one, timed and marked at the end. Practice all the same: it is no exam and counts for nothing. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { MINUTE, type Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import type { ExamLayout } from '#lib/platform/settings.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { practisedBody, type AskedBody } from './asked.ts';
import { questionContents, type QuestionContent } from './bank-access.server.ts';
import type { Blueprint } from './blueprint.ts';
import { drawableQuestions } from './draw-pool.server.ts';
import { arrange, drawQuestions, seededRandom } from './draw.ts';
import { runningExams } from './found-exam.server.ts';
import { comingExams, noteAnswer, requireCadre, reviewRules } from './practice-cards.server.ts';
import { markPractised } from './practice-marking.ts';
import { mockPlan, mockResult, mockTypes, type MockResult } from './practice-mock.ts';
import { answersOf, givenChoice, requireRun, writeAnswer } from './practice-run.server.ts';
import { practiceRun } from './schema.server.ts';

export const StartMock = z.object({
  /** Like the paper of an exam that is coming; null for the paper that the settings describe. */
  examId: rowId.nullable().default(null)
});

/**
 * Opens a mock paper; one whose time still runs is gone on with.
 * @throws missing `assessment.exam-not-found`; conflict `practice.mock-not-filled` when the bank has too few questions
 */
export const startMock = command('assessment.start-mock', {
  input: StartMock,
  allow: holds('practice.use'),
  async run(ctx, { examId }): Promise<{ runId: number }> {
    const cadreId = requireCadre(ctx);
    const running = await findRunning(ctx, cadreId);
    if (running) return { runId: running.id };
    const pool = (await drawableQuestions(ctx)).filter(({ type }) => mockTypes.includes(type));
    const { title, minutes, passPercent, blueprint } = await paperLike(ctx, examId, pool);
    const random = seededRandom(`${cadreId}/mock/${ctx.now}`);
    const placed = drawQuestions(blueprint, pool, random);
    if (!placed?.length) throw conflict('practice.mock-not-filled');
    const drawn = arrange(placed, { shuffleQuestions: true, shuffleOptions: true }, random);
    const [run] = await ctx.db
      .insert(practiceRun)
      .values({
        cadreId,
        mode: 'mock',
        versionIds: drawn.map(({ versionId }) => versionId),
        startedAt: ctx.now,
        touchedAt: ctx.now,
        mock: { title, passPercent, deadlineAt: ctx.now + minutes * MINUTE, points: drawn.map(({ points }) => points) }
      })
      .returning({ id: practiceRun.id });
    return { runId: run!.id };
  },
  trace: 'own-record'
});

async function findRunning(ctx: Context, cadreId: number) {
  const [newest] = await ctx.db
    .select()
    .from(practiceRun)
    .where(and(eq(practiceRun.cadreId, cadreId), eq(practiceRun.mode, 'mock'), isNull(practiceRun.finishedAt)))
    .orderBy(desc(practiceRun.startedAt))
    .limit(1);
  return newest?.mock && newest.mock.deadlineAt > ctx.now ? newest : undefined;
}

async function paperLike(ctx: Context, examId: number | null, pool: Parameters<typeof mockPlan>[1]) {
  const settings = await settingsOn(ctx.db, ctx.today);
  if (examId === null) {
    const asked = { minutes: settings['exam.minutes'], passPercent: settings['exam.pass'] };
    return { title: null, ...asked, ...mockPlan({ ...asked, blueprint: rowsOf(settings['exam.layout']) }, pool) };
  }
  const isOwn = (await comingExams(ctx)).some((exam) => exam.examId === examId);
  const exam = isOwn ? (await runningExams(ctx)).find(({ id }) => id === examId) : undefined;
  if (!exam) throw missing('assessment.exam-not-found');
  return { title: exam.title, passPercent: exam.passPercent, ...mockPlan(exam, pool) };
}

const rowsOf = (layout: ExamLayout): Blueprint =>
  Object.entries(layout).flatMap(([type, count]) => {
    const kind = mockTypes.find((one) => one === type);
    return kind && count ? [{ type: kind, topicId: null, count, points: 1 }] : [];
  });

export interface OpenMock {
  runId: number;
  title: string | null;
  passPercent: number;
  deadlineAt: Instant;
  now: Instant;
  questions: (AskedBody & { versionId: number; points: number })[];
  /** Null until it is handed in; what is right stays on the server until then. */
  result: MockResult | null;
}

/** An own mock paper. */
export const openMock = query('assessment.open-mock', {
  input: z.object({ runId: rowId }),
  allow: holds('practice.use'),
  async run(ctx, { runId }): Promise<OpenMock> {
    const { mock, versionIds, finishedAt } = await requireMock(ctx, runId);
    const contents = await questionContents(ctx, versionIds);
    const answers = await answersOf(ctx, runId);
    const places = versionIds.map((id) => answers.get(id)?.right ?? false);
    return {
      runId,
      title: mock.title,
      passPercent: mock.passPercent,
      deadlineAt: mock.deadlineAt,
      now: ctx.now,
      questions: contents.map((content, at) => ({
        ...askedIn(runId, content),
        versionId: content.versionId,
        points: mock.points[at]!
      })),
      result: finishedAt === null ? null : mockResult(mock, places, finishedAt)
    };
  }
});

/** A question as the paper shows it, before it is handed in and after. */
function askedIn(runId: number, content: QuestionContent): AskedBody {
  const { parts: _, ...asked } = practisedBody(content, `${runId}/${content.versionId}`);
  return asked;
}

async function requireMock(ctx: Context, runId: number) {
  const run = await requireRun(ctx, runId);
  if (!run.mock) throw missing('practice.run-not-found');
  return { ...run, mock: run.mock };
}

/** A form posts empty blanks and open pairs too, and steps in the order shown: which is never the right one. */
const saysSomething = ({ type, options }: AskedBody, choice: readonly string[]) =>
  choice.some(Boolean) && !(type === 'ordering' && options.every(({ key }, at) => key === choice[at]));

export const HandInMock = z.object({
  runId: rowId,
  answers: z.array(z.object({ versionId: rowId, choice: givenChoice })).max(500)
});

/**
 * Marks a mock paper. What was not answered earns nothing and stays out of the book: nobody was wrong about it. What is
 * handed in after the time counts, and the result says how late it was. A second time changes nothing.
 */
export const handInMock = command('assessment.hand-in-mock', {
  input: HandInMock,
  allow: holds('practice.use'),
  async run(ctx, { runId, answers }) {
    const run = await requireMock(ctx, runId);
    if (run.finishedAt !== null) return;
    const contents = new Map(
      (await questionContents(ctx, run.versionIds)).map((content) => [content.versionId, content])
    );
    const rules = await reviewRules(ctx, run.cadreId);
    for (const { versionId, choice } of answers) {
      const content = contents.get(versionId);
      if (!content || !saysSomething(askedIn(runId, content), choice)) continue;
      contents.delete(versionId);
      const mark = markPractised(content, { choice, parts: [], judged: null });
      if (mark.kind !== 'marked') throw invalid('practice.impossible-choice');
      await writeAnswer(ctx, run, versionId, mark, ctx.now);
      await noteAnswer(ctx, run.cadreId, { questionId: content.questionId, right: mark.right, at: ctx.now }, rules);
    }
    await ctx.db.update(practiceRun).set({ finishedAt: ctx.now, touchedAt: ctx.now }).where(eq(practiceRun.id, runId));
  },
  trace: 'own-record'
});
