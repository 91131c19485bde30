import { z } from 'zod';
import { instantOf, isDay, type Day, type Instant } from '#lib/platform/clock.ts';
import { line, optionalLine, prose, rowId } from '#lib/platform/input.ts';
import { examKinds, paperKinds, releases, tryRules, type Release } from './exam.ts';
import { scoringRules } from './marking.ts';
import { questionTypes } from './question.ts';

/** A moment as people write it, in Qiaotou: `2026-11-27T09:15`. */
export const localMoment = z
  .string()
  .trim()
  .refine(
    (value) => isDay(value.slice(0, 10)) && /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(value),
    'assessment.moment-format'
  );

/** The instant of a moment in Qiaotou. */
export const momentOf = (value: string): Instant => instantOf(value.slice(0, 10) as Day, value.slice(11));

/** The moment of an instant, for a form field. */
export const momentText = (at: Instant): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16);

export const BlueprintRowInput = z.object({
  type: z.enum(questionTypes),
  topicId: rowId.nullable(),
  statuteId: rowId.nullable().default(null),
  difficulty: z.int().min(1).max(3).nullable().default(null),
  section: optionalLine(30),
  count: z.int().min(1).max(200),
  points: z.number().min(0.5).max(100).multipleOf(0.5)
});

export const AudienceInput = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('enforcement-posts') }),
  z.object({ scope: z.literal('units'), unitIds: z.array(rowId).min(1).max(200) }),
  z.object({ scope: z.literal('cadres'), cadreIds: z.array(rowId).min(1).max(5000) })
]);

/** Answers show what was right and wrong: they never come out before the result. */
const isLaterRelease = (answers: Release, results: Release) =>
  answers === 'never' ||
  (answers === 'by-hand' ? results !== 'never' : releases.indexOf(answers) >= releases.indexOf(results));

export const ExamInput = z
  .object({
    /** Absent: a new draft. */
    id: rowId.optional(),
    title: line(60),
    kind: z.enum(examKinds),
    blueprint: z.array(BlueprintRowInput).max(200),
    opensAt: localMoment,
    closesAt: localMoment,
    minutes: z.int().min(1).max(600),
    passPercent: z.int().min(1).max(100),
    attemptsAllowed: z.int().min(1).max(10),
    scoring: z.enum(scoringRules).default('exact'),
    audience: AudienceInput,
    notice: prose(2000),
    paper: z.enum(paperKinds).default('drawn'),
    shuffleQuestions: z.boolean().default(true),
    shuffleOptions: z.boolean().default(true),
    place: optionalLine(60),
    tryRule: z.enum(tryRules).default('best'),
    statement: prose(600),
    resultsRelease: z.enum(releases).default('at-once'),
    answersRelease: z.enum(releases).default('at-once')
  })
  .refine(({ opensAt, closesAt }) => momentOf(opensAt) < momentOf(closesAt), {
    path: ['closesAt'],
    message: 'assessment.closes-before-opening'
  })
  .refine((exam) => isLaterRelease(exam.answersRelease, exam.resultsRelease), {
    path: ['answersRelease'],
    message: 'assessment.answers-before-results'
  })
  .refine(({ blueprint }) => blueprint.reduce((sum, row) => sum + row.count, 0) <= 500, {
    path: ['blueprint'],
    message: 'assessment.paper-too-long'
  });
