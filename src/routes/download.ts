/** A file to keep: always an attachment, never shown in the page's place. */
export function download(name: string, bytes: Uint8Array | string, type: string): Response {
  const safe = name.replace(/[^\w.-]/g, '_');
  return new Response(bytes as BodyInit, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${safe}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store'
    }
  });
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV = 'text/csv; charset=utf-8';
export const ICS = 'text/calendar; charset=utf-8';
export const PLAIN = 'text/plain; charset=utf-8';
export const XML = 'application/xml; charset=utf-8';
export const ZIP = 'application/zip';
