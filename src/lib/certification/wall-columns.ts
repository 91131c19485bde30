/** What the wall's list can show of a person; chosen in the address, the same on the page and in the workbook. */
import type { Day } from '#lib/platform/clock.ts';
import { formatDay, formatNumber } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { HoursEarned } from '#lib/hours/hours.ts';
import type { Readiness } from './readiness.ts';
import { actionText, reasonText, stateName } from './words.ts';

interface Listed {
  staffNumber: string;
  name: string;
  unitName: string;
  post: string;
  fields: readonly string[];
  readiness: Readiness;
  hours: { enforcement: HoursEarned };
}

export const wallColumns = ['unit', 'post', 'field', 'state', 'why', 'number', 'expires', 'hours', 'next'] as const;
export type WallColumn = (typeof wallColumns)[number];
export const usualColumns: readonly WallColumn[] = ['unit', 'field', 'state', 'why', 'expires'];

/** The columns that an address names; the usual ones when it names none. */
export function columnsIn(url: URL): WallColumn[] {
  const named = url.searchParams.getAll('col');
  const chosen = wallColumns.filter((column) => named.includes(column));
  return chosen.length ? chosen : [...usualColumns];
}

const labels = {
  unit: m.certification_column_unit,
  post: m.certification_column_post,
  field: m.certification_column_field,
  state: m.certification_column_state,
  why: m.certification_column_why,
  number: m.certification_column_number,
  expires: m.certification_column_expires,
  hours: m.certification_column_hours,
  next: m.certification_column_next
} satisfies Record<WallColumn, () => string>;

export const columnLabel = (column: WallColumn) => labels[column]();

/** What stands in a column; in a workbook a day is written as it sorts. */
export function columnText(column: WallColumn, person: Listed, on: Day, workbook = false): string {
  const { readiness, hours } = person;
  switch (column) {
    case 'unit':
      return person.unitName;
    case 'post':
      return person.post;
    case 'field':
      return person.fields.join('、');
    case 'state':
      return stateName(readiness.state);
    case 'why':
      return reasonText(readiness, on);
    case 'number':
      return readiness.standing.number ?? '';
    case 'expires': {
      const { validTo } = readiness.standing;
      return validTo === null ? '' : workbook ? validTo : formatDay(validTo);
    }
    case 'hours':
      return `${formatNumber(hours.enforcement.hours)} / ${hours.enforcement.target}`;
    case 'next':
      return readiness.next ? actionText(readiness.next, on).title : '';
  }
}
