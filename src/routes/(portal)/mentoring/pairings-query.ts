import { pairingSorts } from '#lib/mentoring/pairing-sorts.ts';
import { pairingStatuses } from '#lib/mentoring/pairing.ts';
import { optionalLine, paging } from '#lib/platform/input.ts';
import { z } from 'zod';

/** What the address of the list says. */
export const PairingsQuery = paging.extend({
  tab: z.enum(['mine', 'all']).optional(),
  q: optionalLine(60),
  status: z.enum(['', ...pairingStatuses]).default(''),
  sort: z.enum(pairingSorts).default('-starts')
});
