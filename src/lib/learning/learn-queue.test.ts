import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  joinLeft,
  nextReports,
  put,
  settleReports,
  waitingCount,
  waitingIn,
  type LearnQueue,
  type LessonReport
} from './learn-queue.ts';

let number = 0;
const fresh = { course: 'c', lesson: 'l1', at: 0 };
const place = (position: number, lesson = 'l1'): LessonReport => ({
  ...fresh,
  lesson,
  id: `r${++number}`,
  what: 'progress',
  evidence: { kind: 'place', position }
});
const read = (lesson = 'l1'): LessonReport => ({
  ...fresh,
  lesson,
  id: `r${++number}`,
  what: 'progress',
  evidence: { kind: 'read-to-end' }
});
const step = (name: string, choice: number): LessonReport => ({
  ...fresh,
  lesson: 'case',
  id: `r${++number}`,
  what: 'case',
  round: 1,
  step: name,
  choice
});

describe('the queue of a device', () => {
  test('of the places in a lesson only the last one is kept, and no proof is ever dropped for it', () => {
    const [first, proof, second] = [place(0.2), read(), place(0.9)];
    let { queue } = put([], first);
    ({ queue } = put(queue, proof));
    const after = put(queue, second);
    expect(after.queue).toEqual([proof, second]);
    expect(after.outdated).toEqual([first]);
    expect(put(after.queue, place(0.1, 'l2')).outdated).toEqual([]);
  });

  test('what an earlier visit left goes first, and nothing twice', () => {
    const [left, now] = [read('l1'), read('l2')];
    expect(joinLeft([left, now], [left])).toEqual([left, now]);
    expect(joinLeft([now], [left])).toEqual([left, now]);
  });

  test('a learner is told of what they would miss, not of places', () => {
    const queue = [place(0.3), read(), step('q1', 0)];
    expect(waitingCount(queue)).toBe(2);
    expect(waitingIn(queue, 'c', 'case')).toEqual([queue[2]]);
  });

  test('an acknowledgement settles what it names and nothing else', () => {
    const queue = [read('l1'), read('l2')];
    const after = settleReports(queue, [{ id: queue[1]!.id }, { id: 'unknown' }]);
    expect(after.queue).toEqual([queue[0]]);
    expect(after.settled).toEqual([queue[1]]);
  });
});

/** The server's half in a few lines: a report counts once, and a case's step only when its turn has come. */
function modelServer() {
  const seen = new Map<string, LessonReport>();
  const steps: string[] = [];
  return {
    seen,
    steps,
    receive(reports: readonly LessonReport[]) {
      return reports.map((report) => {
        const known = seen.has(report.id);
        if (!known && report.what === 'case' && report.step !== `q${steps.length + 1}`) {
          return { id: report.id, outcome: 'refused' as const };
        }
        if (!known && report.what === 'case') steps.push(report.step);
        seen.set(report.id, report);
        return { id: report.id, outcome: 'saved' as const };
      });
    }
  };
}

const act = fc.record({
  what: fc.constantFrom('read', 'place', 'step', 'send', 'send', 'deliver', 'duplicate', 'reply', 'lose', 'reopen'),
  which: fc.nat(20)
});

describe('a device and the server over a bad network', () => {
  test('whatever is lost, doubled, overtaken or killed, every proof arrives once and every step in its turn', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
        const server = modelServer();
        const disk = new Map<string, LessonReport>();
        const meant: LessonReport[] = [];
        const requests: LessonReport[][] = [];
        const replies: ReturnType<typeof server.receive>[] = [];
        let queue: LearnQueue = [];
        let steps = 0;

        const keep = (report: LessonReport) => {
          const after = put(queue, report);
          queue = after.queue;
          for (const { id } of after.outdated) disk.delete(id);
          disk.set(report.id, report);
          if (report.what === 'case' || waitingCount([report])) meant.push(report);
        };
        const take = (receipts: ReturnType<typeof server.receive>) => {
          expect(receipts.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
          const after = settleReports(queue, receipts);
          queue = after.queue;
          for (const { id } of after.settled) disk.delete(id);
        };
        const pick = <T>(from: T[], which: number, remove: boolean) =>
          remove ? from.splice(which % from.length, 1)[0]! : from[which % from.length]!;

        for (const { what, which } of acts) {
          if (what === 'read') keep(read());
          else if (what === 'place') keep(place(which / 20));
          else if (what === 'step') keep(step(`q${++steps}`, 0));
          else if (what === 'send') requests.push(nextReports(queue));
          else if ((what === 'deliver' || what === 'duplicate') && requests.length)
            replies.push(server.receive(pick(requests, which, what === 'deliver')));
          else if (what === 'reply' && replies.length) take(pick(replies, which, true));
          else if (what === 'lose' && requests.length) pick(requests, which, true);
          else if (what === 'reopen') queue = joinLeft([], [...disk.values()]);
        }
        for (let round = 0; queue.length; round += 1) {
          expect(round).toBeLessThan(100);
          take(server.receive(nextReports(queue)));
        }
        expect(disk.size).toBe(0);
        for (const report of meant) expect(server.seen.get(report.id)).toEqual(report);
        expect(server.steps).toEqual(Array.from({ length: steps }, (_, at) => `q${at + 1}`));
      }),
      { numRuns: 500 }
    );
  });
});
