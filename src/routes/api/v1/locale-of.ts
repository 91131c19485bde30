import { baseLocale, type Locale } from '#lib/i18n/locale.ts';

/** The language in which a machine's keepers read what it was told: English where they ask for it, Chinese otherwise. */
export const localeOf = (request: Request): Locale =>
  /^en\b/i.test(request.headers.get('accept-language') ?? '') ? 'en' : baseLocale;
