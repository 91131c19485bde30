import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the end-to-end tests keep their town. */
export const e2eData = join(tmpdir(), 'chizheng-e2e');

/** Runs the command line against that town, as the machine's owner would, and returns its JSON. */
export function portal<T>(...words: string[]): T {
  const { stdout, stderr, status } = spawnSync('node', ['src/cli/portal.ts', ...words, '--json'], {
    env: { ...process.env, DATA_DIR: e2eData },
    encoding: 'utf8'
  });
  if (status !== 0) throw new Error(`portal ${words.join(' ')} failed: ${stderr}${stdout}`);
  return JSON.parse(stdout) as T;
}
