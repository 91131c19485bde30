import { z } from 'zod';
import { outcomes, resultOrders } from '#lib/assessment/results.ts';
import { optionalLine, paging } from '#lib/platform/input.ts';

/** The address of the results: search, filter, order, page. */
export const ResultsQuery = paging.extend({
  q: optionalLine(40),
  outcome: z.enum(['', ...outcomes]).default(''),
  sort: z.enum(resultOrders).default('-percent')
});
