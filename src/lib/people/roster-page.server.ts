/** The roster piece by piece, for whoever takes all of it: each piece goes on behind the last person of the one before. */
import { and, asc, gt } from 'drizzle-orm';
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { onRoster, peopleOf, personColumns, type UnitPerson } from './people-of.server.ts';

/**
 * People on the roster on a day by their key, whoever may see them; without a day everybody who ever was.
 * @param after the last key of the piece before, 0 at first
 */
export async function rosterPage(
  ctx: Pick<Context, 'db'>,
  { on, after, limit }: { on?: Day; after: number; limit: number }
): Promise<UnitPerson[]> {
  const person = peopleOf(ctx.db);
  const rows = await ctx.db
    .select(personColumns(person))
    .from(person)
    .where(and(on && onRoster(person, on), gt(person.cadreId, after)))
    .orderBy(asc(person.cadreId))
    .limit(limit);
  return rows as UnitPerson[];
}
