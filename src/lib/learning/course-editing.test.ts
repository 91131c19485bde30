import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import {
  completeCourse,
  courseContent,
  courseInput,
  courseWorld,
  publishedCourse,
  report
} from '#tests/support/courses.ts';
import { system } from '#lib/platform/actor.ts';
import {
  archiveCourse,
  createCourse,
  discardDraft,
  duplicateCourse,
  editContents,
  importCourse,
  publishCourse,
  restoreCourse,
  saveCourse
} from './course-editing.server.ts';
import { dropCourseFile, findCourseFile, keepCourseFile } from './course-files.server.ts';
import { courseTopics, listCourses } from './course-list.server.ts';
import { findCourse, versionsOf } from './found-course.server.ts';
import { exportLearners, listLearners } from './learners.server.ts';
import { openCourse, openLesson } from './open-course.server.ts';
import { loadStarterCourses } from './starter.server.ts';
import { courseVersion } from './schema.server.ts';

const error = (code: string) => expect.objectContaining({ code });
const fieldError = (field: string) => expect.objectContaining({ fields: { [field]: [expect.any(String)] } });
const hash = 'a'.repeat(64);

const addText = (world: World, code: string) =>
  world.run(editContents, world.actor.he, {
    code,
    change: { kind: 'add-lesson', section: 0, lesson: 'text', title: '补充' }
  });

describe('making a course', () => {
  test('begins as a draft that no learner sees', async () => {
    const world = await openWorld();
    await world.run(createCourse, world.actor.he, courseInput);
    expect(await world.run(findCourse, world.actor.he, { code: 'chufa' })).toMatchObject({
      status: 'draft',
      version: null,
      draft: { number: 1, savedBy: '何某丁' },
      problems: [{ lesson: null, code: 'learning.no-lessons' }]
    });
    await expect(world.run(openCourse, world.actor.lin, { course: 'chufa' })).rejects.toEqual(
      error('learning.course-not-found')
    );
    await expect(world.run(createCourse, world.actor.he, courseInput)).rejects.toEqual(fieldError('code'));
    await expect(world.run(createCourse, world.actor.lin, courseInput)).rejects.toEqual(error('people.not-allowed'));
  });

  test('names staff numbers nobody has', async () => {
    const world = await openWorld();
    const input = { ...courseInput, scope: 'cadres' as const, numbers: '017 999' };
    await expect(world.run(createCourse, world.actor.he, input)).rejects.toEqual(fieldError('numbers'));
    await world.run(createCourse, world.actor.he, { ...input, numbers: '017、003' });
    const { settings, audience } = await world.run(findCourse, world.actor.he, { code: 'chufa' });
    expect(audience).toEqual({ scope: 'cadres', cadreIds: expect.arrayContaining([world.cadreId.lin]) });
    expect(settings.numbers).toBe('003\n017');
  });

  test('an audience needs whom it names', async () => {
    const world = await openWorld();
    for (const [scope, field] of [
      ['roles', 'roles'],
      ['units', 'unitIds'],
      ['cadres', 'numbers']
    ] as const)
      await expect(world.run(createCourse, world.actor.he, { ...courseInput, scope })).rejects.toEqual(
        fieldError(field)
      );
  });

  test('its settings change at once, for learners too', async () => {
    const world = await courseWorld();
    await world.run(saveCourse, world.actor.he, { ...courseInput, title: '新名', dueOn: '', minutes: 45 });
    expect(await world.run(openCourse, world.actor.lin, { course: world.code })).toMatchObject({
      title: '新名',
      dueOn: null,
      minutes: 45
    });
    await expect(world.run(saveCourse, world.actor.he, { ...courseInput, code: 'gone' })).rejects.toEqual(
      error('learning.course-not-found')
    );
    await expect(world.run(saveCourse, world.actor.shen, courseInput)).rejects.toEqual(error('people.not-allowed'));
  });
});

