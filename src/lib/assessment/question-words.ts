/** The bank's enumerations in words. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Tone } from '#lib/ui/tones.ts';
import { fillsBlank } from './fill-in.ts';
import type { Option, QuestionBody, QuestionStatus, QuestionType } from './question.ts';

export const typeWords: Record<QuestionType, () => string> = {
  single: m.bank_type_single,
  multiple: m.bank_type_multiple,
  'true-false': m.bank_type_true_false,
  'fill-in': m.bank_type_fill_in,
  ordering: m.bank_type_ordering,
  matching: m.bank_type_matching,
  'short-answer': m.bank_type_short_answer,
  case: m.bank_type_case
};

export const statusWords: Record<QuestionStatus, () => string> = {
  draft: m.bank_status_draft,
  reviewed: m.bank_status_reviewed,
  live: m.bank_status_live,
  retired: m.bank_status_retired
};

/** The act that leads to a status. */
export const stepWords: Record<QuestionStatus, () => string> = {
  draft: m.bank_step_draft,
  reviewed: m.bank_step_reviewed,
  live: m.bank_step_live,
  retired: m.bank_step_retired
};

export const statusTones: Record<QuestionStatus, Tone> = {
  draft: 'plain',
  reviewed: 'navy',
  live: 'jade',
  retired: 'plain'
};

export const difficultyWords: Record<number, () => string> = {
  1: m.bank_difficulty_1,
  2: m.bank_difficulty_2,
  3: m.bank_difficulty_3
};

/** What an option says: its text, or the words for the two keys of a true/false question. */
export function optionWords({ key, text }: Option): string {
  if (text) return text;
  return key === 'T' ? m.bank_true() : key === 'F' ? m.bank_false() : text;
}

/** An answer as people say it: A、C, or 对; each blank, step, pair or text of the other types. */
export function answerWords({ type, answer, options, details }: QuestionBody): string {
  const textOf = (all: readonly Option[], key: string) => all.find((option) => option.key === key)?.text ?? key;
  switch (type) {
    case 'true-false':
      return answer.map((key) => optionWords({ key, text: '' })).join('、');
    case 'fill-in':
      return (details?.blanks ?? []).map((ways) => ways.join(' / ')).join('；');
    case 'ordering':
      return answer.map((key) => textOf(options, key)).join(' → ');
    case 'matching':
      return answer
        .map((pair) => `${textOf(options, pair.slice(0, 1))} → ${textOf(details?.targets ?? [], pair.slice(1))}`)
        .join('；');
    case 'case':
      return (details?.parts ?? []).map((part, at) => `(${at + 1}) ${answerWords(part)}`).join('\n');
    default:
      return answer.join(type === 'short-answer' ? '\n' : '、');
  }
}

/** Which blanks are filled rightly, and what belongs in them. */
export function judgedBlanks({ details }: Pick<QuestionBody, 'details'>, replies: readonly string[]) {
  return (details?.blanks ?? []).map((ways, at) => ({
    right: fillsBlank(replies[at] ?? '', ways),
    answer: ways[0] ?? ''
  }));
}
