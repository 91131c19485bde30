import { z } from 'zod';
import { countExams, countPractice, countQuestions } from '#lib/assessment/counts.server.ts';
import { countCertificates } from '#lib/certification/register.server.ts';
import { countComplaints } from '#lib/complaints/statistics.server.ts';
import { countHours } from '#lib/hours/counts.server.ts';
import { countCourses } from '#lib/learning/counts.server.ts';
import { countSessions } from '#lib/learning/session-figures.server.ts';
import { countMentoring } from '#lib/mentoring/counts.server.ts';
import { countLaw } from '#lib/law/counts.server.ts';
import { countPeople } from '#lib/people/counts.server.ts';
import { onlySystem } from '#lib/platform/actor.ts';
import { query } from '#lib/platform/door.server.ts';

/** Counts of everything, for whoever keeps the installation. Numbers only: no person can be told from them. */
export const figures = query('reporting.figures', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const byState = await ctx.call(countCertificates, {});
    return {
      ...(await countPeople(ctx)),
      certificates: { total: Object.values(byState).reduce((sum, cards) => sum + cards, 0), byState },
      questions: await countQuestions(ctx),
      ...(await countLaw(ctx)),
      ...(await countExams(ctx)),
      practice: await countPractice(ctx),
      complaints: await ctx.call(countComplaints, {}),
      courses: await countCourses(ctx),
      training: await countSessions(ctx),
      mentoring: await countMentoring(ctx),
      hours: await countHours(ctx)
    };
  }
});
