import { importQuestions } from '#lib/assessment/import.server.ts';
import { readStarterFiles } from '#lib/assessment/starter.server.ts';
import { system } from '#lib/platform/actor.ts';
import type { Stage } from './town.ts';

/** Takes the starter questions in as already reviewed. @returns how many there are. */
export async function fillBank({ door }: Pick<Stage, 'door'>): Promise<number> {
  const files = await readStarterFiles();
  const questions = files.flatMap((file) => file.questions).map(({ draft }, at) => ({ row: at + 1, draft }));
  await door.run(importQuestions, system, { questions, status: 'live' });
  return questions.length;
}
