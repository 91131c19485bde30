/** Submissions as their people and those who decide on them see them. */
import { and, asc, desc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import { peopleOf, personMatches, withinReach, type People } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { paging, rowId } from '#lib/platform/input.ts';
import type { HoursCategory } from './category.ts';
import { notReversed } from './ledger.server.ts';
import { hoursRulesOn } from './rules.server.ts';
import { hoursDecision, hoursEntry, hoursSubmission } from './schema.server.ts';
import { ofOthers } from './submission.server.ts';
import { submissionStates, type SubmissionState } from './submission.ts';

export interface SubmissionRow {
  id: number;
  category: HoursCategory;
  title: string;
  organiser: string;
  endedOn: Day;
  minutes: number;
  fileName: string;
  fileSize: number;
  submittedAt: Instant;
  state: SubmissionState;
  /** Of a decision. */
  credited: number | null;
  reason: string | null;
  decidedBy: string | null;
  decidedAt: Instant | null;
}

const columns = {
  id: hoursSubmission.id,
  category: hoursSubmission.category,
  title: hoursSubmission.title,
  organiser: hoursSubmission.organiser,
  endedOn: hoursSubmission.endedOn,
  minutes: hoursSubmission.minutes,
  fileName: hoursSubmission.fileName,
  fileSize: hoursSubmission.fileSize,
  submittedAt: hoursSubmission.submittedAt,
  verdict: hoursDecision.verdict,
  credited: hoursDecision.minutes,
  reason: hoursDecision.reason,
  decider: hoursDecision.decidedBy,
  decidedAt: hoursDecision.decidedAt
};

/** One's own submissions, newest first. */
export const listOwnSubmissions = query('hours.list-own-submissions', {
  input: z.object({}),
  allow: holds('own.view'),
  async run(ctx): Promise<SubmissionRow[]> {
    if (ctx.actor.cadreId === null) return [];
    const rows = await ctx.db
      .select(columns)
      .from(hoursSubmission)
      .leftJoin(hoursDecision, eq(hoursDecision.submissionId, hoursSubmission.id))
      .where(eq(hoursSubmission.cadreId, ctx.actor.cadreId))
      .orderBy(desc(hoursSubmission.id))
      .limit(100);
    return withDeciders(ctx, rows);
  }
});

export interface SubmissionOfPerson extends SubmissionRow {
  cadreId: number;
  staffNumber: string;
  name: string;
  unitName: string;
  /** Titles of what the ledger holds of that person on that day: the same learning may be there already. */
  sameDay: string[];
}

/** What others within reach of `hours.approve` submitted; what waits longest comes first, what is decided last comes last. */
export const listSubmissions = query('hours.list-submissions', {
  input: paging.extend({ state: z.enum(submissionStates).default('pending'), q: z.string().max(50).default('') }),
  allow: holds('hours.approve'),
  async run(ctx, { state, q, page, pageSize }) {
    const person = peopleOf(ctx.db);
    const where = and(
      ofOthers(ctx, person),
      personMatches(person, q),
      state === 'pending' ? isNull(hoursDecision.verdict) : eq(hoursDecision.verdict, state)
    );
    const rows = await ctx.db
      .select({
        ...columns,
        cadreId: person.cadreId,
        staffNumber: person.staffNumber,
        name: person.name,
        unitName: person.unitName
      })
      .from(hoursSubmission)
      .innerJoin(person, eq(person.cadreId, hoursSubmission.cadreId))
      .leftJoin(hoursDecision, eq(hoursDecision.submissionId, hoursSubmission.id))
      .where(where)
      .orderBy(state === 'pending' ? asc(hoursSubmission.id) : desc(hoursSubmission.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const { minutesPerHour } = await hoursRulesOn(ctx, ctx.today);
    const sameDay = await sameDayTitles(ctx, rows);
    const told: SubmissionOfPerson[] = (await withDeciders(ctx, rows)).map((row) => ({
      ...row,
      sameDay: sameDay.get(`${row.cadreId} ${row.endedOn}`) ?? []
    }));
    return { rows: told, total: await countWhere(ctx, person, where), minutesPerHour };
  }
});

/** How many submissions wait for the acting person's decision. */
export const countWaiting = query('hours.count-waiting', {
  input: z.object({}),
  allow: holds('hours.approve'),
  async run(ctx): Promise<number> {
    const person = peopleOf(ctx.db);
    return countWhere(ctx, person, and(ofOthers(ctx, person), isNull(hoursDecision.verdict)));
  }
});

async function countWhere(ctx: Context, person: People, where: SQL | undefined): Promise<number> {
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(hoursSubmission)
    .innerJoin(person, eq(person.cadreId, hoursSubmission.cadreId))
    .leftJoin(hoursDecision, eq(hoursDecision.submissionId, hoursSubmission.id))
    .where(where);
  return row!.count;
}

async function sameDayTitles(ctx: Context, rows: readonly { cadreId: number; endedOn: Day }[]) {
  const titles = new Map<string, string[]>();
  if (!rows.length) return titles;
  const entries = await ctx.db
    .select({ cadreId: hoursEntry.cadreId, endedOn: hoursEntry.endedOn, title: hoursEntry.title })
    .from(hoursEntry)
    .where(
      and(
        inArray(
          hoursEntry.cadreId,
          rows.map(({ cadreId }) => cadreId)
        ),
        inArray(
          hoursEntry.endedOn,
          rows.map(({ endedOn }) => endedOn)
        ),
        isNull(hoursEntry.reversesId),
        notReversed(ctx)
      )
    );
  for (const { cadreId, endedOn, title } of entries) {
    const key = `${cadreId} ${endedOn}`;
    titles.set(key, [...(titles.get(key) ?? []), title]);
  }
  return titles;
}

async function withDeciders<Row extends { verdict: SubmissionRow['state'] | null; decider: number | null }>(
  ctx: Context,
  rows: Row[]
) {
  const names = await accountNames(
    ctx,
    rows.map(({ decider }) => decider)
  );
  return rows.map(({ verdict, decider, ...row }) => ({
    ...row,
    state: verdict ?? ('pending' as const),
    decidedBy: names.get(decider ?? 0) ?? null
  }));
}

/**
 * Where the evidence of a submission lies: for its person, and for those who decide on it or see that person's hours.
 * @throws DomainError `hours.submission-not-found`.
 */
export const findEvidence = query('hours.find-evidence', {
  input: z.object({ submissionId: rowId }),
  allow: holds('own.view'),
  async run(ctx, { submissionId }) {
    const person = peopleOf(ctx.db);
    const own = ctx.actor.cadreId === null ? undefined : eq(person.cadreId, ctx.actor.cadreId);
    const within = (['hours.approve', 'hours.enter'] as const)
      .filter((permission) => ctx.actor.may(permission))
      .map((permission) => withinReach(ctx, person, permission) ?? sql`1 = 1`);
    const [found] = await ctx.db
      .select({ hash: hoursSubmission.fileHash, name: hoursSubmission.fileName, type: hoursSubmission.fileType })
      .from(hoursSubmission)
      .innerJoin(person, eq(person.cadreId, hoursSubmission.cadreId))
      .where(and(eq(hoursSubmission.id, submissionId), or(own, ...within) ?? sql`1 = 0`));
    if (!found) throw missing('hours.submission-not-found');
    return found;
  }
});
