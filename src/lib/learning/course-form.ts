/** The forms of the editor: what a page can send without script. */
import { z } from 'zod';
import { isDay } from '#lib/platform/clock.ts';
import { line, optionalLine, prose } from '#lib/platform/input.ts';
import { allRoles } from '#lib/platform/permissions.ts';
import { requireNamed, type CourseSettings } from './course-input.ts';
import { audienceScopes, LONGEST, type Lesson, type LessonOf } from './course.ts';

const dayText = z
  .string()
  .trim()
  .refine((value) => value === '' || isDay(value), 'input.day')
  .default('');

/** Days are text here, as a date field sends them; `learning.save-course` reads them. */
export const CourseForm = z
  .object({
    /** Only of a new course. */
    code: z.string().trim().max(LONGEST.code).default(''),
    title: line(LONGEST.title),
    summary: optionalLine(LONGEST.summary),
    topic: line(LONGEST.topic),
    author: line(60),
    cites: optionalLine(LONGEST.cites),
    lawAsOf: dayText,
    mandatory: z.boolean().default(false),
    dueOn: dayText,
    minutes: z.number().int().min(0).max(3000).default(45),
    scope: z.enum(audienceScopes).default('everybody'),
    roles: z.array(z.enum(allRoles)).default([]),
    unitIds: z.array(z.number().int().positive()).max(200).default([]),
    numbers: prose(60_000)
  })
  .superRefine(requireNamed);
export type CourseForm = z.infer<typeof CourseForm>;

/** The settings of a course as the form shows them. */
export const courseFormOf = ({ lawAsOf, dueOn, ...settings }: CourseSettings): CourseForm => ({
  ...settings,
  code: '',
  lawAsOf: lawAsOf ?? '',
  dueOn: dueOn ?? ''
});

/** One lesson of any kind but a case; each kind uses its fields. */
export const LessonForm = z.object({
  title: line(LONGEST.title),
  cites: optionalLine(LONGEST.cites),
  body: z.string().max(LONGEST.body).default(''),
  file: z.string().max(64).default(''),
  pages: z.number().int().min(0).max(5000).default(0),
  /** `12:34`, or seconds. */
  length: z
    .string()
    .trim()
    .regex(/^(\d{1,3}:[0-5]\d|\d{0,5})$/, 'learning.length-format')
    .default(''),
  questions: z.string().max(2500).default(''),
  pass: z.number().int().min(1).max(50).default(1)
});
export type LessonForm = z.infer<typeof LessonForm>;

export function lessonFormOf(lesson: Lesson): LessonForm {
  return {
    title: lesson.title,
    cites: 'cites' in lesson ? lesson.cites : '',
    body: lesson.kind === 'text' ? lesson.body : '',
    file: 'file' in lesson ? lesson.file : '',
    pages: lesson.kind === 'pdf' ? (lesson.pages ?? 0) : 0,
    length: lesson.kind === 'video' && lesson.seconds ? lengthText(lesson.seconds) : '',
    questions: lesson.kind === 'check' ? lesson.questions.join('\n') : '',
    pass: lesson.kind === 'check' ? lesson.pass : 1
  };
}

/** The lesson that a form describes, of the kind it has been from the beginning. */
export function lessonOfForm({ key, kind }: Exclude<Lesson, LessonOf<'case'>>, form: LessonForm): Lesson {
  const { title, cites, file } = form;
  switch (kind) {
    case 'text':
      return { key, kind, title, cites, body: form.body.replace(/\r\n?/g, '\n') };
    case 'pdf':
      return { key, kind, title, cites, file, ...(form.pages ? { pages: form.pages } : {}) };
    case 'video':
      return { key, kind, title, cites, file, seconds: secondsOf(form.length) };
    case 'check':
      return { key, kind, title, questions: form.questions.split(/[\s,，、;；]+/).filter(Boolean), pass: form.pass };
  }
}

/** 12:34 of so many seconds. */
export const lengthText = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;

export function secondsOf(text: string): number {
  const [minutes, seconds] = text.split(':').map(Number);
  return seconds === undefined ? minutes || 0 : minutes! * 60 + seconds;
}

/** A case; its steps are nested, so the page sends it with script. */
export const CaseForm = z.object({
  title: line(LONGEST.title),
  cites: optionalLine(LONGEST.cites),
  situation: z.string().max(LONGEST.body).default(''),
  steps: z
    .array(
      z.object({
        key: z.string(),
        question: z.string().max(LONGEST.body),
        choices: z.array(
          z.object({
            text: z.string().max(LONGEST.choice),
            right: z.boolean(),
            explanation: z.string().max(LONGEST.body),
            /** Empty: the next step in order. */
            goto: z.string().default('')
          })
        )
      })
    )
    .default([])
});
export type CaseForm = z.infer<typeof CaseForm>;

export const caseFormOf = ({ title, cites, situation, steps }: LessonOf<'case'>): CaseForm => ({
  title,
  cites,
  situation,
  steps: steps.map(({ choices, ...step }) => ({
    ...step,
    choices: choices.map((choice) => ({ ...choice, goto: choice.goto ?? '' }))
  }))
});

export const caseOfForm = (key: string, { steps, ...form }: CaseForm): LessonOf<'case'> => ({
  ...form,
  key,
  kind: 'case',
  steps: steps.map(({ choices, ...step }) => ({
    ...step,
    choices: choices.map(({ goto, ...choice }) => (goto ? { ...choice, goto } : choice))
  }))
});
