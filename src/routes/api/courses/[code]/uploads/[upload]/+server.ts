import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { invalid } from '#lib/platform/errors.ts';
import { keepCourseFile } from '#lib/learning/course-files.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { readJson } from '#routes/api/read-json.server.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import type { RequestEvent, RequestHandler } from './$types';

const Piece = z.object({
  offset: z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
});
const Whole = z.object({ size: z.number().int().min(0), name: z.string().trim().min(1).max(200) });

/** Every account has its own uploads; the last part is made by the page. */
async function uploadOf({ locals, params }: RequestEvent): Promise<string> {
  await requireAllowed(locals, holds('course.manage'));
  return `${locals.actor.accountId}-${params.upload}`;
}

/** How much is there: where to go on after a broken connection. */
export const GET: RequestHandler = async (event) => {
  const upload = await uploadOf(event);
  return json({ received: await event.locals.attempt(() => event.locals.house.files.received(upload)) });
};

/** One piece, at `?offset=`. */
export const PUT: RequestHandler = async (event) => {
  const upload = await uploadOf(event);
  const { offset } = await fitting(event, Piece, { offset: event.url.searchParams.get('offset') ?? '' });
  const bytes = new Uint8Array(await event.request.arrayBuffer());
  return json({ received: await event.locals.attempt(() => event.locals.house.files.addPiece(upload, offset, bytes)) });
};

/** The upload is whole: it becomes a file of the course. */
export const POST: RequestHandler = async (event) => {
  const upload = await uploadOf(event);
  const { size, name } = await fitting(event, Whole, await readJson(event.request, event.locals.locale));
  const kept = await event.locals.attempt(() => event.locals.house.files.finish(upload, size));
  await event.locals.run(keepCourseFile, { code: event.params.code, name, ...kept } as never);
  return json(kept);
};

const fitting = <S extends z.ZodType>({ locals }: RequestEvent, schema: S, given: unknown): Promise<z.output<S>> =>
  locals.attempt(async () => {
    const read = schema.safeParse(given);
    if (!read.success) throw invalid('input.format');
    return read.data;
  });
