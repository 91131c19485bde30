/** Quality bar P1: a candidate's whole way, page by page as a browser without scripts asks for them. */
import { gzipSync } from 'node:zlib';
import { nextBatch, settle, write, type AnswerReceipt, type AnswerSheet } from '#lib/assessment/answer-queue.ts';
import type { Client } from './client.ts';
import { choices, password, type Candidate } from './hall.ts';

export interface Way {
  examId: number;
  /** Comes with the session that was made beforehand, or through the sign-in page. */
  signIn: boolean;
  /** Waits for each answer to be saved, as people answer; otherwise all leave in the one request of a busy queue. */
  oneByOne: boolean;
}

/** @returns the pages that were loaded on the way. */
export async function travel(client: Client, candidate: Candidate, way: Way): Promise<string[]> {
  const pages: string[] = [];
  const exam = `/exams/${way.examId}`;
  let { token }: { token: string | undefined } = candidate;
  const load = async (path: string) => pages.push((await client.ask({ path, token }, 200)).body);

  if (way.signIn) {
    token = undefined;
    await load(`/sign-in?next=${exam}`);
    const form = { login: candidate.login, password };
    ({ token } = await client.ask({ method: 'POST', path: `/sign-in?/enter&next=${exam}`, form }, 303));
  }
  await load(exam);
  const start = { method: 'POST' as const, path: `${exam}?/start`, form: { __superform_id: 'start', honest: 'on' } };
  const { location: sitting } = await client.ask({ ...start, token }, 303);
  await load(sitting);
  await answerAll(client, `/api${sitting}`, token, way.oneByOne);
  await client.ask({ method: 'POST', path: `/api${sitting}/submit`, token, json: {} }, 200);
  await load(`${sitting}/review`);
  return pages;
}

/** Through the page's own queue, so that the requests are those of the page. */
async function answerAll(client: Client, attempt: string, token: string | undefined, oneByOne: boolean) {
  let sheet: AnswerSheet = { latest: new Map(), unsent: [] };
  const send = async () => {
    const question = { method: 'POST' as const, path: `${attempt}/answers`, json: { answers: nextBatch(sheet) } };
    const { body } = await client.ask({ ...question, token }, 200);
    ({ sheet } = settle(sheet, (JSON.parse(body) as { receipts: AnswerReceipt[] }).receipts));
  };
  for (const [at, choice] of choices.entries()) {
    ({ sheet } = write(sheet, at + 1, choice, false));
    if (oneByOne) await send();
  }
  if (!oneByOne) await send();
  if (sheet.unsent.length) throw new Error(`${sheet.unsent.length} answers were not acknowledged.`);
}

/** Kilobytes of these pages as a proxy would send them. */
export const zipped = (pages: readonly string[]) => pages.reduce((sum, page) => sum + gzipSync(page).length, 0) / 1000;
