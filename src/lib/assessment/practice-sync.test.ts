/** 随身练 comes home: the rules of the queue, what the server makes of it, and random journeys against a model. */
import fc from 'fast-check';
import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '#lib/platform/clock.ts';
import { fillBank, rightChoice } from '#tests/support/exams.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import {
  doneAt,
  MOST_DEEDS,
  nextDeeds,
  settleDeeds,
  waitingDeeds,
  type DeedReceipt,
  type NumberedDeed,
  type PracticeDeed
} from './practice-deeds.ts';
import { wrongBook } from './practice-book.server.ts';
import { saveNote } from './practice-notes.server.ts';
import { answerPractice, openPractice, startPractice } from './practice-run.server.ts';
import { handInDeed } from './practice-sync.server.ts';
import { takePractice } from './practice-taken.server.ts';
import { emptyBook } from './practice.ts';
import { myReports } from './question-report.server.ts';
import { cardAfter } from './review-schedule.ts';
import { practiceAnswer, practiceCard, practiceDeed, practiceRun } from './schema.server.ts';

const error = (code: string) => expect.objectContaining({ code });
const phone = '00000000-0000-4000-8000-000000000001';
const tablet = '00000000-0000-4000-8000-000000000002';
const answerDeed = (runId: number, versionId: number, choice: string[]): PracticeDeed => ({
  what: 'answer',
  runId,
  versionId,
  choice
});

describe('the queue', () => {
  const some = (count: number): NumberedDeed[] =>
    Array.from({ length: count }, (_, at) => ({ sequence: at + 1, at, deed: answerDeed(1, at, ['A']) }));

  test('goes oldest first, so many at a time, and forgets what was acknowledged', () => {
    const waiting = some(MOST_DEEDS + 2).reverse();
    const batch = nextDeeds(waiting);
    expect(batch.map(({ sequence }) => sequence)).toEqual(some(MOST_DEEDS).map(({ sequence }) => sequence));
    const left = settleDeeds(waiting, batch);
    expect(left.map(({ sequence }) => sequence).sort()).toEqual([MOST_DEEDS + 1, MOST_DEEDS + 2]);
    expect(settleDeeds(left, batch)).toEqual(left);
  });

  test('says how many answers wait and how much else', () => {
    const note = { sequence: 9, at: 0, deed: { what: 'note', questionId: 1, body: '' } as const };
    expect(waitingDeeds([...some(3), note])).toEqual({ answers: 3, others: 1 });
  });
});

describe('when a deed was done', () => {
  test.each([
    ['the clocks agree', 1_000, 4_000, 4_000, 0, 1_000],
    ['the device is three hours behind', 1_000, 4_000, 4_000 + 3 * HOUR, 0, 1_000 + 3 * HOUR],
    ['the device is three hours ahead', 3 * HOUR + 1_000, 3 * HOUR + 4_000, 4_000, 0, 1_000],
    ['the clock was set back in between: not after now', 9_000, 4_000, 5_000, 0, 5_000],
    ['the clock was set forward by a year in between: not before its round', 0, 365 * DAY, 5_000, 3_000, 3_000]
  ])('%s', (_, at, sentAt, receivedAt, earliest, expected) => {
    expect(doneAt(at, sentAt, receivedAt, earliest)).toBe(expected);
  });

  test('whatever the clocks say, within its bounds and in the order of the device', () => {
    const time = fc.integer({ min: 0, max: 10 * DAY });
    fc.assert(
      fc.property(time, time, time, time, time, (first, second, sentAt, receivedAt, earliest) => {
        const one = doneAt(Math.min(first, second), sentAt, receivedAt, earliest);
        const two = doneAt(Math.max(first, second), sentAt, receivedAt, Math.max(one, earliest));
        expect(one).toBeLessThanOrEqual(receivedAt);
        expect(one).toBeGreaterThanOrEqual(Math.min(earliest, receivedAt));
        expect(two).toBeGreaterThanOrEqual(one);
      })
    );
  });
});

async function open() {
  const world = await openWorld();
  const topics = await fillBank(world, ['程序', '证据'], { single: 6, multiple: 4, 'true-false': 5 });
  return { ...world, topics };
}

const take = (world: World, who: Person, wish: object) =>
  world.run(takePractice, world.actor[who], { mode: 'topic', ...wish });

