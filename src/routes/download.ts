import { AsyncLocalStorage } from 'node:async_hooks';

/** A file to keep: always an attachment, never shown in the page's place. */
export function download(name: string, bytes: Uint8Array | string, type: string): Response {
  return new Response(bytes as BodyInit, { headers: headersOf(name, type) });
}

/**
 * The same of a file that is made while it is sent: no more of it is made than the reader has taken, and nothing more
 * once the reader has gone. The pieces are made in the language of the request, however late.
 */
export function downloadStream(
  name: string,
  pieces: Iterable<string> | AsyncIterable<string | Uint8Array>,
  type: string
): Response {
  const inRequest = AsyncLocalStorage.snapshot();
  const encoder = new TextEncoder();
  const source = readerOf(pieces);
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) =>
      inRequest(async () => {
        const batch: Uint8Array[] = [];
        for (let size = 0; size < BATCH; size += batch.at(-1)!.byteLength) {
          const next = await source.next();
          if (next.done) {
            if (batch.length) controller.enqueue(Buffer.concat(batch));
            return controller.close();
          }
          batch.push(typeof next.value === 'string' ? encoder.encode(next.value) : next.value);
        }
        controller.enqueue(Buffer.concat(batch));
      }),
    cancel: () => inRequest(async () => void (await source.return?.()))
  });
  return new Response(body, { headers: headersOf(name, type) });
}

const readerOf = <T>(pieces: Iterable<T> | AsyncIterable<T>): AsyncIterator<T> | Iterator<T> =>
  Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();

/** Bytes sent at a time. */
const BATCH = 64 * 1024;

function headersOf(name: string, type: string) {
  const safe = name.replace(/[^\w.-]/g, '_');
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="${safe}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store'
  };
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV = 'text/csv; charset=utf-8';
export const JSON_LINES = 'application/jsonl; charset=utf-8';
export const ICS = 'text/calendar; charset=utf-8';
export const PLAIN = 'text/plain; charset=utf-8';
export const XML = 'application/xml; charset=utf-8';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const PDF = 'application/pdf';
export const ZIP = 'application/zip';
