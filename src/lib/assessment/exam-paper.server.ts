/** A paper that is the same for every candidate: drawn once, or chosen by hand. */
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { line, optionalLine, rowId } from '#lib/platform/input.ts';
import { questionContents, usableQuestions, type UsableQuestion } from './bank-access.server.ts';
import { roundPoints } from './blueprint.ts';
import { drawQuestions, seededRandom } from './draw.ts';
import { changedPaper, planOfPaper, type PaperQuestion } from './exam-paper.ts';
import { requireExam, type ExamRow } from './found-exam.server.ts';
import { exam, examQuestion, question, questionVersion } from './schema.server.ts';

export type PaperPlan = Pick<ExamRow, 'id' | 'blueprint' | 'opensAt' | 'closesAt' | 'paper'>;

/** A question must be good on the first and on the last day: candidates of one exam sit from one pool. */
export async function usableInWindow(
  ctx: Context,
  { opensAt, closesAt }: Pick<PaperPlan, 'opensAt' | 'closesAt'>
): Promise<UsableQuestion[]> {
  const from = dayOf(Math.max(opensAt, ctx.now));
  const to = dayOf(Math.max(closesAt, ctx.now));
  const first = await usableQuestions(ctx, from);
  if (from === to) return first;
  const last = new Set((await usableQuestions(ctx, to)).map(({ versionId }) => versionId));
  return first.filter(({ versionId }) => last.has(versionId));
}

export interface ListedQuestion extends PaperQuestion {
  position: number;
  code: string;
  topic: string;
  difficulty: number;
  stem: string;
  /** May no longer be used in this window: its law has changed, or it was retired or rewritten. */
  ended: boolean;
}

/** The questions of the one paper, for those who put it together. */
export const examPaper = query('assessment.exam-paper', {
  input: z.object({ id: rowId }),
  allow: holds('exam.manage'),
  async run(ctx, { id }) {
    const { title, status, blueprint, opensAt, closesAt } = await requireFixed(ctx, id);
    const chosen = await paperOf(ctx, id);
    const usable = new Set((await usableInWindow(ctx, { opensAt, closesAt })).map(({ versionId }) => versionId));
    const contents = new Map(
      (
        await questionContents(
          ctx,
          chosen.map(({ versionId }) => versionId)
        )
      ).map((content) => [content.versionId, content])
    );
    return {
      exam: { id, title, status, rows: blueprint.length },
      points: roundPoints(chosen.reduce((sum, { points }) => sum + points, 0)),
      questions: chosen.map((one, at): ListedQuestion => {
        const { code, topic, difficulty, stem } = contents.get(one.versionId)!;
        return { ...one, position: at + 1, code, topic, difficulty, stem, ended: !usable.has(one.versionId) };
      })
    };
  }
});

/** Draws the one paper by the blueprint; drawing again replaces what was there. */
export const drawExamPaper = command('assessment.draw-exam-paper', {
  input: z.object({ id: rowId }),
  allow: holds('exam.manage'),
  async run(ctx, { id }) {
    const draft = await requireFixedDraft(ctx, id);
    const usable = await usableInWindow(ctx, draft);
    const pool = usable.map((one) => ({ ...one, optionKeys: [] }));
    const placed = drawQuestions(draft.blueprint, pool, seededRandom(`${id}/${ctx.now}`));
    if (!placed?.length) throw conflict('assessment.paper-not-drawable');
    await keepPaper(
      ctx,
      id,
      placed.map(({ question: { versionId, type }, points, section }) => ({ versionId, type, points, section }))
    );
    return { questions: placed.length };
  },
  trace: ({ id }, detail) => ({ subject: 'exam', id, detail })
});

const place = z.coerce.number().int().min(1).max(500);
const PaperChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('add'),
    code: line(40),
    points: z.coerce.number().min(0.5).max(100).multipleOf(0.5),
    section: optionalLine(30)
  }),
  z.object({ kind: z.literal('remove'), position: place }),
  z.object({ kind: z.literal('move'), position: place, to: place }),
  z.object({ kind: z.literal('swap'), position: place })
]);

