import { z } from 'zod';
import { rowId } from '#lib/platform/input.ts';
import { allRoles, type Role } from '#lib/platform/permissions.ts';

export const courseStatuses = ['draft', 'published', 'archived'] as const;
export type CourseStatus = (typeof courseStatuses)[number];

export const lessonKinds = ['text', 'pdf', 'video', 'check', 'case'] as const;
export type LessonKind = (typeof lessonKinds)[number];

export const LONGEST = {
  code: 40,
  title: 80,
  summary: 300,
  topic: 40,
  body: 60_000,
  cites: 1000,
  choice: 600
} as const;
export const MOST = { sections: 40, lessons: 200, questions: 50, steps: 30, choices: 6 } as const;

/** Stays when a lesson is edited, moved or renamed: a learner's progress hangs on it. */
export const lessonKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'learning.key-format');
export const courseCode = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'learning.code-format');
/** A file by the hash of its content; empty while none was chosen. */
const fileId = z.string().regex(/^([0-9a-f]{64})?$/);
const titleLine = z.string().trim().max(LONGEST.title);
const markdown = z.string().max(LONGEST.body);
/** 行政处罚法 第四十二条；行政强制法 第十八条: as `law/citation.ts` reads it. */
const cites = z.string().trim().max(LONGEST.cites).default('');

const Choice = z.object({
  text: z.string().trim().max(LONGEST.choice),
  right: z.boolean(),
  explanation: z.string().trim().max(LONGEST.body),
  /** The step that follows this answer; absent: the next one in order. */
  goto: lessonKey.optional()
});
export type CaseChoice = z.output<typeof Choice>;

const Step = z.object({ key: lessonKey, question: markdown, choices: z.array(Choice).max(MOST.choices) });
export type CaseStep = z.output<typeof Step>;

const head = { key: lessonKey, title: titleLine };

/** One lesson as it is kept. A draft may still be incomplete: what is missing says `checkContent`. */
export const Lesson = z.discriminatedUnion('kind', [
  z.object({ ...head, kind: z.literal('text'), body: markdown, cites }),
  z.object({ ...head, kind: z.literal('pdf'), file: fileId, pages: z.int().min(1).max(5000).optional(), cites }),
  z.object({ ...head, kind: z.literal('video'), file: fileId, seconds: z.int().min(0).max(36_000), cites }),
  z.object({
    ...head,
    kind: z.literal('check'),
    /** Codes in the question bank. */
    questions: z.array(z.string().trim().min(1).max(40)).max(MOST.questions),
    /** Right answers needed. */
    pass: z.int().min(1).max(MOST.questions)
  }),
  z.object({ ...head, kind: z.literal('case'), situation: markdown, steps: z.array(Step).max(MOST.steps), cites })
]);
export type Lesson = z.output<typeof Lesson>;
export type LessonOf<K extends LessonKind> = Extract<Lesson, { kind: K }>;

const Section = z.object({ title: titleLine, lessons: z.array(Lesson).max(MOST.lessons) });
export type Section = z.output<typeof Section>;

/** The whole of a course's contents; published it never changes again. */
export const CourseContent = z.object({ sections: z.array(Section).max(MOST.sections) });
export type CourseContent = z.output<typeof CourseContent>;

export const lessonsOf = ({ sections }: CourseContent): Lesson[] => sections.flatMap(({ lessons }) => lessons);

/** A lesson without its contents: enough for lists, outlines and reckoning progress. */
export interface OutlineLesson {
  section: number;
  key: string;
  title: string;
  kind: LessonKind;
}
export interface Outline {
  sections: string[];
  lessons: OutlineLesson[];
}

export const outlineOf = ({ sections }: CourseContent): Outline => ({
  sections: sections.map(({ title }) => title),
  lessons: sections.flatMap(({ lessons }, section) =>
    lessons.map(({ key, title, kind }) => ({ section, key, title, kind }))
  )
});

