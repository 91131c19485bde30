/** 改分: an exam's questions marked otherwise than their keys say, tried before it is done. */
import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid, missing, refused } from '#lib/platform/errors.ts';
import { line, paging, rowId } from '#lib/platform/input.ts';
import { isPossibleChoice } from './answers.ts';
import { marksOf, markAttempt } from './attempt.server.ts';
import { requireExam } from './found-exam.server.ts';
import { percentOf } from './marking.ts';
import { bodyAt, type QuestionBody } from './question.ts';
import { rulingKinds, type Ruling } from './ruling.ts';
import { rulingKey, rulingsInForce, rulingsOf, type Rulings } from './rulings.server.ts';
import { attempt, attemptQuestion, question, questionVersion, remark } from './schema.server.ts';

type ExamRow = Awaited<ReturnType<typeof requireExam>>;
type AttemptRow = typeof attempt.$inferSelect;
type VersionRow = typeof questionVersion.$inferSelect;

export const RulingInput = z.object({
  kind: z.enum(rulingKinds),
  /** by-version: which later wording's key. */
  versionId: rowId.optional(),
  /** also: further right answers, in the shape of every response. */
  answers: z
    .array(z.array(z.string().min(1).max(200)).max(20))
    .max(10)
    .default([])
});

/** Wording and part as one name: `12`, `12.0`. */
const ItemId = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/);

export interface RemarkItem {
  id: string;
  code: string;
  part: number | null;
  stem: string;
  papers: number;
  /** A later wording has another key. */
  keyChanged: boolean;
  ruling: Ruling['kind'] | null;
}

/** The questions on an exam's papers, those whose key was changed since first, and what was decided already. */
export const remarkList = query('assessment.remark-list', {
  input: z.object({ examId: rowId }),
  allow: holds('exam.results'),
  async run(ctx, { examId }) {
    const found = await requireExam(ctx, examId);
    const items = await itemsOf(ctx, examId);
    return { exam: { id: found.id, title: found.title }, items, decided: await decidedOn(ctx, examId) };
  }
});

export interface Decided {
  id: number;
  code: string;
  part: number | null;
  kind: Ruling['kind'];
  reason: string;
  changed: number;
  newlyPassed: number;
  newlyFailed: number;
  at: Instant;
  by: string | null;
}

async function decidedOn(ctx: Context, examId: number): Promise<Decided[]> {
  const rows = await ctx.db
    .select({ remark, code: question.code })
    .from(remark)
    .innerJoin(questionVersion, eq(questionVersion.id, remark.questionVersionId))
    .innerJoin(question, eq(question.id, questionVersion.questionId))
    .where(eq(remark.examId, examId))
    .orderBy(desc(remark.id));
  const names = await accountNames(
    ctx,
    rows.map((row) => row.remark.by)
  );
  return rows.map(({ remark: { ruling, by, ...row }, code }) => ({
    id: row.id,
    code,
    part: row.part,
    kind: ruling.kind,
    reason: row.reason,
    changed: row.changed,
    newlyPassed: row.newlyPassed,
    newlyFailed: row.newlyFailed,
    at: row.at,
    by: by === null ? null : (names.get(by) ?? null)
  }));
}

