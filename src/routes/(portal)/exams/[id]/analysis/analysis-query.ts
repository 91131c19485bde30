import { z } from 'zod';
import { analysisOrders } from '#lib/assessment/exam-analysis.ts';
import { itemFlags } from '#lib/assessment/item-flags.ts';
import { optionalLine } from '#lib/platform/input.ts';

/** The address of the analysis: search, filter, order, page. */
export const AnalysisQuery = z.object({
  q: optionalLine(60),
  flag: z.enum(['', 'any', ...itemFlags]).default(''),
  sort: z.enum(analysisOrders).default('urgency'),
  page: z.coerce.number().int().min(1).catch(1).default(1)
});
