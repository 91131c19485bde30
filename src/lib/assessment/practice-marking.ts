/** Marking in practice: at once, and where only a person could mark, by the learner. */
import { isPossibleChoice, type AnswerShape } from './answers.ts';
import { gradeAnswer } from './marking.ts';
import type { Criterion, QuestionBody } from './question.ts';

/** An answer to one part of a case. */
export interface PartAnswer {
  choice: string[];
  right: boolean;
}

/** What a learner answers: a choice, or for a case one for each part. */
export interface PractisedAnswer {
  choice: readonly string[];
  parts: readonly (readonly string[])[];
  /** What the learner says of free text after seeing the model answer; null before. */
  judged: boolean | null;
}

/** A wrong shape; a model answer that is to be compared first; or what the answer was worth. */
export type PractisedMark =
  | { kind: 'impossible' }
  | { kind: 'judge' }
  | { kind: 'marked'; right: boolean; choice: string[]; parts: PartAnswer[] | null };

/** Marks one answer; only what is wholly right counts as right. */
export function markPractised(body: QuestionBody, { choice, parts, judged }: PractisedAnswer): PractisedMark {
  const asked: readonly QuestionBody[] = body.type === 'case' ? (body.details?.parts ?? []) : [body];
  const given = (body.type === 'case' ? parts : [choice]).map((one, at) => tidied(one, asked[at]));
  if (given.length !== asked.length || !asked.every((one, at) => isPossibleChoice(given[at]!, shapeOf(one)))) {
    return { kind: 'impossible' };
  }
  const shares = asked.map((one, at) => gradeAnswer(one, given[at]!));
  if (judged === null && shares.includes(null)) return { kind: 'judge' };
  const right = shares.map((share) => (share === null ? judged === true : share === 1));
  return {
    kind: 'marked',
    right: right.every(Boolean),
    choice: body.type === 'case' ? [] : [...given[0]!],
    parts: body.type === 'case' ? given.map((one, at) => ({ choice: [...one], right: right[at]! })) : null
  };
}

/** A form posts empty fields too: a pair left open is none, and blanks all left empty are no answer. */
function tidied(choice: readonly string[], body: QuestionBody | undefined): readonly string[] {
  if (!choice.some(Boolean)) return [];
  return body?.type === 'matching' ? choice.filter(Boolean) : choice;
}

/** What free text is compared with. */
export interface ModelAnswer {
  /** Which part of a case, from 0; null for a question of its own. */
  part: number | null;
  answer: string;
  rubric: Criterion[];
}

/** The model answers of whatever in a question is answered in free text. */
export function modelsOf(question: QuestionBody): ModelAnswer[] {
  const places = question.details?.parts?.map((body, part) => ({ body, part })) ?? [{ body: question, part: null }];
  return places
    .filter(({ body }) => body.type === 'short-answer')
    .map(({ body, part }) => ({ part, answer: body.answer[0] ?? '', rubric: body.details?.rubric ?? [] }));
}

/** What an answer to a question or a part may look like. */
export const shapeOf = ({ type, options, details }: QuestionBody): AnswerShape => ({
  type,
  keys: [...options, ...(details?.targets ?? [])].map(({ key }) => key),
  blanks: details?.blanks?.length ?? 0
});
