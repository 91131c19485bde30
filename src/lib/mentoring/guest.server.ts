/** Specialists of district departments on tour (巡回人员): they lead a practice now and then; the mentor signs with their name on it. */
import { and, asc, eq, gte, isNull, lte } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, rowId } from '#lib/platform/input.ts';
import { overseesPairings } from './access.server.ts';
import { guestMentor } from './schema.server.ts';

export interface GuestRow {
  id: number;
  name: string;
  department: string;
  field: string;
  fromDay: Day;
  toDay: Day;
}

const columns = {
  id: guestMentor.id,
  name: guestMentor.name,
  department: guestMentor.department,
  field: guestMentor.field,
  fromDay: guestMentor.fromDay,
  toDay: guestMentor.toDay
};

export const GuestInput = z.object({
  name: line(30),
  department: line(60),
  field: line(40),
  fromDay: dayInput,
  toDay: dayInput
});

export const addGuest = command('mentoring.add-guest', {
  input: GuestInput,
  allow: holds('mentoring.manage'),
  async run(ctx, input) {
    if (input.toDay < input.fromDay) throw new InvalidInput({ toDay: ['mentoring.ends-before-start'] });
    const [made] = await ctx.db
      .insert(guestMentor)
      .values({ ...input, addedAt: ctx.now, addedBy: ctx.actor.accountId })
      .returning({ id: guestMentor.id });
    return made!;
  },
  trace: ({ fromDay, toDay }, { id }) => ({ subject: 'guest-mentor', id, detail: { fromDay, toDay } })
});

/** Takes a guest off the list; records that name them keep the name. */
export const removeGuest = command('mentoring.remove-guest', {
  input: z.object({ guestId: rowId }),
  allow: holds('mentoring.manage'),
  async run(ctx, { guestId }) {
    const gone = await ctx.db
      .update(guestMentor)
      .set({ removedAt: ctx.now })
      .where(and(eq(guestMentor.id, guestId), isNull(guestMentor.removedAt)))
      .returning({ id: guestMentor.id });
    if (!gone.length) throw missing('mentoring.guest-not-found');
  },
  trace: ({ guestId }) => ({ subject: 'guest-mentor', id: guestId })
});

export const listGuests = query('mentoring.list-guests', {
  input: z.object({}),
  allow: overseesPairings,
  run: (ctx): Promise<GuestRow[]> =>
    ctx.db
      .select(columns)
      .from(guestMentor)
      .where(isNull(guestMentor.removedAt))
      .orderBy(asc(guestMentor.toDay), asc(guestMentor.id))
});

/** The guests of a day. */
export const guestsOn = (ctx: Context, on: Day): Promise<GuestRow[]> =>
  ctx.db
    .select(columns)
    .from(guestMentor)
    .where(and(isNull(guestMentor.removedAt), lte(guestMentor.fromDay, on), gte(guestMentor.toDay, on)))
    .orderBy(asc(guestMentor.id));

export async function findGuest(ctx: Context, guestId: number): Promise<GuestRow | undefined> {
  const [found] = await ctx.db.select(columns).from(guestMentor).where(eq(guestMentor.id, guestId));
  return found;
}
