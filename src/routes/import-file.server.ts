/** A table goes in by two steps: a file is read and judged, then what was judged is written, all of it or nothing. */
import { fail, isHttpError } from '@sveltejs/kit';
import type { z } from 'zod';
import { errorText } from '#lib/i18n/error-text.server.ts';

/**
 * The first step: reads the file of a form through `judge`.
 *
 * @returns `{ preview }`, or a failure whose `fileProblem` says in the reader's language why the file cannot be read.
 */
export async function checkFile<Preview>(
  request: Request,
  locals: App.Locals,
  judge: (bytes: Uint8Array, name: string) => Promise<Preview>
) {
  const file = (await request.formData()).get('file');
  if (!(file instanceof File) || file.size === 0)
    return fail(400, { fileProblem: errorText('file.choose', {}, locals.locale) });
  try {
    return { preview: await locals.attempt(async () => judge(new Uint8Array(await file.arrayBuffer()), file.name)) };
  } catch (problem) {
    if (!isHttpError(problem) || problem.status >= 500) throw problem;
    return fail(problem.status, { fileProblem: problem.body.message });
  }
}

/**
 * The second step gets its rows back from the form, so that nothing of the file stays here. They may have been altered:
 * the command judges them anew.
 *
 * @returns what fits the schema, or undefined.
 */
export async function payloadIn<Rows extends z.ZodType>(
  request: Request,
  rows: Rows
): Promise<z.output<Rows> | undefined> {
  const field = (await request.formData()).get('payload');
  try {
    return rows.safeParse(JSON.parse(String(field))).data;
  } catch {
    return undefined;
  }
}

/** What `payloadIn` could not read. */
export const unreadable = ({ locale }: App.Locals) =>
  fail(400, { fileProblem: errorText('input.invalid', {}, locale) });
