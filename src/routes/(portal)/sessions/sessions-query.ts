import { optionalLine, paging } from '#lib/platform/input.ts';
import { sessionSorts } from '#lib/learning/session-sorts.ts';
import { sessionKinds, sessionStatuses } from '#lib/learning/session.ts';
import { z } from 'zod';

/** What the address of the list says. */
export const SessionsQuery = paging.extend({
  tab: z.enum(['mine', 'manage']).optional(),
  q: optionalLine(60),
  status: z.enum(['', ...sessionStatuses]).default(''),
  kind: z.enum(['', ...sessionKinds]).default(''),
  sort: z.enum(sessionSorts).default('-starts')
});
