import type { QuestionType } from './question.ts';

/** One line of a paper's plan: so many questions of this kind at so many points each. */
export interface BlueprintRow {
  type: QuestionType;
  /** Null: any topic. */
  topicId: number | null;
  count: number;
  points: number;
}
export type Blueprint = BlueprintRow[];
