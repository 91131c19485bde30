/** The books of some people, read at once. */
import { asc, eq, inArray } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { inChunks } from '#lib/people/chunks.ts';
import { standing } from './records.ts';
import {
  authorityProposal,
  officialExam,
  personDocument,
  proposalAnswer,
  townMeasure,
  yearlyCheck,
  yearlyCheckEntry
} from './schema.server.ts';

type Grown = { id: number; cadreId: number; takesBackId: number | null };

/** Rows that stand, by person. */
function byPerson<Row extends Grown>(rows: readonly Row[]): Map<number, Row[]> {
  const found = new Map<number, Row[]>();
  for (const row of standing(rows)) found.set(row.cadreId, [...(found.get(row.cadreId) ?? []), row]);
  return found;
}

/** What is on record about some people, beside their cards: in a fixed number of questions for each 500 of them. */
export async function recordsOf(ctx: Pick<Context, 'db'>, cadreIds: readonly number[]) {
  const measures: (typeof townMeasure.$inferSelect)[] = [];
  const exams: (typeof officialExam.$inferSelect)[] = [];
  const documents: (typeof personDocument.$inferSelect)[] = [];
  const checks = new Map<number, CheckRow[]>();
  for (const ids of inChunks(cadreIds)) {
    measures.push(...(await ctx.db.select().from(townMeasure).where(inArray(townMeasure.cadreId, ids))));
    exams.push(...(await ctx.db.select().from(officialExam).where(inArray(officialExam.cadreId, ids))));
    documents.push(...(await ctx.db.select().from(personDocument).where(inArray(personDocument.cadreId, ids))));
    for (const row of await checkRows(ctx, ids)) checks.set(row.cadreId, [...(checks.get(row.cadreId) ?? []), row]);
  }
  return { measures: byPerson(measures), exams: byPerson(exams), documents: byPerson(documents), checks };
}

type CheckRow = Awaited<ReturnType<typeof checkRows>>[number];

function checkRows(ctx: Pick<Context, 'db'>, ids: readonly number[]) {
  return ctx.db
    .select({
      cadreId: yearlyCheckEntry.cadreId,
      year: yearlyCheck.year,
      openedOn: yearlyCheck.openedOn,
      dueOn: yearlyCheck.dueOn,
      result: yearlyCheckEntry.result,
      decidedOn: yearlyCheckEntry.decidedOn
    })
    .from(yearlyCheckEntry)
    .innerJoin(yearlyCheck, eq(yearlyCheck.id, yearlyCheckEntry.checkId))
    .where(inArray(yearlyCheckEntry.cadreId, [...ids]));
}

export type MeasureRow = typeof townMeasure.$inferSelect;
export type ProposalRow = typeof authorityProposal.$inferSelect & {
  answer: typeof proposalAnswer.$inferSelect | null;
};
export type ExamRow = typeof officialExam.$inferSelect;
export type DocumentRow = typeof personDocument.$inferSelect;

export interface PersonRecords {
  /** All rows of each book, newest first, with whether each still counts. */
  measures: (MeasureRow & { live: boolean })[];
  proposals: (ProposalRow & { live: boolean })[];
  exams: (ExamRow & { live: boolean })[];
  documents: (DocumentRow & { live: boolean })[];
}

/** Everything in one person's books, also what was taken back. */
export async function allRecordsOf(ctx: Pick<Context, 'db'>, cadreId: number): Promise<PersonRecords> {
  const { db } = ctx;
  const measures = await db
    .select()
    .from(townMeasure)
    .where(eq(townMeasure.cadreId, cadreId))
    .orderBy(asc(townMeasure.id));
  const proposals = await db
    .select({ proposal: authorityProposal, answer: proposalAnswer })
    .from(authorityProposal)
    .leftJoin(proposalAnswer, eq(proposalAnswer.proposalId, authorityProposal.id))
    .where(eq(authorityProposal.cadreId, cadreId))
    .orderBy(asc(authorityProposal.id));
  const exams = await db
    .select()
    .from(officialExam)
    .where(eq(officialExam.cadreId, cadreId))
    .orderBy(asc(officialExam.id));
  const documents = await db
    .select()
    .from(personDocument)
    .where(eq(personDocument.cadreId, cadreId))
    .orderBy(asc(personDocument.id));
  return {
    measures: marked(measures),
    proposals: marked(proposals.map(({ proposal, answer }) => ({ ...proposal, answer }))),
    exams: marked(exams),
    documents: marked(documents)
  };
}

function marked<Row extends { id: number; takesBackId: number | null }>(rows: readonly Row[]) {
  const live = new Set(standing(rows).map(({ id }) => id));
  return rows.map((row) => ({ ...row, live: live.has(row.id) })).reverse();
}
