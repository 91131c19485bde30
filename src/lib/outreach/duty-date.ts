/** A day, week or month of the year on which the law is explained to the public. */
import type { Certainty } from '#lib/platform/settings.ts';

/** `MM-DD`. */
export type YearDay = `${number}-${number}`;

/** How sure a date is: read in a statute, firm knowledge, or the town's own choice. */
export const dateCertainties = ['FOUND-T', 'KNOWN', 'choice'] as const satisfies readonly Certainty[];
export type DateCertainty = (typeof dateCertainties)[number];
