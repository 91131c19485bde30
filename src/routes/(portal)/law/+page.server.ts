import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { searchArticles } from '#lib/law/article-search.server.ts';
import { listStatutes, StatuteFilter } from '#lib/law/collection.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

/** A search has two answers: statutes, and the articles that hold the words. */
const LawQuery = StatuteFilter.extend({ find: z.enum(['statutes', 'articles']).default('statutes') });

export const load: PageServerLoad = async ({ locals, url }) => {
  const { find, ...filter } = readQuery(url, LawQuery);
  const { q, page, pageSize } = filter;
  const first = { page: 1, pageSize: 1 };
  const [statutes, articles] = await Promise.all([
    locals.run(listStatutes, find === 'statutes' ? filter : { ...filter, ...first }),
    locals.run(searchArticles, find === 'articles' ? { q, page, pageSize } : { q, ...first })
  ]);
  return {
    title: m.law_title(),
    filter,
    find: q ? find : 'statutes',
    statutes,
    articles,
    mayManage: locals.actor.may('law.manage')
  };
};
