import { BookFilter, wrongBook } from '#lib/assessment/practice-book.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = readQuery(url, BookFilter);
  return { title: m.practice_book(), filter, book: await locals.run(wrongBook, { ...filter, pageSize: 20 }) };
};
