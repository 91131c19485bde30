import { z } from 'zod';
import { dayInput } from '#lib/platform/input.ts';
import { choiceTypes, LONGEST, optionLetters, type ChoiceType, type DraftQuestion } from './question.ts';

const words = (longest: number) =>
  z
    .string()
    .max(longest * 4)
    .default('');
const dayOrNone = z.union([z.literal(''), dayInput]).default('');

/** A question as the form posts it: one field for each option, days as text. */
export const QuestionForm = z.object({
  code: words(LONGEST.code),
  type: z.enum(choiceTypes).default('single'),
  topic: words(LONGEST.topic),
  difficulty: z.coerce.number().int().default(2),
  stem: words(LONGEST.stem),
  A: words(LONGEST.option),
  B: words(LONGEST.option),
  C: words(LONGEST.option),
  D: words(LONGEST.option),
  E: words(LONGEST.option),
  F: words(LONGEST.option),
  G: words(LONGEST.option),
  H: words(LONGEST.option),
  I: words(LONGEST.option),
  J: words(LONGEST.option),
  /** Never filled in: what is wrong with the options as a whole is said at this field. */
  options: words(1),
  answer: z.array(z.enum([...optionLetters, 'T'])).default([]),
  explanation: words(LONGEST.explanation),
  basis: words(LONGEST.basis),
  validFrom: dayOrNone,
  validTo: dayOrNone,
  keepTwin: z.boolean().default(false),
  /** The number of the wording that was opened for editing; 0 for a new question. */
  basedOn: z.coerce.number().int().min(0).default(0)
});
export type QuestionForm = z.output<typeof QuestionForm>;

/** What the form says as a draft. Options of another type that were typed before stay out of it. */
export function draftFromForm(form: QuestionForm): DraftQuestion {
  const letters = form.type === 'true-false' ? [] : optionLetters;
  const answers: readonly string[] = form.type === 'true-false' ? ['T', 'F'] : letters;
  return {
    code: form.code,
    type: form.type,
    topic: form.topic,
    difficulty: form.difficulty,
    stem: form.stem,
    options: letters.map((key) => ({ key, text: form[key] })),
    details: null,
    answer: form.answer.filter((key) => answers.includes(key)),
    explanation: form.explanation,
    basis: form.basis,
    validFrom: form.validFrom || null,
    validTo: form.validTo || null
  };
}

/** A draft laid out in the form. */
export function formFromDraft(draft: DraftQuestion & { type: ChoiceType }, basedOn: number): QuestionForm {
  const option = (key: string) => draft.options.find((one) => one.key === key)?.text ?? '';
  return {
    ...draft,
    A: option('A'),
    B: option('B'),
    C: option('C'),
    D: option('D'),
    E: option('E'),
    F: option('F'),
    G: option('G'),
    H: option('H'),
    I: option('I'),
    J: option('J'),
    options: '',
    answer: draft.answer as QuestionForm['answer'],
    validFrom: draft.validFrom ?? '',
    validTo: draft.validTo ?? '',
    keepTwin: false,
    basedOn
  };
}

export const isQuestionType = (value: unknown): value is ChoiceType => choiceTypes.some((type) => type === value);
