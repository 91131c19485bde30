/** Takes typed passwords out of a form on its way back to the browser: they must not stand in a page. */
export function withoutSecrets<R>(result: R, ...names: string[]): R {
  const form = formOf(result);
  if (form) for (const name of names) if (name in form.data) form.data[name] = '';
  return result;
}

function formOf(result: unknown): { data: Record<string, unknown> } | undefined {
  const holder = (result as { data?: { form?: unknown } }).data ?? result;
  return (holder as { form?: { data: Record<string, unknown> } }).form;
}
