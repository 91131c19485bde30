/** Random sittings, played against the portal and against a model of ten lines; quality bar R4. */
import fc from 'fast-check';
import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { system } from '#lib/platform/actor.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { fillBank, publishedExam } from '#tests/support/exams.ts';
import type { AnswerEntry } from './answer-queue.ts';
import { saveAnswers } from './answers.server.ts';
import { onPaper } from './answers.ts';
import { attemptPage, startAttempt, submitAttempt, submitOverdue } from './attempt.server.ts';
import { GRACE } from './exam-clock.ts';
import type { QuestionType } from './question.ts';
import { answer, attempt, attemptQuestion } from './schema.server.ts';

/** The places of the paper: a case of two parts takes the last two. */
const kinds: QuestionType[] = [
  'true-false',
  'single',
  'multiple',
  'fill-in',
  'ordering',
  'matching',
  'short-answer',
  'case',
  'case'
];
const points = [1, 2, 4, 2, 3, 3, 5, 1, 2];
const blueprint = [...new Set(kinds)].map((type) => ({
  type,
  topicId: null,
  count: 1,
  points: type === 'case' ? 3 : points[kinds.indexOf(type)]!
}));
/** With the bank's keys, the right one first. */
const choices: Record<Exclude<QuestionType, 'case'>, string[][]> = {
  'true-false': [['T'], ['F'], []],
  single: [['B'], ['A'], ['C'], []],
  multiple: [['A', 'C'], ['A'], ['A', 'B', 'C'], []],
  'fill-in': [['60', '司法局'], ['六十', '司法局'], ['60', ''], []],
  ordering: [['C', 'A', 'D', 'B'], ['A', 'B', 'C', 'D'], []],
  matching: [['A2', 'B1', 'C2'], ['A2', 'B3'], []],
  'short-answer': [['先表明身份'], ['']]
};
const parts = [
  [['C'], ['A'], []],
  [['15'], ['十五'], ['30'], []]
];
const possibleAt = (position: number) => {
  const kind = kinds[position - 1]!;
  return kind === 'case' ? parts[position - 8]! : choices[kind];
};
const isRight = (position: number, choice: readonly string[]) => {
  const kind = kinds[position - 1]!;
  const rights = kind === 'fill-in' || position === 9 ? possibleAt(position).slice(0, 2) : [possibleAt(position)[0]!];
  return kind !== 'short-answer' && rights.some((right) => right.join() === choice.join());
};

const entry = fc
  .record({
    position: fc.integer({ min: 1, max: kinds.length }),
    sequence: fc.integer({ min: 1, max: 6 }),
    pick: fc.nat(4),
    flagged: fc.boolean()
  })
  .map(({ position, sequence, pick, flagged }): AnswerEntry => {
    const possible = possibleAt(position);
    return { position, sequence, choice: possible[pick % possible.length]!, flagged };
  });
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(entry, { minLength: 1, maxLength: 4 }).map((entries) => ({ kind: 'save' as const, entries }))
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'submit' as const }) },
  {
    weight: 1,
    arbitrary: fc.array(entry, { maxLength: 2 }).map((entries) => ({ kind: 'submit-with' as const, entries }))
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 25 }).map((minutes) => ({ kind: 'wait' as const, minutes })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'scheduler' as const }) }
);

class Model {
  kept = new Map<string, AnswerEntry & { late: boolean }>();
  submitted = false;
  result = 0;

  save(entries: readonly AnswerEntry[], late: boolean) {
    for (const one of entries) {
      const key = `${one.position}/${one.sequence}`;
      if (!this.kept.has(key)) this.kept.set(key, { ...one, late: late || this.submitted });
    }
  }

  submit() {
    if (this.submitted) return;
    this.submitted = true;
    this.result = kinds.reduce((sum, _, at) => {
      const counting = [...this.kept.values()]
        .filter(({ position, late }) => position === at + 1 && !late)
        .sort((a, b) => b.sequence - a.sequence)[0];
      return sum + (isRight(at + 1, counting?.choice ?? []) ? points[at]! : 0);
    }, 0);
  }
}

