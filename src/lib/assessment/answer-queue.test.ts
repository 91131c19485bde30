import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  learn,
  nextBatch,
  openSheet,
  rewrite,
  settle,
  unsentCount,
  write,
  type AnswerEntry,
  type AnswerReceipt,
  type AnswerSheet
} from './answer-queue.ts';
import { countingChoices, judgeRepeated, type KeptAnswer } from './answers.ts';

const entry = (position: number, sequence: number, choice = 'A', flagged = false): AnswerEntry => ({
  position,
  sequence,
  choice: [choice],
  flagged
});
const empty: AnswerSheet = { latest: new Map(), unsent: [] };

describe('the queue of a device', () => {
  test('numbers of a question count up from the highest that is known', () => {
    const { sheet } = openSheet([entry(1, 4)], []);
    const first = write(sheet, 1, ['B'], false);
    expect(first.entry.sequence).toBe(5);
    expect(write(first.sheet, 1, ['C'], false).entry.sequence).toBe(6);
    expect(write(first.sheet, 2, ['C'], false).entry.sequence).toBe(1);
  });

  test('text being written takes the place of what was not sent, and other questions keep theirs', () => {
    const other = write(empty, 2, ['B'], false).sheet;
    const one = rewrite(other, 1, ['先'], false);
    const two = rewrite(one.sheet, 1, ['先表'], false);
    expect(two.replaced).toEqual([one.entry]);
    expect(two.entry).toMatchObject({ sequence: 2, choice: ['先表'] });
    expect(two.sheet.unsent.map(({ position, sequence }) => [position, sequence])).toEqual([
      [2, 1],
      [1, 2]
    ]);
  });

  test('what an earlier visit left is sent, unless the server has gone on since', () => {
    const { sheet, outdated } = openSheet([entry(1, 3, 'B')], [entry(1, 2, 'A'), entry(2, 1, 'C')]);
    expect(outdated).toEqual([entry(1, 2, 'A')]);
    expect(nextBatch(sheet)).toEqual([entry(2, 1, 'C')]);
    expect(sheet.latest.get(1)!.choice).toEqual(['B']);
  });

  test('only the newest answer of a question is sent, and it settles those before it', () => {
    let { sheet } = write(empty, 1, ['A'], false);
    ({ sheet } = write(sheet, 1, ['B'], false));
    expect(nextBatch(sheet)).toEqual([entry(1, 2, 'B')]);
    const settled = settle(sheet, [{ position: 1, sequence: 2, outcome: 'saved' }]);
    expect(settled.settled).toHaveLength(2);
    expect(unsentCount(settled.sheet)).toBe(0);
  });

  test('an acknowledgement of an older answer leaves the newer one waiting', () => {
    let { sheet } = write(empty, 1, ['A'], false);
    ({ sheet } = write(sheet, 1, ['B'], false));
    const after = settle(sheet, [{ position: 1, sequence: 1, outcome: 'saved' }]).sheet;
    expect(nextBatch(after)).toEqual([entry(1, 2, 'B')]);
  });

  test('a number that another device took is given up for a higher one', () => {
    const { sheet } = write(empty, 1, ['A'], true);
    const { sheet: after, renumbered } = settle(sheet, [
      { position: 1, sequence: 1, outcome: 'taken', newest: entry(1, 3, 'D') }
    ]);
    expect(renumbered).toEqual([{ position: 1, sequence: 4, choice: ['A'], flagged: true }]);
    expect(nextBatch(after)).toEqual(renumbered);
  });

  test('an answer that another device has overtaken gives way to what counts', () => {
    const { sheet } = write(empty, 1, ['A'], false);
    const after = settle(sheet, [{ position: 1, sequence: 1, outcome: 'saved', newest: entry(1, 3, 'D') }]).sheet;
    expect(after.latest.get(1)!.choice).toEqual(['D']);
  });

  test('news from another tab is shown and not sent again; old news is ignored', () => {
    const sheet = learn(empty, entry(1, 2, 'B'));
    expect(learn(sheet, entry(1, 1, 'A')).latest.get(1)!.choice).toEqual(['B']);
    expect(unsentCount(sheet)).toBe(0);
  });
});

/** The server's half in a few lines: keeps rows, never changes one. */
function modelServer() {
  const kept: KeptAnswer[] = [];
  return {
    kept,
    receive(entries: readonly AnswerEntry[]): AnswerReceipt[] {
      return entries.map((one) => {
        const { receipt, isNew } = judgeRepeated(
          one,
          kept.filter(({ position }) => position === one.position)
        );
        if (isNew) kept.push({ ...one, late: false });
        return receipt;
      });
    },
    newest(): AnswerEntry[] {
      const best = new Map<number, AnswerEntry>();
      for (const one of kept) if ((best.get(one.position)?.sequence ?? 0) < one.sequence) best.set(one.position, one);
      return [...best.values()];
    }
  };
}