/** Hands in what a device did, its clock `skew` away from the portal's. */
const handIn = (world: World, who: Person, sequence: number, deed: PracticeDeed, more: object = {}) =>
  world.run(handInDeed, world.actor[who], {
    device: phone,
    sequence,
    at: world.clock.now(),
    sentAt: world.clock.now(),
    deed,
    ...more
  });

describe('taking questions along', () => {
  test('brings the daily review and a chosen round, with the answers and what was answered already', async () => {
    const world = await open();
    const topicId = world.topics[1]!;
    const { runId } = await world.run(startPractice, world.actor.lin, { mode: 'topic', topicId });
    const { question } = await world.run(openPractice, world.actor.lin, { runId });
    await world.run(answerPractice, world.actor.lin, { runId, versionId: question.versionId, choice: ['A'] });
    await world.run(saveNote, world.actor.lin, { questionId: question.questionId, body: '再看一遍' });
    const taken = await take(world, 'lin', { topicId });
    expect(taken).toMatchObject({ owner: world.actor.lin.accountId, takenAt: world.clock.now(), leaveAfter: 3 });
    expect(taken.rounds.map(({ mode, name, questions }) => [mode, name, questions.length])).toEqual([
      ['daily', null, 10],
      ['topic', '证据', 15]
    ]);
    expect(taken.rounds[1]!.runId).toBe(runId);
    expect(taken.rounds[1]!.questions[0]).toMatchObject({
      answer: ['B'],
      explanation: '依据条文',
      note: '再看一遍',
      given: { choice: ['A'], right: false },
      wrong: 1,
      inBook: true
    });
    expect(taken.rounds[1]!.questions[1]!.given).toBeNull();
  });

  test('is for those who practise, and says when there is nothing to take', async () => {
    const world = await open();
    await expect(take(world, 'gao', {})).rejects.toThrow(error('people.not-allowed'));
    await expect(take(await openWorld(), 'lin', { mode: 'random' })).rejects.toThrow(
      error('practice.nothing-to-practise')
    );
  });
});

