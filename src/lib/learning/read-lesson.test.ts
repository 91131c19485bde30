import { describe, expect, test } from 'vitest';
import { importStatutes } from '#lib/law/import.server.ts';
import { system } from '#lib/platform/actor.ts';
import { courseContent, courseWorld, publishedCourse } from '#tests/support/courses.ts';
import type { CourseContent } from './course.ts';
import { readLesson } from './read-lesson.server.ts';

const lesson = (body: string, cites = ''): CourseContent => ({
  sections: [{ title: '一', lessons: [{ key: 'who', title: '谁来执法', kind: 'text', body, cites }] }]
});

const statute = {
  code: 'xzcf',
  title: '中华人民共和国行政处罚法',
  shortTitle: '行政处罚法',
  issuer: '全国人大常委会',
  kind: 'law' as const,
  scope: 'national' as const,
  versions: [
    {
      label: '2021年修订',
      issuedOn: '2021-01-22',
      effectiveFrom: '2021-07-15',
      effectiveTo: null,
      source: '测试',
      articles: [{ number: '第四十二条', summary: '不少于两人。' }]
    }
  ]
};

describe('a lesson ready to be read', () => {
  test('comes as safe HTML with the articles it cites, so that the page needs nothing more', async () => {
    const world = await courseWorld({}, lesson('两人。', ''));
    await world.run(importStatutes, system, { statutes: [statute] } as never);
    const course = await publishedCourse(
      world,
      { code: 'cited' },
      lesson('两人。[[行政处罚法 第四十二条]] <b>x</b>', '行政处罚法 第四十二条')
    );
    const read = await world.run(readLesson, world.actor.lin, { course, lesson: 'who' });
    const [citation] = read.cited['行政处罚法 第四十二条']!;
    expect(citation).toMatchObject({ shortTitle: '行政处罚法', number: '第四十二条', inForce: true });
    expect(read.rests).toEqual([citation]);
    expect(read.content).toEqual({
      kind: 'text',
      body: `<p>两人。<a class="cite" href="${citation!.href}" data-cite="行政处罚法 第四十二条">行政处罚法 第四十二条</a> &lt;b&gt;x&lt;/b&gt;</p>\n`
    });
    // 90 minutes at 45 to the hour.
    expect(read.hours).toBe(2);
    expect(read.owner).toBe(world.actor.lin.accountId);
  });

  test('a case comes with every explanation, a check without its answers', async () => {
    const { code, ...world } = await courseWorld({}, courseContent);
    const walk = await world.run(readLesson, world.actor.lin, { course: code, lesson: 'case-1' });
    expect(walk.content).toMatchObject({ kind: 'case', situation: '<p>摊主占道。</p>\n', next: 'q1' });
    const check = await world.run(readLesson, world.actor.lin, { course: code, lesson: 'check-1' });
    expect(JSON.stringify(check.content)).not.toContain('"answer"');
  });

  test('is refused without the right to learn, and missing where there is none', async () => {
    const { code, ...world } = await courseWorld();
    await expect(world.run(readLesson, world.actor.tang, { course: code, lesson: 'who' })).rejects.toMatchObject({
      kind: 'refused'
    });
    await expect(world.run(readLesson, world.actor.lin, { course: code, lesson: 'gone' })).rejects.toMatchObject({
      kind: 'missing'
    });
    await expect(world.run(readLesson, world.actor.lin, { course: 'gone', lesson: 'who' })).rejects.toMatchObject({
      kind: 'missing'
    });
  });
});
