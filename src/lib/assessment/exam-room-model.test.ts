/**
 * Random sittings on two devices that take the paper from each other, with messages delayed, repeated and answers to
 * them lost, while an invigilator adds time, ends and reopens. Played with the page's own queue against the portal, and
 * against a model: whoever took over last is who is meant, and nothing that was answered is lost.
 */
import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { system } from '#lib/platform/actor.ts';
import { fillBank, publishedExam } from '#tests/support/exams.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { nextBatch, openSheet, settle, write, type AnswerEntry, type AnswerSheet } from './answer-queue.ts';
import { saveAnswers } from './answers.server.ts';
import { takeOverAttempt } from './attempt-device.server.ts';
import { firstNumberAfter } from './attempt-device.ts';
import { attemptPage, startAttempt, submitAttempt, submitOverdue } from './attempt.server.ts';
import { GRACE } from './exam-clock.ts';
import { addTime, endAttempt, reopenAttempt } from './invigilate-acts.server.ts';
import { laterDeadline } from './invigilation.ts';
import { answer, attempt, attemptQuestion } from './schema.server.ts';

const QUESTIONS = 3;
const MINUTE = 60_000;
const KEYS = ['A', 'B', 'C', 'D'];
const RIGHT = 'B';
const which = fc.nat(1);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      device: which,
      position: fc.integer({ min: 1, max: QUESTIONS }),
      key: fc.constantFrom(...KEYS)
    })
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const), device: which }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      device: which,
      message: fc.nat(3),
      again: fc.boolean(),
      heard: fc.boolean()
    })
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('open' as const), device: which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('submit' as const), device: which }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 25 }) })
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('add-time' as const), minutes: fc.integer({ min: 1, max: 10 }) })
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ kind: 'end' as const }, { kind: 'reopen' as const }, { kind: 'clock' as const })
  }
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Device {
  key: string;
  sheet: AnswerSheet;
  /** Which holder of the paper it was when it last opened it. */
  holder: number;
  writing: boolean;
  /** Messages on their way. */
  sent: AnswerEntry[][];
}

/** What was answered, in the order of each device, with who held the paper. */
interface Meant {
  position: number;
  holder: number;
  order: number;
  choice: string;
}

class Room {
  readonly devices: Device[];
  readonly kept = new Map<string, { choice: string; late: boolean }>();
  readonly meant: Meant[] = [];
  deadline: number;
  submitted = false;
  holding = 0;
  holder = 0;
  readonly world: World & { examId: number };
  readonly attemptId: number;

  constructor(world: World & { examId: number }, attemptId: number, devices: string[]) {
    this.world = world;
    this.attemptId = attemptId;
    this.deadline = world.clock.now() + 40 * MINUTE;
    this.devices = devices.map((key, at) => ({
      key,
      sheet: openSheet([], []).sheet,
      holder: 0,
      writing: at === 0,
      sent: []
    }));
  }

  async play(act: Step) {
    const { world, attemptId } = this;
    const now = world.clock.now();
    const lin = world.actor.lin;
    switch (act.kind) {
      case 'wait':
        return world.clock.advance(act.minutes * MINUTE);
      case 'answer': {
        const device = this.devices[act.device]!;
        if (!device.writing) return;
        const written = write(device.sheet, act.position, [act.key], false);
        device.sheet = written.sheet;
        this.meant.push({
          position: act.position,
          holder: device.holder,
          order: written.entry.sequence,
          choice: act.key
        });
        return;
      }
      case 'send': {
        const device = this.devices[act.device]!;
        const batch = nextBatch(device.sheet);
        if (batch.length) device.sent.push(batch);
        return;
      }
      case 'deliver': {
        const device = this.devices[act.device]!;
        const at = act.message % Math.max(1, device.sent.length);
        const batch = device.sent[at];
        if (!batch) return;
        if (!act.again) device.sent.splice(at, 1);
        await this.deliver(device, batch, act.heard);
        return;
      }
      case 'open':
        return this.open(act.device);
      case 'submit': {
        const device = this.devices[act.device]!;
        const mayHandIn = this.submitted || now >= this.deadline || this.holding === act.device;
        const handing = world.run(submitAttempt, lin, { attemptId, device: device.key });
        if (!mayHandIn) return void (await expect(handing).rejects.toThrow());
        await handing;
        this.submitted = true;
        return;
      }
      case 'add-time': {
        const adding = world.run(addTime, world.actor.he, {
          examId: world.examId,
          attemptId,
          minutes: act.minutes,
          reason: '停电'
        });
        if (this.submitted) return void (await expect(adding).rejects.toThrow());
        await adding;
        this.deadline = laterDeadline(this.deadline, act.minutes, now);
        return;
      }
      case 'end': {
        const ending = world.run(endAttempt, world.actor.he, { attemptId, reason: '申请' });
        if (this.submitted) return void (await expect(ending).rejects.toThrow());
        await ending;
        this.submitted = true;
        return;
      }
      case 'reopen': {
        const reopening = world.run(reopenAttempt, world.actor.he, { attemptId, reason: '误触' });
        if (!this.submitted || now >= this.deadline) return void (await expect(reopening).rejects.toThrow());
        await reopening;
        this.submitted = false;
        return;
      }
      case 'clock':
        await world.run(submitOverdue, system, {});
        if (now > this.deadline + GRACE) this.submitted = true;
    }
  }

