/** Where another room has evidence of learning: a finished course, an attended session, a completed pairing … */
export const creditSources = ['course', 'session', 'pairing', 'exam', 'outreach'] as const;
export type CreditSource = (typeof creditSources)[number];
