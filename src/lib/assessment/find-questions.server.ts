/** The bank's part in the search everywhere: no counts, so that it answers while somebody types. */
import { asc, eq, sql } from 'drizzle-orm';
import { holds } from '#lib/platform/actor.ts';
import { query } from '#lib/platform/door.server.ts';
import { finding, holdsEveryWord } from '#lib/platform/finding.server.ts';
import { newestVersion } from './bank-access.server.ts';
import type { QuestionStatus, QuestionType } from './question.ts';
import { question, questionVersion, topic } from './schema.server.ts';

export interface QuestionFound {
  code: string;
  stem: string;
  type: QuestionType;
  status: QuestionStatus;
  topic: string;
}

/** Questions by words, pinyin initials of the stem or code; those in use first. */
export const findQuestions = query('assessment.find-questions', {
  input: finding,
  allow: holds('bank.view'),
  run: (ctx, { q, most }): Promise<QuestionFound[]> =>
    ctx.db
      .select({
        code: question.code,
        stem: questionVersion.stem,
        type: questionVersion.type,
        status: question.status,
        topic: topic.name
      })
      .from(question)
      .innerJoin(questionVersion, newestVersion)
      .innerJoin(topic, eq(topic.id, questionVersion.topicId))
      .where(holdsEveryWord(q, questionVersion.searchKey))
      .orderBy(sql`case when ${question.status} = 'live' then 0 else 1 end`, asc(question.code))
      .limit(most)
});
