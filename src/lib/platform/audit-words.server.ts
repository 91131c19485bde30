import * as messages from '#lib/i18n/paraglide/messages.js';

const words = messages as unknown as Record<string, (() => string) | undefined>;
const nameOf = (code: string) => code.replace(/[.-]/g, '_');

/** What a command did, in the reader's language; a command without words shows its name, and a test finds it. */
export const actionName = (action: string): string => words[`platform_action_${nameOf(action)}`]?.() ?? action;

/** What kind of thing it was done to. */
export const subjectName = (subject: string): string => words[`platform_subject_${nameOf(subject)}`]?.() ?? subject;
