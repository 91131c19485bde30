/** The words of proofs: on the portal's pages in the reader's language, on paper always in Chinese. */
import { formatDay, formatNumber } from '#lib/i18n/format.ts';
import { baseLocale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Day } from '#lib/platform/clock.ts';
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { ProofFacts, ProofKind, ProofState } from './proof.ts';

export const proofKindWords = {
  course: m.proofs_kind_course,
  session: m.proofs_kind_session,
  hours: m.proofs_kind_hours,
  exam: m.proofs_kind_exam,
  mentoring: m.proofs_kind_mentoring
} satisfies Record<ProofKind, () => string>;

export const proofStateWords = {
  valid: { word: m.proofs_state_valid, tone: 'jade', icon: 'ok' },
  revoked: { word: m.proofs_state_revoked, tone: 'rouge', icon: 'ban' }
} satisfies Record<ProofState, { word: () => string; tone: Tone; icon: IconName }>;

/** What it is about, in a line: the course by name, or the year of the hours. */
export const proofTitle = (kind: ProofKind, { title, on }: ProofFacts): string =>
  kind === 'hours' ? m.proofs_title_hours({ year: on.slice(0, 4), on: formatDay(on) }) : title;

/** What it rests on beside the title: hours, result; empty when there is nothing more to say. */
export function proofFigures(kind: ProofKind, { hours, target, percent, passPercent }: ProofFacts): string {
  if (kind === 'exam') return m.proofs_figures_exam({ percent: percent ?? 0, pass: passPercent ?? 0 });
  if (hours === undefined) return '';
  return target === undefined
    ? m.proofs_figures_hours({ hours: formatNumber(hours) })
    : m.proofs_figures_target({ hours: formatNumber(hours), target });
}

const onPaper = { locale: baseLocale } as const;

/** The sentence that the paper says. */
export function proofStatement(kind: ProofKind, facts: ProofFacts): string {
  const { title, hours, target, percent, passPercent } = facts;
  const on = dayOnPaper(facts.on);
  switch (kind) {
    case 'course':
      return hours
        ? m.proofs_paper_course_hours({ on, title, hours }, onPaper)
        : m.proofs_paper_course({ on, title }, onPaper);
    case 'session':
      return hours
        ? m.proofs_paper_session_hours({ on, title, hours }, onPaper)
        : m.proofs_paper_session({ on, title }, onPaper);
    case 'hours': {
      const year = facts.on.slice(0, 4);
      if (target === undefined) return m.proofs_paper_hours({ year, on, hours: hours ?? 0 }, onPaper);
      return (hours ?? 0) >= target
        ? m.proofs_paper_hours_reached({ year, on, hours: hours ?? 0, target }, onPaper)
        : m.proofs_paper_hours_target({ year, on, hours: hours ?? 0, target }, onPaper);
    }
    case 'exam':
      return m.proofs_paper_exam({ on, title, percent: percent ?? 0, pass: passPercent ?? 0 }, onPaper);
    case 'mentoring':
      return m.proofs_paper_mentoring({ on, title }, onPaper);
  }
}

function dayOnPaper(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
