/** Before `npm start` and `npm run bench`: builds once, so that a fresh checkout starts with one command. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('build/handler.js')) {
  const { status } = spawnSync('npm run build', { shell: true, stdio: 'inherit' });
  process.exit(status ?? 1);
}
