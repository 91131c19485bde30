/** 凭据缺项: what is not closed, marked, typed in or decided yet, each with the place where it is put right. Pure. */
import type { Facts } from './facts.server.ts';
import { chapters, type Chapter } from './figure.ts';
import { figureKeys, figureOf, type FigureKey } from './figures.ts';
import { typedKeys, typedTotals } from './typed.ts';

export type Gap = { href: string; figures: FigureKey[] } & (
  | { code: 'running' }
  | { code: 'session-open' | 'session-empty'; title: string }
  | { code: 'exam'; title: string; count: number }
  | { code: 'pair'; pair: string }
  | { code: 'hours'; count: number }
  | { code: 'complaints' }
  | { code: 'typed'; chapter: Chapter; count: number }
);

const training = ['trainingSessions', 'trainingTimes', 'trainingPeople', 'trainingAttendance'] as const;
const learnt = [
  'studyRate',
  'studyFull',
  'studyFullRate',
  'enforcementFull',
  'enforcementFullRate',
  'hoursMean'
] as const;
const rates = ['complaintsOnTime', 'complaintsUpheld', 'complaintsSatisfied'] as const;

/** @param waiting submissions of hours that nobody has decided */
export function gapsOf(facts: Facts, waiting: number): Gap[] {
  const { period, on, now, sessions, exams, pairs, complaints, typed } = facts;
  const year = period.to.slice(0, 4);
  const gaps: Gap[] = [];
  if (on < period.to) gaps.push({ code: 'running', href: '/', figures: [] });
  for (const { id, title, kind, status, endsAt, attachments } of sessions) {
    const counts = kind === 'enforcement-training' ? [...training, ...learnt] : [...learnt];
    if (status === 'announced' && endsAt < now)
      gaps.push({ code: 'session-open', title, href: `/sessions/${id}`, figures: counts });
    if (status === 'closed' && kind === 'enforcement-training' && attachments === 0)
      gaps.push({ code: 'session-empty', title, href: `/sessions/${id}`, figures: [...training] });
  }
  for (const { id, title, unsettled } of exams.exams)
    if (unsettled) gaps.push({ code: 'exam', title, count: unsettled, href: `/exams/${id}`, figures: ['examPassed'] });
  for (const { id, code, endsOn, closedOn } of pairs)
    if (endsOn < on && closedOn === null)
      gaps.push({ code: 'pair', pair: code, href: `/mentoring/${id}`, figures: ['pairsPassed', 'pairsOverdue'] });
  if (waiting) gaps.push({ code: 'hours', count: waiting, href: '/hours/submissions', figures: [...learnt] });
  if (complaints.open)
    gaps.push({ code: 'complaints', href: `/complaints/statistics?year=${year}`, figures: [...rates] });
  for (const chapter of chapters) {
    const absent = typedKeys.filter((key) => typedTotals[key] === chapter && !typed.has(key));
    if (absent.length)
      gaps.push({
        ...{ code: 'typed', chapter, count: absent.length, href: `/reports/totals?year=${year}#${chapter}` },
        // A share of typed totals waits with its parts.
        figures: figureKeys.filter((key) => {
          const { source, unit, chapter: its } = figureOf(key);
          return absent.some((one) => one === key) || (source === 'typed' && unit === 'percent' && its === chapter);
        })
      });
  }
  return gaps;
}
