/** Official exam results out of a table: all rows or none, and the list of what is on record. */
import { and, asc, count, desc, eq, notInArray, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import {
  peopleByNumbers,
  peopleOf,
  personMatches,
  withinReach,
  type UnitPerson
} from '#lib/people/people-of.server.ts';
import { holds, reaches } from '#lib/platform/actor.ts';
import { isDay, type Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput } from '#lib/platform/errors.ts';
import type { Page } from '#lib/platform/input.ts';
import { addOfficialExam } from './records.server.ts';
import type { ExamPart } from './records.ts';
import { officialExam } from './schema.server.ts';

/** A row of the file as text, with the number people see beside it in Excel. */
const ExamImportRow = z.object({
  row: z.number().int().min(1),
  staffNumber: z.string().trim(),
  satOn: z.string().trim(),
  authority: z.string().trim(),
  part: z.string().trim(),
  score: z.string().trim(),
  passed: z.string().trim(),
  validUntil: z.string().trim(),
  documentNumber: z.string().trim()
});
export type ExamImportRow = z.output<typeof ExamImportRow>;
export const ExamImportRows = z.object({ rows: z.array(ExamImportRow).min(1).max(20_000) });

/** What stands in the file, in the town's own words; a file goes round in Chinese whoever reads the screen. */
export const writtenParts: Record<ExamPart, string> = { whole: '全部', general: '公共法律知识', field: '专业法律知识' };
export const writtenResults = { passed: '合格', failed: '不合格' } as const;

export interface JudgedExam extends ExamImportRow {
  name: string | null;
  /** Codes of what keeps the row out, by field. */
  errors: { field: keyof ExamImportRow; code: string }[];
}

/** Says of each row whether it could go in, and why not. Changes nothing. */
export const previewExams = query('certification.preview-exams', {
  input: ExamImportRows,
  allow: holds('register.manage'),
  async run(ctx, { rows }): Promise<{ rows: JudgedExam[]; ready: boolean }> {
    const judged = await judgeRows(ctx, rows);
    return { rows: judged.map(({ person: _, ...row }) => row), ready: judged.every(({ errors }) => !errors.length) };
  }
});

/** Takes the results of a file in: all of them or none. @throws InvalidInput naming the rows. */
export const importExams = command('certification.import-exams', {
  input: ExamImportRows,
  allow: holds('register.manage'),
  async run(ctx, { rows }) {
    const judged = await judgeRows(ctx, rows);
    const broken = judged.filter(({ errors }) => errors.length);
    if (broken.length)
      throw new InvalidInput(
        Object.fromEntries(broken.map(({ row, errors }) => [`rows.${row}`, errors.map(({ code }) => code)]))
      );
    for (const { person, satOn, validUntil, part, passed, authority, score, documentNumber } of judged)
      await addOfficialExam(ctx, {
        cadreId: person!.cadreId,
        part: partOf(part)!,
        satOn: satOn as Day,
        authority,
        passed: passed === writtenResults.passed,
        score,
        validUntil: validUntil as Day | '',
        documentNumber,
        note: ''
      });
    return { added: judged.length };
  },
  trace: (_, { added }) => ({ subject: 'official-exam', id: null, detail: { added } })
});

const partOf = (written: string) =>
  (Object.keys(writtenParts) as ExamPart[]).find((part) => writtenParts[part] === (written || writtenParts.whole));

async function judgeRows(ctx: Context, rows: ExamImportRow[]) {
  const people = await peopleByNumbers(ctx, [...new Set(rows.map(({ staffNumber }) => staffNumber))]);
  const known = await knownResults(ctx);
  const seen = new Set<string>();
  return rows.map((row): JudgedExam & { person: UnitPerson | undefined } => {
    const found = people.get(row.staffNumber);
    const person = found && reaches(ctx.actor, 'register.manage', found.unitId) ? found : undefined;
    const errors: JudgedExam['errors'] = [];
    const wrong = (field: keyof ExamImportRow, code: string) => errors.push({ field, code });
    for (const field of ['staffNumber', 'satOn', 'authority', 'passed'] as const)
      if (!row[field]) wrong(field, 'input.required');
    for (const [field, longest] of [
      ['authority', 60],
      ['score', 20],
      ['documentNumber', 60]
    ] as const)
      if (row[field].length > longest) wrong(field, `input.too-long|max=${longest}`);
    if (row.staffNumber && !person) wrong('staffNumber', 'certification.person-not-found');
    for (const field of ['satOn', 'validUntil'] as const)
      if (row[field] && !isDay(row[field])) wrong(field, 'input.day');
    if (isDay(row.satOn) && row.satOn > ctx.today) wrong('satOn', 'certification.day-to-come');
    if (isDay(row.satOn) && isDay(row.validUntil) && row.validUntil < row.satOn)
      wrong('validUntil', 'certification.expires-before-issue');
    if (!partOf(row.part)) wrong('part', 'certification.exam-part-unknown');
    if (row.passed && !Object.values(writtenResults).some((word) => word === row.passed))
      wrong('passed', 'certification.exam-result-unknown');
    const key = `${person?.cadreId} ${row.satOn} ${partOf(row.part)}`;
    if (person && (known.has(key) || seen.has(key))) wrong('satOn', 'certification.exam-recorded-already');
    seen.add(key);
    return { ...row, person, name: person?.name ?? null, errors };
  });
}

/** The results that stand, as person, day and part. */
async function knownResults(ctx: Context): Promise<Set<string>> {
  const { cadreId, satOn, part } = officialExam;
  const rows = await ctx.db.select({ cadreId, satOn, part }).from(officialExam).where(stands(ctx));
  return new Set(rows.map((row) => `${row.cadreId} ${row.satOn} ${row.part}`));
}

/** Neither taking another row back nor taken back itself. */
function stands(ctx: Context): SQL {
  const gone = ctx.db
    .select({ id: sql<number>`${officialExam.takesBackId}` })
    .from(officialExam)
    .where(sql`${officialExam.takesBackId} is not null`);
  return and(sql`${officialExam.takesBackId} is null`, notInArray(officialExam.id, gone))!;
}

export const ListExams = z.object({
  q: z.string().max(50).catch('').default(''),
  result: z.enum(['passed', 'failed']).optional().catch(undefined),
  sort: z.string().max(20).catch('-sat').default('-sat'),
  page: z.coerce.number().int().min(1).catch(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(20_000).catch(50).default(50)
});

export interface OfficialExamRow {
  id: number;
  staffNumber: string;
  name: string;
  unitName: string;
  part: ExamPart;
  satOn: Day;
  authority: string;
  passed: boolean;
  score: string | null;
  validUntil: Day | null;
  documentNumber: string | null;
}

/** Official exam results within reach: searched, filtered, sorted and cut into pages by the database. */
export const listOfficialExams = query('certification.list-official-exams', {
  input: ListExams,
  allow: holds('register.view'),
  async run(ctx, { q, result, sort, page, pageSize }): Promise<Page<OfficialExamRow>> {
    const person = peopleOf(ctx.db);
    const where = and(
      stands(ctx),
      withinReach(ctx, person, 'register.view'),
      personMatches(person, q),
      result && eq(officialExam.passed, result === 'passed')
    );
    const by = { sat: officialExam.satOn, name: person.nameKey, staff: person.staffNumber };
    const column = by[sort.replace(/^-/, '') as keyof typeof by] ?? officialExam.satOn;
    const [found] = await ctx.db
      .select({ total: count() })
      .from(officialExam)
      .innerJoin(person, eq(person.cadreId, officialExam.cadreId))
      .where(where);
    const { id, part, satOn, authority, passed, score, validUntil, documentNumber } = officialExam;
    const rows = await ctx.db
      .select({
        id,
        staffNumber: person.staffNumber,
        name: person.name,
        unitName: person.unitName,
        part,
        satOn,
        authority,
        passed,
        score,
        validUntil,
        documentNumber
      })
      .from(officialExam)
      .innerJoin(person, eq(person.cadreId, officialExam.cadreId))
      .where(where)
      .orderBy(sort.startsWith('-') ? desc(column) : asc(column), asc(officialExam.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    return { total: found!.total, rows };
  }
});