describe('handing in', () => {
  test('counts an answer once, however often it is sent', async () => {
    const world = await open();
    const { runId, questions } = (await take(world, 'lin', {})).rounds[0]!;
    const { versionId } = questions[0]!;
    const deed = answerDeed(runId, versionId, ['B']);
    expect(await handIn(world, 'lin', 1, deed)).toEqual({ outcome: 'saved' });
    expect(await handIn(world, 'lin', 1, answerDeed(runId, versionId, ['A']))).toEqual({ outcome: 'saved' });
    const rows = await world.store.read.select().from(practiceAnswer);
    expect(rows).toMatchObject([{ questionVersionId: versionId, choice: ['B'], right: true }]);
    expect(await world.store.read.select().from(practiceDeed)).toHaveLength(1);
  });

  test('keeps the second answer of another device beside the one that counts', async () => {
    const world = await open();
    const { runId, questions } = (await take(world, 'lin', {})).rounds[0]!;
    const { versionId } = questions[0]!;
    await handIn(world, 'lin', 1, answerDeed(runId, versionId, ['A']));
    expect(await handIn(world, 'lin', 1, answerDeed(runId, versionId, ['B']), { device: tablet })).toEqual({
      outcome: 'second'
    });
    expect((await world.store.read.select().from(practiceAnswer))[0]!.choice).toEqual(['A']);
    expect(await world.store.read.select().from(practiceDeed)).toHaveLength(2);
    expect((await world.run(openPractice, world.actor.lin, { runId, place: 1 })).question.seen).toBe(1);
  });

  test('an answer that was given earlier and comes in later has its place in time', async () => {
    const world = await open();
    const topicId = world.topics[0]!;
    const { runId, questions } = (await take(world, 'lin', { topicId })).rounds[1]!;
    const { versionId, questionId } = questions[0]!;
    const wrongAt = world.clock.now();
    world.clock.advance(HOUR);
    const other = await world.run(startPractice, world.actor.lin, { mode: 'unseen' });
    await world.run(answerPractice, world.actor.lin, { ...other, versionId, choice: ['B'] });
    world.clock.advance(HOUR);
    await handIn(world, 'lin', 1, answerDeed(runId, versionId, ['A']), { at: wrongAt });
    const [card] = await world.store.read
      .select()
      .from(practiceCard)
      .where(and(eq(practiceCard.cadreId, world.cadreId.lin), eq(practiceCard.questionId, questionId)));
    expect(card).toMatchObject({ seen: 2, wrong: 1, streak: 1, inBookSince: wrongAt });
    expect(card!.memory!.reviewedAt).toBe(wrongAt + HOUR);
  });

  test('a note written later counts, a mark is set, a report reaches the trainer once', async () => {
    const world = await open();
    const { questions } = (await take(world, 'lin', {})).rounds[0]!;
    const { questionId, versionId } = questions[0]!;
    const early = world.clock.now();
    world.clock.advance(HOUR);
    await world.run(saveNote, world.actor.lin, { questionId, body: '后写的' });
    expect(await handIn(world, 'lin', 1, { what: 'note', questionId, body: '先写的' }, { at: early })).toEqual({
      outcome: 'second'
    });
    await handIn(world, 'lin', 2, { what: 'favourite', questionId, favourite: true });
    await handIn(world, 'lin', 3, { what: 'report', versionId, body: '选项重复' });
    await handIn(world, 'lin', 3, { what: 'report', versionId, body: '选项重复' });
    expect(await world.run(myReports, world.actor.lin, {})).toMatchObject([{ body: '选项重复' }]);
    const book = await world.run(wrongBook, world.actor.lin, { tab: 'favourites' });
    expect(book.rows.map(({ content, note }) => [content.questionId, note])).toEqual([[questionId, '后写的']]);
  });

  test('knows no round of anybody else and no question that does not exist', async () => {
    const world = await open();
    const { runId, questions } = (await take(world, 'lin', {})).rounds[0]!;
    const deed = answerDeed(runId, questions[0]!.versionId, ['B']);
    await expect(handIn(world, 'guo', 1, deed)).rejects.toThrow(error('practice.run-not-found'));
    await expect(handIn(world, 'guo', 1, { ...deed, runId: 999 } as PracticeDeed)).rejects.toThrow(
      error('practice.run-not-found')
    );
    await expect(handIn(world, 'lin', 1, { what: 'note', questionId: 999, body: 'x' })).rejects.toThrow(
      error('bank.question-not-found')
    );
    await expect(handIn(world, 'lin', 1, deed, { device: 'x' })).rejects.toMatchObject({ kind: 'invalid' });
    await expect(handIn(world, 'gao', 1, deed)).rejects.toThrow(error('people.not-allowed'));
    expect(await world.store.read.select().from(practiceDeed)).toEqual([]);
  });

  test('what was handed in is never changed', async () => {
    const world = await open();
    await handIn(world, 'lin', 1, { what: 'favourite', questionId: 1, favourite: true });
    await expect(world.store.transaction((db) => db.update(practiceDeed).set({ doneAt: 0 }))).rejects.toThrow();
    await expect(world.store.transaction((db) => db.delete(practiceDeed))).rejects.toThrow();
  });
});

