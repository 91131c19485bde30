import { z } from 'zod';
import { rowId } from '#lib/platform/input.ts';

/** What the list of shortfalls and its file are asked by. */
export const ShortfallQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  by: z.enum(['06-30', '09-30', '12-31']).optional(),
  unit: rowId.optional(),
  q: z.string().trim().max(50).default(''),
  page: z.coerce.number().int().min(1).default(1)
});
