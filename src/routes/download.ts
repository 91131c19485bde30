/** A file to keep: always an attachment, never shown in the page's place. */
export function download(name: string, bytes: Uint8Array | string, type: string): Response {
  return new Response(bytes as BodyInit, { headers: headersOf(name, type) });
}

/** The same of a text that is made while it is sent: no more of it is made than the reader has taken. */
export function downloadStream(name: string, pieces: Iterable<string>, type: string): Response {
  const encoder = new TextEncoder();
  const source = pieces[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      let batch = '';
      while (batch.length < BATCH) {
        const next = source.next();
        if (next.done) {
          if (batch) controller.enqueue(encoder.encode(batch));
          return controller.close();
        }
        batch += next.value;
      }
      controller.enqueue(encoder.encode(batch));
    }
  });
  return new Response(body, { headers: headersOf(name, type) });
}

/** Characters sent at a time. */
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
export const ICS = 'text/calendar; charset=utf-8';
export const PLAIN = 'text/plain; charset=utf-8';
export const XML = 'application/xml; charset=utf-8';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const PDF = 'application/pdf';
export const ZIP = 'application/zip';