describe('whatever the network does', () => {
  const QUESTIONS = 4;
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('answer' as const),
        device: fc.nat(1),
        round: fc.nat(1),
        question: fc.nat(QUESTIONS - 1),
        right: fc.boolean()
      })
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('send' as const),
        device: fc.nat(1),
        fate: fc.constantFrom('arrives', 'is lost', 'arrives and its acknowledgement is lost', 'arrives much later')
      })
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('straggler' as const), which: fc.nat(5) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 900 }) })
    }
  );

  /** A device as the desk in the browser works, without browser. */
  class Device {
    sequence = 0;
    waiting: NumberedDeed[] = [];
    readonly id: string;
    readonly skew: number;
    constructor(id: string, skew: number) {
      this.id = id;
      this.skew = skew;
    }
    answer(at: number, deed: PracticeDeed) {
      this.sequence += 1;
      this.waiting = [...this.waiting, { sequence: this.sequence, at: at + this.skew, deed }];
    }
  }

  const runs = process.env.DATABASE_URL?.startsWith('pglite') ? 15 : 150;

  test('two devices, lost, doubled and overtaken requests: every answer is kept once and the first one counts', async () => {
    const world = await open();
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.integer({ min: -3 * HOUR, max: 3 * HOUR }),
        fc.integer({ min: -3 * HOUR, max: 3 * HOUR }),
        async (steps, skewA, skewB) => {
          world.clock.advance(40 * DAY);
          const rounds = await freshRounds(world);
          const devices = [new Device(freshDevice(), skewA), new Device(freshDevice(), skewB)];
          const model = new Map<string, boolean>();
          const stragglers: [Device, NumberedDeed[], number][] = [];

          /** What the server gets to see, and the model of it: the first answer to arrive counts. */
          async function arrive(device: Device, batch: NumberedDeed[], sentAt: number): Promise<DeedReceipt[]> {
            const receipts: DeedReceipt[] = [];
            for (const { sequence, at, deed } of batch) {
              const { outcome } = await world.run(handInDeed, world.actor.lin, {
                device: device.id,
                sequence,
                at,
                sentAt,
                deed
              });
              receipts.push({ sequence, outcome });
              if (deed.what !== 'answer') continue;
              const key = `${deed.runId}/${deed.versionId}`;
              if (!model.has(key)) model.set(key, isRight(deed.choice));
            }
            return receipts;
          }
          const clockOf = (device: Device) => world.clock.now() + device.skew;

          for (const act of steps) {
            if (act.kind === 'wait') world.clock.advance(act.minutes * MINUTE);
            else if (act.kind === 'answer') {
              world.clock.advance(1_000);
              const round = rounds[act.round]!;
              const choice = act.right ? rightChoice('single') : ['A'];
              devices[act.device]!.answer(
                world.clock.now(),
                answerDeed(round.runId, round.versionIds[act.question]!, choice)
              );
            } else if (act.kind === 'send') {
              const device = devices[act.device]!;
              const batch = nextDeeds(device.waiting);
              if (act.fate === 'is lost') continue;
              if (act.fate === 'arrives much later') stragglers.push([device, batch, clockOf(device)]);
              else {
                const receipts = await arrive(device, batch, clockOf(device));
                if (act.fate === 'arrives') device.waiting = settleDeeds(device.waiting, receipts);
              }
            } else {
              const [late] = stragglers.splice(act.which % Math.max(1, stragglers.length), 1);
              if (late) await arrive(...late);
            }
          }
          for (const late of stragglers) await arrive(...late);
          for (const device of devices) {
            while (device.waiting.length) {
              const receipts = await arrive(device, nextDeeds(device.waiting), clockOf(device));
              device.waiting = settleDeeds(device.waiting, receipts);
            }
          }

          for (const device of devices) {
            const kept = await world.store.read.select().from(practiceDeed).where(eq(practiceDeed.device, device.id));
            expect(kept.map(({ sequence }) => sequence).sort((a, b) => a - b)).toEqual(
              Array.from({ length: device.sequence }, (_, at) => at + 1)
            );
          }
          const counted = new Map<string, boolean>();
          for (const { runId } of rounds) {
            const rows = await world.store.read.select().from(practiceAnswer).where(eq(practiceAnswer.runId, runId));
            for (const row of rows) counted.set(`${runId}/${row.questionVersionId}`, row.right);
          }
          expect(counted).toEqual(model);
          await cardsFollowTheAnswers(world);
        }
      ),
      { numRuns: runs }
    );
  }, 240_000);

  const isRight = (choice: readonly string[]) => choice.join() === rightChoice('single').join();
  let devicesMade = 16;
  const freshDevice = () => `00000000-0000-4000-8000-0000000${String((devicesMade += 1)).padStart(5, '0')}`;

  /** Two rounds over the same questions, so that a question is met in both. */
  async function freshRounds(world: World) {
    const rounds: { runId: number; versionIds: number[] }[] = [];
    for (let at = 0; at < 2; at += 1) {
      world.clock.advance(1_000);
      const versionIds = [1, 2, 3, 4];
      const runId = await world.store.transaction(async (db) => {
        const [run] = await db
          .insert(practiceRun)
          .values({
            cadreId: world.cadreId.lin,
            mode: 'random',
            versionIds,
            startedAt: world.clock.now(),
            touchedAt: world.clock.now()
          })
          .returning();
        return run!.id;
      });
      rounds.push({ runId, versionIds });
    }
    return rounds;
  }

  /** Every card is what all answers in the order of their time make of it. */
  async function cardsFollowTheAnswers(world: World) {
    const answers = await world.store.read.select().from(practiceAnswer);
    const cards = await world.store.read.select().from(practiceCard);
    for (const card of cards) {
      const reviews = answers
        .filter(({ questionVersionId }) => questionVersionId === card.questionId)
        .sort((a, b) => a.answeredAt - b.answeredAt || a.runId - b.runId)
        .map(({ right, answeredAt }) => ({ right, at: answeredAt }));
      const expected = cardAfter({ ...emptyBook, memory: null }, reviews, 3, null);
      expect(card).toMatchObject(expected);
    }
  }
});
