import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { certaintyWords } from '#lib/platform/words.ts';
import type { DateCertainty } from './duty-date.ts';
import type { Day } from '#lib/platform/clock.ts';

/** The days of a duty date in words: 4月15日, or 5月1日 至 5月31日. */
export function spanWords({ fromDay, toDay }: { fromDay: string; toDay: string }): string {
  // Any leap year will do: the year is not shown.
  const words = (yearDay: string) => formatDay(`2024-${yearDay}` as Day, 'short');
  return fromDay === toDay ? words(fromDay) : m.outreach_span({ from: words(fromDay), to: words(toDay) });
}

/** How sure a date is; our choice is here the town's. */
export const dateCertaintyName = (certainty: DateCertainty) =>
  certainty === 'choice' ? m.outreach_certainty_choice() : certaintyWords[certainty].word();
