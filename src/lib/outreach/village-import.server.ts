/** The villages from a file: looked at first, then taken all or not at all. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput } from '#lib/platform/errors.ts';
import { pinyinKey } from '#lib/platform/pinyin.ts';
import { readTable, writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { outreachVillage } from './schema.server.ts';
import { exampleVillage, parseVillages, villageHeadings, VillageFileRow } from './village-file.ts';

/** Reads a file of villages, Excel or CSV. @throws DomainError `file.…` when it is no table with these headings. */
export const readVillages = async (bytes: Uint8Array) => parseVillages(await readTable(bytes, [villageHeadings.name]));

/** An empty table with one row that shows how to fill it in, and that an import passes over. */
export const writeVillageTemplate = (sheet: string, lawyer: string): Promise<Uint8Array> =>
  writeWorkbook(
    sheet,
    [
      { heading: villageHeadings.name, width: 20, value: () => exampleVillage },
      { heading: villageHeadings.lawyer, width: 20, value: () => lawyer }
    ],
    [{}]
  );

export const VillageRows = z.object({ rows: z.array(VillageFileRow).min(1).max(2000) });

export interface VillagePreview {
  row: VillageFileRow;
  state: 'added' | 'changed' | 'unchanged';
  /** The lawyer as it is now. */
  before: string | null;
}

/** What the rows would add and change; changes nothing. */
export const previewVillages = query('outreach.preview-villages', {
  input: VillageRows,
  allow: holds('outreach.manage'),
  run: (ctx, { rows }) => compare(ctx, rows)
});

/** Takes villages from a file: new ones are added, the lawyer of known ones follows the file. Nobody is removed. */
export const importVillages = command('outreach.import-villages', {
  input: VillageRows,
  allow: holds('outreach.manage'),
  async run(ctx, { rows }) {
    if (new Set(rows.map(({ name }) => name)).size !== rows.length)
      throw new InvalidInput({ rows: ['outreach.village-name-twice'] });
    const compared = await compare(ctx, rows);
    const stamp = { savedAt: ctx.now, savedBy: ctx.actor.accountId };
    const added = compared.filter(({ state }) => state === 'added');
    for (let at = 0; at < added.length; at += 100)
      await ctx.db.insert(outreachVillage).values(
        added.slice(at, at + 100).map(({ row: { name, lawyer } }) => ({
          ...{ name, lawyer, ...stamp },
          nameKey: pinyinKey(name)
        }))
      );
    const changed = compared.filter(({ state }) => state === 'changed');
    for (const { row } of changed)
      await ctx.db
        .update(outreachVillage)
        .set({ lawyer: row.lawyer, ...stamp })
        .where(eq(outreachVillage.name, row.name));
    return { added: added.length, changed: changed.length };
  },
  trace: (_, detail) => ({ subject: 'outreach-village', id: null, detail })
});

async function compare(ctx: Context, rows: readonly VillageFileRow[]): Promise<VillagePreview[]> {
  const held = await ctx.db
    .select({ name: outreachVillage.name, lawyer: outreachVillage.lawyer })
    .from(outreachVillage);
  const lawyers = new Map(held.map(({ name, lawyer }) => [name, lawyer]));
  return rows.map((row) => {
    const before = lawyers.get(row.name) ?? null;
    if (before === null) return { row, state: 'added', before };
    // An empty cell says nothing, so it takes nothing away.
    return { row, state: row.lawyer && row.lawyer !== before ? 'changed' : 'unchanged', before };
  });
}
