import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByNumbers, type UnitPerson } from '#lib/people/people-of.server.ts';
import { holds, reaches } from '#lib/platform/actor.ts';
import { isDay, type Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput } from '#lib/platform/errors.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { addCertificate, fitsPattern } from './history.server.ts';
import { certificate } from './schema.server.ts';

/** A row of the file as text, with the number people see beside it in Excel. */
const ImportRow = z.object({
  row: z.number().int().min(1),
  staffNumber: z.string().trim(),
  number: z.string().trim(),
  issuer: z.string().trim(),
  field: z.string().trim(),
  issuedOn: z.string().trim(),
  expiresOn: z.string().trim()
});
export type ImportRow = z.output<typeof ImportRow>;
export const ImportRows = z.object({ rows: z.array(ImportRow).min(1).max(20_000) });

export interface JudgedRow extends ImportRow {
  name: string | null;
  /** Codes of what keeps the row out, by field. */
  errors: { field: keyof ImportRow; code: string }[];
  /** Codes of what is odd and still goes in. */
  warnings: string[];
}

/** Says of each row whether it could go in, and why not. Changes nothing. */
export const previewImport = query('certification.preview-import', {
  input: ImportRows,
  allow: holds('register.manage'),
  async run(ctx, { rows }): Promise<{ rows: JudgedRow[]; ready: boolean }> {
    const judged = await judgeRows(ctx, rows);
    return { rows: judged.map(({ person: _, ...row }) => row), ready: judged.every(({ errors }) => !errors.length) };
  }
});

/**
 * Takes the cards of a file into the register: all of them or none.
 * @throws InvalidInput naming the rows, when even one could not go in.
 */
export const importCertificates = command('certification.import-certificates', {
  input: ImportRows,
  allow: holds('register.manage'),
  async run(ctx, { rows }) {
    const judged = await judgeRows(ctx, rows);
    const broken = judged.filter(({ errors }) => errors.length);
    if (broken.length) {
      throw new InvalidInput(
        Object.fromEntries(broken.map(({ row, errors }) => [`rows.${row}`, errors.map(({ code }) => code)]))
      );
    }
    for (const { person, number, issuer, field, issuedOn, expiresOn } of judged) {
      await addCertificate(ctx, {
        cadreId: person!.cadreId,
        number,
        issuer,
        field,
        issuedOn: issuedOn as Day,
        expiresOn: expiresOn as Day
      });
    }
    return { added: judged.length };
  },
  trace: (_, { added }) => ({ subject: 'certificate', id: null, detail: { added } })
});

async function judgeRows(ctx: Context, rows: ImportRow[]): Promise<(JudgedRow & { person: UnitPerson | undefined })[]> {
  const people = await peopleByNumbers(ctx, [...new Set(rows.map(({ staffNumber }) => staffNumber))]);
  const taken = await takenNumbers(
    ctx,
    rows.map(({ number }) => number)
  );
  const { 'certificate.number-pattern': pattern } = await settingsOn(ctx.db, ctx.today);
  const seen = new Set<string>();
  return rows.map((row) => {
    const found = people.get(row.staffNumber);
    const person = found && reaches(ctx.actor, 'register.manage', found.unitId) ? found : undefined;
    const errors: JudgedRow['errors'] = [];
    const wrong = (field: keyof ImportRow, code: string) => errors.push({ field, code });
    for (const field of ['staffNumber', 'number', 'issuer', 'field', 'issuedOn', 'expiresOn'] as const) {
      if (!row[field]) wrong(field, 'input.required');
      else if (row[field].length > 60) wrong(field, 'input.too-long|max=60');
    }
    if (row.staffNumber && !person) wrong('staffNumber', 'certification.person-not-found');
    if (person?.establishment === 'auxiliary') wrong('staffNumber', 'certification.auxiliary-holds-no-card');
    if (taken.has(row.number)) wrong('number', 'certification.number-taken');
    if (row.number && seen.has(row.number)) wrong('number', 'certification.number-twice');
    seen.add(row.number);
    for (const field of ['issuedOn', 'expiresOn'] as const)
      if (row[field] && !isDay(row[field])) wrong(field, 'input.day');
    if (isDay(row.issuedOn) && row.issuedOn > ctx.today) wrong('issuedOn', 'certification.day-to-come');
    if (isDay(row.issuedOn) && isDay(row.expiresOn) && row.expiresOn < row.issuedOn)
      wrong('expiresOn', 'certification.expires-before-issue');
    const warnings = row.number && !fitsPattern(row.number, pattern) ? ['certification.number-odd'] : [];
    return { ...row, person, name: person?.name ?? null, errors, warnings };
  });
}

async function takenNumbers(ctx: Context, numbers: string[]): Promise<Set<string>> {
  const taken = new Set<string>();
  for (let at = 0; at < numbers.length; at += 500) {
    const rows = await ctx.db
      .select({ number: certificate.number })
      .from(certificate)
      .where(inArray(certificate.number, numbers.slice(at, at + 500)));
    for (const { number } of rows) taken.add(number);
  }
  return taken;
}
