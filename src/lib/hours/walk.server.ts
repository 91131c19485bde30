/** The whole ledger of a year, piece by piece: for the file that an auditor asks for. */
import { and, asc, eq, gt, gte, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import { peopleOf, withinReach } from '#lib/people/people-of.server.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { query } from '#lib/platform/door.server.ts';
import { pieceOf, walking, type Piece } from '#lib/platform/walk.ts';
import type { HoursCategory } from './category.ts';
import { permissionOf, seesHours } from './people-hours.server.ts';
import { hoursEntry } from './schema.server.ts';
import type { EntrySource } from './source.ts';

export interface LedgerRow {
  id: number;
  staffNumber: string;
  name: string;
  unitName: string;
  endedOn: Day;
  title: string;
  category: HoursCategory;
  /** Negative in a reversal. */
  minutes: number;
  sourceKind: EntrySource | null;
  reversesId: number | null;
  reason: string | null;
  enteredBy: string | null;
  enteredAt: Instant;
}

/** Every entry of a year in the order in which it was entered, of the people within the actor's reach. */
export const walkEntries = query('hours.walk-entries', {
  input: z.object({ year: z.coerce.number().int().min(2000).max(2100), ...walking }),
  allow: seesHours,
  async run(ctx, { year, after, limit }): Promise<Piece<LedgerRow>> {
    const person = peopleOf(ctx.db);
    const found = await ctx.db
      .select({
        entry: hoursEntry,
        staffNumber: person.staffNumber,
        name: sql<string>`${person.name}`,
        unitName: sql<string>`${person.unitName}`
      })
      .from(hoursEntry)
      .innerJoin(person, eq(person.cadreId, hoursEntry.cadreId))
      .where(
        and(
          withinReach(ctx, person, permissionOf(ctx.actor)),
          gte(hoursEntry.endedOn, `${year}-01-01` as Day),
          lte(hoursEntry.endedOn, `${year}-12-31` as Day),
          after && gt(hoursEntry.id, after.id)
        )
      )
      .orderBy(asc(hoursEntry.id))
      .limit(limit + 1);
    const names = await accountNames(
      ctx,
      found.map(({ entry }) => entry.enteredBy)
    );
    return pieceOf(
      found,
      limit,
      ({ entry: { id } }) => ({ value: id, id }),
      ({ entry, ...of }) => ({
        ...of,
        ...{ id: entry.id, endedOn: entry.endedOn, title: entry.title, category: entry.category },
        ...{ minutes: entry.minutes, sourceKind: entry.sourceKind, reversesId: entry.reversesId },
        ...{ reason: entry.reason, enteredAt: entry.enteredAt },
        enteredBy: names.get(entry.enteredBy ?? 0) ?? null
      })
    );
  }
});
