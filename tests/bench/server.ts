/** The built portal as a process of its own, and what it costs. Reads `/proc`, so the benches run on Linux. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const port = process.env.PORT ?? '4319';
export const origin = `http://localhost:${port}`;
const PATIENCE = 20_000;
/** Of `/proc/<pid>/stat` on every Linux that Node supports. */
const TICKS_PER_SECOND = 100;

export interface Server {
  /** Milliseconds from the start of the process to its first answer. */
  startedIn: number;
  /** Seconds of processor time so far, all threads. */
  cpu(): number;
  /** Megabytes in memory now. */
  memory(): number;
  stop(): Promise<void>;
}

/**
 * Starts the production build on a data folder and waits until it answers. Flags of Node go on to it:
 * `node --cpu-prof tests/bench/run.ts` shows where its time went.
 */
export async function startServer(folder: string): Promise<Server> {
  const began = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, 'src/server.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: '', ORIGIN: origin, PORT: port, LOG_LEVEL: 'error' }
  });
  await untilAlive(child, began);
  return {
    startedIn: performance.now() - began,
    cpu: () => cpuSeconds(child.pid!),
    memory: () => residentMegabytes(child.pid!),
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
  };
}

async function untilAlive(child: ChildProcess, began: number) {
  while (performance.now() - began < PATIENCE) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${origin}/api/health/live`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(10);
  }
  child.kill('SIGKILL');
  throw new Error(`The server did not answer at ${origin}.`);
}

function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; after it come the fields from the third on.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function residentMegabytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  return Number(kilobytes) / 1024;
}
