import { z } from 'zod';
import { dayInput } from '#lib/platform/input.ts';
import { LONGEST, questionTypes } from './question.ts';

/** A letter of the bank, or `T` of a true/false question. */
const optionKey = z.string().regex(/^[A-FT]$/);

/** A draft as commands take it: bounds against misuse; what is right or wrong with it says `checkQuestion`. */
export const DraftInput = z.object({
  code: z
    .string()
    .max(LONGEST.code * 2)
    .default(''),
  type: z.enum(questionTypes),
  topic: z.string().max(LONGEST.topic * 2),
  difficulty: z.coerce.number().int(),
  stem: z.string().max(LONGEST.stem * 4),
  options: z.array(z.object({ key: optionKey, text: z.string().max(LONGEST.option * 4) })).max(6),
  answer: z.array(optionKey).max(6),
  explanation: z
    .string()
    .max(LONGEST.explanation * 4)
    .default(''),
  basis: z
    .string()
    .max(LONGEST.basis * 4)
    .default(''),
  validFrom: dayInput.nullable().default(null),
  validTo: dayInput.nullable().default(null)
});
