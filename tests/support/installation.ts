import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the first of the two listens; another number lets two checkouts be tested side by side. */
const port = Number(process.env.E2E_PORT ?? 4317);

/** Two installations stand during the end-to-end tests: one that begins empty, and the demo town. */
export const emptyURL = `http://localhost:${port}`;
export const demoURL = `http://localhost:${port + 1}`;

export const emptyData = join(tmpdir(), `chizheng-e2e-empty-${port}`);
export const demoData = join(tmpdir(), `chizheng-e2e-demo-${port}`);

/** Runs the command line against the installation that began empty, as the machine's owner would. @returns its JSON. */
export function portal<T>(...words: string[]): T {
  const { stdout, stderr, status } = runPortal(emptyData, [...words, '--json']);
  if (status !== 0) throw new Error(`portal ${words.join(' ')} failed: ${stderr}${stdout}`);
  return JSON.parse(stdout) as T;
}

export function runPortal(dataFolder: string, words: string[]) {
  return spawnSync('node', ['src/cli/portal.ts', ...words], {
    env: { ...process.env, DATA_DIR: dataFolder },
    encoding: 'utf8'
  });
}
