/** How an amount of training is typed in, and the minutes it comes to. Pure. */
import type { HoursRules } from './hours.ts';

/** Minutes as they passed, 学时 by the setting, or half days and days by theirs. */
export const amountUnits = ['hours', 'minutes', 'half-days', 'days'] as const;
export type AmountUnit = (typeof amountUnits)[number];

export type AmountRules = Pick<HoursRules, 'minutesPerHour' | 'halfDay' | 'fullDay'>;

/**
 * The minutes of an amount. A day and a half is a day and a half day, whatever the two count; smaller parts of a day
 * are nobody's rule and give undefined, as do parts of a half day.
 */
export function minutesOf(amount: number, unit: AmountUnit, rules: AmountRules): number | undefined {
  switch (unit) {
    case 'minutes':
      return Math.round(amount);
    case 'hours':
      return Math.round(amount * rules.minutesPerHour);
    case 'half-days':
      return Number.isInteger(amount) ? amount * rules.halfDay * rules.minutesPerHour : undefined;
    case 'days':
      return Number.isInteger(amount * 2) ? daysOf(amount, rules) * rules.minutesPerHour : undefined;
  }
}

const daysOf = (days: number, { fullDay, halfDay }: AmountRules) =>
  Math.floor(days) * fullDay + (Number.isInteger(days) ? 0 : halfDay);

/** The most that one entry may hold: seven full days, a week's course. Longer ones are entered week by week. */
export const mostMinutes = ({ minutesPerHour, fullDay }: AmountRules): number => minutesPerHour * fullDay * 7;