  private async open(which: number) {
    const { world, attemptId } = this;
    const device = this.devices[which]!;
    if (this.submitted || world.clock.now() >= this.deadline) return;
    await world.run(takeOverAttempt, world.actor.lin, { attemptId, device: device.key });
    if (this.holding !== which) this.holder += 1;
    this.holding = which;
    const page = await world.run(attemptPage, world.actor.lin, { attemptId, device: device.key });
    expect(page).toMatchObject({ state: 'open', takeOvers: this.holder });
    device.sheet = openSheet(page.answers, device.sheet.unsent, firstNumberAfter(page.takeOvers)).sheet;
    device.holder = this.holder;
    device.writing = true;
  }

  async deliver(device: Device, batch: AnswerEntry[], heard: boolean) {
    const { world, attemptId } = this;
    const late = this.submitted || world.clock.now() > this.deadline + GRACE;
    const reply = await world.run(saveAnswers, world.actor.lin, { attemptId, device: device.key, answers: batch });
    for (const { position, sequence, choice } of batch) {
      const key = `${position}/${sequence}`;
      if (!this.kept.has(key)) this.kept.set(key, { choice: choice[0]!, late });
    }
    expect(reply.writing).toBe(this.devices[this.holding] === device);
    expect(reply.submitted).toBe(this.submitted);
    if (!heard) return;
    device.writing = reply.writing;
    device.sheet = settle(device.sheet, reply.receipts, reply.writing).sheet;
  }

  /** Every device gets everything through at last. */
  async settleAll() {
    for (const device of this.devices) {
      for (const batch of device.sent.splice(0)) await this.deliver(device, batch, true);
      while (device.sheet.unsent.length) await this.deliver(device, nextBatch(device.sheet), true);
    }
  }

  async agree() {
    const { world, attemptId } = this;
    const rows = await world.store.read.select().from(answer).where(eq(answer.attemptId, attemptId));
    expect(
      Object.fromEntries(
        rows.map((row) => [`${row.position}/${row.sequence}`, { choice: row.choice[0], late: row.late }])
      )
    ).toEqual(Object.fromEntries(this.kept));
    for (let position = 1; position <= QUESTIONS; position += 1) {
      const last = this.meant
        .filter((one) => one.position === position)
        .sort((a, b) => b.holder - a.holder || b.order - a.order)[0];
      const newest = rows.filter((row) => row.position === position).sort((a, b) => b.sequence - a.sequence)[0];
      expect(newest?.choice[0], `question ${position}`).toBe(last?.choice);
    }
    const [sitting] = await world.store.read.select().from(attempt).where(eq(attempt.id, attemptId));
    expect(sitting!.submittedAt !== null).toBe(this.submitted);
    expect(sitting!.deadlineAt).toBe(this.deadline);
  }

  /** The points that what was in time earns, one for each question. */
  pointsInTime(): number {
    return Array.from({ length: QUESTIONS }, (_, at) => at + 1).filter((position) => {
      const counting = [...this.kept]
        .map(([key, one]) => ({ ...one, at: key.split('/').map(Number) }))
        .filter(({ at, late }) => at[0] === position && !late)
        .sort((a, b) => b.at[1]! - a.at[1]!)[0];
      return counting?.choice === RIGHT;
    }).length;
  }
}

test('whoever took over last is who is meant, and nothing is lost', { timeout: 240_000 }, async () => {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: QUESTIONS });
  const examId = await publishedExam(world, {
    blueprint: [{ type: 'single', topicId: null, count: QUESTIONS, points: 1 }],
    opensAt: '2026-11-23T09:00',
    closesAt: '2030-01-01T00:00',
    attemptsAllowed: 1
  });
  const devices = ['device-one-0000000', 'device-two-0000000'];
  const { attemptId: pattern } = await world.run(startAttempt, world.actor.lin, { examId, device: devices[0] });
  let number = 1;
  const runs = process.env.DATABASE_URL?.startsWith('pglite') ? 25 : 200;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), async (steps) => {
      const attemptId = await freshAttempt(world, pattern, ++number, devices[0]!);
      const room = new Room({ ...world, examId }, attemptId, devices);
      for (const act of steps) await room.play(act);
      await room.settleAll();
      await room.agree();
      if (!room.submitted) await room.play({ kind: 'submit', device: room.holding });
      const [sitting] = await world.store.read.select().from(attempt).where(eq(attempt.id, attemptId));
      expect(sitting!.points).toBe(room.pointsInTime());
    }),
    { numRuns: runs }
  );
});

async function freshAttempt(world: World, pattern: number, number: number, device: string): Promise<number> {
  return world.store.transaction(async (db) => {
    const [like] = await db.select().from(attempt).where(eq(attempt.id, pattern));
    const startedAt = world.clock.now();
    await db.update(attempt).set({ submittedAt: startedAt }).where(eq(attempt.examId, like!.examId));
    const [row] = await db
      .insert(attempt)
      .values({
        ...like!,
        id: undefined,
        number: number * 2,
        startedAt,
        deadlineAt: startedAt + 40 * MINUTE,
        submittedAt: null,
        submittedBy: null,
        points: null,
        passed: null,
        device,
        takeOvers: 0
      })
      .returning();
    const paper = await db.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, pattern));
    await db.insert(attemptQuestion).values(paper.map((one) => ({ ...one, attemptId: row!.id, pointsAwarded: null })));
    return row!.id;
  });
}
