import { expect, test } from 'vitest';
import { silentLog } from './log.server.ts';
import { startScheduler, type Timers } from './scheduler.server.ts';

/** Timers that go off when the test says so. */
function handTimers() {
  const alarms = new Map<object, { work: () => void; everyMs: number }>();
  const timers: Timers = {
    setInterval(work, everyMs) {
      const handle = {};
      alarms.set(handle, { work, everyMs });
      return handle;
    },
    clearInterval: (handle) => void alarms.delete(handle)
  };
  return { timers, alarms, ring: () => [...alarms.values()].forEach(({ work }) => work()) };
}

/** A job that ends when the test lets it. */
function heldJob() {
  let begun = 0;
  let release: () => void = () => {};
  return {
    begun: () => begun,
    release: () => release(),
    job: {
      name: 'held',
      everyMs: 1000,
      run() {
        begun += 1;
        return new Promise<void>((resolve) => (release = resolve));
      }
    }
  };
}

test('each job keeps its own pace', () => {
  const { timers, alarms } = handTimers();
  const run = () => Promise.resolve();
  startScheduler(
    [
      { name: 'a', everyMs: 5000, run },
      { name: 'b', everyMs: 60_000, run }
    ],
    silentLog,
    timers
  );
  expect([...alarms.values()].map(({ everyMs }) => everyMs)).toEqual([5000, 60_000]);
});

test('a job never overlaps itself', async () => {
  const { timers, ring } = handTimers();
  const held = heldJob();
  const stop = startScheduler([held.job], silentLog, timers);
  ring();
  ring();
  expect(held.begun()).toBe(1);
  held.release();
  await new Promise(setImmediate);
  ring();
  expect(held.begun()).toBe(2);
  held.release();
  await stop();
});

test('a failing job is logged by its name and runs again', async () => {
  const { timers, ring } = handTimers();
  const logged: unknown[] = [];
  const log = { ...silentLog, error: (what: unknown) => void logged.push(what) } as typeof silentLog;
  let runs = 0;
  const stop = startScheduler(
    [{ name: 'broken', everyMs: 1, run: () => Promise.reject(new Error(`no. ${(runs += 1)}`)) }],
    log,
    timers
  );
  ring();
  await new Promise(setImmediate);
  ring();
  await stop();
  expect(runs).toBe(2);
  expect(logged).toMatchObject([{ job: 'broken' }, { job: 'broken' }]);
});

test('a job that throws before its first await is logged too', async () => {
  const { timers, ring } = handTimers();
  const stop = startScheduler(
    [
      {
        name: 'broken',
        everyMs: 1,
        run: () => {
          throw new Error('at once');
        }
      }
    ],
    silentLog,
    timers
  );
  expect(ring).not.toThrow();
  await stop();
});

test('a stop waits for what still runs, and nothing begins after it', async () => {
  const { timers, alarms, ring } = handTimers();
  const held = heldJob();
  const stop = startScheduler([held.job], silentLog, timers);
  ring();
  let stopped = false;
  const stopping = stop().then(() => (stopped = true));
  await new Promise(setImmediate);
  expect(stopped).toBe(false);
  held.release();
  await stopping;
  expect(alarms.size).toBe(0);
});
