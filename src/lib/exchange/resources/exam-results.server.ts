import { z } from 'zod';
import { countingKinds } from '#lib/assessment/exam.ts';
import { releasedResults } from '#lib/assessment/released-results.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { field, instantText, listResource } from '../resource.server.ts';

/** 考试成绩: papers that were marked to the end and whose results the candidates know. Never answers. */
export const examResults = listResource({
  name: 'exam-results',
  scope: 'exams',
  title: m.exchange_results_title,
  says: m.exchange_results_says,
  filters: ['year', 'updated-since'],
  record: z.object({
    id: field(z.int(), m.exchange_field_id, 205),
    examId: field(z.int(), m.exchange_field_exam_id, 7),
    title: field(z.string(), m.exchange_field_title, '2026年度执法资格考试'),
    kind: field(z.enum(countingKinds), m.exchange_field_exam_kind, 'annual'),
    staffNumber: field(z.string(), m.exchange_field_staff_number, '017'),
    tryNumber: field(z.int(), m.exchange_field_try, 1),
    submittedAt: field(z.iso.datetime(), m.exchange_field_submitted_at, '2026-05-20T02:41:00.000Z'),
    points: field(z.number(), m.exchange_field_points, 86),
    pointsPossible: field(z.number(), m.exchange_field_points_possible, 100),
    passed: field(z.boolean(), m.exchange_field_passed, true)
  }),
  async page(ctx, asked) {
    const found = await releasedResults(ctx, asked);
    return found.map(({ attemptId, number, submittedAt, kind, ...result }) => ({
      key: attemptId,
      record: {
        ...result,
        id: attemptId,
        // Practice and mock exams are not among them.
        kind: kind as (typeof countingKinds)[number],
        tryNumber: number,
        submittedAt: instantText(submittedAt)
      }
    }));
  }
});
