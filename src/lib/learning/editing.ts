/** Changes to a course's contents, one at a time. Keys of lessons stay whatever is moved, renamed or rewritten. */
import { z } from 'zod';
import {
  Lesson,
  lessonKey,
  lessonKinds,
  lessonsOf,
  LONGEST,
  MOST,
  type CourseContent,
  type LessonKind
} from './course.ts';

const sectionNumber = z.coerce.number().int().min(0).max(MOST.sections);
const sectionTitle = z.string().trim().min(1).max(LONGEST.title);

export const ContentChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add-section'), title: sectionTitle }),
  z.object({ kind: z.literal('rename-section'), section: sectionNumber, title: sectionTitle }),
  z.object({ kind: z.literal('move-section'), section: sectionNumber, to: sectionNumber }),
  /** Only an empty one: lessons are removed one by one, knowingly. */
  z.object({ kind: z.literal('remove-section'), section: sectionNumber }),
  z.object({
    kind: z.literal('add-lesson'),
    section: sectionNumber,
    lesson: z.enum(lessonKinds),
    title: z.string().trim().min(1).max(LONGEST.title)
  }),
  z.object({ kind: z.literal('save-lesson'), lesson: Lesson }),
  /** To the place before which `at` lessons of the section stand, the moved one not counted. */
  z.object({
    kind: z.literal('move-lesson'),
    key: lessonKey,
    section: sectionNumber,
    at: z.coerce.number().int().min(0)
  }),
  z.object({ kind: z.literal('remove-lesson'), key: lessonKey })
]);
export type ContentChange = z.output<typeof ContentChange>;

export type EditProblem =
  | 'learning.section-not-found'
  | 'learning.section-not-empty'
  | 'learning.lesson-not-found'
  | 'learning.kind-fixed'
  | 'learning.too-many-sections'
  | 'learning.too-many-lessons';

/** The contents after a change, with the key of the lesson it concerned; or why it cannot be made. */
export type Edited = { content: CourseContent; key: string | null } | { problem: EditProblem };

export function edited(content: CourseContent, change: ContentChange): Edited {
  const { sections } = content;
  const withSections = (next: CourseContent['sections'], key: string | null = null): Edited => ({
    content: { sections: next },
    key
  });
  switch (change.kind) {
    case 'add-section':
      if (sections.length >= MOST.sections) return { problem: 'learning.too-many-sections' };
      return withSections([...sections, { title: change.title, lessons: [] }]);
    case 'rename-section':
      if (!sections[change.section]) return { problem: 'learning.section-not-found' };
      return withSections(sections.with(change.section, { ...sections[change.section]!, title: change.title }));
    case 'move-section': {
      const moved = sections[change.section];
      if (!moved) return { problem: 'learning.section-not-found' };
      return withSections(sections.toSpliced(change.section, 1).toSpliced(change.to, 0, moved));
    }
    case 'remove-section':
      if (!sections[change.section]) return { problem: 'learning.section-not-found' };
      if (sections[change.section]!.lessons.length) return { problem: 'learning.section-not-empty' };
      return withSections(sections.toSpliced(change.section, 1));
    case 'add-lesson': {
      if (!sections[change.section]) return { problem: 'learning.section-not-found' };
      if (lessonsOf(content).length >= MOST.lessons) return { problem: 'learning.too-many-lessons' };
      const key = freeKey(content, change.lesson);
      const lesson = emptyLesson(change.lesson, key, change.title);
      return withSections(
        inSection(sections, change.section, (lessons) => [...lessons, lesson]),
        key
      );
    }
    case 'save-lesson': {
      const { lesson } = change;
      const present = lessonsOf(content).find(({ key }) => key === lesson.key);
      if (!present) return { problem: 'learning.lesson-not-found' };
      if (present.kind !== lesson.kind) return { problem: 'learning.kind-fixed' };
      const replaced = (lessons: Lesson[]) => lessons.map((one) => (one.key === lesson.key ? lesson : one));
      return withSections(
        sections.map((section) => ({ ...section, lessons: replaced(section.lessons) })),
        lesson.key
      );
    }
    case 'move-lesson': {
      const moved = lessonsOf(content).find(({ key }) => key === change.key);
      if (!moved) return { problem: 'learning.lesson-not-found' };
      if (!sections[change.section]) return { problem: 'learning.section-not-found' };
      const without = withoutLesson(sections, change.key);
      return withSections(
        inSection(without, change.section, (lessons) => lessons.toSpliced(change.at, 0, moved)),
        change.key
      );
    }
    case 'remove-lesson':
      if (!lessonsOf(content).some(({ key }) => key === change.key)) return { problem: 'learning.lesson-not-found' };
      return withSections(withoutLesson(sections, change.key), change.key);
  }
}

type Sections = CourseContent['sections'];

const inSection = (sections: Sections, at: number, change: (lessons: Lesson[]) => Lesson[]): Sections =>
  sections.map((section, number) => (number === at ? { ...section, lessons: change(section.lessons) } : section));

const withoutLesson = (sections: Sections, key: string): Sections =>
  sections.map((section) => ({ ...section, lessons: section.lessons.filter((lesson) => lesson.key !== key) }));

/** `text-3`: short, readable in an address, and free. */
function freeKey(content: CourseContent, kind: LessonKind): string {
  const taken = new Set(lessonsOf(content).map(({ key }) => key));
  for (let number = 1; ; number += 1) if (!taken.has(`${kind}-${number}`)) return `${kind}-${number}`;
}

function emptyLesson(kind: LessonKind, key: string, title: string): Lesson {
  switch (kind) {
    case 'text':
      return { kind, key, title, body: '', cites: '' };
    case 'pdf':
      return { kind, key, title, file: '', cites: '' };
    case 'video':
      return { kind, key, title, file: '', seconds: 0, cites: '' };
    case 'check':
      return { kind, key, title, questions: [], pass: 1 };
    case 'case':
      return { kind, key, title, situation: '', steps: [], cites: '' };
  }
}

/** One place up or down for a lesson, across sections: where `move-lesson` would put it; undefined at the end. */
export function neighbourPlace(
  { sections }: CourseContent,
  key: string,
  direction: 'up' | 'down'
): { section: number; at: number } | undefined {
  const section = sections.findIndex(({ lessons }) => lessons.some((lesson) => lesson.key === key));
  if (section < 0) return undefined;
  const { lessons } = sections[section]!;
  const at = lessons.findIndex((lesson) => lesson.key === key);
  if (direction === 'up') {
    if (at > 0) return { section, at: at - 1 };
    return section > 0 ? { section: section - 1, at: sections[section - 1]!.lessons.length } : undefined;
  }
  if (at < lessons.length - 1) return { section, at: at + 1 };
  return section < sections.length - 1 ? { section: section + 1, at: 0 } : undefined;
}
