import { z } from 'zod';
import { dayInput } from '#lib/platform/input.ts';
import { LONGEST, MOST, partTypes, questionTypes } from './question.ts';

/** A letter of the bank, or `T` of a true/false question. */
const optionKey = z.string().regex(/^[A-JT]$/);
const optionText = z.string().max(LONGEST.option * 4);

/** The shape of every response; what each type makes of it says `checkQuestion`. */
const answer = z.array(z.string().max(LONGEST.reply * 4)).max(MOST.blanks * 2);
const options = z.array(z.object({ key: optionKey, text: optionText })).max(10);

const ownDetails = {
  blanks: z
    .array(z.array(z.string().max(LONGEST.blank * 4)).max(MOST.ways * 2))
    .max(MOST.blanks * 2)
    .optional(),
  targets: z
    .array(z.object({ key: z.string().regex(/^([1-9]|10)$/), text: optionText }))
    .max(10)
    .optional(),
  rubric: z
    .array(z.object({ criterion: z.string().max(LONGEST.criterion * 4), points: z.coerce.number() }))
    .max(MOST.criteria * 2)
    .optional()
};

const PartInput = z.object({
  type: z.enum(partTypes),
  stem: z.string().max(LONGEST.stem * 4),
  options,
  answer,
  details: z.object(ownDetails).nullable().default(null),
  weight: z.coerce.number()
});

/** A draft as commands take it: bounds against misuse; what is right or wrong with it says `checkQuestion`. */
export const DraftInput = z.object({
  code: z
    .string()
    .max(LONGEST.code * 2)
    .default(''),
  type: z.enum(questionTypes),
  topic: z.string().max(LONGEST.topic * 2),
  difficulty: z.coerce.number().int(),
  stem: z.string().max(LONGEST.material * 4),
  options,
  answer,
  details: z
    .object({
      ...ownDetails,
      parts: z
        .array(PartInput)
        .max(MOST.parts * 2)
        .optional()
    })
    .nullable()
    .default(null),
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
