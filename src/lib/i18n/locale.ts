export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];
export const baseLocale: Locale = 'zh-CN';
export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);
