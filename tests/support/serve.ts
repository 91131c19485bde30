/** Serves the built portal on an empty, throw-away data folder, as a new installation would stand. */
import { mkdirSync, rmSync } from 'node:fs';
import { e2eData } from './installation.ts';

rmSync(e2eData, { recursive: true, force: true });
mkdirSync(e2eData, { recursive: true });
process.env.DATA_DIR = e2eData;
await import('../../src/server.ts');
