/**
 * What a form got back when it was refused, for forms that are too small to carry a form library to the browser: they are
 * sent with `use:enhance` and read `page.form`.
 */
export interface RefusedForm {
  /** A sentence about the whole. */
  message: string | undefined;
  errors: Record<string, string[] | undefined>;
  /** What was typed, as text. */
  typed: Record<string, string | undefined>;
}

interface Returned {
  id?: string;
  message?: string;
  data?: Record<string, unknown>;
  errors?: Record<string, string[] | undefined>;
}

/**
 * The refusal of one form of a page; undefined when it was not this one.
 * @param returned `page.form`
 * @param id the form's id, as the action was given it
 * @param fields tells apart forms of one id: only the one whose hidden fields had these values was refused
 */
export function refusedForm(
  returned: unknown,
  id: string | undefined,
  fields: Record<string, unknown> = {}
): RefusedForm | undefined {
  const form = (returned as { form?: Returned } | null)?.form;
  if (!form || (id !== undefined && form.id !== id)) return undefined;
  const data = form.data ?? {};
  if (Object.entries(fields).some(([name, value]) => name in data && String(data[name]) !== String(value)))
    return undefined;
  return {
    message: form.message,
    errors: form.errors ?? {},
    typed: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, String(value ?? '')]))
  };
}
