import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readQuestionFile } from './formats/file.server.ts';
import type { ReadFile } from './formats/format.ts';

/** The questions that come with the portal, file by file, read by the importer that reads everybody's files. */
export async function readStarterFiles(
  folder = join(process.cwd(), 'src/lib/assessment/starter')
): Promise<(ReadFile & { name: string })[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort();
  return Promise.all(
    names.map(async (name) => ({ name, ...(await readQuestionFile(name, await readFile(join(folder, name)))) }))
  );
}
