import { redirect, type RequestHandler } from '@sveltejs/kit';
import { isLocale } from '#lib/i18n/locale.ts';

const YEAR = 365 * 24 * 60 * 60;

/** Language and colour scheme, kept in the browser; works as a plain form. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const locale = form.get('locale');
  const theme = form.get('theme');
  const keep = {
    path: '/',
    maxAge: YEAR,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    httpOnly: false
  } as const;
  if (isLocale(locale)) cookies.set('PARAGLIDE_LOCALE', locale, keep);
  if (theme === 'light' || theme === 'dark') cookies.set('theme', theme, keep);
  if (theme === 'system') cookies.delete('theme', { path: '/' });
  redirect(303, ownPath(form.get('returnTo')));
};

/** Only a path of this site, never an address somewhere else. */
function ownPath(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : '/';
}
