import { describe, expect, test } from 'vitest';
import { examInput, fillBank } from '#tests/support/exams.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { reviewAttempt } from './attempt-review.server.ts';
import { startAttempt } from './attempt.server.ts';
import { drawExamPaper } from './exam-paper.server.ts';
import { publishExam, saveExam } from './exam.server.ts';
import { reopenAttempt } from './invigilate-acts.server.ts';
import { keyingSheet, keyInPapers, printedPaper } from './paper-exam.server.ts';
import { examResults } from './results.server.ts';
import { answer } from './schema.server.ts';

const error = (code: string) => expect.objectContaining({ code });

async function onPaper(change: object = {}) {
  const world = await openWorld();
  await fillBank(world, ['程序', '证据'], { single: 5, multiple: 3, 'true-false': 4 });
  const { he } = world.actor;
  const { id: examId } = await world.run(saveExam, he, { ...examInput, paper: 'fixed', ...change });
  await world.run(drawExamPaper, he, { id: examId });
  await world.run(publishExam, he, { id: examId });
  world.clock.set('2026-11-23T01:35:00Z');
  return { ...world, examId };
}

const print = (world: World & { examId: number }, form: 'A' | 'B') =>
  world.run(printedPaper, world.actor.he, { examId: world.examId, form });
const keyOf = async (world: World & { examId: number }, form: 'A' | 'B') =>
  (await print(world, form)).places.map(({ key }) => key);
const keyIn = (
  world: World & { examId: number },
  rows: { cadreId: number; form: 'A' | 'B'; answers: string[]; again?: string[] | null }[]
) => world.run(keyInPapers, world.actor.he, { examId: world.examId, rows });

describe('the printed paper', () => {
  test('has the same questions in both forms, in two orders that never change', async () => {
    const world = await onPaper();
    const [a, b] = [await print(world, 'A'), await print(world, 'B')];
    const stems = (one: typeof a) => one.places.map(({ stem }) => stem);
    expect([...stems(a)].sort()).toEqual([...stems(b)].sort());
    expect(await print(world, 'B')).toEqual(b);
    const shown = (one: typeof a) =>
      new Map(one.places.map(({ stem, options }) => [stem, options.map(({ text }) => text).join()]));
    const moved =
      stems(a).join() !== stems(b).join() || stems(a).some((stem) => shown(a).get(stem) !== shown(b).get(stem));
    expect(moved).toBe(true);
  });

  test('letters run by place, and the key names the letters that are printed', async () => {
    const world = await onPaper();
    for (const form of ['A', 'B'] as const) {
      for (const { type, options, key } of (await print(world, form)).places) {
        if (type === 'true-false') expect(key).toBe('√');
        else {
          expect(options.map((option) => option.key)).toEqual(['A', 'B', 'C', 'D']);
          const right = options.filter((option) => key.includes(option.key)).map(({ text }) => text);
          expect(right.sort()).toEqual(type === 'single' ? ['选项B'] : ['选项A', '选项C']);
        }
      }
    }
  });

  test('is for those who hold exams, and only once a paper for all is published', async () => {
    const world = await onPaper();
    await expect(world.run(printedPaper, world.actor.lin, { examId: world.examId, form: 'A' })).rejects.toThrow(
      error('people.not-allowed')
    );
    await expect(world.run(printedPaper, world.actor.he, { examId: 999, form: 'A' })).rejects.toThrow(
      error('assessment.exam-not-found')
    );
    const drawn = await world.run(saveExam, world.actor.he, examInput);
    await world.run(publishExam, world.actor.he, drawn);
    await expect(world.run(printedPaper, world.actor.he, { examId: drawn.id, form: 'A' })).rejects.toThrow(
      error('assessment.paper-not-fixed')
    );
    const draft = await world.run(saveExam, world.actor.he, { ...examInput, paper: 'fixed' });
    await expect(world.run(printedPaper, world.actor.he, { examId: draft.id, form: 'A' })).rejects.toThrow(
      error('assessment.exam-is-draft')
    );
  });
});

