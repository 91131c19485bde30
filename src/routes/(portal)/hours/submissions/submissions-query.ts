import { z } from 'zod';
import { submissionStates } from '#lib/hours/submission.ts';

/** What the list of submissions and its file are asked by. */
export const SubmissionsQuery = z.object({
  state: z.enum(submissionStates).default('pending'),
  q: z.string().trim().max(50).default(''),
  page: z.coerce.number().int().min(1).default(1)
});
