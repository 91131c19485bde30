import { z } from 'zod';
import { dayInput } from '#lib/platform/input.ts';
import { blanksIn } from './fill-in.ts';
import {
  LONGEST,
  MOST,
  optionLetters,
  partTypes,
  questionTypes,
  targetNumbers,
  type DraftQuestion,
  type Option,
  type Part,
  type QuestionBody,
  type QuestionType
} from './question.ts';

const words = (longest: number) =>
  z
    .string()
    .max(longest * 4)
    .default('');
const many = (longest: number, most: number) =>
  z
    .array(z.string().max(longest * 4))
    .max(most)
    .default([]);
const dayOrNone = z.union([z.literal(''), dayInput]).default('');
/** Never filled in: what is wrong with something as a whole is said at this field. */
const saying = words(1);

/** The fields of a body, whatever its type: a page without script posts those that it shows. */
const bodyFields = {
  stem: words(LONGEST.material),
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
  options: saying,
  answer: z.array(z.enum([...optionLetters, 'T'])).default([]),
  /** ordering: A … are the steps in their right order, and these their letters in the bank. */
  letters: z.string().max(10).default(''),
  /** fill-in: of each blank the accepted answers, one a line. */
  blanks: many(LONGEST.blank * MOST.ways, MOST.blanks),
  /** matching: the right side, and which of it belongs to A, B … */
  targets: many(LONGEST.option, targetNumbers.length),
  partners: z
    .array(z.string().regex(/^(|[1-9]|10)$/))
    .max(optionLetters.length)
    .default([]),
  /** short-answer: the model answer, what a marker looks for, and what it earns. */
  model: words(LONGEST.reply),
  criteria: many(LONGEST.criterion, MOST.criteria),
  credits: many(10, MOST.criteria),
  rubric: saying
};
type BodyShape = typeof bodyFields;

const partFields = {
  ...bodyFields,
  type: z.enum(partTypes).default('single'),
  weight: z.string().max(10).default('1')
};

type Prefixed<P extends string, S> = { [K in keyof S & string as `${P}${K}`]: S[K] };
const withPrefix = <P extends string, S extends object>(prefix: P, shape: S) =>
  Object.fromEntries(Object.entries(shape).map(([key, value]) => [prefix + key, value])) as Prefixed<P, S>;

/** The parts of a case, as their fields begin: `p1_stem` … */
export const partPrefixes = ['p1_', 'p2_', 'p3_', 'p4_', 'p5_', 'p6_', 'p7_', 'p8_', 'p9_', 'p10_'] as const;
export type PartPrefix = (typeof partPrefixes)[number];
/** The question's own fields, or those of a part. */
export type BodyPrefix = '' | PartPrefix;

/** A question as the form posts it: one field for each option, lists as repeated fields, days as text. */
export const QuestionForm = z.object({
  code: words(LONGEST.code),
  type: z.enum(questionTypes).default('single'),
  topic: words(LONGEST.topic),
  difficulty: z.coerce.number().int().default(2),
  ...bodyFields,
  parts: saying,
  ...withPrefix('p1_', partFields),
  ...withPrefix('p2_', partFields),
  ...withPrefix('p3_', partFields),
  ...withPrefix('p4_', partFields),
  ...withPrefix('p5_', partFields),
  ...withPrefix('p6_', partFields),
  ...withPrefix('p7_', partFields),
  ...withPrefix('p8_', partFields),
  ...withPrefix('p9_', partFields),
  ...withPrefix('p10_', partFields),
  explanation: words(LONGEST.explanation),
  basis: words(LONGEST.basis),
  validFrom: dayOrNone,
  validTo: dayOrNone,
  keepTwin: z.boolean().default(false),
  /** The number of the wording that was opened for editing; 0 for a new question. */
  basedOn: z.coerce.number().int().min(0).default(0)
});
export type QuestionForm = z.output<typeof QuestionForm>;

/** The fields of one body with their own names. */
export type BodyForm = z.output<z.ZodObject<BodyShape>>;

/** Reads the fields of the question or of one of its parts. */
export function bodyFormOf(form: QuestionForm, prefix: BodyPrefix): BodyForm {
  const names = Object.keys(bodyFields) as (keyof BodyForm)[];
  return Object.fromEntries(names.map((name) => [name, form[`${prefix}${name}`]])) as unknown as BodyForm;
}

/** What the form says as a draft. Fields of another type that were typed before stay out of it. */
export function draftFromForm(form: QuestionForm): DraftQuestion {
  const parts = partPrefixes
    .filter((prefix) => !isEmptyPart(form, prefix))
    .map((prefix): Part => {
      const body = bodyFrom(form[`${prefix}type`], bodyFormOf(form, prefix));
      return { ...(body as Part), weight: Number(form[`${prefix}weight`]) };
    });
  const body = bodyFrom(form.type, bodyFormOf(form, ''));
  return {
    ...body,
    ...(form.type === 'case' ? { details: { parts } } : {}),
    code: form.code,
    topic: form.topic,
    difficulty: form.difficulty,
    explanation: form.explanation,
    basis: form.basis,
    validFrom: form.validFrom || null,
    validTo: form.validTo || null
  };
}

/** Whether nothing was written into a part: then it is none. */
export function isEmptyPart(form: QuestionForm, prefix: PartPrefix): boolean {
  const { stem, model, blanks, targets, criteria, ...rest } = bodyFormOf(form, prefix);
  return ![stem, model, ...blanks, ...targets, ...criteria, ...optionLetters.map((key) => rest[key])].some(Boolean);
}

