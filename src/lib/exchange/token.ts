/** What a token is and for how long it may last. Pure. */
import { addDays, type Day, type Instant } from '#lib/platform/clock.ts';

/** Every token begins so: a leak is found by searching for it. */
export const TOKEN_MARK = 'czt_';
/** Characters of a token that its list shows. */
export const SHOWN = 10;

/** Days: nobody remembers a key that lasts for ever. */
export const LONGEST = 365;
export const USUAL = 180;

export type TokenState = 'active' | 'expired' | 'revoked';

/** What a token is worth on a day; its last day still counts. */
export function tokenState(token: { expiresOn: Day; revokedAt: Instant | null }, on: Day): TokenState {
  if (token.revokedAt !== null) return 'revoked';
  return on > token.expiresOn ? 'expired' : 'active';
}

/** Whether a token made today may end on a day: after today, and within a year. */
export const mayExpireOn = (day: Day, today: Day) => day > today && day <= addDays(today, LONGEST);
