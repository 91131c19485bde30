import type { KeptFile } from '#lib/certification/files.server.ts';
import { keepAttachment } from '#lib/learning/attachments.server.ts';

/**
 * Keeps the file that a form brought under `file`, a picture without where and when it was taken; undefined when none was
 * chosen. The request stays readable. @throws the form's own 400 for a file of another type or too large.
 */
export async function keptFile({
  request,
  locals
}: {
  request: Request;
  locals: App.Locals;
}): Promise<KeptFile | undefined> {
  const file = (await request.clone().formData()).get('file');
  return file instanceof File && file.size > 0 ? keepFile(locals, file) : undefined;
}

export async function keepFile(locals: App.Locals, file: File): Promise<KeptFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kept = await locals.attempt(() => keepAttachment(locals.house.files, bytes));
  return { ...kept, name: file.name.slice(-200) };
}
