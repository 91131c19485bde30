/** How progress is written down, and what follows from it: a completed course credits its minutes once. */
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { creditHours } from '#lib/hours/credit.server.ts';
import { dayOf, type Instant } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import type { OpenedCourse, ProgressRow } from './course-access.server.ts';
import { progressOf } from './course-access.server.ts';
import { outlineOf } from './course.ts';
import { courseStateOf, standingIn, type CourseState, type Place } from './progress.ts';
import { enrolment, lessonProgress } from './schema.server.ts';

/** When something was done, by the clock of the device. */
export const deviceInstant = z.int().min(0);

/** Where the learner stands after a report. */
export interface Advance {
  lessonDone: boolean;
  done: number;
  total: number;
  percent: number;
  state: CourseState;
  /** Key of the lesson to go on with. */
  next: string | null;
  /** This very report completed the course. */
  completedNow: boolean;
}

/** What a report changes in a lesson. */
export interface Step {
  lessonKey: string;
  at: Instant;
  place?: Place;
  done: boolean;
}

/**
 * Writes one step of a learner down and completes the course when it was the last one. A later report never takes
 * "done" back; an earlier one that comes late never moves the place.
 */
export async function advance(ctx: Context, opened: OpenedCourse, step: Step): Promise<Advance> {
  const { found, content, learner } = opened;
  await begin(ctx, found.id, learner.id, step.at);
  const present = (await progressOf(ctx, learner.id, [found.id])).get(found.id) ?? [];
  const row = steppedRow(present, found.id, learner.id, step);
  await ctx.db
    .insert(lessonProgress)
    .values(row)
    .onConflictDoUpdate({
      target: [lessonProgress.cadreId, lessonProgress.courseId, lessonProgress.lessonKey],
      set: { touchedAt: row.touchedAt, doneAt: row.doneAt, place: row.place }
    });
  const progress = [...present.filter(({ lessonKey }) => lessonKey !== row.lessonKey), row];
  const standing = standingIn(outlineOf(content).lessons, progress);
  const completedNow = standing.allDone && (await complete(ctx, opened, progress));
  const [begun] = await ctx.db.select().from(enrolment).where(isEnrolment(found.id, learner.id));
  return {
    lessonDone: row.doneAt !== null,
    done: standing.done,
    total: standing.total,
    percent: standing.percent,
    state: courseStateOf(begun),
    next: standing.next,
    completedNow
  };
}

const isEnrolment = (courseId: number, cadreId: number) =>
  and(eq(enrolment.courseId, courseId), eq(enrolment.cadreId, cadreId));

async function begin(ctx: Context, courseId: number, cadreId: number, at: Instant) {
  const [begun] = await ctx.db.select().from(enrolment).where(isEnrolment(courseId, cadreId));
  if (!begun) await ctx.db.insert(enrolment).values({ courseId, cadreId, startedAt: at, touchedAt: at });
  else if (begun.touchedAt < at)
    await ctx.db.update(enrolment).set({ touchedAt: at }).where(isEnrolment(courseId, cadreId));
}

function steppedRow(present: readonly ProgressRow[], courseId: number, cadreId: number, step: Step): ProgressRow {
  const { lessonKey, at, place, done } = step;
  const row = present.find((other) => other.lessonKey === lessonKey) ?? {
    courseId,
    cadreId,
    lessonKey,
    openedAt: at,
    touchedAt: at,
    doneAt: null,
    place: {}
  };
  return {
    ...row,
    touchedAt: Math.max(row.touchedAt, at),
    doneAt: row.doneAt ?? (done ? at : null),
    place: at >= row.touchedAt ? (place ?? row.place) : { ...row.place, ...watchedOf(place) }
  };
}

/** Stretches of a video count whenever they come in; where it stands is the newest report's. */
const watchedOf = (place: Place | undefined): Place => (place?.watched ? { watched: place.watched } : {});

/**
 * Completes a course whose lessons are all done, once, and credits its minutes: evidence, never time on a page.
 * @returns whether it was now.
 */
export async function complete(
  ctx: Context,
  { found, version, learner }: Pick<OpenedCourse, 'found' | 'version'> & { learner: { id: number } },
  progress: readonly Pick<ProgressRow, 'doneAt'>[]
): Promise<boolean> {
  const [begun] = await ctx.db.select().from(enrolment).where(isEnrolment(found.id, learner.id));
  if (!begun || begun.completedAt !== null) return false;
  const completedAt = Math.max(...progress.map(({ doneAt }) => doneAt ?? 0));
  await ctx.db
    .update(enrolment)
    .set({ completedAt, completedVersion: version })
    .where(isEnrolment(found.id, learner.id));
  if (found.minutes > 0)
    await ctx.callAsSystem(creditHours, {
      cadreId: learner.id,
      minutes: found.minutes,
      category: 'online',
      endedOn: dayOf(completedAt),
      title: found.title,
      sourceKind: 'course',
      sourceId: found.id
    });
  return true;
}
