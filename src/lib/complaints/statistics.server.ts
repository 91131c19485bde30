/** 统计: what came in and how it went, for supervisors and the yearly report. Never a ranking of persons. */
import { and, gte, inArray, lte, notInArray } from 'drizzle-orm';
import { z } from 'zod';
import { holds, onlySystem } from '#lib/platform/actor.ts';
import { calendarOf } from '#lib/platform/calendar.server.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { dayInput } from '#lib/platform/input.ts';
import { clocksOf, notAboutActor, openCase } from './case.server.ts';
import { allegationCategories, channels, findings, isOver, isUpheld } from './complaint.ts';
import { allegation, complaint } from './schema.server.ts';
import { shareOf, suppressed } from './statistics.ts';
import { daysLeft } from './term.ts';

const period = z.object({ from: dayInput, to: dayInput });

/**
 * Plain sums of the cases received within days, both included; marked ones stand apart. Whoever shows them decides what
 * a reader without `complaints.statistics` sees of small counts.
 */
export async function complaintSums(ctx: Context, { from, to }: z.output<typeof period>) {
  const rows = await ctx.db
    .select()
    .from(complaint)
    .where(and(gte(complaint.receivedOn, from), lte(complaint.receivedOn, to)));
  const counts = {
    received: 0,
    marked: 0,
    open: 0,
    answered: 0,
    onTime: 0,
    rated: 0,
    satisfied: 0,
    byChannel: zeros(channels),
    byCategory: zeros(allegationCategories),
    byFinding: zeros(findings)
  };
  const counted: number[] = [];
  for (const row of rows) {
    const { state } = await openCase(ctx, row);
    if (state.mark) {
      counts.marked += 1;
      continue;
    }
    counted.push(row.id);
    counts.received += 1;
    counts.byChannel[row.channel] += 1;
    if (!isOver(state.stage)) counts.open += 1;
    const handle = (await clocksOf(ctx, row.id, state)).find(({ key }) => key === 'handle');
    if (state.answeredOn) {
      counts.answered += 1;
      if (handle?.state === 'done') counts.onTime += 1;
    }
    if (state.satisfaction && state.satisfaction !== 'unreached') {
      counts.rated += 1;
      if (state.satisfaction === 'satisfied') counts.satisfied += 1;
    }
  }
  for (let at = 0; at < counted.length; at += 500) {
    const some = await ctx.db
      .select({ category: allegation.category, finding: allegation.finding })
      .from(allegation)
      .where(inArray(allegation.complaintId, counted.slice(at, at + 500)));
    for (const { category, finding } of some) {
      counts.byCategory[category] += 1;
      if (finding) counts.byFinding[finding] += 1;
    }
  }
  return counts;
}

const zeros = <Key extends string>(keys: readonly Key[]) =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;

/** How a period went. Small counts are hidden, and rates are only given of five or more. */
export const complaintStatistics = query('complaints.complaint-statistics', {
  input: period,
  allow: holds('complaints.statistics'),
  async run(ctx, input) {
    const { byChannel, byCategory, byFinding, ...counts } = await complaintSums(ctx, input);
    const found = findings.reduce((sum, finding) => sum + byFinding[finding], 0);
    const upheld = findings.filter(isUpheld).reduce((sum, finding) => sum + byFinding[finding], 0);
    return {
      ...counts,
      onTimeShare: shareOf(counts.onTime, counts.answered),
      upheldShare: shareOf(upheld, found),
      satisfiedShare: shareOf(counts.satisfied, counts.rated),
      byChannel: suppressed(byChannel),
      byCategory: suppressed(byCategory),
      byFinding: suppressed(byFinding)
    };
  }
});

/** Working days before the last one at which a case is looked at. */
const NEAR = 3;

/**
 * How many open cases stand where before their last day. A case about the reader, their leader or a declared relation is
 * not in it: who is complained of must not learn of it from a count.
 */
export const complaintDeadlines = query('complaints.complaint-deadlines', {
  input: z.object({}),
  allow: holds('complaints.statistics'),
  async run(ctx) {
    const rows = await ctx.db
      .select({ dueOn: complaint.dueOn })
      .from(complaint)
      .where(
        and(notInArray(complaint.stage, ['closed', 'declined', 'returned', 'referred']), await notAboutActor(ctx))
      );
    const calendar = await calendarOf(ctx.db);
    const missed = rows.filter(({ dueOn }) => dueOn !== null && dueOn < ctx.today).length;
    const near = rows.filter(({ dueOn }) => {
      if (dueOn === null || dueOn < ctx.today) return false;
      return daysLeft(calendar, { due: dueOn, unit: 'working-days' }, ctx.today)! <= NEAR;
    }).length;
    return { open: rows.length, missed, near, later: rows.length - missed - near };
  }
});

/** Counts of everything, for whoever keeps the installation. */
export const countComplaints = query('complaints.count-complaints', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const rows = await ctx.db.select({ stage: complaint.stage }).from(complaint);
    return { total: rows.length, open: rows.filter(({ stage }) => !isOver(stage)).length };
  }
});
