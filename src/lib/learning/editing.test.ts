import { describe, expect, test } from 'vitest';
import { courseContent } from '#tests/support/courses.ts';
import { lessonsOf, type CourseContent } from './course.ts';
import { edited, neighbourPlace, type ContentChange } from './editing.ts';

const after = (change: ContentChange, content = courseContent): CourseContent => {
  const result = edited(content, change);
  if ('problem' in result) throw new Error(result.problem);
  return result.content;
};
const problem = (change: ContentChange, content = courseContent) => {
  const result = edited(content, change);
  return 'problem' in result ? result.problem : undefined;
};
const keys = (content: CourseContent) => content.sections.map(({ lessons }) => lessons.map(({ key }) => key));

describe('editing contents', () => {
  test('sections are added at the end, renamed, moved, and removed when they are empty', () => {
    const added = after({ kind: 'add-section', title: '第三节' });
    expect(added.sections.map(({ title }) => title)).toEqual(['第一节 程序', '第二节 练习', '第三节']);
    expect(after({ kind: 'rename-section', section: 0, title: '总则' }).sections[0]!.title).toBe('总则');
    expect(keys(after({ kind: 'move-section', section: 1, to: 0 }))).toEqual([['check-1', 'case-1'], ['who']]);
    expect(after({ kind: 'remove-section', section: 2 }, added)).toEqual(courseContent);
    expect(problem({ kind: 'remove-section', section: 0 })).toBe('learning.section-not-empty');
    expect(problem({ kind: 'rename-section', section: 9, title: 'x' })).toBe('learning.section-not-found');
  });

  test('a new lesson gets a key that is free', () => {
    const first = edited(courseContent, { kind: 'add-lesson', section: 0, lesson: 'check', title: '再查' });
    expect(first).toMatchObject({ key: 'check-2' });
    expect(problem({ kind: 'add-lesson', section: 9, lesson: 'text', title: 'x' })).toBe('learning.section-not-found');
  });

  test('moving a lesson keeps its key and contents, within a section and across', () => {
    const within = after({ kind: 'move-lesson', key: 'case-1', section: 1, at: 0 });
    expect(keys(within)).toEqual([['who'], ['case-1', 'check-1']]);
    const across = after({ kind: 'move-lesson', key: 'who', section: 1, at: 1 });
    expect(keys(across)).toEqual([[], ['check-1', 'who', 'case-1']]);
    expect(lessonsOf(across)[1]).toEqual(lessonsOf(courseContent)[0]);
    expect(problem({ kind: 'move-lesson', key: 'gone', section: 0, at: 0 })).toBe('learning.lesson-not-found');
    expect(problem({ kind: 'move-lesson', key: 'who', section: 7, at: 0 })).toBe('learning.section-not-found');
  });

  test('a lesson is rewritten in its place, and its kind is fixed', () => {
    const lesson = { key: 'who', title: '谁', kind: 'text' as const, body: '新', cites: '' };
    expect(lessonsOf(after({ kind: 'save-lesson', lesson }))[0]).toEqual(lesson);
    expect(problem({ kind: 'save-lesson', lesson: { ...lesson, key: 'gone' } })).toBe('learning.lesson-not-found');
    expect(problem({ kind: 'save-lesson', lesson: { ...lesson, key: 'case-1' } })).toBe('learning.kind-fixed');
  });

  test('a lesson is removed alone', () => {
    expect(keys(after({ kind: 'remove-lesson', key: 'who' }))).toEqual([[], ['check-1', 'case-1']]);
    expect(problem({ kind: 'remove-lesson', key: 'gone' })).toBe('learning.lesson-not-found');
  });

  test('contents have bounds', () => {
    const full: CourseContent = {
      sections: Array.from({ length: 40 }, (_, at) => ({ title: `${at}`, lessons: [] }))
    };
    expect(problem({ kind: 'add-section', title: 'x' }, full)).toBe('learning.too-many-sections');
  });
});

test('a lesson steps up and down across sections, and stops at the ends', () => {
  expect(neighbourPlace(courseContent, 'who', 'up')).toBeUndefined();
  expect(neighbourPlace(courseContent, 'who', 'down')).toEqual({ section: 1, at: 0 });
  expect(neighbourPlace(courseContent, 'check-1', 'up')).toEqual({ section: 0, at: 1 });
  expect(neighbourPlace(courseContent, 'check-1', 'down')).toEqual({ section: 1, at: 1 });
  expect(neighbourPlace(courseContent, 'case-1', 'up')).toEqual({ section: 1, at: 0 });
  expect(neighbourPlace(courseContent, 'case-1', 'down')).toBeUndefined();
  expect(neighbourPlace(courseContent, 'gone', 'up')).toBeUndefined();
});
