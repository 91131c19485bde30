/** Where another room has evidence of learning: a finished course, an attended session, a completed pairing … */
export const creditSources = ['course', 'session', 'pairing', 'exam', 'outreach'] as const;
export type CreditSource = (typeof creditSources)[number];

/** What an entry rests on: another room's record, a submission with its evidence, or the file of an import. */
export type EntrySource = CreditSource | 'submission' | 'import';