describe('contents', () => {
  test('change in a draft beside what learners see', async () => {
    const world = await courseWorld();
    expect(await addText(world, world.code)).toMatchObject({ version: 2, key: 'text-1' });
    expect((await addText(world, world.code)).version).toBe(2);
    expect(await world.run(openCourse, world.actor.lin, { course: world.code })).toMatchObject({
      version: 1,
      lessons: 3
    });
    await world.run(discardDraft, world.actor.he, { code: world.code });
    expect((await world.run(findCourse, world.actor.he, { code: world.code })).draft).toBeNull();
    await expect(world.run(discardDraft, world.actor.he, { code: world.code })).rejects.toEqual(
      error('learning.no-draft')
    );
    await expect(world.run(publishCourse, world.actor.he, { code: world.code })).rejects.toEqual(
      error('learning.no-draft')
    );
    expect(await world.run(versionsOf, world.actor.he, { code: world.code })).toMatchObject([
      { number: 1, publishedBy: '何某丁', lessons: 3 }
    ]);
  });

  test('what is wrong with a change is said', async () => {
    const world = await courseWorld();
    const change = { kind: 'remove-lesson' as const, key: 'gone' };
    await expect(world.run(editContents, world.actor.he, { code: world.code, change })).rejects.toEqual(
      error('learning.lesson-not-found')
    );
    await expect(world.run(editContents, world.actor.lin, { code: world.code, change })).rejects.toEqual(
      error('people.not-allowed')
    );
  });

  test('published, they never change again, not even in the database', async () => {
    const world = await courseWorld();
    await expect(world.store.transaction((db) => db.update(courseVersion).set({ number: 9 }))).rejects.toThrow();
    await expect(world.store.transaction((db) => db.delete(courseVersion))).rejects.toThrow();
    await addText(world, world.code);
    await world.store.transaction((db) => db.delete(courseVersion).where(eq(courseVersion.number, 2)));
  });

  test('are published only whole: questions, articles, images and files must be there', async () => {
    const world = await courseWorld();
    const lesson = {
      kind: 'text' as const,
      key: 'who',
      title: '谁',
      body: `见 [[无此法 第一条]]。![图](file:${hash})`,
      cites: '也无此法'
    };
    await world.run(editContents, world.actor.he, { code: world.code, change: { kind: 'save-lesson', lesson } });
    await world.run(editContents, world.actor.he, {
      code: world.code,
      change: {
        kind: 'save-lesson',
        lesson: { kind: 'check', key: 'check-1', title: '查', questions: ['程序-single-0', 'XX-1'], pass: 1 }
      }
    });
    const { problems } = await world.run(findCourse, world.actor.he, { code: world.code });
    expect(problems.map(({ lesson: key, code }) => `${key} ${code}`).sort()).toEqual([
      'check-1 learning.question-unusable',
      'who law.statute-unknown',
      'who law.statute-unknown',
      'who learning.image-unknown'
    ]);
    await expect(world.run(publishCourse, world.actor.he, { code: world.code })).rejects.toEqual(
      error('learning.not-ready')
    );
    await expect(world.run(publishCourse, world.actor.lin, { code: world.code })).rejects.toEqual(
      error('people.not-allowed')
    );
  });
});

