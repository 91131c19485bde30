const HERE = 'http://own.invalid';

/** The path of this site that a parameter names, or the home page: never an address somewhere else. */
export function ownPath(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return '/';
  // Browsers drop tabs and line breaks and take \ for /; the parser does the same, so what it sees is what they would do.
  const url = URL.canParse(value, HERE) ? new URL(value, HERE) : undefined;
  return url?.origin === HERE && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/';
}