test('whatever arrives in whatever order, the portal and the model agree', { timeout: 240_000 }, async () => {
  const world = await openWorld();
  await fillBank(world, ['程序'], Object.fromEntries(kinds.map((kind) => [kind, 1])));
  const examId = await publishedExam(world, {
    opensAt: '2026-11-23T09:00',
    closesAt: '2030-01-01T00:00',
    attemptsAllowed: 1,
    blueprint
  });
  const { attemptId: pattern } = await world.run(startAttempt, world.actor.lin, { examId });
  const orders = await ordersOf(world, pattern);
  /** As the candidate's page says it: with the keys of the paper. */
  const onThePaper = (entries: readonly AnswerEntry[]) =>
    entries.map((one) => ({
      ...one,
      choice: onPaper(one.choice, kinds[one.position - 1]!, orders[one.position - 1]!)
    }));
  let number = 1;
  const runs = process.env.DATABASE_URL?.startsWith('pglite') ? 25 : 200;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      number += 1;
      const attemptId = await freshAttempt(world, pattern, number);
      const deadline = world.clock.now() + 40 * 60_000;
      const model = new Model();
      for (const act of steps) {
        const late = world.clock.now() > deadline + GRACE;
        if (act.kind === 'wait') world.clock.advance(act.minutes * 60_000);
        else if (act.kind === 'save') {
          model.save(act.entries, late);
          await world.run(saveAnswers, world.actor.lin, { attemptId, answers: onThePaper(act.entries) });
        } else if (act.kind === 'scheduler') {
          if (late) model.submit();
          await world.run(submitOverdue, system, {});
        } else {
          const answers = act.kind === 'submit-with' ? act.entries : [];
          model.save(answers, late);
          model.submit();
          const results = await Promise.all(
            [1, 2].map(() => world.run(submitAttempt, world.actor.lin, { attemptId, answers: onThePaper(answers) }))
          );
          expect(results.map((result) => result.points)).toEqual([model.result, model.result]);
        }
      }
      await agree(world, attemptId, model, onThePaper);
    }),
    { numRuns: runs }
  );
});

async function ordersOf(world: World, attemptId: number): Promise<string[][]> {
  const rows = await world.store.read
    .select({ order: attemptQuestion.optionOrder })
    .from(attemptQuestion)
    .where(eq(attemptQuestion.attemptId, attemptId))
    .orderBy(asc(attemptQuestion.position));
  return rows.map(({ order }) => order);
}

async function agree(
  world: World,
  attemptId: number,
  model: Model,
  onThePaper: (entries: readonly AnswerEntry[]) => AnswerEntry[]
) {
  const rows = await world.store.read.select().from(answer).where(eq(answer.attemptId, attemptId));
  const plain = (one: AnswerEntry & { late: boolean }) =>
    JSON.stringify([one.position, one.sequence, one.choice, one.flagged, one.late]);
  expect(rows.map(plain).sort()).toEqual([...model.kept.values()].map(plain).sort());
  const [row] = await world.store.read.select().from(attempt).where(eq(attempt.id, attemptId));
  expect(row!.submittedAt !== null).toBe(model.submitted);
  if (model.submitted) {
    expect(row!.points).toBe(model.result);
    return;
  }
  const sheet = await world.run(attemptPage, world.actor.lin, { attemptId });
  if (sheet.state !== 'open') return;
  const highest = new Map<number, AnswerEntry>();
  for (const { late: _, ...one } of model.kept.values())
    if (one.sequence > (highest.get(one.position)?.sequence ?? 0)) highest.set(one.position, one);
  expect(new Map(sheet.answers.map((one) => [one.position, one]))).toEqual(
    new Map(onThePaper([...highest.values()]).map((one) => [one.position, one]))
  );
}

async function freshAttempt(world: World, pattern: number, number: number): Promise<number> {
  return world.store.transaction(async (db) => {
    const [like] = await db.select().from(attempt).where(eq(attempt.id, pattern));
    const startedAt = world.clock.now();
    const [row] = await db
      .insert(attempt)
      .values({
        ...like!,
        id: undefined,
        number,
        startedAt,
        deadlineAt: startedAt + 40 * 60_000,
        submittedAt: null,
        submittedBy: null,
        points: null,
        passed: null
      })
      .returning();
    const paper = await db.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, pattern));
    await db.insert(attemptQuestion).values(paper.map((one) => ({ ...one, attemptId: row!.id, pointsAwarded: null })));
    return row!.id;
  });
}
