/** Scans and papers beside the records: kept in the file store by content, named here by record. */
import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { findWithinReach, peopleByIds, peopleByNumbers } from '#lib/people/people-of.server.ts';
import { holds, reaches } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import type { FileBook } from './records.ts';
import { certificate, certificationFile } from './schema.server.ts';

/** A file as the store answered, with the name it came under. */
export const KeptFile = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: line(200),
  type: line(100),
  size: z.number().int().positive()
});
export type KeptFile = z.output<typeof KeptFile>;

export interface FileRow {
  id: number;
  book: FileBook;
  recordId: number;
  name: string;
  addedAt: Instant;
}

/** Puts a file beside a record that was written or found just before. */
export async function attachFile(
  ctx: Context,
  to: { cadreId: number; book: FileBook; recordId: number },
  file: KeptFile | undefined
): Promise<void> {
  if (!file) return;
  const { hash, name, type, size } = file;
  await ctx.db
    .insert(certificationFile)
    .values({ ...to, hash, name, type, size, addedAt: ctx.now, addedBy: ctx.actor.accountId });
}

/** All files beside one person's records, oldest first. */
export async function filesOf(ctx: Context, cadreId: number): Promise<FileRow[]> {
  const { id, book, recordId, name, addedAt } = certificationFile;
  return ctx.db
    .select({ id, book, recordId, name, addedAt })
    .from(certificationFile)
    .where(eq(certificationFile.cadreId, cadreId))
    .orderBy(asc(certificationFile.id));
}

/** One file, for whoever may see the person's register entry. @throws DomainError `certification.file-not-found`. */
export const findFile = query('certification.find-file', {
  input: z.object({ staffNumber: line(40), fileId: rowId }),
  allow: holds('register.view'),
  async run(ctx, { staffNumber, fileId }) {
    const person = await findWithinReach(ctx, 'register.view', { staffNumber });
    const [found] = person
      ? await ctx.db
          .select()
          .from(certificationFile)
          .where(and(eq(certificationFile.id, fileId), eq(certificationFile.cadreId, person.cadreId)))
      : [];
    if (!found) throw missing('certification.file-not-found');
    return { name: found.name, hash: found.hash, type: found.type };
  }
});

const Scans = z.object({ files: z.array(KeptFile).min(1).max(60) });

export interface MatchedScan {
  file: KeptFile;
  /** The card it belongs to by its file name; null when none or several fit. */
  card: { id: number; cadreId: number; number: string; staffNumber: string; name: string } | null;
  problem: 'no-card' | 'several-cards' | 'scanned-already' | null;
}

/** Which card each scan belongs to, by the card's number or the holder's staff number in its file name. */
export const matchScans = query('certification.match-scans', {
  input: Scans,
  allow: holds('register.manage'),
  run: (ctx, { files }): Promise<MatchedScan[]> => match(ctx, files)
});

/**
 * Puts scans beside their cards: all of them or none.
 * @throws DomainError `certification.scans-unmatched` when even one has no card of its own.
 */
export const addScans = command('certification.add-scans', {
  input: Scans,
  allow: holds('register.manage'),
  async run(ctx, { files }) {
    const matched = await match(ctx, files);
    const open = matched.filter(({ card, problem }) => !card || problem);
    if (open.length) throw conflict('certification.scans-unmatched', { count: open.length });
    for (const { card, file } of matched)
      await attachFile(ctx, { cadreId: card!.cadreId, book: 'certificate', recordId: card!.id }, file);
    return { added: matched.length };
  },
  trace: (_, { added }) => ({ subject: 'certificate', id: null, detail: { scans: added } })
});

async function match(ctx: Context, files: readonly KeptFile[]): Promise<MatchedScan[]> {
  const stems = files.map(({ name }) =>
    name
      .replace(/\.[^.]+$/, '')
      .normalize('NFKC')
      .trim()
  );
  const byNumber = await cardsWhere(ctx, inArray(certificate.number, stems));
  const people = await peopleByNumbers(ctx, [...new Set(stems.flatMap((stem) => [stem, stem.split(/[\s_-]/)[0]!]))]);
  const holders = [...people.values()].map(({ cadreId }) => cadreId);
  const cards = await cardsWhere(ctx, inArray(certificate.cadreId, holders));
  const scanned = await alreadyScanned(ctx, files);
  return files.map((file, at): MatchedScan => {
    const stem = stems[at]!;
    const person = people.get(stem) ?? people.get(stem.split(/[\s_-]/)[0]!);
    const own = cards.filter(({ cadreId }) => cadreId === person?.cadreId);
    const exact = byNumber.filter(({ number }) => number === stem);
    const fitting = (exact.length ? exact : own).filter(({ unitId }) => reaches(ctx.actor, 'register.manage', unitId));
    if (fitting.length !== 1) return { file, card: null, problem: fitting.length ? 'several-cards' : 'no-card' };
    const { unitId: _, ...card } = fitting[0]!;
    return { file, card, problem: scanned.has(`${card.id} ${file.hash}`) ? 'scanned-already' : null };
  });
}

async function cardsWhere(ctx: Context, where: SQL) {
  const rows = await ctx.db
    .select({ id: certificate.id, cadreId: certificate.cadreId, number: certificate.number })
    .from(certificate)
    .where(where);
  const holders = await peopleByIds(ctx, [...new Set(rows.map(({ cadreId }) => cadreId))]);
  const byId = new Map(holders.map((person) => [person.cadreId, person]));
  return rows.map((row) => {
    const { staffNumber, name, unitId } = byId.get(row.cadreId)!;
    return { ...row, staffNumber, name, unitId };
  });
}

async function alreadyScanned(ctx: Context, files: readonly KeptFile[]): Promise<Set<string>> {
  const hashes = files.map(({ hash }) => hash);
  const rows = await ctx.db
    .select({ recordId: certificationFile.recordId, hash: certificationFile.hash })
    .from(certificationFile)
    .where(and(eq(certificationFile.book, 'certificate'), inArray(certificationFile.hash, hashes)));
  return new Set(rows.map(({ recordId, hash }) => `${recordId} ${hash}`));
}
