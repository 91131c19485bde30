import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command } from '#lib/platform/door.server.ts';
import { advance, deviceInstant, type Advance } from './advance.server.ts';
import { requireOpenLesson } from './course-access.server.ts';
import { courseCode, lessonKey } from './course.ts';
import { usableCheck } from './check.server.ts';
import { Evidence } from './evidence.ts';
import { happenedAt, movedPlace, provesDone } from './progress.ts';
import { lessonEvidence, lessonProgress } from './schema.server.ts';

export const RecordProgress = z.object({
  /** Made on the device: sending the same report again changes nothing. */
  id: z.uuid(),
  course: courseCode,
  lesson: lessonKey,
  at: deviceInstant,
  evidence: Evidence
});

/**
 * Takes one report from a learner's device, also one that comes hours late after a time without a network.
 * The first report of a lesson should be `opened`: what a video claims is measured against the time since then.
 */
export const recordProgress = command('learning.record-progress', {
  input: RecordProgress,
  allow: holds('learn.use'),
  async run(ctx, { id, course, lesson: key, at: claimed, evidence }): Promise<Advance> {
    const opened = await requireOpenLesson(ctx, course, key);
    const { found, version, learner, lesson } = opened;
    const at = happenedAt(claimed, found.publishedAt ?? 0, ctx.now);
    const [present] = await ctx.db
      .select()
      .from(lessonProgress)
      .where(
        and(
          eq(lessonProgress.cadreId, learner.id),
          eq(lessonProgress.courseId, found.id),
          eq(lessonProgress.lessonKey, key)
        )
      );
    const [kept] = await ctx.db
      .insert(lessonEvidence)
      .values({
        cadreId: learner.id,
        reportId: id,
        courseId: found.id,
        version,
        lessonKey: key,
        evidence,
        happenedAt: at,
        receivedAt: ctx.now
      })
      .onConflictDoNothing()
      .returning({ reportId: lessonEvidence.reportId });
    if (!kept) return advance(ctx, opened, { lessonKey: key, at: present?.touchedAt ?? at, done: false });
    const place = movedPlace(present?.place ?? {}, evidence);
    const proved = provesDone(lesson, evidence, place, { openedAt: present?.openedAt ?? at, at });
    // A check whose questions have all left the bank has nothing more to ask.
    const emptied = lesson.kind === 'check' && !(await usableCheck(ctx, lesson)).length;
    return advance(ctx, opened, { lessonKey: key, at, place, done: proved || emptied });
  },
  trace: 'own-record'
});
