/** What became of a submission: credited, sent back with the reason, or taken back by the person. */
export const verdicts = ['approved', 'returned', 'withdrawn'] as const;
export type Verdict = (typeof verdicts)[number];

/** A submission without a decision waits. */
export const submissionStates = ['pending', ...verdicts] as const;
export type SubmissionState = (typeof submissionStates)[number];
