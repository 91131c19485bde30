import { FEEDBACK_SHOWN_FROM, feedbackQuestions, type FeedbackQuestion } from './session.ts';

export interface FeedbackSummary {
  /** How many answered. */
  given: number;
  /** Empty while there are too few answers to hide behind. */
  questions: { question: FeedbackQuestion; mean: number; /** How many gave 1, 2, 3, 4, 5. */ spread: number[] }[];
  remarks: string[];
}

/** The whole of the answers; remarks are sorted by their text, so that their order tells nothing of when they came. */
export function summariseFeedback(rows: readonly { answers: readonly number[]; remark: string }[]): FeedbackSummary {
  const given = rows.length;
  if (given < FEEDBACK_SHOWN_FROM) return { given, questions: [], remarks: [] };
  return {
    given,
    questions: feedbackQuestions.map((question, at) => {
      const marks = rows.map(({ answers }) => answers[at]!);
      return {
        question,
        mean: Math.round((marks.reduce((sum, mark) => sum + mark, 0) / given) * 10) / 10,
        spread: [1, 2, 3, 4, 5].map((mark) => marks.filter((other) => other === mark).length)
      };
    }),
    remarks: rows
      .map(({ remark }) => remark)
      .filter(Boolean)
      .sort()
  };
}
