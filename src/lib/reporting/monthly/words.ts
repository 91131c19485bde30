import { m } from '#lib/i18n/paraglide/messages.js';
import type { Month } from './month.ts';

/** 2026年10月, or 2026-10. */
export function monthName(month: Month): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return m.annual_month_name({ year: String(year), month: String(number) });
}
