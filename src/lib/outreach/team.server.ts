/** 队伍: a number, and those of the roster who belong to it. Whoever is not a cadre is counted and not named. */
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput, missing } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { teamKinds, type TeamKind } from './drill.ts';
import { outreachTeam } from './schema.server.ts';

export const SaveTeam = z.object({
  /** Absent: a new team. */
  id: rowId.optional(),
  name: line(40),
  kind: z.enum(teamKinds),
  people: z.number().int().min(1).max(5000),
  cadreIds: z.array(rowId).max(500)
});

export const saveTeam = command('outreach.save-team', {
  input: SaveTeam,
  allow: holds('outreach.manage'),
  async run(ctx, { id, cadreIds, ...typed }) {
    const [same] = await ctx.db
      .select({ id: outreachTeam.id })
      .from(outreachTeam)
      .where(eq(outreachTeam.name, typed.name));
    if (same && same.id !== id) throw new InvalidInput({ name: ['outreach.team-exists'] });
    const ids = [...new Set(cadreIds)];
    if ((await peopleByIds(ctx, ids)).length !== ids.length)
      throw new InvalidInput({ members: ['outreach.speaker-not-on-roster'] });
    if (ids.length > typed.people) throw new InvalidInput({ people: ['outreach.team-too-small'] });
    const values = { ...typed, cadreIds: ids, savedAt: ctx.now, savedBy: ctx.actor.accountId };
    if (id !== undefined) {
      await requireTeam(ctx, id);
      await ctx.db.update(outreachTeam).set(values).where(eq(outreachTeam.id, id));
      return { id };
    }
    const [row] = await ctx.db.insert(outreachTeam).values(values).returning({ id: outreachTeam.id });
    return row!;
  },
  trace: ({ kind, people, cadreIds }, { id }) => ({
    subject: 'outreach-team',
    id,
    detail: { kind, people, cadres: cadreIds.length }
  })
});

/** @throws when there is no such team. */
export async function requireTeam(ctx: Pick<Context, 'db'>, id: number) {
  const [found] = await ctx.db.select().from(outreachTeam).where(eq(outreachTeam.id, id));
  if (!found) throw missing('outreach.team-not-found');
  return found;
}

export interface Team {
  id: number;
  name: string;
  kind: TeamKind;
  people: number;
  members: { cadreId: number; name: string; staffNumber: string }[];
}

export const listTeams = query('outreach.list-teams', {
  input: z.object({}),
  allow: holds('outreach.manage'),
  async run(ctx): Promise<Team[]> {
    const teams = await ctx.db.select().from(outreachTeam).orderBy(asc(outreachTeam.id));
    const people = await peopleByIds(ctx, [...new Set(teams.flatMap(({ cadreIds }) => cadreIds))]);
    return teams.map(({ id, name, kind, people: size, cadreIds }) => ({
      ...{ id, name, kind, people: size },
      members: people
        .filter(({ cadreId }) => cadreIds.includes(cadreId))
        .map(({ cadreId, name: called, staffNumber }) => ({ cadreId, name: called, staffNumber }))
        .sort((one, other) => (one.staffNumber < other.staffNumber ? -1 : 1))
    }));
  }
});