describe('archiving and copying', () => {
  test('an archived course rests until it is restored', async () => {
    const world = await courseWorld();
    await world.run(archiveCourse, world.actor.he, { code: world.code });
    for (const again of [
      world.run(archiveCourse, world.actor.he, { code: world.code }),
      world.run(publishCourse, world.actor.he, { code: world.code })
    ])
      await expect(again).rejects.toEqual(error('learning.course-archived'));
    await expect(addText(world, world.code)).rejects.toEqual(error('learning.course-archived'));
    await expect(world.run(importCourse, world.actor.he, { ...courseInput, content: courseContent })).rejects.toEqual(
      error('learning.course-archived')
    );
    expect(await world.run(restoreCourse, world.actor.he, { code: world.code })).toMatchObject({ status: 'published' });
    await expect(world.run(restoreCourse, world.actor.he, { code: world.code })).rejects.toEqual(
      error('learning.course-not-archived')
    );
  });

  test('a copy is a draft of its own, without the learners of the first', async () => {
    const world = await courseWorld();
    await report(world, 'lin', world.code, 'who', { kind: 'read-to-end' });
    await world.run(duplicateCourse, world.actor.he, { code: world.code, as: 'copy' });
    const copy = await world.run(findCourse, world.actor.he, { code: 'copy' });
    expect(copy).toMatchObject({ status: 'draft', version: null, begun: 0, content: courseContent });
    await expect(world.run(duplicateCourse, world.actor.he, { code: world.code, as: 'copy' })).rejects.toEqual(
      fieldError('as')
    );
    await publishedCourse(world, { code: 'copy' });
  });

  test('a file taken in again becomes a draft of the same course', async () => {
    const world = await courseWorld({ scope: 'enforcement-posts' });
    const file = { ...courseInput, dueOn: null, content: courseContent };
    expect(await world.run(importCourse, world.actor.he, file)).toMatchObject({ isNew: false });
    expect(await world.run(findCourse, world.actor.he, { code: world.code })).toMatchObject({
      draft: { number: 2 },
      dueOn: '2026-12-31',
      audience: { scope: 'enforcement-posts' }
    });
  });

  test('the starter courses come as drafts, once', async () => {
    const world = await openWorld();
    const files = await loadStarterCourses(world.run, system);
    const again = await loadStarterCourses(world.run, system);
    expect(again.taken).toEqual([]);
    expect((await world.run(listCourses, world.actor.he, {})).total).toBe(files.taken.length);
  });
});

describe('the list and the learners', () => {
  test('courses are searched, filtered and sorted, with their learners', async () => {
    const world = await courseWorld();
    await publishedCourse(world, { code: 'b', title: '安全生产', topic: '应急', mandatory: false, dueOn: null });
    await completeCourse(world, 'lin', world.code);
    await report(world, 'guo', world.code, 'who', { kind: 'opened' });
    const codes = async (filter: object) =>
      (await world.run(listCourses, world.actor.he, filter)).rows.map(({ code }) => code);
    expect(await codes({})).toEqual(['b', 'chufa']);
    expect(await codes({ sort: '-learners' })).toEqual(['chufa', 'b']);
    expect(await codes({ sort: 'due' })).toEqual(['chufa', 'b']);
    expect(await codes({ q: 'aqsc' })).toEqual(['b']);
    expect(await codes({ topic: '行政处罚' })).toEqual(['chufa']);
    expect(await codes({ mandatory: 'no' })).toEqual(['b']);
    expect(await codes({ status: 'draft' })).toEqual([]);
    expect(await world.run(courseTopics, world.actor.he, {})).toEqual(['应急', '行政处罚']);
    const { rows } = await world.run(listCourses, world.actor.he, { q: 'chufa' });
    expect(rows[0]).toMatchObject({ begun: 2, completed: 1, lessons: 3, hasDraft: false, waiting: 0 });
  });

  test('everybody in the audience stands in the table, and whoever began before it changed', async () => {
    const world = await courseWorld();
    await completeCourse(world, 'lin', world.code);
    await report(world, 'guo', world.code, 'who', { kind: 'read-to-end' });
    await world.run(saveCourse, world.actor.he, { ...courseInput, scope: 'roles', roles: ['mentor'] });
    const { rows, byState } = await world.run(listLearners, world.actor.he, { code: world.code, sort: '-percent' });
    expect(rows.map(({ name, percent, outside }) => [name, percent, outside])).toEqual([
      ['林某甲', 100, true],
      ['郭某乙', 33, true],
      ['周某丙', 0, false]
    ]);
    expect(byState).toEqual({ new: 1, started: 1, completed: 1, overdue: 0 });
    world.clock.set('2027-01-05T01:00:00Z');
    expect((await world.run(listLearners, world.actor.he, { code: world.code, state: 'overdue' })).total).toBe(2);
    expect(await world.run(exportLearners, world.actor.he, { code: world.code, q: '郭' })).toHaveLength(1);
    await expect(world.run(listLearners, world.actor.shen, { code: world.code })).rejects.toEqual(
      error('people.not-allowed')
    );
  });
});

