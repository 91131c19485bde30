import { isHttpError } from '@sveltejs/kit';
import { findPicture } from '#lib/assessment/pictures.server.ts';
import { findCourseFile } from '#lib/learning/course-files.server.ts';
import { byteRange } from '#routes/byte-range.ts';
import type { RequestHandler } from './$types';

/** Shown in the page: images and videos. A PDF opens in the browser's own viewer, in a sandbox that runs nothing. */
const inline = new Set(['image/jpeg', 'image/png', 'image/webp', 'video/mp4', 'video/webm', 'application/pdf']);

/** A file is in a question or in a course; whoever may see neither gets the answer of a file that does not exist. */
async function describe(locals: App.Locals, hash: string): Promise<{ name: string; type: string }> {
  try {
    return await locals.run(findPicture, { hash });
  } catch (problem) {
    if (!isHttpError(problem, 404) && !isHttpError(problem, 403)) throw problem;
    return locals.run(findCourseFile, { hash });
  }
}

/** A file, to whoever may see where it stands; in ranges, so that a video can be wound on. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
  const { name, type } = await describe(locals, params.hash);
  const file = await locals.house.files.open(params.hash);
  if (!file) return new Response(null, { status: 404 });
  const disposition = inline.has(type) ? 'inline' : 'attachment';
  const headers = new Headers({
    'content-type': type,
    'content-disposition': `${disposition}; filename="${name.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'accept-ranges': 'bytes',
    // The address is the hash of the content: it never changes, but it is for this person alone.
    'cache-control': 'private, max-age=31536000, immutable',
    etag: `"${params.hash}"`
  });
  if (request.headers.get('if-none-match') === `"${params.hash}"`) return new Response(null, { status: 304, headers });
  const range = byteRange(request.headers.get('range'), file.size);
  if (range === 'beyond') {
    headers.set('content-range', `bytes */${file.size}`);
    return new Response(null, { status: 416, headers });
  }
  const { first, last } = range ?? { first: 0, last: file.size - 1 };
  headers.set('content-length', String(last - first + 1));
  if (range) headers.set('content-range', `bytes ${first}-${last}/${file.size}`);
  return new Response(file.read(first, last), { status: range ? 206 : 200, headers });
};
