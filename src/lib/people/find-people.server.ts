/** The people's part in the search everywhere. */
import { and, asc, eq, or, sql } from 'drizzle-orm';
import { signedIn } from '#lib/platform/actor.ts';
import { query } from '#lib/platform/door.server.ts';
import { finding } from '#lib/platform/finding.server.ts';
import { folded } from '#lib/platform/pinyin.ts';
import { peopleOf, personMatches, withinReach } from './people-of.server.ts';

export interface PersonFound {
  staffNumber: string;
  name: string;
  unitName: string;
  post: string;
  /** No longer on the roster. */
  left: boolean;
}

/**
 * People by name, pinyin, initials or staff number: those within the reach of `cadres.view`, and oneself. Whose number
 * it is comes first, whoever has left comes last.
 */
export const findPeople = query('people.find-people', {
  input: finding,
  allow: signedIn,
  async run(ctx, { q, most }): Promise<PersonFound[]> {
    const person = peopleOf(ctx.db);
    const within = withinReach(ctx, person, 'cadres.view');
    const own = ctx.actor.cadreId === null ? undefined : eq(person.cadreId, ctx.actor.cadreId);
    const left = sql`case when ${person.leftOn} <= ${ctx.today} then 1 else 0 end`;
    const rows = await ctx.db
      .select({
        staffNumber: person.staffNumber,
        name: person.name,
        unitName: person.unitName,
        post: person.post,
        left: sql<number>`${left}`.as('has_left')
      })
      .from(person)
      .where(and(within && or(within, own), personMatches(person, q)))
      .orderBy(
        sql`case when lower(${person.staffNumber}) = ${folded(q)} then 0 else 1 end`,
        left,
        asc(person.nameKey),
        asc(person.staffNumber)
      )
      .limit(most);
    return rows.map((row) => ({ ...row, left: Number(row.left) === 1 }));
  }
});
