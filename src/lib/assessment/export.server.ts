import { and, asc, eq } from 'drizzle-orm';
import { holds } from '#lib/platform/actor.ts';
import { query } from '#lib/platform/door.server.ts';
import { sheetOf, writeSheets } from '#lib/platform/spreadsheet.server.ts';
import { behind, pieceOf, walking, type Piece } from '#lib/platform/walk.ts';
import { csvPieces, workbookPieces } from '#lib/platform/workbook-stream.server.ts';
import { newestVersion } from './bank-access.server.ts';
import { formatNamed } from './formats/file.server.ts';
import type { FormatName } from './formats/format.ts';
import { linesOf, linesOfOne, questionColumns } from './formats/table.ts';
import { templateDrafts, templateHelp } from './formats/template.ts';
import { conditionsOf, QuestionFilter } from './question-list.server.ts';
import type { DraftQuestion } from './question.ts';
import { draftOf, knownQuestions } from './question-writing.server.ts';
import { question, questionVersion, topic } from './schema.server.ts';

/** The questions of a filtered list in full, by topic and code: what goes into a file. */
export const exportQuestions = query('assessment.export-questions', {
  input: QuestionFilter,
  allow: holds('bank.view'),
  async run(ctx, filter) {
    const rows = await ctx.db
      .select({ code: question.code })
      .from(question)
      .innerJoin(questionVersion, newestVersion)
      .innerJoin(topic, eq(topic.id, questionVersion.topicId))
      .where(and(...Object.values(conditionsOf(ctx, filter))))
      .orderBy(asc(topic.position), asc(question.code));
    const known = await knownQuestions(
      ctx,
      rows.map(({ code }) => code)
    );
    return rows.flatMap(({ code }) => known.get(code) ?? []).map(draftOf);
  }
});

/** The same to its end, piece by piece: for tables of any length. */
export const walkQuestions = query('assessment.walk-questions', {
  input: QuestionFilter.extend(walking),
  allow: holds('bank.view'),
  async run(ctx, { after, limit, ...filter }): Promise<Piece<DraftQuestion>> {
    const byTopic = { column: topic.position, descending: false };
    const found = await ctx.db
      .select({ id: question.id, code: question.code, position: topic.position })
      .from(question)
      .innerJoin(questionVersion, newestVersion)
      .innerJoin(topic, eq(topic.id, questionVersion.topicId))
      .where(and(...Object.values(conditionsOf(ctx, filter)), behind(byTopic, question.id, after)))
      .orderBy(asc(topic.position), asc(question.id))
      .limit(limit + 1);
    const { rows, next } = pieceOf(
      found,
      limit,
      ({ position, id }) => ({ value: position, id }),
      ({ code }) => code
    );
    const known = await knownQuestions(ctx, rows);
    return { rows: rows.flatMap((code) => known.get(code) ?? []).map(draftOf), next };
  }
});

/** Questions as a table of any length: Excel or CSV. They import back unchanged like those of `writeQuestionFile`. */
export function questionTable(
  format: 'xlsx' | 'csv',
  questions: AsyncIterable<DraftQuestion>
): AsyncIterable<Uint8Array | string> {
  const lines = (async function* () {
    let cases = 0;
    for await (const draft of questions) {
      if (draft.type === 'case') cases += 1;
      yield* linesOfOne(draft, cases);
    }
  })();
  return format === 'xlsx' ? workbookPieces('题目', questionColumns, lines) : csvPieces(questionColumns, lines);
}

/** Questions as a file that imports back unchanged. @throws Error for a format that only comes in. */
export async function writeQuestionFile(format: FormatName, questions: DraftQuestion[]): Promise<Uint8Array | string> {
  const { write } = formatNamed(format);
  if (!write) throw new Error(`nothing is written as ${format}`);
  return write(questions);
}

/** A table to fill in, with one example of each type, and a second sheet that explains the columns. */
export const writeTemplate = (): Promise<Uint8Array> =>
  writeSheets([
    sheetOf('题目', questionColumns, linesOf(templateDrafts)),
    sheetOf(
      '填写说明',
      [
        { heading: '列', width: 16, value: ([column]) => column },
        { heading: '怎么填', width: 90, value: ([, how]) => how }
      ],
      templateHelp
    )
  ]);