/** Whom a course is for: they see it in the catalogue, and a mandatory one is theirs to do. */
export const CourseAudience = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('everybody') }),
  z.object({ scope: z.literal('enforcement-posts') }),
  z.object({ scope: z.literal('roles'), roles: z.array(z.enum(allRoles)).min(1) }),
  z.object({ scope: z.literal('units'), unitIds: z.array(rowId).min(1).max(200) }),
  z.object({ scope: z.literal('cadres'), cadreIds: z.array(rowId).min(1).max(5000) })
]);
export type CourseAudience = z.output<typeof CourseAudience>;
export const audienceScopes = ['everybody', 'enforcement-posts', 'roles', 'units', 'cadres'] as const;

/** The facts about a person that decide whether a course is theirs. */
export interface Learner {
  id: number;
  unitId: number;
  enforcementPost: boolean;
  roles: readonly Role[];
}

export function isForLearner(audience: CourseAudience, learner: Learner): boolean {
  switch (audience.scope) {
    case 'everybody':
      return true;
    case 'enforcement-posts':
      return learner.enforcementPost;
    case 'roles':
      return audience.roles.some((role) => learner.roles.includes(role));
    case 'units':
      return audience.unitIds.includes(learner.unitId);
    case 'cadres':
      return audience.cadreIds.includes(learner.id);
  }
}

/** What keeps a content from being published, at which lesson, as a code with values. */
export interface ContentProblem {
  /** Null: the course as a whole. */
  lesson: string | null;
  code: string;
  params: Record<string, string | number>;
}

/** Everything that is wrong or missing by itself; whether questions, laws and files exist is asked of their rooms. */
export function checkContent(content: CourseContent): ContentProblem[] {
  const lessons = lessonsOf(content);
  const problems: ContentProblem[] = [];
  const say = (lesson: string | null, code: string, params: ContentProblem['params'] = {}) =>
    problems.push({ lesson, code, params });
  if (!lessons.length) say(null, 'learning.no-lessons');
  for (const [at, { title, lessons: own }] of content.sections.entries()) {
    if (!title) say(null, 'learning.section-untitled', { number: at + 1 });
    if (!own.length) say(null, 'learning.section-empty', { section: title || at + 1 });
  }
  for (const [at, { key }] of lessons.entries()) {
    if (lessons.findIndex((other) => other.key === key) < at) say(key, 'learning.key-twice', { key });
  }
  for (const lesson of lessons) {
    if (!lesson.title) say(lesson.key, 'learning.lesson-untitled');
    checkLesson(lesson, (code, params) => say(lesson.key, code, params));
  }
  return problems;
}

type Say = (code: string, params?: ContentProblem['params']) => void;

function checkLesson(lesson: Lesson, say: Say) {
  switch (lesson.kind) {
    case 'text':
      if (!lesson.body.trim()) say('learning.body-missing');
      return;
    case 'pdf':
      if (!lesson.file) say('learning.file-missing');
      return;
    case 'video':
      if (!lesson.file) say('learning.file-missing');
      if (!lesson.seconds) say('learning.seconds-missing');
      return;
    case 'check':
      if (!lesson.questions.length) say('learning.questions-missing');
      else if (lesson.pass > lesson.questions.length)
        say('learning.pass-too-high', { pass: lesson.pass, questions: lesson.questions.length });
      if (new Set(lesson.questions).size < lesson.questions.length) say('learning.question-twice');
      return;
    case 'case':
      checkCase(lesson, say);
  }
}

function checkCase({ situation, steps }: LessonOf<'case'>, say: Say) {
  if (!situation.trim()) say('learning.situation-missing');
  if (!steps.length) say('learning.steps-missing');
  for (const [at, step] of steps.entries()) {
    const number = at + 1;
    if (steps.findIndex(({ key }) => key === step.key) < at) say('learning.key-twice', { key: step.key });
    if (!step.question.trim()) say('learning.step-question-missing', { number });
    if (step.choices.length < 2) say('learning.choices-few', { number });
    if (step.choices.some(({ text, explanation }) => !text || !explanation))
      say('learning.choice-incomplete', { number });
    if (!step.choices.some(({ right }) => right)) say('learning.no-right-choice', { number });
    for (const { goto } of step.choices) {
      if (goto === undefined) continue;
      const target = steps.findIndex(({ key }) => key === goto);
      if (target < 0) say('learning.goto-unknown', { number, key: goto });
      // Only ahead: a path that can turn back might never end.
      else if (target <= at) say('learning.goto-back', { number, key: goto });
    }
  }
}
