/** Everything the figures of a period are reckoned from, asked of the rooms once. */
import { examsBetween, type ExamFigures } from '#lib/assessment/figures.server.ts';
import { cardActs, standingsOn, type ActOnCard } from '#lib/certification/figures.server.ts';
import type { Standing } from '#lib/certification/certificate.ts';
import { complaintSums } from '#lib/complaints/statistics.server.ts';
import { hoursFigures, minutesByMonth, type LearnerHours } from '#lib/hours/figures.server.ts';
import type { HoursRules } from '#lib/hours/hours.ts';
import { attendedBetween, sessionsBetween, type SessionInPeriod } from '#lib/learning/figures.server.ts';
import { pairsBetween, type PairInPeriod, type RecordInPeriod } from '#lib/mentoring/figures.server.ts';
import { outreachFigures, type OutreachFigures } from '#lib/outreach/figures.server.ts';
import { peopleByIds, rosterOn, type UnitPerson } from '#lib/people/people-of.server.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import type { Period } from './figure.ts';
import type { TypedFact, TypedKey } from './typed.ts';
import { typedTotalsOf } from './typed.server.ts';

export interface Facts {
  period: Period;
  /** The day on which states are read: the last of the period, or today while it runs. */
  on: Day;
  now: Instant;
  /** On the roster on that day, with how their cards stood. */
  people: (UnitPerson & { standing: Standing })[];
  /** Everybody a record speaks of, those who left included. */
  personOf(cadreId: number): UnitPerson | undefined;
  acts: ActOnCard[];
  sessions: SessionInPeriod[];
  /** Who came to enforcement training, and how often. */
  trained: { cadreId: number; times: number }[];
  rules: HoursRules;
  learners: Map<number, LearnerHours>;
  months: { month: string; hours: number }[];
  exams: ExamFigures;
  pairs: PairInPeriod[];
  records: RecordInPeriod[];
  outreach: OutreachFigures;
  complaints: Awaited<ReturnType<typeof complaintSums>>;
  typed: Map<TypedKey, TypedFact>;
}

/** @param period days, both included; the typed totals are those of the year in which it ends */
export async function factsOf(ctx: Context, period: Period): Promise<Facts> {
  const on = period.to < ctx.today ? period.to : ctx.today;
  const roster = await rosterOn(ctx, on);
  const standings = await standingsOn(ctx, roster, on);
  const acts = await cardActs(ctx, period);
  const trained = await attendedBetween(ctx, period, 'enforcement-training');
  const exams = await examsBetween(ctx, period);
  const known = new Map(roster.map((person) => [person.cadreId, person]));
  const gone = [...acts, ...trained, ...exams.people].map(({ cadreId }) => cadreId).filter((id) => !known.has(id));
  for (const person of await peopleByIds(ctx, [...new Set(gone)])) known.set(person.cadreId, person);
  const { rules, learners } = await hoursFigures(ctx, roster, { from: period.from, to: on });
  const bound = learners.filter(({ everyone }) => everyone).map(({ cadreId }) => cadreId);
  return {
    period,
    on,
    now: ctx.now,
    people: roster.map((person) => ({ ...person, standing: standings.get(person.cadreId)! })),
    personOf: (cadreId) => known.get(cadreId),
    acts,
    sessions: await sessionsBetween(ctx, period),
    trained,
    rules,
    learners: new Map(learners.map((learner) => [learner.cadreId, learner])),
    months: await monthsOf(ctx, bound, { from: period.from, to: on }, rules.minutesPerHour),
    exams,
    ...(await pairsBetween(ctx, period)),
    outreach: await ctx.callAsSystem(outreachFigures, period),
    complaints: await complaintSums(ctx, period),
    typed: await typedTotalsOf(ctx, Number(period.to.slice(0, 4)))
  };
}

/** 学时 a head by month, with one decimal; months without any are there too. */
async function monthsOf(ctx: Context, cadreIds: number[], { from, to }: Period, minutesPerHour: number) {
  const minutes = await minutesByMonth(ctx, cadreIds, { from, to });
  const months: { month: string; hours: number }[] = [];
  for (let at = from.slice(0, 7); at <= to.slice(0, 7); at = nextMonth(at)) {
    const sum = minutes.get(at) ?? 0;
    months.push({
      month: at,
      hours: cadreIds.length ? Math.round((sum / minutesPerHour / cadreIds.length) * 10) / 10 : 0
    });
  }
  return months;
}

function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
