import type { KeptFile } from '#lib/certification/files.server.ts';

/**
 * Keeps the file that a form brought under `file`; undefined when none was chosen. The request stays readable. @throws the form's own 400 for a file of another type or too large.
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
  const kept = await locals.attempt(() => locals.house.files.put(bytes));
  return { ...kept, name: file.name.slice(-200) };
}
