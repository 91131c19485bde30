/** The exam form: what a page can send without script, and its way to and from the exam. */
import { z } from 'zod';
import type { Instant } from '#lib/platform/clock.ts';
import { line, prose } from '#lib/platform/input.ts';
import type { Blueprint } from './blueprint.ts';
import { localMoment, momentText } from './exam-input.ts';
import { examKinds, type Audience, type ExamKind } from './exam.ts';
import type { QuestionType } from './question.ts';

/** The columns of the blueprint matrix. */
export const matrixTypes = ['true-false', 'single', 'multiple'] as const satisfies readonly QuestionType[];

const countText = z
  .string()
  .trim()
  .regex(/^(|\d|\d\d|1\d\d|200)$/, 'assessment.count-format');
const pointsText = z
  .string()
  .trim()
  .refine(
    (value) => Number(value) >= 0.5 && Number(value) <= 100 && (Number(value) * 2) % 1 === 0,
    'assessment.points-format'
  );

export const ExamForm = z
  .object({
    title: line(60),
    kind: z.enum(examKinds),
    /** Topics of the rows, 0 for any topic. */
    topicIds: z.array(z.number().int().min(0)).max(100),
    /** Row by row, in the order of `matrixTypes`. */
    counts: z.array(countText).max(300),
    points: z.array(pointsText).length(matrixTypes.length),
    opensAt: localMoment,
    closesAt: localMoment,
    minutes: z.number().int().min(1).max(600),
    passPercent: z.number().int().min(1).max(100),
    attemptsAllowed: z.number().int().min(1).max(10),
    scope: z.enum(['enforcement-posts', 'units', 'cadres']),
    unitIds: z.array(z.number().int().positive()).max(200),
    numbers: prose(60_000),
    notice: prose(2000)
  })
  .refine(({ scope, unitIds }) => scope !== 'units' || unitIds.length > 0, {
    path: ['unitIds'],
    message: 'assessment.units-needed'
  })
  .refine(({ scope, numbers }) => scope !== 'cadres' || staffNumbers(numbers).length > 0, {
    path: ['numbers'],
    message: 'assessment.people-needed'
  });
export type ExamForm = z.infer<typeof ExamForm>;

/** The numbers in a text pasted from anywhere, each once. */
export const staffNumbers = (text: string): string[] => [...new Set(text.split(/[\s,，、;；]+/).filter(Boolean))];

/** The blueprint that a matrix describes; empty cells ask for nothing. */
export function blueprintOf({ topicIds, counts, points }: Pick<ExamForm, 'topicIds' | 'counts' | 'points'>): Blueprint {
  return topicIds.flatMap((topicId, row) =>
    matrixTypes.flatMap((type, column) => {
      const count = Number(counts[row * matrixTypes.length + column] || 0);
      return count > 0 ? [{ type, topicId: topicId || null, count, points: Number(points[column]) }] : [];
    })
  );
}

interface Described {
  title: string;
  kind: ExamKind;
  blueprint: Blueprint;
  opensAt: Instant;
  closesAt: Instant;
  minutes: number;
  passPercent: number;
  attemptsAllowed: number;
  audience: Audience;
  notice: string;
}

/** An exam as the form shows it; `numbers` are the staff numbers of a named audience. */
export function examFormOf(exam: Described, topics: readonly { id: number }[], numbers: readonly string[]): ExamForm {
  const topicIds = [...topics.map(({ id }) => id), 0];
  const counts = topicIds.flatMap((topicId) =>
    matrixTypes.map((type) => {
      const count = exam.blueprint
        .filter((row) => row.type === type && (row.topicId ?? 0) === topicId)
        .reduce((sum, row) => sum + row.count, 0);
      return count ? String(count) : '';
    })
  );
  const points = matrixTypes.map((type) => String(exam.blueprint.find((row) => row.type === type)?.points ?? 1));
  const { audience } = exam;
  return {
    title: exam.title,
    kind: exam.kind,
    topicIds,
    counts,
    points,
    opensAt: momentText(exam.opensAt),
    closesAt: momentText(exam.closesAt),
    minutes: exam.minutes,
    passPercent: exam.passPercent,
    attemptsAllowed: exam.attemptsAllowed,
    scope: audience.scope,
    unitIds: audience.scope === 'units' ? audience.unitIds : [],
    numbers: numbers.join('\n'),
    notice: exam.notice
  };
}

/** What `assessment.save-exam` takes; `cadreIds` belong to the numbers of a named audience. */
export function examInputOf(form: ExamForm, cadreIds: number[]) {
  const { title, kind, opensAt, closesAt, minutes, passPercent, attemptsAllowed, notice, scope, unitIds } = form;
  const audience: Audience =
    scope === 'units' ? { scope, unitIds } : scope === 'cadres' ? { scope, cadreIds } : { scope };
  return {
    title,
    kind,
    opensAt,
    closesAt,
    minutes,
    passPercent,
    attemptsAllowed,
    notice,
    audience,
    blueprint: blueprintOf(form)
  };
}
