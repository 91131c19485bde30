import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { optionalLine, paging, rowId } from '#lib/platform/input.ts';
import { peopleByIds, type UnitPerson } from '#lib/people/people-of.server.ts';
import type { PaperForm } from './attempt-events.ts';
import { membersOf } from './exam-audience.server.ts';
import { requireExam, type ExamRow } from './found-exam.server.ts';
import { countingTry, type TryRule } from './exam.ts';
import { percentOf } from './marking.ts';
import { outcomes, resultOrders, type Outcome, type ResultOrder } from './results.ts';
import { answer, attempt } from './schema.server.ts';

export interface ResultRow {
  cadreId: number;
  name: string;
  staffNumber: string;
  unitId: number;
  unitName: string;
  outcome: Outcome;
  attempts: number;
  /** The paper that counts; null when none was handed in. */
  best: {
    attemptId: number;
    points: number;
    pointsPossible: number;
    percent: number;
    submittedAt: Instant;
    /** The form of a paper sitting, whose answers were keyed in. */
    paperForm: PaperForm | null;
  } | null;
  /** Papers with late answers that nobody has decided on. */
  undecided: number;
}

type AttemptRow = typeof attempt.$inferSelect;
interface Line extends ResultRow {
  nameKey: string;
  unitPosition: number;
}

/** Who sat an exam with what result, and who has not; only people within the reader's reach. */
export const examResults = query('assessment.exam-results', {
  input: paging.extend({
    examId: rowId,
    search: optionalLine(40),
    unitId: rowId.optional(),
    outcome: z
      .enum(['', ...outcomes])
      .catch('')
      .default(''),
    sort: z.enum(resultOrders).catch('-percent').default('-percent')
  }),
  allow: holds('exam.results'),
  async run(ctx, { examId, page, pageSize, search, unitId, outcome, sort }) {
    const found = await requireExam(ctx, examId);
    const lines = await resultLines(ctx, found);
    const wanted = lines.filter(
      (line) =>
        (!outcome || line.outcome === outcome) &&
        (!unitId || line.unitId === unitId) &&
        (!search ||
          line.name.includes(search) ||
          line.staffNumber.includes(search) ||
          line.nameKey.includes(search.toLowerCase()))
    );
    const sorted = wanted.sort(orderOf(sort));
    return {
      exam: {
        id: found.id,
        title: found.title,
        kind: found.kind,
        status: found.status,
        opensAt: found.opensAt,
        closesAt: found.closesAt,
        passPercent: found.passPercent
      },
      summary: summaryOf(unitId ? lines.filter((line) => line.unitId === unitId) : lines),
      units: unitsOf(lines),
      total: sorted.length,
      rows: sorted
        .slice((page - 1) * pageSize, page * pageSize)
        .map(({ nameKey: _, unitPosition: __, ...row }): ResultRow => row)
    };
  }
});

/** The units of a list of people, in their order. */
function unitsOf(lines: readonly Line[]): { id: number; name: string }[] {
  const units = new Map(lines.map((line) => [line.unitId, line]));
  return [...units.values()]
    .sort((a, b) => a.unitPosition - b.unitPosition)
    .map(({ unitId, unitName }) => ({ id: unitId, name: unitName }));
}

export interface UnitResult extends ReturnType<typeof summaryOf> {
  unitId: number;
  unitName: string;
  /** Papers handed in. */
  sat: number;
}

/** How each unit within the reader's reach did, in the order of the units. */
export const examResultsByUnit = query('assessment.exam-results-by-unit', {
  input: z.object({ examId: rowId }),
  allow: holds('exam.results'),
  async run(ctx, { examId }) {
    const found = await requireExam(ctx, examId);
    const lines = await resultLines(ctx, found);
    const rows = unitsOf(lines).map(({ id, name }): UnitResult => {
      const own = summaryOf(lines.filter(({ unitId }) => unitId === id));
      return { unitId: id, unitName: name, ...own, sat: own.passed + own.failed + own.marking };
    });
    return { exam: { id: found.id, title: found.title, passPercent: found.passPercent }, rows };
  }
});