/** A device with a disk that survives everything and a memory that survives nothing. */
function modelDevice(server: ReturnType<typeof modelServer>) {
  const disk = new Map<string, AnswerEntry>();
  const keyOf = ({ position, sequence }: AnswerEntry) => `${position}/${sequence}`;
  let sheet = empty;
  const device = {
    get sheet() {
      return sheet;
    },
    answer(position: number, choice: string) {
      const written = write(sheet, position, [choice], false);
      sheet = written.sheet;
      disk.set(keyOf(written.entry), written.entry);
    },
    take(receipts: readonly AnswerReceipt[]) {
      const result = settle(sheet, receipts);
      sheet = result.sheet;
      for (const one of result.settled) disk.delete(keyOf(one));
      for (const one of result.renumbered) disk.set(keyOf(one), one);
    },
    /** Browser killed and reopened. */
    reopen() {
      const opened = openSheet(server.newest(), [...disk.values()]);
      for (const one of opened.outdated) disk.delete(keyOf(one));
      sheet = opened.sheet;
    },
    /** The network is back: everything is sent and acknowledged. */
    settleAll() {
      for (let round = 0; unsentCount(sheet) > 0; round += 1) {
        if (round > 50) throw new Error('the queue never empties');
        device.take(server.receive(nextBatch(sheet)));
      }
    },
    disk
  };
  return device;
}

const step = fc.record({
  device: fc.nat(1),
  act: fc.constantFrom('answer', 'answer', 'answer', 'send', 'deliver', 'duplicate', 'reply', 'lose', 'reopen'),
  position: fc.integer({ min: 1, max: 4 }),
  choice: fc.constantFrom('A', 'B', 'C', 'D'),
  which: fc.nat(20)
});

describe('a device and the server over a bad network', () => {
  test('with one device, whatever is lost, doubled or overtaken, the last choice of each question counts', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const server = modelServer();
        const device = modelDevice(server);
        const meant = new Map<number, string>();
        play(
          steps,
          server,
          () => device,
          (position, choice) => meant.set(position, choice)
        );
        device.settleAll();
        for (const [position, choice] of meant) {
          expect(device.sheet.latest.get(position)!.choice).toEqual([choice]);
          expect(countingChoices(server.kept, false).get(position)).toEqual([choice]);
        }
        expect(device.disk.size).toBe(0);
      }),
      { numRuns: 400 }
    );
  });

  test('with two devices both end with an empty queue, and each shows what counts once it is opened again', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const server = modelServer();
        const devices = [modelDevice(server), modelDevice(server)];
        play(steps, server, (which) => devices[which]!);
        for (const device of devices) device.settleAll();
        const counting = countingChoices(server.kept, false);
        for (const device of devices) {
          device.reopen();
          for (const [position, choice] of counting) expect(device.sheet.latest.get(position)!.choice).toEqual(choice);
          expect(device.disk.size).toBe(0);
        }
        const keys = server.kept.map(({ position, sequence }) => `${position}/${sequence}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 400 }
    );
  });
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function play(
  steps: Step[],
  server: ReturnType<typeof modelServer>,
  deviceOf: (which: number) => ReturnType<typeof modelDevice>,
  note: (position: number, choice: string) => void = () => {}
) {
  const requests: { device: number; entries: AnswerEntry[] }[] = [];
  const replies: { device: number; receipts: AnswerReceipt[] }[] = [];
  for (const { device, act, position, choice, which } of steps) {
    const pick = <T>(from: T[], remove: boolean): T | undefined => {
      const at = from.length ? which % from.length : -1;
      return at < 0 ? undefined : remove ? from.splice(at, 1)[0] : from[at];
    };
    if (act === 'answer') {
      deviceOf(device).answer(position, choice);
      note(position, choice);
    } else if (act === 'send') requests.push({ device, entries: nextBatch(deviceOf(device).sheet) });
    else if (act === 'deliver' || act === 'duplicate') {
      const request = pick(requests, act === 'deliver');
      if (request) replies.push({ device: request.device, receipts: server.receive(request.entries) });
    } else if (act === 'reply') {
      const reply = pick(replies, true);
      if (reply) deviceOf(reply.device).take(reply.receipts);
    } else if (act === 'lose') void (which % 2 ? pick(requests, true) : pick(replies, true));
    else deviceOf(device).reopen();
  }
}
