/** The only file that knows how a document is set in print. A template is a Typst file of a room; values go in as data. */
import { Worker } from 'node:worker_threads';
import { dayOf, type Instant } from './clock.ts';
import { invalid } from './errors.ts';

/** PDF/A-2a for what is kept (tagged, fonts inside), PDF/UA-1 for what is read aloud. */
export type PdfStandard = 'a-2a' | 'ua-1';

export interface PdfDocument {
  /** The template's path below `src/lib`, such as `certification/proof.typ`. */
  template: string;
  /** Shown by readers' windows and read aloud first. */
  title: string;
  language: 'zh' | 'en';
  /** When it was made; the same document of the same instant has the same bytes. */
  at: Instant;
  /** What the template reads; plain JSON values. */
  data: Record<string, unknown>;
  /** PDF/A-2a unless said otherwise. */
  standard?: PdfStandard;
}

export interface PdfOrder {
  id: number;
  template: string;
  data: string;
  standard: PdfStandard;
  at: Instant;
}
export type PdfAnswer = { id: number; pdf: Uint8Array } | { id: number; problem: string };

/**
 * Sets a document. A sign that the fonts do not have is an error, never an empty box on paper.
 * @throws invalid `file.unprintable` with the sign
 */
export async function makePdf({ template, title, language, at, data, standard = 'a-2a' }: PdfDocument) {
  const answer = await order({
    template,
    data: JSON.stringify({ ...data, document: { title, language, day: dayOf(at) } }),
    standard,
    at
  });
  if ('pdf' in answer) return answer.pdf;
  const sign = /the text `\\*"(.+?)\\*"` could not be displayed/.exec(answer.problem)?.[1];
  if (sign) throw invalid('file.unprintable', { sign });
  throw new Error(`${template} could not be set: ${answer.problem}`);
}

/** The worker holds the fonts in memory; it goes when nothing has been set for so long. */
const REST_AFTER = 60_000;

let worker: Worker | undefined;
let resting: NodeJS.Timeout | undefined;
let count = 0;
const waiting = new Map<number, { resolve: (answer: PdfAnswer) => void; reject: (problem: unknown) => void }>();

function order(what: Omit<PdfOrder, 'id'>): Promise<PdfAnswer> {
  clearTimeout(resting);
  worker ??= startWorker();
  // Whoever waits for a document keeps the process alive; a worker at rest does not.
  worker.ref();
  const id = ++count;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker!.postMessage({ id, ...what } satisfies PdfOrder);
  });
}

function startWorker(): Worker {
  const started = new Worker('./src/lib/platform/pdf-worker.ts');
  started.on('message', (answer: PdfAnswer) => {
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
    if (waiting.size > 0) return;
    started.unref();
    resting = setTimeout(() => void end(started), REST_AFTER).unref();
  });
  started.on('error', (problem) => {
    for (const { reject } of waiting.values()) reject(problem);
    waiting.clear();
    if (worker === started) worker = undefined;
  });
  return started;
}

async function end(started: Worker) {
  if (worker === started) worker = undefined;
  await started.terminate();
}
