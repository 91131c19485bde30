/** Who may sit an exam and why, and who may not and why not. */
import { and, asc, count, eq, inArray, not, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { optionalLine, paging, rowId } from '#lib/platform/input.ts';
import {
  onRoster,
  peopleOf,
  personMatches,
  withinReach,
  type People,
  type UnitPerson
} from '#lib/people/people-of.server.ts';
import { eligibilityOf, type Eligibility } from './eligibility.ts';
import type { Audience } from './exam.ts';
import { extraMinutesOf } from './extra-time.server.ts';
import { requireExam } from './found-exam.server.ts';
import { attempt } from './schema.server.ts';

export interface CandidateRow {
  cadreId: number;
  name: string;
  staffNumber: string;
  unitName: string;
  why: Eligibility;
  tries: number;
  triesLeft: number;
  /** Beyond the exam's own minutes. */
  extraMinutes: number;
}

/** The people on the roster with the reason for each; those who are meant, or all the others. */
export const examCandidates = query('assessment.exam-candidates', {
  input: paging.extend({ examId: rowId, search: optionalLine(40), show: z.enum(['meant', 'others']).default('meant') }),
  allow: holds('exam.manage'),
  async run(ctx, { examId, search, show, page, pageSize }) {
    const found = await requireExam(ctx, examId);
    const person = peopleOf(ctx.db);
    const meant = and(onRoster(person, ctx.today), isMeant(person, found.audience))!;
    const which = and(
      withinReach(ctx, person, 'exam.manage'),
      personMatches(person, search),
      show === 'meant' ? meant : not(meant)
    );
    const [all] = await ctx.db.select({ count: count() }).from(person).where(which);
    const people = (await ctx.db
      .select()
      .from(person)
      .where(which)
      .orderBy(asc(person.nameKey), asc(person.cadreId))
      .limit(pageSize)
      .offset((page - 1) * pageSize)) as UnitPerson[];
    const tries = await triesOf(
      ctx,
      examId,
      people.map(({ cadreId }) => cadreId)
    );
    const { id, title, status, attemptsAllowed, audience } = found;
    const rows: CandidateRow[] = [];
    for (const { cadreId, name, staffNumber, unitName, unitId, enforcementPost, joinedOn, leftOn } of people) {
      const isPresent = joinedOn <= ctx.today && (leftOn === null || leftOn > ctx.today);
      const taken = tries.get(cadreId) ?? 0;
      rows.push({
        cadreId,
        name,
        staffNumber,
        unitName,
        why: eligibilityOf(audience, { id: cadreId, unitId, enforcementPost }, isPresent),
        tries: taken,
        triesLeft: show === 'meant' ? Math.max(0, attemptsAllowed - taken) : 0,
        extraMinutes: await extraMinutesOf(ctx, found, cadreId)
      });
    }
    return { exam: { id, title, status }, total: all!.count, rows };
  }
});

function isMeant(person: People, audience: Audience): SQL {
  switch (audience.scope) {
    case 'enforcement-posts':
      return eq(person.enforcementPost, true);
    case 'units':
      return inArray(person.unitId, audience.unitIds);
    case 'cadres':
      return inArray(person.cadreId, audience.cadreIds);
  }
}

async function triesOf(ctx: Context, examId: number, cadreIds: number[]): Promise<Map<number, number>> {
  if (!cadreIds.length) return new Map();
  const rows = await ctx.db
    .select({ cadreId: attempt.cadreId, count: count() })
    .from(attempt)
    .where(and(eq(attempt.examId, examId), inArray(attempt.cadreId, cadreIds)))
    .groupBy(attempt.cadreId);
  return new Map(rows.map((row) => [row.cadreId, row.count]));
}
