import { z } from 'zod';
import { hoursFilters, hoursOrders } from '#lib/hours/overview.ts';
import { rowId } from '#lib/platform/input.ts';

/** What the list of everybody's hours, its file and its print are asked by. */
export const HoursQuery = z.object({
  outlook: z.enum(hoursFilters).optional(),
  unit: rowId.optional(),
  q: z.string().trim().max(50).default(''),
  sort: z.enum(hoursOrders).default('-short'),
  page: z.coerce.number().int().min(1).default(1)
});
