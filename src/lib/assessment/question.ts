export const questionTypes = ['single', 'multiple', 'true-false'] as const;
export type QuestionType = (typeof questionTypes)[number];

/** draft → reviewed by a second person → live → retired. */
export const questionStatuses = ['draft', 'reviewed', 'live', 'retired'] as const;
export type QuestionStatus = (typeof questionStatuses)[number];

/** One choice; `key` is its letter in the bank (`A`…`F`), or `T`/`F` of a true/false question. */
export interface Option {
  key: string;
  text: string;
}
