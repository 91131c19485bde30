import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { StatuteInput } from './import.server.ts';

/** The statutes that come with the portal; read from the installation's folder. @throws when a file is broken. */
export async function readStarterStatutes(
  folder = join(process.cwd(), 'src/lib/law/starter')
): Promise<z.input<typeof StatuteInput>[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => StatuteInput.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))))
  );
}
