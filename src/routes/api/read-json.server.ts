import { error } from '@sveltejs/kit';
import { errorText } from '#lib/i18n/error-text.server.ts';
import type { Locale } from '#lib/i18n/locale.ts';

/** The body as an object; the door checks what is in it. */
export async function readJson(request: Request, locale: Locale): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => undefined);
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    error(400, { message: errorText('input.format', {}, locale), code: 'input.format' });
  }
  return body as Record<string, unknown>;
}
