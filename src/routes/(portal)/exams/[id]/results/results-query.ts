import { z } from 'zod';
import { outcomes, resultOrders } from '#lib/assessment/results.ts';
import { optionalLine, paging, rowId } from '#lib/platform/input.ts';

/** The address of the results: search, filter, order, page. */
export const ResultsQuery = paging.extend({
  q: optionalLine(40),
  unit: rowId.optional(),
  outcome: z.enum(['', ...outcomes]).default(''),
  sort: z.enum(resultOrders).default('-percent')
});
