/** What a sitting's record may say beside the answers. */
export const attemptEventKinds = [
  /** The candidate began; read from the sitting itself. */
  'started',
  /** Another device took the paper over. */
  'taken-over',
  /** The exam page was out of sight for `amount` seconds. A hint, never a verdict. */
  'away',
  /** The invigilator said something to the candidate. */
  'reminded',
  /** `amount` minutes were added. */
  'time-added',
  'ended',
  'reopened'
] as const;
export type AttemptEventKind = (typeof attemptEventKinds)[number];

/** Whose hand closed the paper. */
export type SubmittedBy = 'candidate' | 'deadline' | 'invigilator' | 'marker';

/** The two orders of a paper printed for a room. */
export const paperForms = ['A', 'B'] as const;
export type PaperForm = (typeof paperForms)[number];
