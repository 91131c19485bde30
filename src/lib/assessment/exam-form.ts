/** The exam form: what a page can send without script, and its way to and from the exam. */
import { z } from 'zod';
import type { Instant } from '#lib/platform/clock.ts';
import { line, optionalLine, prose } from '#lib/platform/input.ts';
import type { Blueprint } from './blueprint.ts';
import { localMoment, momentText } from './exam-input.ts';
import {
  examKinds,
  paperKinds,
  releases,
  tryRules,
  type Audience,
  type ExamKind,
  type PaperKind,
  type Release,
  type TryRule
} from './exam.ts';
import { scoringRules, type Scoring } from './marking.ts';
import { questionTypes } from './question.ts';

/** Empty rows at the end, for whoever fills the form in without script. */
const SPARE_ROWS = 3;

const countText = z
  .string()
  .trim()
  .regex(/^(|\d|\d\d|1\d\d|200)$/, 'assessment.count-format');
const pointsText = z
  .string()
  .trim()
  .refine(
    (value) => value === '' || (Number(value) >= 0.5 && Number(value) <= 100 && (Number(value) * 2) % 1 === 0),
    'assessment.points-format'
  );
const choice = z.number().int().min(0);

export const ExamForm = z
  .object({
    title: line(60),
    kind: z.enum(examKinds),
    paper: z.enum(paperKinds),
    /** Row by row; 0 for any topic, law or difficulty. A row without a count asks for nothing. */
    sections: z.array(optionalLine(30)).max(100),
    types: z.array(z.enum(questionTypes)).max(100),
    topicIds: z.array(choice).max(100),
    statuteIds: z.array(choice).max(100),
    levels: z.array(choice.max(3)).max(100),
    counts: z.array(countText).max(100),
    points: z.array(pointsText).max(100),
    shuffleQuestions: z.boolean(),
    shuffleOptions: z.boolean(),
    scoring: z.enum(scoringRules),
    opensAt: localMoment,
    closesAt: localMoment,
    place: optionalLine(60),
    minutes: z.number().int().min(1).max(600),
    passPercent: z.number().int().min(1).max(100),
    attemptsAllowed: z.number().int().min(1).max(10),
    tryRule: z.enum(tryRules),
    resultsRelease: z.enum(releases),
    answersRelease: z.enum(releases),
    scope: z.enum(['enforcement-posts', 'units', 'cadres']),
    unitIds: z.array(z.number().int().positive()).max(200),
    numbers: prose(60_000),
    notice: prose(2000),
    statement: prose(600)
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
export type ExamRowsOfForm = Pick<
  ExamForm,
  'sections' | 'types' | 'topicIds' | 'statuteIds' | 'levels' | 'counts' | 'points'
>;

/** The numbers in a text pasted from anywhere, each once. */
export const staffNumbers = (text: string): string[] => [...new Set(text.split(/[\s,，、;；]+/).filter(Boolean))];

/** The blueprint that the rows of a form describe, each with its place in the form; rows without a count ask for nothing. */
export function placedRowsOf(form: ExamRowsOfForm): { at: number; row: Blueprint[number] }[] {
  return form.types.flatMap((type, at) => {
    const count = Number(form.counts[at] || 0);
    if (!(count > 0)) return [];
    const row = {
      type,
      topicId: form.topicIds[at] || null,
      statuteId: form.statuteIds[at] || null,
      difficulty: form.levels[at] || null,
      section: form.sections[at] ?? '',
      count,
      points: Number(form.points[at]) || 1
    };
    return [{ at, row }];
  });
}

/** The blueprint alone. */
export const blueprintOf = (form: ExamRowsOfForm): Blueprint => placedRowsOf(form).map(({ row }) => row);

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
  paper: PaperKind;
  shuffleQuestions: boolean;
  shuffleOptions: boolean;
  scoring: Scoring;
  place: string;
  tryRule: TryRule;
  statement: string;
  resultsRelease: Release;
  answersRelease: Release;
}

/** An exam as the form shows it; `numbers` are the staff numbers of a named audience. */
export function examFormOf(exam: Described, numbers: readonly string[]): ExamForm {
  const { blueprint, audience, opensAt, closesAt, ...rest } = exam;
  const spare = Array.from({ length: blueprint.length ? SPARE_ROWS : SPARE_ROWS + 1 });
  return {
    title: rest.title,
    kind: rest.kind,
    paper: rest.paper,
    sections: [...blueprint.map(({ section }) => section ?? ''), ...spare.map(() => '')],
    types: [...blueprint.map(({ type }) => type), ...spare.map(() => questionTypes[0])],
    topicIds: [...blueprint.map(({ topicId }) => topicId ?? 0), ...spare.map(() => 0)],
    statuteIds: [...blueprint.map(({ statuteId }) => statuteId ?? 0), ...spare.map(() => 0)],
    levels: [...blueprint.map(({ difficulty }) => difficulty ?? 0), ...spare.map(() => 0)],
    counts: [...blueprint.map(({ count }) => String(count)), ...spare.map(() => '')],
    points: [...blueprint.map(({ points }) => String(points)), ...spare.map(() => '')],
    shuffleQuestions: rest.shuffleQuestions,
    shuffleOptions: rest.shuffleOptions,
    scoring: rest.scoring,
    opensAt: momentText(opensAt),
    closesAt: momentText(closesAt),
    place: rest.place,
    minutes: rest.minutes,
    passPercent: rest.passPercent,
    attemptsAllowed: rest.attemptsAllowed,
    tryRule: rest.tryRule,
    resultsRelease: rest.resultsRelease,
    answersRelease: rest.answersRelease,
    scope: audience.scope,
    unitIds: audience.scope === 'units' ? audience.unitIds : [],
    numbers: numbers.join('\n'),
    notice: rest.notice,
    statement: rest.statement
  };
}

/** What `assessment.save-exam` takes; `cadreIds` belong to the numbers of a named audience. */
export function examInputOf(form: ExamForm, cadreIds: number[]) {
  const { sections, types, topicIds, statuteIds, levels, counts, points, scope, unitIds, numbers: _, ...input } = form;
  const audience: Audience =
    scope === 'units' ? { scope, unitIds } : scope === 'cadres' ? { scope, cadreIds } : { scope };
  return {
    ...input,
    audience,
    blueprint: blueprintOf({ sections, types, topicIds, statuteIds, levels, counts, points })
  };
}
