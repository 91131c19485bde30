/** How rooms above put learning they have evidence of into the ledger, and take it back. */
import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { onlySystem } from '#lib/platform/actor.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, rowId } from '#lib/platform/input.ts';
import { hoursCategories } from './category.ts';
import { hoursEntry } from './schema.server.ts';
import { creditSources } from './source.ts';

const Source = z.object({ cadreId: rowId, sourceKind: z.enum(creditSources), sourceId: rowId });
type Source = z.output<typeof Source>;

export const CreditHours = Source.extend({
  /** As they passed; what they come to in 学时 is a setting. */
  minutes: z.number().int().min(1).max(20_000),
  category: z.enum(hoursCategories),
  /** The day on which the learning ended. */
  endedOn: dayInput,
  title: line(120)
});

/**
 * Credits learning that another room has evidence of, once per source and person; a second call is a no-op that
 * returns the first entry. An entry reversed by a person stays reversed: only the source's own withdrawal frees it.
 * @throws InvalidInput for a day to come; DomainError `hours.person-not-found`.
 */
export const creditHours = command('hours.credit', {
  input: CreditHours,
  allow: onlySystem,
  async run(ctx, { minutes, category, endedOn, title, ...source }) {
    if (endedOn > ctx.today) throw new InvalidInput({ endedOn: ['hours.day-to-come'] });
    if (!(await peopleByIds(ctx, [source.cadreId])).length) throw missing('hours.person-not-found');
    const { standing, turns } = await creditsOf(ctx, source);
    if (standing) return { id: standing.id, credited: false };
    const [row] = await ctx.db
      .insert(hoursEntry)
      .values({
        ...source,
        sourceTurn: turns + 1,
        minutes,
        category,
        endedOn,
        title,
        enteredBy: ctx.actor.accountId,
        enteredAt: ctx.now
      })
      .returning({ id: hoursEntry.id });
    return { id: row!.id, credited: true };
  },
  trace: ({ cadreId, sourceKind, sourceId, minutes }, { id, credited }) => ({
    subject: 'hours-entry',
    id,
    detail: { cadreId, sourceKind, sourceId, minutes: credited ? minutes : 0 }
  })
});

export const WithdrawCredit = Source.extend({ reason: line(200) });

/**
 * Takes back what a source credited a person with (a corrected attendance), by a reversing entry; nothing to take
 * back is a no-op. Afterwards the source may credit again.
 */
export const withdrawCredit = command('hours.withdraw-credit', {
  input: WithdrawCredit,
  allow: onlySystem,
  async run(ctx, { reason, ...source }) {
    const { standing } = await creditsOf(ctx, source);
    if (!standing || (await isReversed(ctx, standing.id))) return { id: null, minutes: 0 };
    const { category, endedOn, title, minutes } = standing;
    const [row] = await ctx.db
      .insert(hoursEntry)
      .values({
        ...source,
        category,
        endedOn,
        title,
        reason,
        minutes: -minutes,
        reversesId: standing.id,
        enteredBy: ctx.actor.accountId,
        enteredAt: ctx.now
      })
      .returning({ id: hoursEntry.id });
    return { id: row!.id, minutes };
  },
  trace: ({ cadreId, sourceKind, sourceId }, { id, minutes }) => ({
    subject: 'hours-entry',
    id,
    detail: { cadreId, sourceKind, sourceId, minutes: -minutes }
  })
});

/** The credit that the source has not withdrawn, if any, and how often it has credited so far. */
async function creditsOf(ctx: Context, { cadreId, sourceKind, sourceId }: Source) {
  const rows = await ctx.db
    .select()
    .from(hoursEntry)
    .where(
      and(eq(hoursEntry.cadreId, cadreId), eq(hoursEntry.sourceKind, sourceKind), eq(hoursEntry.sourceId, sourceId))
    )
    .orderBy(asc(hoursEntry.id));
  const withdrawn = new Set(rows.map(({ reversesId }) => reversesId));
  const credits = rows.filter(({ reversesId }) => reversesId === null);
  return { standing: credits.find(({ id }) => !withdrawn.has(id)), turns: credits.length };
}

async function isReversed(ctx: Context, entryId: number): Promise<boolean> {
  const rows = await ctx.db.select({ id: hoursEntry.id }).from(hoursEntry).where(eq(hoursEntry.reversesId, entryId));
  return rows.length > 0;
}