function bodyFrom(type: QuestionType, form: BodyForm): QuestionBody {
  const options = optionLetters.map((key) => ({ key, text: form[key] }));
  const plain = { type, stem: form.stem, options: [], answer: [], details: null };
  switch (type) {
    case 'single':
    case 'multiple':
      return { ...plain, options, answer: form.answer.filter((key) => key !== 'T') };
    case 'true-false':
      return { ...plain, answer: form.answer.filter((key) => key === 'T' || key === 'F') };
    case 'fill-in':
      return { ...plain, details: { blanks: blanksFrom(form) } };
    case 'ordering':
      return { ...plain, ...stepsFrom(form) };
    case 'matching': {
      const answer = optionLetters.flatMap((key, at) =>
        form[key] && form.partners[at] ? key + form.partners[at] : []
      );
      const targets = form.targets.map((text, at) => ({ key: targetNumbers[at]!, text }));
      return { ...plain, options, answer, details: { targets } };
    }
    case 'short-answer': {
      const lines = form.criteria.map((criterion, at) => ({ criterion, points: form.credits[at] ?? '' }));
      const rubric = lines.filter(({ criterion, points }) => criterion || points);
      return {
        ...plain,
        answer: form.model ? [form.model] : [],
        details: { rubric: rubric.map((line) => ({ ...line, points: Number(line.points) })) }
      };
    }
    case 'case':
      return plain;
  }
}

function blanksFrom({ stem, blanks }: BodyForm): string[][] {
  const count = Math.max(blanksIn(stem), blanks.findLastIndex(Boolean) + 1);
  return Array.from({ length: count }, (_, at) => (blanks[at] ?? '').split(/\r?\n/));
}

/** Steps in their right order become options in the order of their letters; new ones take letters that are free. */
function stepsFrom(form: BodyForm): Pick<QuestionBody, 'options' | 'answer'> {
  const steps = optionLetters.flatMap((key, at) => (form[key] ? { text: form[key], letter: form.letters[at] } : []));
  const known = new Set(steps.map(({ letter }) => letter));
  const free = optionLetters.filter((key) => !known.has(key));
  const taken = new Set<string>();
  const lettered = steps.map(({ text, letter }) => {
    const isFresh = letter === undefined || taken.has(letter) || !optionLetters.some((key) => key === letter);
    const key = isFresh ? free.shift()! : letter;
    taken.add(key);
    return { text, key };
  });
  const inUse = [...taken].sort();
  const settled = lettered.map(({ text, key }): Option => ({ text, key: optionLetters[inUse.indexOf(key)]! }));
  return {
    options: settled.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    answer: settled.map(({ key }) => key)
  };
}

/** A draft laid out in the form. */
export function formFromDraft(draft: DraftQuestion, basedOn: number): QuestionForm {
  const { code, type, topic, difficulty, explanation, basis } = draft;
  const parts = partPrefixes.map((prefix, at) => {
    const part = draft.details?.parts?.[at];
    return withPrefix(prefix, {
      ...bodyFormFrom(part ?? EMPTY),
      type: part?.type ?? 'single',
      weight: String(part?.weight ?? 1)
    });
  });
  return Object.assign(
    {
      code,
      type,
      topic,
      difficulty,
      explanation,
      basis,
      ...bodyFormFrom(draft),
      parts: '',
      validFrom: draft.validFrom ?? '',
      validTo: draft.validTo ?? '',
      keepTwin: false,
      basedOn
    },
    ...parts
  ) as QuestionForm;
}

const EMPTY: QuestionBody = { type: 'single', stem: '', options: [], answer: [], details: null };

function bodyFormFrom({ type, stem, options, answer, details }: QuestionBody): BodyForm {
  const textOf = (key: string) => options.find((one) => one.key === key)?.text ?? '';
  const slots = type === 'ordering' ? answer : optionLetters;
  const texts = optionLetters.map((_, at) => (slots[at] ? textOf(slots[at]) : ''));
  const [A, B, C, D, E, F, G, H, I, J] = texts as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string
  ];
  const isChoice = type === 'single' || type === 'multiple' || type === 'true-false';
  return {
    stem,
    ...{ A, B, C, D, E, F, G, H, I, J },
    options: '',
    answer: isChoice ? (answer as BodyForm['answer']) : [],
    letters: type === 'ordering' ? answer.join('') : '',
    blanks: (details?.blanks ?? []).map((ways) => ways.join('\n')),
    targets: (details?.targets ?? []).map(({ text }) => text),
    partners:
      type === 'matching' ? options.map(({ key }) => answer.find((pair) => pair.startsWith(key))?.slice(1) ?? '') : [],
    model: type === 'short-answer' ? (answer[0] ?? '') : '',
    criteria: (details?.rubric ?? []).map(({ criterion }) => criterion),
    credits: (details?.rubric ?? []).map(({ points }) => String(points)),
    rubric: ''
  };
}

export const isQuestionType = (value: unknown): value is QuestionType => questionTypes.some((type) => type === value);

/** The form with a part at another place, or without it. */
export function movedPart(form: QuestionForm, from: number, to: number | null): QuestionForm {
  const names = Object.keys(partFields) as (keyof typeof partFields)[];
  const parts = partPrefixes.map((prefix) => names.map((name) => form[`${prefix}${name}`]));
  const [moved] = parts.splice(from, 1);
  const empty = bodyFormFrom(EMPTY);
  const filled = to === null ? names.map((name) => ({ ...empty, type: 'single', weight: '1' })[name]) : moved!;
  parts.splice(to ?? parts.length, 0, filled as (typeof parts)[number]);
  const fields = partPrefixes.flatMap((prefix, at) =>
    names.map((name, which) => [`${prefix}${name}`, parts[at]![which]] as const)
  );
  return { ...form, ...Object.fromEntries(fields) };
}
