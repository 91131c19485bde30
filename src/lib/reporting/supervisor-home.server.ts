import { dutyRoster } from '#lib/certification/duty-roster.server.ts';
import { countsAsOfficer } from '#lib/certification/readiness.ts';
import { showWall } from '#lib/certification/wall.server.ts';
import { complaintDeadlines } from '#lib/complaints/statistics.server.ts';
import { meanOf } from '#lib/hours/hours.ts';
import { sessionsBetween } from '#lib/learning/figures.server.ts';
import { pairsAtRisk } from '#lib/mentoring/figures.server.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { yearPeriod } from './annual/figure.ts';
import { behindPace, decisionsFor, ownHours, topDecisions } from './home.ts';
import { trainingYear } from './trainings.ts';

/** Lines of a list on the home page; the rest is one tap away. */
const FEW = 5;
const DECISIONS = 6;

/** The unit or the town at a glance: what waits for a decision, who may enforce, whose card expires, the pace of hours. */
export async function supervisorHome(ctx: Context, waiting: number) {
  const on = ctx.today;
  const wall = await ctx.call(showWall, {});
  const everybody = [...wall.people, ...wall.exempt];
  const decisions = decisionsFor(wall.people, everybody, on, waiting);
  const top = topDecisions(decisions, DECISIONS);
  const teams = ctx.actor.may('duty.view') ? await ctx.call(dutyRoster, { from: on }) : [];
  const behind = behindPace(everybody, on);
  const pairs = await pairsAtRisk(ctx);
  const expiring = wall.people
    .filter(({ readiness: { standing } }) => standing.state === 'expiring')
    .sort((a, b) => a.readiness.standing.daysLeft! - b.readiness.standing.daysLeft!);
  const bound = everybody.filter((person) => ownHours(person));
  const enforcement = bound.filter((person) => ownHours(person) === person.hours.enforcement);
  return {
    /** In a large town: the unit that the figures are about. */
    unit: wall.unitId === null ? undefined : wall.units.find(({ unitId }) => unitId === wall.unitId)?.name,
    decisions: top,
    moreDecisions: decisions.length - top.length,
    teams: { count: teams.length, stopped: teams.filter(({ verdict }) => !verdict.lawful).length },
    waiting: decisions.length,
    able: wall.people.filter(({ readiness: { state } }) => countsAsOfficer(state)).length,
    people: wall.people.map(({ name, staffNumber, readiness: { state } }) => ({
      char: name.charAt(0),
      name,
      staffNumber,
      state
    })),
    counts: wall.counts,
    expiringDays: wall.expiringDays,
    expiries: {
      total: expiring.length,
      people: expiring.slice(0, FEW).map(({ staffNumber, name, readiness: { standing } }) => ({
        staffNumber,
        name,
        daysLeft: standing.daysLeft!,
        href: `/register/${staffNumber}`
      }))
    },
    behind: {
      total: behind.length,
      people: behind.slice(0, FEW).map(({ staffNumber, name, unitName, earned }) => ({
        staffNumber,
        name,
        unitName,
        short: earned.short
      }))
    },
    complaints: ctx.actor.may('complaints.statistics') ? await ctx.call(complaintDeadlines, {}) : undefined,
    training: trainingYear(await sessionsBetween(ctx, yearPeriod(Number(on.slice(0, 4)))), ctx.now),
    pairs: { total: pairs.total, pairs: pairs.pairs.slice(0, FEW), more: Math.max(0, pairs.pairs.length - FEW) },
    pace: {
      enforcement: paceOf(enforcement.map(({ hours }) => hours.enforcement)),
      everyone: paceOf(bound.map(({ hours }) => hours.everyone))
    }
  };
}

function paceOf(earned: { hours: number; target: number; short: number }[]) {
  return {
    people: earned.length,
    target: earned[0]?.target ?? 0,
    mean: meanOf(earned.map(({ hours }) => hours)),
    full: earned.filter(({ short }) => short === 0).length
  };
}