describe('files', () => {
  const keep = (world: World, code: string) =>
    world.run(keepCourseFile, world.actor.he, { code, hash, name: '讲义.pdf', type: 'application/pdf', size: 9 });
  const sees = (world: World, who: Person) =>
    world.run(findCourseFile, world.actor[who], { hash }).then(
      ({ name }) => name,
      ({ code }: { code: string }) => code
    );

  test('are shown to those to whom the course is shown, and to trainers', async () => {
    const world = await courseWorld({ scope: 'cadres', numbers: '017' });
    await keep(world, world.code);
    await keep(world, world.code);
    expect(await sees(world, 'lin')).toBe('讲义.pdf');
    expect(await sees(world, 'he')).toBe('讲义.pdf');
    expect(await sees(world, 'guo')).toBe('learning.file-not-found');
    expect(await sees(world, 'tang')).toBe('people.not-allowed');
  });

  test('a PDF and a video become lessons; a video is done by what was played', async () => {
    const world = await courseWorld(
      {},
      {
        sections: [
          {
            title: '一',
            lessons: [{ key: 'v', title: '录像', kind: 'text', body: 'x', cites: '' }]
          }
        ]
      }
    );
    await keep(world, world.code);
    const lessons = [
      { kind: 'pdf' as const, key: 'pdf-1', title: '讲义', file: hash, pages: 3, cites: '' },
      { kind: 'video' as const, key: 'video-1', title: '录像', file: hash, seconds: 100, cites: '' }
    ];
    for (const lesson of lessons) {
      const { kind, title } = lesson;
      const code = world.code;
      await world.run(editContents, world.actor.he, {
        code,
        change: { kind: 'add-lesson', section: 0, lesson: kind, title }
      });
      await world.run(editContents, world.actor.he, { code, change: { kind: 'save-lesson', lesson } });
    }
    await world.run(publishCourse, world.actor.he, { code: world.code });
    const pdf = await world.run(openLesson, world.actor.lin, { course: world.code, lesson: 'pdf-1' });
    expect(pdf).toMatchObject({ content: { kind: 'pdf', name: '讲义.pdf', pages: 3 }, previous: { key: 'v' } });
    expect(await report(world, 'lin', world.code, 'pdf-1', { kind: 'page', page: 3 })).toMatchObject({
      lessonDone: true
    });
    await report(world, 'lin', world.code, 'video-1', { kind: 'opened' });
    const watch = (ranges: [number, number][]) =>
      report(world, 'lin', world.code, 'video-1', { kind: 'watched', position: ranges.at(-1)![1], ranges });
    // Nobody has seen a hundred seconds a second after opening.
    world.clock.advance(1000);
    expect(await watch([[0, 100]])).toMatchObject({ lessonDone: false });
    world.clock.advance(60_000);
    expect(await watch([[0, 10]])).toMatchObject({ lessonDone: true });
    await expect(world.run(dropCourseFile, world.actor.he, { code: world.code, hash })).rejects.toEqual(
      error('learning.file-in-use')
    );
  });

  test('that nothing shows can be dropped, by trainers', async () => {
    const world = await courseWorld();
    await keep(world, world.code);
    await expect(world.run(dropCourseFile, world.actor.lin, { code: world.code, hash })).rejects.toEqual(
      error('people.not-allowed')
    );
    await world.run(dropCourseFile, world.actor.he, { code: world.code, hash });
    await expect(world.run(dropCourseFile, world.actor.he, { code: world.code, hash })).rejects.toEqual(
      error('learning.file-not-found')
    );
    await expect(keep(world, 'gone')).rejects.toEqual(error('learning.course-not-found'));
    await expect(
      world.run(keepCourseFile, world.actor.he, {
        code: world.code,
        hash,
        name: 'x.svg',
        type: 'image/svg+xml' as never,
        size: 1
      })
    ).rejects.toEqual(error('input.invalid'));
  });
});
