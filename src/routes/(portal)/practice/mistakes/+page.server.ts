import { BookFilter, wrongBook } from '#lib/assessment/practice-book.server.ts';
import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = readQuery(url, BookFilter);
  const book = await locals.run(wrongBook, { ...filter, pageSize: 20 });
  return { title: m.practice_book(), filter, book, rich: richTexts(book.rows.map(({ content }) => content)) };
};
