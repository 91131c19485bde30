/** What the yearly report asks of the ledger: hours of any period, and who learnt anything in it. */
import { and, count, eq, gte, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { UnitPerson } from '#lib/people/people-of.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { bindingTarget, hasEnforcementTarget, hoursOf, type HoursEarned } from './hours.ts';
import { minutesBetween, notReversed } from './ledger.server.ts';
import type { Attendance } from './participation.ts';
import { hoursRulesOn } from './rules.server.ts';
import { hoursDecision, hoursEntry, hoursSubmission } from './schema.server.ts';

interface Period {
  from: Day;
  to: Day;
}

export interface LearnerHours {
  cadreId: number;
  /** Null for whom the target does not bind. */
  enforcement: HoursEarned | null;
  everyone: HoursEarned | null;
  /** Took part in something at least once. */
  tookPart: boolean;
}

/** Each person's hours of a period towards the yearly targets as set on its last day; 学时 in halves. */
export async function hoursFigures(ctx: Context, people: readonly UnitPerson[], period: Period) {
  const ids = people.map(({ cadreId }) => cadreId);
  const rules = await hoursRulesOn(ctx, period.to);
  const minutes = await minutesBetween(ctx, ids, period);
  const there = new Set((await attendancesBetween(ctx, ids, period)).map(({ cadreId }) => cadreId));
  const learners = people.map((person): LearnerHours => {
    const sums = minutes.get(person.cadreId) ?? [];
    const enforcement = hoursOf(sums, rules.enforcementTarget, rules);
    const everyone = hoursOf(sums, rules.everyoneTarget, rules);
    const bound = bindingTarget(person, { enforcement, everyone }) !== undefined;
    return {
      cadreId: person.cadreId,
      enforcement: hasEnforcementTarget(person) ? enforcement : null,
      everyone: bound ? everyone : null,
      tookPart: there.has(person.cadreId)
    };
  });
  return { rules, learners };
}

/** What people attended within days, both included; what was taken back does not count. */
export async function attendancesBetween(
  ctx: Context,
  cadreIds: readonly number[],
  { from, to }: Period
): Promise<Attendance[]> {
  const found: Attendance[] = [];
  for (let at = 0; at < cadreIds.length; at += 500) {
    const rows = await ctx.db
      .selectDistinct({
        cadreId: hoursEntry.cadreId,
        sourceKind: hoursEntry.sourceKind,
        sourceId: hoursEntry.sourceId,
        title: hoursEntry.title,
        endedOn: hoursEntry.endedOn
      })
      .from(hoursEntry)
      .where(
        and(
          inArray(hoursEntry.cadreId, cadreIds.slice(at, at + 500)),
          gte(hoursEntry.endedOn, from),
          lte(hoursEntry.endedOn, to),
          isNull(hoursEntry.reversesId),
          notReversed(ctx)
        )
      );
    found.push(...rows);
  }
  return found;
}

/** Minutes of some people by month of a period, `YYYY-MM`, without any cap: how learning was spread over the year. */
export async function minutesByMonth(
  ctx: Context,
  cadreIds: readonly number[],
  { from, to }: Period
): Promise<Map<string, number>> {
  const months = new Map<string, number>();
  for (let at = 0; at < cadreIds.length; at += 500) {
    const rows = await ctx.db
      .select({ endedOn: hoursEntry.endedOn, minutes: sql<number>`sum(${hoursEntry.minutes})`.mapWith(Number) })
      .from(hoursEntry)
      .where(
        and(
          inArray(hoursEntry.cadreId, cadreIds.slice(at, at + 500)),
          gte(hoursEntry.endedOn, from),
          lte(hoursEntry.endedOn, to)
        )
      )
      .groupBy(hoursEntry.endedOn);
    for (const { endedOn, minutes } of rows) {
      const month = endedOn.slice(0, 7);
      months.set(month, (months.get(month) ?? 0) + minutes);
    }
  }
  return months;
}

/** Submissions of learning that ended within days and that nobody has decided. */
export async function waitingBetween(ctx: Pick<Context, 'db'>, { from, to }: Period): Promise<number> {
  const [row] = await ctx.db
    .select({ count: count() })
    .from(hoursSubmission)
    .leftJoin(hoursDecision, eq(hoursDecision.submissionId, hoursSubmission.id))
    .where(and(isNull(hoursDecision.id), gte(hoursSubmission.endedOn, from), lte(hoursSubmission.endedOn, to)));
  return row!.count;
}
