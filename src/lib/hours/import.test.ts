import { describe, expect, it } from 'vitest';
import { openWorld } from '#tests/support/world.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { importHours, previewImport, readImport, writeImportTemplate } from './import.server.ts';
import { importHeadings, type ImportColumn } from './import-words.ts';
import { parseImport } from './import.ts';
import { listEntries } from './ledger.server.ts';
import { hoursEntry, hoursImport } from './schema.server.ts';

type Cells = Record<ImportColumn, string>;
const course: Cells = {
  staffNumber: '017',
  name: '林某甲',
  category: '执法培训',
  title: '行政处罚法专题培训',
  endedOn: '2025/6/18',
  amount: '1.5',
  unit: '天'
};
const file = (...rows: Partial<Cells>[]) =>
  parseImport(
    rows.map((row, at) => ({
      row: at + 2,
      cells: Object.fromEntries(
        Object.entries({ ...course, ...row }).map(([column, value]) => [importHeadings[column as ImportColumn], value])
      )
    }))
  );
const given = (...rows: Partial<Cells>[]) => ({ rows: file(...rows).rows, fileName: '2025.xlsx' });

describe('a file of hours', () => {
  it('its template reads back without a row to take in', async () => {
    expect(await readImport(await writeImportTemplate())).toEqual({ rows: [], problems: [] });
  });

  it('is read from Excel by its headings, words in either language', async () => {
    const columns = (Object.keys(course) as ImportColumn[]).map((column) => ({
      heading: importHeadings[column],
      value: (row: Cells) => row[column]
    }));
    const bytes = await writeWorkbook('学时', columns, [{ ...course, category: 'Online course', unit: 'Minutes' }]);
    const { rows } = await readImport(bytes);
    expect(rows).toMatchObject([{ row: 2, endedOn: '2025-06-18', unit: 'minutes', amount: 1.5 }]);
  });

  it.each([
    [{ category: '看书' }, 'category', 'hours.import-choice'],
    [{ unit: '周' }, 'unit', 'hours.import-choice'],
    [{ endedOn: '2025-02-30' }, 'endedOn', 'input.day'],
    [{ amount: '很多' }, 'amount', 'input.number'],
    [{ name: '' }, 'name', 'input.required']
  ] as const)('says of a row what is wrong: %o', (wrong, column, code) => {
    expect(file({}, wrong)).toMatchObject({ rows: [{ row: 2 }], problems: [{ row: 3, column, code }] });
  });
});

describe('importing hours', () => {
  it('credits the year of each row, and every entry names the file', async () => {
    const { run, actor, cadreId } = await openWorld();
    const rows = given({}, { endedOn: '2024-12-31', unit: '学时', amount: '10' });
    expect(await run(previewImport, actor.he, rows)).toEqual({
      problems: [],
      people: 1,
      entries: 2,
      years: [
        { year: 2024, minutes: 450 },
        { year: 2025, minutes: 540 }
      ]
    });
    const { id } = await run(importHours, actor.he, rows);
    const ledger = await run(listEntries, actor.lin, { cadreId: cadreId.lin, year: 2025 });
    expect(ledger).toMatchObject({ enforcement: { hours: 12 }, entries: [{ sourceKind: 'import', sourceId: id }] });
    expect((await run(listEntries, actor.lin, { cadreId: cadreId.lin, year: 2024 })).everyone.hours).toBe(10);
  });

  it.each([
    [{ staffNumber: '999' }, 'staffNumber', 'hours.person-not-found'],
    [{ name: '林某' }, 'name', 'hours.import-name'],
    [{ endedOn: '2026-12-01' }, 'endedOn', 'hours.day-to-come'],
    [{ endedOn: '2019-06-18' }, 'endedOn', 'hours.import-not-on-roster'],
    [{ amount: '8' }, 'amount', 'hours.amount-out-of-range'],
    [{ amount: '0.3' }, 'amount', 'hours.half-days-only'],
    [{ title: course.title }, 'title', 'hours.import-twice']
  ] as const)('writes all rows or none: %o', async (wrong, column, code) => {
    const { run, actor, store } = await openWorld();
    const rows = given({}, { title: '另一次培训', ...wrong });
    expect((await run(previewImport, actor.he, rows)).problems).toMatchObject([{ row: 3, column, code }]);
    await expect(run(importHours, actor.he, rows)).rejects.toMatchObject({ code: 'hours.import-problems' });
    expect(await store.read.select().from(hoursEntry)).toEqual([]);
    expect(await store.read.select().from(hoursImport)).toEqual([]);
  });

  it('names what the ledger holds already, so that a file taken in twice counts once', async () => {
    const { run, actor } = await openWorld();
    await run(importHours, actor.he, given({}));
    expect((await run(previewImport, actor.he, given({}))).problems).toMatchObject([{ code: 'hours.import-known' }]);
  });

  it('an officer may not import', async () => {
    const { run, actor } = await openWorld();
    await expect(run(previewImport, actor.lin, given({}))).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(importHours, actor.lin, given({}))).rejects.toMatchObject({ kind: 'refused' });
  });

  it('an import cannot be changed or deleted', async () => {
    const { run, actor, store } = await openWorld();
    await run(importHours, actor.he, given({}));
    await expect(store.transaction(async (db) => db.update(hoursImport).set({ entries: 9 }))).rejects.toThrow();
    await expect(store.transaction(async (db) => db.delete(hoursImport))).rejects.toThrow();
    await expect(store.transaction(async (db) => db.delete(hoursEntry))).rejects.toThrow();
  });
});
