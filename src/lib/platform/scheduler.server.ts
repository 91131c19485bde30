import type { Log } from './log.server.ts';

/** Something done again and again while the server runs. */
export interface Job {
  name: string;
  everyMs: number;
  run(): Promise<unknown>;
}

/** What the scheduler needs of the world's clock; tests wind their own. */
export interface Timers {
  setInterval(work: () => void, everyMs: number): { unref?(): unknown };
  clearInterval(timer: { unref?(): unknown }): void;
}

/**
 * Runs each job at its own pace. A job never overlaps itself: a turn that comes while it still runs is passed over.
 * A failing job is logged and runs again at its next turn.
 * @returns a stop that resolves when nothing runs any more.
 */
export function startScheduler(jobs: readonly Job[], log: Log, timers: Timers = nodeTimers): () => Promise<void> {
  const running = new Map<string, Promise<void>>();
  const handles = jobs.map((job) => {
    const handle = timers.setInterval(() => {
      if (running.has(job.name)) return;
      running.set(
        job.name,
        runOnce(job, log).finally(() => running.delete(job.name))
      );
    }, job.everyMs);
    handle.unref?.();
    return handle;
  });
  return async () => {
    for (const handle of handles) timers.clearInterval(handle);
    await Promise.all(running.values());
  };
}

async function runOnce(job: Job, log: Log): Promise<void> {
  try {
    await job.run();
  } catch (error) {
    log.error({ error, job: job.name }, 'a scheduled job failed');
  }
}

const nodeTimers: Timers = {
  setInterval: (work, everyMs) => setInterval(work, everyMs),
  clearInterval: (timer) => clearInterval(timer as NodeJS.Timeout)
};