describe('keying papers in', () => {
  test('what stands on the key sheet of either form earns every point, and counts like a paper on a screen', async () => {
    const world = await onPaper();
    await keyIn(world, [
      { cadreId: world.cadreId.lin, form: 'A', answers: await keyOf(world, 'A') },
      { cadreId: world.cadreId.guo, form: 'B', answers: await keyOf(world, 'B') }
    ]);
    const { rows } = await world.run(examResults, world.actor.he, { examId: world.examId, outcome: 'passed' });
    expect(rows.map(({ staffNumber, best }) => [staffNumber, best!.points, best!.paperForm]).sort()).toEqual([
      ['017', 10, 'A'],
      ['018', 10, 'B']
    ]);
    const attemptId = rows[0]!.best!.attemptId;
    expect(await world.run(reviewAttempt, world.actor.he, { attemptId })).toMatchObject({ submittedBy: 'marker' });
    await expect(world.run(reopenAttempt, world.actor.he, { attemptId, reason: 'x' })).rejects.toThrow(
      error('assessment.sat-on-paper')
    );
  });

  test('keying in again corrects the same paper, and nothing that was kept is lost', async () => {
    const world = await onPaper();
    const key = await keyOf(world, 'A');
    const cadreId = world.cadreId.lin;
    await keyIn(world, [{ cadreId, form: 'A', answers: [...key.slice(0, 4), ''] }]);
    const sheet = () => world.run(keyingSheet, world.actor.he, { examId: world.examId, search: '017' });
    expect((await sheet()).rows[0]).toMatchObject({ form: 'A', answers: [...key.slice(0, 4), ''], points: 6 });
    await keyIn(world, [{ cadreId, form: 'A', answers: key }]);
    expect((await sheet()).rows[0]).toMatchObject({ points: 10 });
    await keyIn(world, [{ cadreId, form: 'A', answers: ['×', ...key.slice(1)] }]);
    expect((await sheet()).rows[0]).toMatchObject({ points: 9 });
    expect(await world.store.read.select().from(answer)).toHaveLength(6);
    await expect(keyIn(world, [{ cadreId, form: 'B', answers: key }])).rejects.toThrow(error('assessment.other-form'));
  });

  test('one cell that the paper cannot mean, or two keyings that differ, and nothing is kept', async () => {
    const world = await onPaper();
    const key = await keyOf(world, 'A');
    const [lin, guo] = [world.cadreId.lin, world.cadreId.guo];
    await expect(
      keyIn(world, [
        { cadreId: guo, form: 'A', answers: key },
        { cadreId: lin, form: 'A', answers: ['Z', ...key.slice(1)] }
      ])
    ).rejects.toMatchObject({ fields: { [`${lin}/1`]: ['assessment.not-an-answer'] } });
    await expect(
      keyIn(world, [{ cadreId: lin, form: 'A', answers: key, again: [...key.slice(0, 3), '', key[4]!] }])
    ).rejects.toMatchObject({ fields: { [`${lin}/4`]: ['assessment.keyings-differ'] } });
    expect(await world.store.read.select().from(answer)).toEqual([]);
    await keyIn(world, [{ cadreId: lin, form: 'A', answers: key, again: key.map((cell) => cell.toLowerCase()) }]);
  });

  test('nobody is keyed in who sits on a screen, whose tries are used up, who is not meant, or before the exam', async () => {
    const world = await onPaper({ attemptsAllowed: 1 });
    const row = (cadreId: number) => [{ cadreId, form: 'A' as const, answers: ['√'] }];
    await world.run(startAttempt, world.actor.lin, { examId: world.examId });
    await expect(keyIn(world, row(world.cadreId.lin))).rejects.toThrow(error('assessment.not-on-paper'));
    await expect(keyIn(world, row(world.cadreId.he))).rejects.toThrow(error('assessment.candidate-not-found'));
    await expect(
      world.run(keyInPapers, world.actor.lin, { examId: world.examId, rows: row(world.cadreId.guo) })
    ).rejects.toThrow(error('people.not-allowed'));
    const { rows } = await world.run(keyingSheet, world.actor.he, { examId: world.examId });
    expect(rows.map(({ staffNumber }) => staffNumber)).not.toContain('017');
    await expect(world.run(keyingSheet, world.actor.shen, { examId: world.examId })).rejects.toThrow(
      error('people.not-allowed')
    );
    world.clock.set('2026-11-23T01:00:00Z');
    await expect(keyIn(world, row(world.cadreId.guo))).rejects.toThrow(error('assessment.exam-not-open-yet'));
  });
});
