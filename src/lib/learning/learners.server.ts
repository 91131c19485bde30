/** Who is to learn a course, and how far they are. */
import { and, asc, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { onRoster, peopleOf, personMatches, withinReach, type People } from '#lib/people/people-of.server.ts';
import { cadresWithRoles } from '#lib/people/role-holders.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { dayOf, type Day, type Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { optionalLine, paging, rowId, type Page } from '#lib/platform/input.ts';
import type { CourseRow, ProgressRow } from './course-access.server.ts';
import { courseCode, type CourseAudience, type Outline } from './course.ts';
import { newestOf, requireCourse } from './course-writing.server.ts';
import { courseStateOf, courseStates, isOverdue, standingIn, type CourseState } from './progress.ts';
import { courseVersion, enrolment, lessonProgress } from './schema.server.ts';

export const learnerSorts = ['name', '-name', 'percent', '-percent', 'touched', '-touched'] as const;

export const LearnerFilter = z.object({
  q: optionalLine(),
  unit: rowId.optional(),
  state: z
    .enum(['', ...courseStates, 'overdue'])
    .catch('')
    .default(''),
  sort: z.enum(learnerSorts).catch('name').default('name')
});

export interface LearnerRow {
  cadreId: number;
  staffNumber: string;
  name: string;
  unitName: string;
  state: CourseState;
  overdue: boolean;
  done: number;
  total: number;
  percent: number;
  startedOn: Day | null;
  touchedAt: Instant | null;
  completedOn: Day | null;
  /** Learns without being in the audience any more. */
  outside: boolean;
}

export interface Learners extends Page<LearnerRow> {
  /** Under the other filters. */
  byState: Record<CourseState | 'overdue', number>;
}

/**
 * Everybody in the audience, and whoever has begun, with their progress. Units beyond the reach of the acting trainer
 * are left out.
 */
export const listLearners = query('learning.list-learners', {
  input: LearnerFilter.extend({ code: courseCode, ...paging.shape }),
  allow: holds('course.manage'),
  async run(ctx, { code, page, pageSize, state, ...filter }): Promise<Learners> {
    const all = await learnersOf(ctx, await requireCourse(ctx, code), filter);
    const isIn = (row: LearnerRow, wanted: typeof state) =>
      wanted === '' || (wanted === 'overdue' ? row.overdue : row.state === wanted);
    const rows = all.filter((row) => isIn(row, state));
    const countOf = (wanted: typeof state) => all.filter((row) => isIn(row, wanted)).length;
    return {
      rows: rows.slice((page - 1) * pageSize, page * pageSize),
      total: rows.length,
      byState: {
        new: countOf('new'),
        started: countOf('started'),
        completed: countOf('completed'),
        overdue: countOf('overdue')
      }
    };
  }
});

/** The same list whole, for a file. */
export const exportLearners = query('learning.export-learners', {
  input: LearnerFilter.extend({ code: courseCode }),
  allow: holds('course.manage'),
  async run(ctx, { code, state, ...filter }): Promise<LearnerRow[]> {
    const rows = await learnersOf(ctx, await requireCourse(ctx, code), filter);
    return rows.filter((row) => !state || (state === 'overdue' ? row.overdue : row.state === state));
  }
});

async function learnersOf(
  ctx: Context,
  found: CourseRow,
  { q, unit, sort }: Omit<z.output<typeof LearnerFilter>, 'state'>
): Promise<LearnerRow[]> {
  const person = peopleOf(ctx.db);
  const meant = await inAudience(ctx, person, found.audience);
  const rows = await ctx.db
    .select({
      cadreId: person.cadreId,
      staffNumber: person.staffNumber,
      name: person.name,
      nameKey: person.nameKey,
      unitName: person.unitName,
      meant: sql<number>`case when ${meant} then 1 else 0 end`,
      begun: enrolment
    })
    .from(person)
    .leftJoin(enrolment, and(eq(enrolment.cadreId, person.cadreId), eq(enrolment.courseId, found.id)))
    .where(
      and(
        onRoster(person, ctx.today),
        withinReach(ctx, person, 'course.manage'),
        or(meant, isNotNull(enrolment.startedAt)),
        personMatches(person, q),
        unit ? eq(person.unitId, unit) : undefined
      )
    )
    .orderBy(asc(person.nameKey), asc(person.cadreId));
  const outline = await shownOutline(ctx, found);
  const progress = await progressByCadre(ctx, found.id);
  const learners = rows.map(({ nameKey: _, meant: isMeant, begun, ...row }): LearnerRow => {
    const { done, total, percent } = standingIn(outline.lessons, progress.get(row.cadreId) ?? []);
    const state = courseStateOf(begun ?? undefined);
    return {
      ...row,
      state,
      done,
      total,
      percent,
      overdue: found.status === 'published' && isOverdue(found, state, ctx.today),
      startedOn: begun ? dayOf(begun.startedAt) : null,
      touchedAt: begun?.touchedAt ?? null,
      completedOn: begun?.completedAt ? dayOf(begun.completedAt) : null,
      outside: Number(isMeant) === 0
    };
  });
  return sorted(learners, sort);
}

function sorted(rows: LearnerRow[], sort: (typeof learnerSorts)[number]): LearnerRow[] {
  const key = { percent: 'percent', touched: 'touchedAt', name: null }[sort.replace('-', '') as 'percent'] as
    'percent' | 'touchedAt' | null;
  const ordered = key ? rows.toSorted((a, b) => (a[key] ?? 0) - (b[key] ?? 0)) : rows;
  return sort.startsWith('-') ? ordered.toReversed() : ordered;
}

/** The condition that somebody belongs to an audience. */
export async function inAudience(ctx: Context, person: People, audience: CourseAudience): Promise<SQL> {
  switch (audience.scope) {
    case 'everybody':
      return sql`1 = 1`;
    case 'enforcement-posts':
      return eq(person.enforcementPost, true);
    case 'units':
      return inArray(person.unitId, audience.unitIds);
    case 'cadres':
      return inArray(person.cadreId, audience.cadreIds);
    case 'roles': {
      const holders = await cadresWithRoles(ctx, audience.roles);
      return holders.length ? inArray(person.cadreId, holders) : sql`1 = 0`;
    }
  }
}

async function shownOutline(ctx: Context, found: CourseRow): Promise<Outline> {
  if (found.version === null) return (await newestOf(ctx, found.id))?.outline ?? { sections: [], lessons: [] };
  const [shown] = await ctx.db
    .select({ outline: courseVersion.outline })
    .from(courseVersion)
    .where(and(eq(courseVersion.courseId, found.id), eq(courseVersion.number, found.version)));
  return shown!.outline;
}

async function progressByCadre(ctx: Context, courseId: number): Promise<Map<number, ProgressRow[]>> {
  const byCadre = new Map<number, ProgressRow[]>();
  for (const row of await ctx.db.select().from(lessonProgress).where(eq(lessonProgress.courseId, courseId))) {
    byCadre.set(row.cadreId, [...(byCadre.get(row.cadreId) ?? []), row]);
  }
  return byCadre;
}
