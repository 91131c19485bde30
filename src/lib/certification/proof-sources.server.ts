/** What the records of the other rooms prove of a person: read anew each time, never taken from a form. */
import { passesOf } from '#lib/assessment/exam-candidate.server.ts';
import { bindingTarget, halves, hoursOf } from '#lib/hours/hours.ts';
import { minutesUpTo } from '#lib/hours/ledger.server.ts';
import { hoursRulesOn } from '#lib/hours/rules.server.ts';
import { attendedSessions, completedCourses } from '#lib/learning/completion.server.ts';
import { mentoringCompleted } from '#lib/mentoring/pairing.server.ts';
import type { UnitPerson } from '#lib/people/people-of.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { hoursSource, type Provable } from './proof.ts';

/** Everything that may be certified of somebody today, newest first. */
export async function provableOf(ctx: Context, person: UnitPerson): Promise<Provable[]> {
  const { minutesPerHour } = await hoursRulesOn(ctx, ctx.today);
  const found: Provable[] = [
    ...(await completedCourses(ctx, person.cadreId)).map(({ courseId, title, minutes, completedOn }): Provable => ({
      kind: 'course',
      source: String(courseId),
      facts: { title, on: completedOn, ...(minutes > 0 && { hours: halves(minutes / minutesPerHour) }) }
    })),
    ...(await attendedSessions(ctx, person.cadreId)).map(({ sessionId, title, on, hours, credited }): Provable => ({
      kind: 'session',
      source: String(sessionId),
      facts: { title, on, ...(credited && { hours }) }
    })),
    ...(await passesOf(ctx, person.cadreId)).map(
      ({ attemptId, examTitle, passedOn, percent, passPercent }): Provable => ({
        kind: 'exam',
        source: String(attemptId),
        facts: { title: examTitle, on: passedOn, percent, passPercent }
      })
    ),
    ...(await mentored(ctx, person)),
    ...(await hoursOfYears(ctx, person))
  ];
  return found.sort((a, b) => (a.facts.on < b.facts.on ? 1 : a.facts.on > b.facts.on ? -1 : 0));
}

async function mentored(ctx: Context, { cadreId }: UnitPerson): Promise<Provable[]> {
  const fact = (await mentoringCompleted(ctx, [cadreId])).get(cadreId);
  if (fact?.state !== 'completed' || fact.completedOn === null) return [];
  return [
    { kind: 'mentoring', source: String(fact.pairingId), facts: { title: fact.field ?? '', on: fact.completedOn } }
  ];
}

/** The running year up to today, and the year before as a whole; a year without hours proves nothing. */
async function hoursOfYears(ctx: Context, person: UnitPerson): Promise<Provable[]> {
  const year = Number(ctx.today.slice(0, 4));
  const found: Provable[] = [];
  for (const on of [ctx.today, `${year - 1}-12-31` as Day]) {
    const rules = await hoursRulesOn(ctx, on);
    const sums = (await minutesUpTo(ctx, [person.cadreId], on)).get(person.cadreId) ?? [];
    const earned = {
      enforcement: hoursOf(sums, rules.enforcementTarget, rules),
      everyone: hoursOf(sums, rules.everyoneTarget, rules)
    };
    const binding = bindingTarget(person, earned);
    const { hours } = binding ?? earned.everyone;
    if (hours <= 0) continue;
    found.push({
      kind: 'hours',
      source: hoursSource(Number(on.slice(0, 4)), on),
      facts: { title: '', on, hours, ...(binding && { target: binding.target }) }
    });
  }
  return found;
}
