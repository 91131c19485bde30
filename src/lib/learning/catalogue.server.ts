/** What there is to learn, as one learner sees it. */
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { dayOf, type Day, type Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { holdsEveryWord } from '#lib/platform/finding.server.ts';
import { optionalLine, paging, type Page } from '#lib/platform/input.ts';
import {
  isOpenTo,
  ownLearner,
  progressOf,
  publishedVersion,
  type CourseRow,
  type EnrolmentRow,
  type ProgressRow
} from './course-access.server.ts';
import { isForLearner, type Outline } from './course.ts';
import { courseStateOf, courseStates, isOverdue, standingIn, type CourseState } from './progress.ts';
import { course, courseVersion, enrolment } from './schema.server.ts';

/** A course with where the learner stands in it. */
export interface LearnerCourse {
  code: string;
  title: string;
  summary: string;
  topic: string;
  author: string;
  cites: string;
  lawAsOf: Day | null;
  mandatory: boolean;
  dueOn: Day | null;
  /** Credited once on completion. */
  minutes: number;
  lessons: number;
  done: number;
  percent: number;
  state: CourseState;
  overdue: boolean;
  completedOn: Day | null;
  /** Taken out of the catalogue; whoever has begun may go on. */
  archived: boolean;
  touchedAt: Instant | null;
  /** Where to go on. */
  next: { key: string; title: string } | null;
}

export const CatalogueFilter = z.object({
  q: optionalLine(),
  topic: optionalLine(),
  mandatory: z.enum(['', 'yes', 'no']).catch('').default(''),
  state: z
    .enum(['', ...courseStates])
    .catch('')
    .default('')
});

/** The courses meant for the acting person: mandatory ones first, by their last day. */
export const listCatalogue = query('learning.list-catalogue', {
  input: CatalogueFilter.extend(paging.shape),
  allow: holds('learn.use'),
  async run(ctx, { page, pageSize, q, topic, mandatory, state }): Promise<Page<LearnerCourse> & { topics: string[] }> {
    const learner = await ownLearner(ctx);
    if (!learner) return { rows: [], total: 0, topics: [] };
    const matching = await coursesOf(
      ctx,
      learner.id,
      and(eq(course.status, 'published'), holdsEveryWord(q, course.searchKey, course.titleKey))
    );
    const mine = matching.filter(({ found }) => isForLearner(found.audience, learner));
    const described = await describeAll(
      ctx,
      learner.id,
      mine.filter(
        ({ found }) => (!topic || found.topic === topic) && (!mandatory || found.mandatory === (mandatory === 'yes'))
      )
    );
    const rows = described.filter((row) => !state || row.state === state).sort(byUrgency);
    return {
      rows: rows.slice((page - 1) * pageSize, page * pageSize),
      total: rows.length,
      topics: [...new Set(mine.map(({ found }) => found.topic))].sort()
    };
  }
});

export interface MyCourses {
  /** Where the learner stopped last; null when nothing is begun. */
  current: LearnerCourse | null;
  /** Mandatory and not completed, by their last day; then begun voluntarily, newest first. */
  toDo: LearnerCourse[];
  /** Newest first. */
  completed: LearnerCourse[];
}

/** The acting person's own courses: what they must do, what they have begun, what they have completed. */
export const myCourses = query('learning.my-courses', {
  input: z.object({}),
  allow: holds('learn.use'),
  async run(ctx): Promise<MyCourses> {
    const learner = await ownLearner(ctx);
    if (!learner) return { current: null, toDo: [], completed: [] };
    const mine = (await coursesOf(ctx, learner.id)).filter(
      ({ found, begun }) => isOpenTo(found, learner, begun ?? undefined) && (found.mandatory || begun !== null)
    );
    const rows = await describeAll(ctx, learner.id, mine);
    const toDo = rows.filter(({ state, mandatory, archived }) =>
      state === 'started' ? true : state === 'new' && mandatory && !archived
    );
    const begun = toDo.filter(({ touchedAt }) => touchedAt !== null).sort(byRecency);
    return {
      current: begun[0] ?? null,
      toDo: toDo.sort(byUrgency),
      completed: rows
        .filter(({ state }) => state === 'completed')
        .sort((a, b) => (a.completedOn! < b.completedOn! ? 1 : -1))
    };
  }
});

const byRecency = (a: LearnerCourse, b: LearnerCourse) => (b.touchedAt ?? 0) - (a.touchedAt ?? 0);

/** What is mandatory and open by its last day, then what was touched last, then by title. */
function byUrgency(a: LearnerCourse, b: LearnerCourse): number {
  const rank = ({ mandatory, state, dueOn }: LearnerCourse) =>
    state === 'completed' ? '3' : mandatory ? `0${dueOn ?? '9'}` : state === 'started' ? '1' : '2';
  const [first, second] = [rank(a), rank(b)];
  if (first !== second) return first < second ? -1 : 1;
  return byRecency(a, b) || (a.code < b.code ? -1 : 1);
}

interface FoundCourse {
  found: CourseRow;
  outline: Outline;
  begun: EnrolmentRow | null;
}

async function coursesOf(ctx: Context, cadreId: number, where?: ReturnType<typeof and>): Promise<FoundCourse[]> {
  return ctx.db
    .select({ found: course, outline: courseVersion.outline, begun: enrolment })
    .from(course)
    .innerJoin(courseVersion, publishedVersion)
    .leftJoin(enrolment, and(eq(enrolment.courseId, course.id), eq(enrolment.cadreId, cadreId)))
    .where(where);
}

async function describeAll(ctx: Context, cadreId: number, rows: readonly FoundCourse[]): Promise<LearnerCourse[]> {
  const begun = rows.filter((row) => row.begun !== null).map(({ found }) => found.id);
  const progress = await progressOf(ctx, cadreId, begun);
  return rows.map((row) => describe(row, progress.get(row.found.id) ?? [], ctx.today));
}

/** A course as its learner sees it. */
export function describe({ found, outline, begun }: FoundCourse, progress: ProgressRow[], today: Day): LearnerCourse {
  const { code, title, summary, topic, author, cites, lawAsOf, mandatory, dueOn, minutes, status } = found;
  const standing = standingIn(outline.lessons, progress);
  const state = courseStateOf(begun ?? undefined);
  const next = outline.lessons.find(({ key }) => key === standing.next);
  return {
    code,
    title,
    summary,
    topic,
    author,
    cites,
    lawAsOf,
    mandatory,
    dueOn,
    minutes,
    state,
    lessons: standing.total,
    done: standing.done,
    percent: standing.percent,
    overdue: isOverdue(found, state, today),
    completedOn: begun?.completedAt ? dayOf(begun.completedAt) : null,
    archived: status === 'archived',
    touchedAt: begun?.touchedAt ?? null,
    next: next ? { key: next.key, title: next.title } : null
  };
}