/**
 * Puts a question in by its number in the bank, takes one out, moves one, or exchanges one for another of the same
 * kind, topic and difficulty. The plan follows, so that totals and the check speak of this paper.
 */
export const changeExamPaper = command('assessment.change-exam-paper', {
  input: z.object({ id: rowId, change: PaperChange }),
  allow: holds('exam.manage'),
  async run(ctx, { id, change }) {
    const draft = await requireFixedDraft(ctx, id);
    const present = await paperOf(ctx, id);
    const usable = await usableInWindow(ctx, draft);
    const seed = seededRandom(`${id}/${ctx.now}`);
    const wanted = change.kind === 'add' ? await questionByCode(ctx, change.code, usable) : undefined;
    const next = changedPaper(present, change, usable, wanted, seed);
    await keepPaper(ctx, id, next);
    if (change.kind === 'add' || change.kind === 'remove')
      await ctx.db
        .update(exam)
        .set({ blueprint: planOfPaper(next) })
        .where(eq(exam.id, id));
    return { questions: next.length };
  },
  trace: ({ id, change }, { questions }) => ({ subject: 'exam', id, detail: { change: change.kind, questions } })
});

async function questionByCode(ctx: Context, code: string, usable: readonly UsableQuestion[]) {
  const [found] = await ctx.db.select({ id: question.id }).from(question).where(eq(question.code, code));
  const fitting = found && usable.find(({ questionId }) => questionId === found.id);
  if (!fitting) throw missing('assessment.question-not-usable', { code });
  return fitting;
}

/** The one paper with what a candidate's copy needs, in the order in which it was put together. */
export async function paperOf(ctx: Context, examId: number): Promise<(PaperQuestion & { questionId: number })[]> {
  return ctx.db
    .select({
      versionId: examQuestion.questionVersionId,
      questionId: questionVersion.questionId,
      type: questionVersion.type,
      points: examQuestion.points,
      section: examQuestion.section
    })
    .from(examQuestion)
    .innerJoin(questionVersion, eq(questionVersion.id, examQuestion.questionVersionId))
    .where(eq(examQuestion.examId, examId))
    .orderBy(asc(examQuestion.position));
}

/** How many questions the one paper has and how many may no longer be used; null where everybody gets their own. */
export async function standingOfPaper(ctx: Context, draft: PaperPlan) {
  if (draft.paper !== 'fixed') return null;
  const chosen = await paperOf(ctx, draft.id);
  const usable = new Set((await usableInWindow(ctx, draft)).map(({ versionId }) => versionId));
  return { questions: chosen.length, ended: chosen.filter(({ versionId }) => !usable.has(versionId)).length };
}

/** Forgets the one paper, because its plan has changed or everybody gets their own. */
export async function dropPaper(ctx: Context, examId: number) {
  await ctx.db.delete(examQuestion).where(eq(examQuestion.examId, examId));
}

async function keepPaper(ctx: Context, examId: number, paper: readonly PaperQuestion[]) {
  await dropPaper(ctx, examId);
  const rows = paper.map(({ versionId, points, section }, at) => ({
    examId,
    position: at + 1,
    questionVersionId: versionId,
    points,
    section
  }));
  for (let at = 0; at < rows.length; at += 100) await ctx.db.insert(examQuestion).values(rows.slice(at, at + 100));
}

async function requireFixed(ctx: Context, id: number): Promise<ExamRow> {
  const found = await requireExam(ctx, id);
  if (found.paper !== 'fixed') throw missing('assessment.exam-not-found');
  return found;
}

async function requireFixedDraft(ctx: Context, id: number): Promise<ExamRow> {
  const found = await requireFixed(ctx, id);
  if (found.status !== 'draft') throw conflict('assessment.exam-not-draft');
  return found;
}