async function itemsOf(ctx: Context, examId: number): Promise<RemarkItem[]> {
  const rows = await ctx.db
    .select({ attemptId: attempt.id, versionId: attemptQuestion.questionVersionId, part: attemptQuestion.part })
    .from(attemptQuestion)
    .innerJoin(attempt, eq(attempt.id, attemptQuestion.attemptId))
    .where(and(eq(attempt.examId, examId), isNotNull(attempt.submittedAt)));
  const versions = await versionsOf(ctx, [...new Set(rows.map(({ versionId }) => versionId))]);
  const newest = await newestOf(ctx, [...new Set([...versions.values()].map(({ questionId }) => questionId))]);
  const rulings = await rulingsOf(ctx, examId);
  return [...Map.groupBy(rows, ({ versionId, part }) => itemId(versionId, part))]
    .map(([id, own]): RemarkItem => {
      const { versionId, part } = own[0]!;
      const version = versions.get(versionId)!;
      const later = newest.get(version.questionId)!;
      const body = bodyAt(version, part);
      const ruling = rulings.get(rulingKey(versionId, part))?.kind ?? null;
      return {
        id,
        code: version.code,
        part,
        stem: body.stem,
        papers: own.length,
        keyChanged: later.number > version.number && !sameKey(body, bodyAt(later, part)),
        ruling: ruling === 'as-written' ? null : ruling
      };
    })
    .sort((a, b) => Number(b.keyChanged) - Number(a.keyChanged) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

const itemId = (versionId: number, part: number | null) => (part === null ? `${versionId}` : `${versionId}.${part}`);

const sameKey = (a: QuestionBody, b: QuestionBody) =>
  JSON.stringify([a.answer, a.details?.blanks]) === JSON.stringify([b.answer, b.details?.blanks]);

async function versionsOf(ctx: Context, ids: readonly number[]) {
  const versions = new Map<number, VersionRow & { code: string }>();
  for (let at = 0; at < ids.length; at += 500) {
    const rows = await ctx.db
      .select({ version: questionVersion, code: question.code })
      .from(questionVersion)
      .innerJoin(question, eq(question.id, questionVersion.questionId))
      .where(inArray(questionVersion.id, ids.slice(at, at + 500)));
    for (const { version, code } of rows) versions.set(version.id, { ...version, code });
  }
  return versions;
}

async function newestOf(ctx: Context, questionIds: readonly number[]): Promise<Map<number, VersionRow>> {
  const newest = new Map<number, VersionRow>();
  for (let at = 0; at < questionIds.length; at += 500) {
    const rows = await ctx.db
      .select()
      .from(questionVersion)
      .where(inArray(questionVersion.questionId, questionIds.slice(at, at + 500)))
      .orderBy(asc(questionVersion.number));
    for (const row of rows) newest.set(row.questionId, row);
  }
  return newest;
}

/** One question of an exam, as it stood on the papers and as it is written now. */
export const remarkItem = query('assessment.remark-item', {
  input: z.object({ examId: rowId, item: ItemId }),
  allow: holds('exam.results'),
  async run(ctx, { examId, item }) {
    const { version, part } = await requireItem(ctx, examId, item);
    const later = (await newestOf(ctx, [version.questionId])).get(version.questionId)!;
    const rulings = await rulingsOf(ctx, examId);
    const body = bodyAt(version, part);
    const now = later.number > version.number ? bodyAt(later, part) : null;
    return {
      id: item,
      code: version.code,
      part,
      number: version.number,
      body,
      material: part === null ? null : version.stem,
      newer: now && isComparable(body, now) ? { versionId: later.id, number: later.number, body: now } : null,
      ruled: (rulings.get(rulingKey(version.id, part))?.kind ?? 'as-written') !== 'as-written'
    };
  }
});

/** A later wording can lend its key when it asks the same way and offers the same letters. */
function isComparable(old: QuestionBody, now: QuestionBody): boolean {
  const keys = ({ options, details }: QuestionBody) =>
    JSON.stringify([options.map(({ key }) => key), details?.targets?.map(({ key }) => key), details?.blanks?.length]);
  return old.type === now.type && old.type !== 'short-answer' && keys(old) === keys(now);
}

async function requireItem(ctx: Context, examId: number, item: string) {
  const [versionId, which] = item.split('.');
  const part = which === undefined ? null : Number(which);
  const [found] = await ctx.db
    .select({ version: questionVersion, code: question.code })
    .from(attemptQuestion)
    .innerJoin(attempt, eq(attempt.id, attemptQuestion.attemptId))
    .innerJoin(questionVersion, eq(questionVersion.id, attemptQuestion.questionVersionId))
    .innerJoin(question, eq(question.id, questionVersion.questionId))
    .where(
      and(
        eq(attempt.examId, examId),
        eq(questionVersion.id, Number(versionId)),
        part === null ? isNull(attemptQuestion.part) : eq(attemptQuestion.part, part)
      )
    )
    .limit(1);
  if (!found) throw missing('assessment.remark-not-on-paper');
  return { version: { ...found.version, code: found.code }, part };
}

export interface Standing {
  points: number;
  pointsPossible: number;
  percent: number;
  passed: boolean | null;
}
export interface RemarkChange {
  attemptId: number;
  name: string;
  staffNumber: string;
  unitName: string;
  number: number;
  before: Standing;
  after: Standing;
}
export interface RemarkCounts {
  papers: number;
  changed: number;
  newlyPassed: number;
  newlyFailed: number;
}

const RemarkQuestion = z.object({ examId: rowId, item: ItemId, ruling: RulingInput });

/** What a ruling would change and for whom; nothing is written. Those who would pass or no longer pass come first. */
export const tryRemark = query('assessment.try-remark', {
  input: RemarkQuestion.extend(paging.shape),
  allow: holds('exam.manage'),
  async run(ctx, { page, pageSize, ...asked }) {
    const { changes, counts } = await reckonRemark(ctx, asked);
    const people = new Map(
      (
        await peopleByIds(
          ctx,
          changes.map(({ sitting }) => sitting.cadreId)
        )
      ).map((person) => [person.cadreId, person])
    );
    const turned = ({ before, after }: Change) => Number(before.passed !== after.passed);
    const rows = changes
      .sort((a, b) => turned(b) - turned(a) || a.after.percent - b.after.percent)
      .slice((page - 1) * pageSize, page * pageSize)
      .map(({ sitting, before, after }): RemarkChange => {
        const person = people.get(sitting.cadreId);
        return {
          attemptId: sitting.id,
          name: person?.name ?? '',
          staffNumber: person?.staffNumber ?? '',
          unitName: person?.unitName ?? '',
          number: sitting.number,
          before,
          after
        };
      });
    return { ...counts, rows };
  }
});

/**
 * Marks the papers under a ruling, for a reason, after it was tried: what the trial showed must still hold. Old results
 * stay on record beside the new ones; whatever rests on a result follows it, as after a first marking.
 */
export const applyRemark = command('assessment.apply-remark', {
  input: RemarkQuestion.extend({
    reason: line(200),
    /** What the trial showed. */
    expected: z.object({ changed: z.coerce.number(), newlyPassed: z.coerce.number(), newlyFailed: z.coerce.number() })
  }),
  allow: holds('exam.manage'),
  async run(ctx, { reason, expected, ...asked }) {
    const { version, part, ruling, changes, counts } = await reckonRemark(ctx, asked);
    const { changed, newlyPassed, newlyFailed } = counts;
    const seen = [expected.changed, expected.newlyPassed, expected.newlyFailed];
    if (String([changed, newlyPassed, newlyFailed]) !== String(seen)) throw conflict('assessment.remark-moved');
    const [kept] = await ctx.db
      .insert(remark)
      .values({
        examId: asked.examId,
        questionVersionId: version.id,
        part,
        ruling,
        reason,
        changed,
        newlyPassed,
        newlyFailed,
        at: ctx.now,
        by: ctx.actor.accountId
      })
      .returning({ id: remark.id });
    for (const { sitting } of changes) {
      await markAttempt(ctx, sitting, 'candidate', { cause: 'remark', remarkId: kept!.id });
    }
    return { id: kept!.id, versionId: version.id, part, kind: ruling.kind, changed, newlyPassed, newlyFailed };
  },
  trace: ({ examId, reason }, { id: remarkId, ...detail }) => ({
    subject: 'exam',
    id: examId,
    detail: { remarkId, ...detail, reason }
  })
});

interface Change {
  sitting: AttemptRow;
  before: Standing;
  after: Standing;
}

async function reckonRemark(ctx: Context, { examId, item, ruling: asked }: z.output<typeof RemarkQuestion>) {
  const found = await requireExam(ctx, examId);
  // One decision for everybody who sat: not for somebody who answers for a part of them.
  if (ctx.actor.reach('exam.manage') !== 'all') throw refused('assessment.remark-whole-town');
  const { version, part } = await requireItem(ctx, examId, item);
  const ruling = await requireRuling(ctx, asked, version, part);
  const decided = { questionVersionId: version.id, part, ruling };
  const rulings = new Map([...(await rulingsOf(ctx, examId)), ...(await rulingsInForce(ctx, [decided]))]);
  const sittings = await ctx.db
    .select({ sitting: attempt })
    .from(attempt)
    .innerJoin(attemptQuestion, eq(attemptQuestion.attemptId, attempt.id))
    .where(
      and(
        eq(attempt.examId, examId),
        isNotNull(attempt.submittedAt),
        eq(attemptQuestion.questionVersionId, version.id),
        part === null ? isNull(attemptQuestion.part) : eq(attemptQuestion.part, part)
      )
    )
    .orderBy(asc(attempt.id));
  const all: Change[] = [];
  for (const { sitting } of sittings) all.push(await changeOf(ctx, sitting, found, rulings));
  const changes = all.filter(({ before, after }) => String(Object.values(before)) !== String(Object.values(after)));
  const turned = (to: boolean) =>
    changes.filter(({ before, after }) => before.passed !== after.passed && after.passed === to).length;
  const counts: RemarkCounts = {
    papers: all.length,
    changed: changes.length,
    newlyPassed: turned(true),
    newlyFailed: turned(false)
  };
  return { version, part, ruling, changes, counts };
}

async function changeOf(ctx: Context, sitting: AttemptRow, found: ExamRow, rulings: Rulings): Promise<Change> {
  const { marked } = await marksOf(ctx, sitting, found, rulings);
  if (!marked.pointsPossible) throw conflict('assessment.remark-nothing-left');
  const standing = (row: { points: number | null; pointsPossible: number; passed: boolean | null }): Standing => ({
    points: row.points ?? 0,
    pointsPossible: row.pointsPossible,
    percent: percentOf(row.points ?? 0, row.pointsPossible),
    passed: row.passed
  });
  return { sitting, before: standing(sitting), after: standing(marked) };
}

/** The ruling as it is kept. @throws when it does not fit the question. */
async function requireRuling(
  ctx: Context,
  { kind, versionId, answers }: z.output<typeof RulingInput>,
  version: VersionRow,
  part: number | null
): Promise<Ruling> {
  const body = bodyAt(version, part);
  if (kind === 'by-version') {
    const [later] = await ctx.db
      .select()
      .from(questionVersion)
      .where(and(eq(questionVersion.id, versionId ?? 0), eq(questionVersion.questionId, version.questionId)));
    if (!later || later.number <= version.number || !isComparable(body, bodyAt(later, part))) {
      throw invalid('assessment.remark-version');
    }
    return { kind, versionId: later.id };
  }
  if (kind === 'also') {
    const keys = body.options.map(({ key }) => key);
    const fits = body.type === 'single' || body.type === 'multiple' || body.type === 'true-false';
    const possible = answers.every(
      (answer) => answer.length > 0 && isPossibleChoice(answer, { type: body.type, keys, blanks: 0 })
    );
    if (!fits || !answers.length || !possible) throw invalid('assessment.remark-answers');
    return { kind, answers: answers.map((answer) => answer.toSorted()) };
  }
  return { kind };
}
