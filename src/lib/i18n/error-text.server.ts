import type { ErrorParams } from '#lib/platform/errors.ts';
import type { Locale } from './locale.ts';
import * as messages from './paraglide/messages.js';

type Words = (params: ErrorParams, options: { locale: Locale }) => string;

/** The message key that belongs to a stable error code: `people.not-allowed` → `error_people_not_allowed`. */
export const errorKey = (code: string) => `error_${code.replace(/[.-]/g, '_')}`;

/**
 * The sentence for a code in the reader's language. Field codes may carry values: `input.too-short|min=8`.
 * A code without words shows itself, so that a missing sentence is seen and not hidden; a test finds them all.
 */
export function errorText(code: string, params: ErrorParams, locale: Locale): string {
  const [name = code, ...pairs] = code.split('|');
  const words = (messages as unknown as Record<string, Words | undefined>)[errorKey(name)];
  const carried = Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]));
  return words ? words({ ...params, ...carried }, { locale }) : name;
}