function summaryOf(lines: readonly Line[]) {
  const percents = lines.flatMap(({ best }) => best?.percent ?? []);
  const having = (outcome: Outcome) => lines.filter((line) => line.outcome === outcome).length;
  return {
    invited: lines.length,
    passed: having('passed'),
    failed: having('failed'),
    marking: having('marking'),
    sitting: having('sitting'),
    absent: having('absent'),
    average: percents.length
      ? Math.round((percents.reduce((sum, value) => sum + value, 0) / percents.length) * 10) / 10
      : null,
    undecided: lines.reduce((sum, line) => sum + line.undecided, 0)
  };
}

async function resultLines(ctx: Context, found: ExamRow): Promise<Line[]> {
  const sat = await ctx.db.select().from(attempt).where(eq(attempt.examId, found.id));
  const undecided = await undecidedAttempts(ctx, found.id);
  const members = await membersOf(ctx, found.audience);
  const known = new Set(members.map(({ cadreId }) => cadreId));
  const others = await peopleByIds(
    ctx,
    [...new Set(sat.map(({ cadreId }) => cadreId))].filter((id) => !known.has(id))
  );
  const reach = ctx.actor.reach('exam.results');
  const byCadre = Map.groupBy(sat, ({ cadreId }) => cadreId);
  return [...members, ...others]
    .filter(({ unitId }) => reach === 'all' || reach.includes(unitId))
    .map((person) => lineOf(person, byCadre.get(person.cadreId) ?? [], undecided, found.tryRule));
}

async function undecidedAttempts(ctx: Context, examId: number): Promise<Set<number>> {
  const rows = await ctx.db
    .selectDistinct({ id: attempt.id })
    .from(attempt)
    .innerJoin(answer, eq(answer.attemptId, attempt.id))
    .where(and(eq(attempt.examId, examId), eq(answer.late, true), isNull(attempt.lateCounted)));
  return new Set(rows.map(({ id }) => id));
}

function lineOf(person: UnitPerson, sat: AttemptRow[], undecided: Set<number>, rule: TryRule): Line {
  const best = countingTry(sat, rule);
  return {
    cadreId: person.cadreId,
    name: person.name,
    nameKey: person.nameKey,
    staffNumber: person.staffNumber,
    unitId: person.unitId,
    unitPosition: person.unitPosition,
    unitName: person.unitName,
    outcome: outcomeOf(sat, best),
    attempts: sat.length,
    best: best
      ? {
          attemptId: best.id,
          points: best.points ?? 0,
          pointsPossible: best.pointsPossible,
          percent: percentOf(best.points ?? 0, best.pointsPossible),
          submittedAt: best.submittedAt!,
          paperForm: best.paperForm
        }
      : null,
    undecided: sat.filter(({ id }) => undecided.has(id)).length
  };
}

/** A paper that a person has yet to mark in part is neither passed nor failed. */
function outcomeOf(sat: readonly AttemptRow[], best: AttemptRow | undefined): Outcome {
  if (best?.passed) return 'passed';
  if (!best) return sat.length ? 'sitting' : 'absent';
  return sat.some(({ submittedAt, passed }) => submittedAt !== null && passed === null) ? 'marking' : 'failed';
}

function orderOf(sort: ResultOrder) {
  const descending = sort.startsWith('-');
  const key = sort.replace('-', '') as 'name' | 'unit' | 'percent' | 'submittedAt';
  const valueOf = (line: Line): string | number =>
    key === 'name' ? line.nameKey : key === 'unit' ? line.unitName : (line.best?.[key] ?? -1);
  return (a: Line, b: Line) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    const order = left < right ? -1 : left > right ? 1 : 0;
    return (descending ? -order : order) || (a.nameKey < b.nameKey ? -1 : 1);
  };
}
