import { describe, expect, test } from 'vitest';
import { courseContent } from '#tests/support/courses.ts';
import { checkContent, isForLearner, lessonsOf, outlineOf, type CourseContent, type Lesson } from './course.ts';

const learner = { id: 7, unitId: 3, enforcementPost: true, roles: ['officer' as const] };
const codesOf = (...lessons: Lesson[]) =>
  checkContent({ sections: [{ title: '一', lessons }] }).map(({ lesson, code }) => `${lesson ?? ''} ${code}`);
const story = lessonsOf(courseContent)[2] as Extract<Lesson, { kind: 'case' }>;

describe('whom a course is for', () => {
  test.each([
    [{ scope: 'everybody' }, true],
    [{ scope: 'enforcement-posts' }, true],
    [{ scope: 'roles', roles: ['mentor'] }, false],
    [{ scope: 'roles', roles: ['mentor', 'officer'] }, true],
    [{ scope: 'units', unitIds: [2] }, false],
    [{ scope: 'units', unitIds: [2, 3] }, true],
    [{ scope: 'cadres', cadreIds: [8] }, false],
    [{ scope: 'cadres', cadreIds: [7, 8] }, true]
  ] as const)('%j', (audience, expected) => {
    expect(isForLearner(structuredClone(audience) as never, learner)).toBe(expected);
  });

  test('enforcement posts alone when so asked', () =>
    expect(isForLearner({ scope: 'enforcement-posts' }, { ...learner, enforcementPost: false })).toBe(false));
});

describe('what keeps contents from being published', () => {
  test('nothing, when they are whole', () => expect(checkContent(courseContent)).toEqual([]));

  test('nothing to learn, sections without title or lessons', () => {
    const empty: CourseContent = { sections: [{ title: '', lessons: [] }] };
    expect(checkContent(empty).map(({ code }) => code)).toEqual([
      'learning.no-lessons',
      'learning.section-untitled',
      'learning.section-empty'
    ]);
  });

  test('a key used twice, a lesson without title or text', () => {
    const lesson: Lesson = { key: 'a', title: '', kind: 'text', body: ' ', cites: '' };
    expect(codesOf(lesson, { ...lesson, title: 'B', body: 'b' })).toEqual([
      'a learning.key-twice',
      'a learning.lesson-untitled',
      'a learning.body-missing'
    ]);
  });

  test('files that were not chosen, a video without its length', () => {
    expect(codesOf({ key: 'p', title: 'P', kind: 'pdf', file: '', cites: '' })).toEqual(['p learning.file-missing']);
    expect(codesOf({ key: 'v', title: 'V', kind: 'video', file: '', seconds: 0, cites: '' })).toEqual([
      'v learning.file-missing',
      'v learning.seconds-missing'
    ]);
  });

  test('a check without questions, with one twice, or asking for more right answers than questions', () => {
    const check = { key: 'c', title: 'C', kind: 'check' as const };
    expect(codesOf({ ...check, questions: [], pass: 1 })).toEqual(['c learning.questions-missing']);
    expect(codesOf({ ...check, questions: ['A', 'A'], pass: 3 })).toEqual([
      'c learning.pass-too-high',
      'c learning.question-twice'
    ]);
  });

  test('a case that leads nowhere, back, or to no right answer', () => {
    const [first, second] = story.steps as [(typeof story.steps)[0], (typeof story.steps)[0]];
    const choice = first.choices[1]!;
    const broken: Lesson = {
      ...story,
      situation: '',
      steps: [
        { ...first, choices: [{ ...choice, right: false, goto: 'nowhere' }] },
        { ...second, question: '', choices: [choice, { ...choice, explanation: '', goto: 'q1' }] }
      ]
    };
    expect(codesOf(broken).map((words) => words.slice(16))).toEqual([
      'situation-missing',
      'choices-few',
      'no-right-choice',
      'goto-unknown',
      'step-question-missing',
      'choice-incomplete',
      'goto-back'
    ]);
    expect(codesOf({ ...story, steps: [] })).toEqual(['case-1 learning.steps-missing']);
  });
});

test('an outline names every lesson with its section', () => {
  expect(outlineOf(courseContent)).toEqual({
    sections: ['第一节 程序', '第二节 练习'],
    lessons: [
      { section: 0, key: 'who', title: '谁来执法', kind: 'text' },
      { section: 1, key: 'check-1', title: '随堂检查', kind: 'check' },
      { section: 1, key: 'case-1', title: '案例', kind: 'case' }
    ]
  });
});
