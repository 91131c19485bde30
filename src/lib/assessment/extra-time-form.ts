/** The form in which more time is granted, for one exam or for all of one person's. */
import { z } from 'zod';
import { line } from '#lib/platform/input.ts';
import { factorChoices } from './exam.ts';

export const ExtraForm = z
  .object({
    number: line(64),
    factor: z.enum(['', ...factorChoices.map(String)]).default(''),
    minutes: z.number().int().min(0).max(1200),
    reason: line(200),
    /** For every exam of this person, not only for this one. */
    lasting: z.boolean()
  })
  .refine(({ lasting, factor }) => !lasting || factor !== '', {
    path: ['factor'],
    message: 'assessment.lasting-needs-factor'
  });
export type ExtraForm = z.infer<typeof ExtraForm>;

export const LastingForm = z.object({
  number: line(64),
  factor: z.enum(factorChoices.map(String)).default('1.5'),
  reason: line(200)
});
export type LastingForm = z.infer<typeof LastingForm>;
