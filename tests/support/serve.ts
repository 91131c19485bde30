/** Serves the built portal on a throw-away data folder: empty as a new installation, or with the demo town in it. */
import { mkdirSync, rmSync } from 'node:fs';
import { demoData, demoURL, emptyData, emptyURL, runPortal } from './installation.ts';

const isDemo = process.argv.includes('--demo');
const folder = isDemo ? demoData : emptyData;
const address = isDemo ? demoURL : emptyURL;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
if (isDemo) {
  const { status, stderr } = runPortal(folder, ['demo']);
  if (status !== 0) throw new Error(`The demo town could not be filled: ${stderr}`);
}
Object.assign(process.env, {
  DATA_DIR: folder,
  ORIGIN: address,
  PORT: new URL(address).port,
  DEMO: isDemo ? '1' : '',
  LOG_LEVEL: 'error'
});
await import('../../src/server.ts');
