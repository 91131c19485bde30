/** The villages as a table: its headings, and how a row is read. The headings are Chinese whoever reads the screen. */
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { line, optionalLine } from '#lib/platform/input.ts';

const zh = { locale: 'zh-CN' } as const;
export const villageHeadings = {
  name: m.outreach_village_name({}, zh),
  lawyer: m.outreach_village_lawyer({}, zh)
};
/** A row whose name begins so shows how to fill in the template. */
export const exampleVillage = m.outreach_village_example({}, zh);

export const VillageFileRow = z.object({ row: z.number().int().min(1), name: line(40), lawyer: optionalLine(40) });
export type VillageFileRow = z.output<typeof VillageFileRow>;

export interface VillageProblem {
  /** As Excel counts; the headings are row 1. */
  row: number;
  /** The word for it is `error_<code>`. */
  code: string;
  params: Record<string, string | number>;
}

/** Reads rows by their headings. One with a problem is not among `rows`; examples are passed over. */
export function parseVillages(table: readonly { row: number; cells: Record<string, string> }[]) {
  const rows: VillageFileRow[] = [];
  const problems: VillageProblem[] = [];
  const firstWith = new Map<string, number>();
  for (const { row, cells } of table) {
    const cell = (heading: string) => (cells[heading] ?? '').normalize('NFKC').trim();
    const [name, lawyer] = [cell(villageHeadings.name), cell(villageHeadings.lawyer)];
    if (name.startsWith(exampleVillage)) continue;
    const first = firstWith.get(name);
    if (!name) problems.push({ row, code: 'outreach.village-name-missing', params: {} });
    else if (name.length > 40 || lawyer.length > 40)
      problems.push({ row, code: 'input.too-long', params: { max: 40 } });
    else if (first !== undefined) problems.push({ row, code: 'outreach.village-twice', params: { first } });
    else rows.push({ row, name, lawyer });
    if (first === undefined) firstWith.set(name, row);
  }
  return { rows, problems };
}
