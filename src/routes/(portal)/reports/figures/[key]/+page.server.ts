import { z } from 'zod';
import { dayOf } from '#lib/platform/clock.ts';
import { showFigure } from '#lib/reporting/annual/report.server.ts';
import { managesReport } from '#lib/reporting/annual/access.ts';
import { figureName } from '#lib/reporting/annual/words.ts';
import { readQuery } from '#routes/submit.server.ts';
import { askedPeriod } from '../../period-query.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;
const Query = z.object({ page: z.coerce.number().int().min(1).catch(1).default(1) });

export const load: PageServerLoad = async ({ locals, url, params }) => {
  const asked = askedPeriod(url, dayOf(locals.house.clock.now()));
  const { page } = readQuery(url, Query);
  const detail = await locals.run(showFigure, { ...asked.period, key: params.key, page, pageSize: PAGE });
  return {
    title: figureName[detail.figure.key](),
    ...asked,
    detail,
    page,
    pageSize: PAGE,
    mayManage: managesReport(locals.actor)
  };
};
