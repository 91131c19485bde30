import { z } from 'zod';
import { optionalLine, paging } from '#lib/platform/input.ts';

/** The address of the list: search, who, page. */
export const CandidatesQuery = paging.extend({
  q: optionalLine(40),
  show: z.enum(['meant', 'others']).default('meant')
});
