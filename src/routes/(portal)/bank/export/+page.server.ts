import { writtenFormats } from '#lib/assessment/formats/file.server.ts';
import { listQuestions, QuestionFilter } from '#lib/assessment/question-list.server.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { statuteNames } from '#lib/law/collection.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = readQuery(url, QuestionFilter);
  const [{ total }, topics, statutes] = await Promise.all([
    locals.run(listQuestions, { ...filter, pageSize: 1 }),
    locals.run(listTopics, {}),
    locals.run(statuteNames, {})
  ]);
  return {
    title: m.bank_export_title(),
    filter,
    total,
    formats: [...writtenFormats],
    topics: topics.map(({ id, name }) => ({ value: String(id), label: name })),
    statutes
  };
};
