/** 录入总数: each typing is a row that stays; a correction is a further row with its reason. */
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput } from '#lib/platform/errors.ts';
import { line, optionalLine } from '#lib/platform/input.ts';
import { typedTotal } from '../schema.server.ts';
import { managesReport, seesReport } from './access.ts';
import { isTyped, misfit, typedKeys, type TypedFact, type TypedKey } from './typed.ts';

export const reportYear = z.coerce.number().int().min(2000).max(2100);

export const TypeTotal = z.object({
  year: reportYear,
  key: z.enum(typedKeys as [TypedKey, ...TypedKey[]]),
  value: z.coerce.number().int().min(0).max(10_000_000),
  /** The document, ledger or office it was taken from. */
  source: line(120),
  /** Why an earlier figure was wrong; asked for only then. */
  reason: optionalLine(200)
});

/** The same as a form sends it: an empty field is not zero. */
export const TotalForm = TypeTotal.extend({
  key: z.string().refine(isTyped, 'input.required'),
  value: z
    .string()
    .trim()
    .min(1)
    .regex(/^\d{1,8}$/, 'input.type')
});

/** Types a total in, or corrects one. @throws InvalidInput for a correction without a reason, or a part above its whole. */
export const typeTotal = command('reporting.type-total', {
  input: TypeTotal,
  allow: managesReport,
  async run(ctx, { year, key, value, source, reason }) {
    const present = await typedTotalsOf(ctx, year);
    const before = present.get(key);
    if (before && !reason) throw new InvalidInput({ reason: ['reporting.correction-needs-reason'] });
    const wrong = misfit(new Map([...present].map(([one, fact]) => [one, fact.value])), key, value);
    if (wrong) throw new InvalidInput({ value: ['reporting.part-above-whole'] });
    const [row] = await ctx.db
      .insert(typedTotal)
      .values({ year, key, value, source, reason: reason || null, typedAt: ctx.now, typedBy: ctx.actor.accountId })
      .returning({ id: typedTotal.id });
    return { id: row!.id, before: before?.value ?? null };
  },
  trace: ({ year, key, value }, { id, before }) => ({
    subject: 'typed-total',
    id,
    detail: { year, key, value, before }
  })
});

/** The totals of a year that hold now. */
export async function typedTotalsOf(ctx: Context, year: number): Promise<Map<TypedKey, TypedFact>> {
  const rows = await rowsOf(ctx, year);
  const names = await accountNames(
    ctx,
    rows.map(({ typedBy }) => typedBy)
  );
  const found = new Map<TypedKey, TypedFact>();
  for (const { key, value, source, typedAt, typedBy } of rows)
    found.set(key, {
      ...{ value, source, at: typedAt, version: (found.get(key)?.version ?? 0) + 1 },
      by: names.get(typedBy ?? 0) ?? null
    });
  return found;
}

export interface TypedRow {
  id: number;
  key: TypedKey;
  value: number;
  source: string;
  reason: string | null;
  by: string | null;
  at: Instant;
}

/** Everything typed for a year, oldest first, corrections included. */
export const typedHistory = query('reporting.typed-history', {
  input: z.object({ year: reportYear }),
  allow: seesReport,
  async run(ctx, { year }): Promise<TypedRow[]> {
    const rows = await rowsOf(ctx, year);
    const names = await accountNames(
      ctx,
      rows.map(({ typedBy }) => typedBy)
    );
    return rows.map(({ id, key, value, source, reason, typedAt, typedBy }) => ({
      ...{ id, key, value, source, reason, at: typedAt },
      by: names.get(typedBy ?? 0) ?? null
    }));
  }
});

const rowsOf = (ctx: Context, year: number) =>
  ctx.db.select().from(typedTotal).where(eq(typedTotal.year, year)).orderBy(asc(typedTotal.id));
