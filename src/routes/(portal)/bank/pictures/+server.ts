import { json } from '@sveltejs/kit';
import { keepPicture } from '#lib/assessment/pictures.server.ts';
import { invalid } from '#lib/platform/errors.ts';
import { LARGEST_FILE } from '#lib/platform/files.server.ts';
import { measured } from '#lib/platform/pictures.server.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import type { RequestHandler } from './$types';

/** Takes a picture for a question in. Answers with how it is written into a text. */
export const POST: RequestHandler = async ({ locals, request }) => {
  await requireAllowed(locals, keepPicture.allow);
  const form = await request.formData();
  const kept = await locals.attempt(async () => {
    const file = form.get('file');
    if (!(file instanceof File)) throw invalid('file.type');
    if (file.size > LARGEST_FILE) throw invalid('file.too-large', { megabytes: LARGEST_FILE / 1024 / 1024 });
    const { hash, type } = await locals.house.files.put(new Uint8Array(await file.arrayBuffer()));
    const bytes = await locals.house.files.get(hash);
    return { hash, type, ...measured(bytes!) };
  });
  const { width, height, hash, type } = kept;
  const alt = String(form.get('alt') ?? '');
  return json(await locals.run(keepPicture, { hash, type: type as 'image/png', alt, width, height }));
};
