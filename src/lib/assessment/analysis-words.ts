/** Item analysis in words. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Tone } from '#lib/ui/tones.ts';
import type { IconName } from '#lib/ui/icons.ts';
import type { Finding, ItemFlag } from './item-flags.ts';
import type { ItemStatistics } from './item-statistics.ts';
import type { ReliabilityMethod } from './reliability.ts';
import type { Estimate, ReasonWithout } from './statistics.ts';

export const flagWords: Record<ItemFlag, () => string> = {
  'key-doubtful': m.analysis_flag_key_doubtful,
  negative: m.analysis_flag_negative,
  'too-hard': m.analysis_flag_too_hard,
  'too-easy': m.analysis_flag_too_easy,
  weak: m.analysis_flag_weak,
  'idle-option': m.analysis_flag_idle_option
};

export const flagTones: Record<ItemFlag, Tone> = {
  'key-doubtful': 'rouge',
  negative: 'rouge',
  'too-hard': 'amber',
  'too-easy': 'plain',
  weak: 'amber',
  'idle-option': 'plain'
};

export const flagIcons: Record<ItemFlag, IconName> = {
  'key-doubtful': 'ban',
  negative: 'ban',
  'too-hard': 'warn',
  'too-easy': 'gap',
  weak: 'warn',
  'idle-option': 'gap'
};

/** Why a question is listed, with the number that shows it. */
export function reasonWords({ flag, keys }: Finding, { facility, itemRest }: ItemStatistics): string {
  const value = decimals(itemRest);
  const percent = Math.round((facility.value ?? 0) * 100);
  switch (flag) {
    case 'key-doubtful':
      return m.analysis_reason_key_doubtful({ keys: keys.join('、') });
    case 'negative':
      return m.analysis_reason_negative({ value });
    case 'too-hard':
      return m.analysis_reason_too_hard({ percent });
    case 'too-easy':
      return m.analysis_reason_too_easy({ percent });
    case 'weak':
      return m.analysis_reason_weak({ value });
    case 'idle-option':
      return m.analysis_reason_idle_option({ keys: keys.join('、') });
  }
}

export const whyWords: Record<ReasonWithout, () => string> = {
  'too-few': m.analysis_why_too_few,
  'no-spread': m.analysis_why_no_spread,
  'one-question': m.analysis_why_one_question
};

export const methodWords: Record<ReliabilityMethod, () => string> = {
  'kr-20': m.analysis_method_kr_20,
  alpha: m.analysis_method_alpha,
  drawn: m.analysis_method_drawn
};

/** Two decimals with a real minus, or why there is no figure. */
export function decimals({ value, why }: Estimate, places = 2): string {
  if (value === null) return whyWords[why]();
  return value.toFixed(places).replace('-', '−');
}

/** Whole percent, or why there is no figure. */
export const percentWords = ({ value, why }: Estimate): string =>
  value === null ? whyWords[why]() : `${Math.round(value * 100)}%`;

/** A question's code, with the part of a case: `XF-012`, `AL-003 第 2 小题`. */
export const itemCode = ({ code, part }: { code: string; part: number | null }): string =>
  part === null ? code : m.analysis_part_of({ code, number: part + 1 });
