/** Links that change one thing in the query string and keep the rest. */

type Changes = Record<string, string | number | null>;

/** `null` or an empty string takes the parameter away. A changed filter or order starts again on page one. */
export function withQuery(url: URL, changes: Changes): string {
  const query = new URLSearchParams(url.search);
  if (!('page' in changes)) query.delete('page');
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? url.pathname : `${url.pathname}?${text}`;
}
