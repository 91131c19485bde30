import { and, asc, eq } from 'drizzle-orm';
import { holds } from '#lib/platform/actor.ts';
import { query } from '#lib/platform/door.server.ts';
import { writeCsv, writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { invalid } from '#lib/platform/errors.ts';
import { newestVersion } from './bank-access.server.ts';
import { writeGift } from './gift.ts';
import type { FileFormat } from './import-file.server.ts';
import { conditionsOf, QuestionFilter } from './question-list.server.ts';
import { questionColumns, templateRows } from './question-table.ts';
import { isChoiceType, type DraftQuestion } from './question.ts';
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

/**
 * Questions as a file that imports back unchanged.
 * @throws invalid `bank.export-unsupported` naming the questions of types that the formats have no place for
 */
export async function writeQuestionFile(format: FileFormat, questions: DraftQuestion[]): Promise<Uint8Array | string> {
  const others = questions.filter(({ type }) => !isChoiceType(type)).map(({ code }) => code);
  if (others.length)
    throw invalid('bank.export-unsupported', { count: others.length, codes: others.slice(0, 10).join('、') });
  if (format === 'gift') return writeGift(questions);
  return format === 'csv' ? writeCsv(questionColumns, questions) : writeWorkbook(SHEET, questionColumns, questions);
}

/** An empty table to fill in, with one example of each type. */
export const writeTemplate = (): Promise<Uint8Array> => writeWorkbook(SHEET, questionColumns, templateRows);

const SHEET = '题目';
