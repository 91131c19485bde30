/** 普法日历: the duty dates as the town keeps them, and what is planned and held for each in a year. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { inSight, recordsEvents } from './access.server.ts';
import { starterDates } from './date-starter.ts';
import { dateCertainties, isYearDay, spanIn, type DateCertainty } from './duty-date.ts';
import { withinYear } from './event-list.server.ts';
import { outreachDate, outreachEvent } from './schema.server.ts';

const yearDay = z.string().trim().refine(isYearDay, 'outreach.year-day');

export const SaveDate = z
  .object({
    /** Absent: a new date. */
    id: rowId.optional(),
    name: line(40),
    fromDay: yearDay,
    toDay: yearDay,
    theme: line(60),
    source: line(120),
    certainty: z.enum(dateCertainties)
  })
  .refine(({ fromDay, toDay }) => fromDay <= toDay, { path: ['toDay'], message: 'outreach.ends-before-start' });

export const saveDate = command('outreach.save-date', {
  input: SaveDate,
  allow: holds('outreach.manage'),
  async run(ctx, { id, ...typed }) {
    const [same] = await ctx.db
      .select({ id: outreachDate.id, removedAt: outreachDate.removedAt })
      .from(outreachDate)
      .where(eq(outreachDate.name, typed.name));
    if (same && same.id !== id && same.removedAt === null) throw new InvalidInput({ name: ['outreach.date-exists'] });
    const values = { ...typed, savedAt: ctx.now, savedBy: ctx.actor.accountId, removedAt: null };
    // One that was taken off comes back under its name, with the events that were held for it.
    const known = id ?? same?.id;
    if (known === undefined) {
      const [row] = await ctx.db.insert(outreachDate).values(values).returning({ id: outreachDate.id });
      return row!;
    }
    await requireDate(ctx, known);
    await ctx.db.update(outreachDate).set(values).where(eq(outreachDate.id, known));
    return { id: known };
  },
  trace: ({ fromDay, toDay, certainty }, { id }) => ({
    subject: 'outreach-date',
    id,
    detail: { fromDay, toDay, certainty }
  })
});

/** Takes a date off the calendar; what was held for it keeps its name. */
export const removeDate = command('outreach.remove-date', {
  input: z.object({ id: rowId }),
  allow: holds('outreach.manage'),
  async run(ctx, { id }) {
    const date = await requireDate(ctx, id);
    if (date.removedAt !== null) throw conflict('outreach.date-removed');
    await ctx.db.update(outreachDate).set({ removedAt: ctx.now }).where(eq(outreachDate.id, id));
  },
  trace: ({ id }) => ({ subject: 'outreach-date', id })
});

/** Brings the dates that the portal knows; those of the same name stay as the town has them. */
export const bringDates = command('outreach.bring-dates', {
  input: z.object({}),
  allow: holds('outreach.manage'),
  async run(ctx) {
    const held = await ctx.db
      .select({ name: outreachDate.name })
      .from(outreachDate)
      .where(
        inArray(
          outreachDate.name,
          starterDates.map(({ name }) => name)
        )
      );
    const known = new Set(held.map(({ name }) => name));
    const fresh = starterDates.filter(({ name }) => !known.has(name));
    if (fresh.length)
      await ctx.db
        .insert(outreachDate)
        .values(fresh.map((date) => ({ ...date, savedAt: ctx.now, savedBy: ctx.actor.accountId })));
    return { added: fresh.length };
  },
  trace: (_, { added }) => (added ? { subject: 'outreach-date', id: null, detail: { added } } : undefined)
});

async function requireDate(ctx: Context, id: number) {
  const [found] = await ctx.db.select().from(outreachDate).where(eq(outreachDate.id, id));
  if (!found) throw missing('outreach.date-not-found');
  return found;
}

export interface YearDate {
  id: number;
  name: string;
  theme: string;
  source: string;
  certainty: DateCertainty;
  fromDay: string;
  toDay: string;
  /** Its days in the year. */
  from: Day;
  to: Day;
  /** Town-wide, so that nobody plans what is planned already. */
  held: number;
  planned: number;
  /** Those the actor may open. */
  events: { id: number; theme: string; place: string; heldOn: Day; status: 'planned' | 'held' }[];
}

/** The calendar of a year. */
export const yearCalendar = query('outreach.year-calendar', {
  input: z.object({ year: z.number().int().min(2000).max(2100) }),
  allow: recordsEvents,
  async run(ctx, { year }): Promise<YearDate[]> {
    const events = await ctx.db
      .select({ id: outreachEvent.id, dateId: outreachEvent.dateId, status: outreachEvent.status })
      .from(outreachEvent)
      .where(and(withinYear(year), inArray(outreachEvent.status, ['planned', 'held'])));
    const own = await ctx.db
      .select({
        id: outreachEvent.id,
        dateId: outreachEvent.dateId,
        theme: outreachEvent.theme,
        place: outreachEvent.place,
        heldOn: outreachEvent.heldOn,
        status: outreachEvent.status
      })
      .from(outreachEvent)
      .where(and(withinYear(year), inArray(outreachEvent.status, ['planned', 'held']), inSight(ctx)))
      .orderBy(asc(outreachEvent.heldOn), asc(outreachEvent.id));
    const dates = await ctx.db
      .select()
      .from(outreachDate)
      .where(isNull(outreachDate.removedAt))
      .orderBy(asc(outreachDate.fromDay), asc(outreachDate.toDay), asc(outreachDate.id));
    return dates.map(({ id, name, theme, source, certainty, fromDay, toDay }) => {
      const of = (status: string) => events.filter((event) => event.dateId === id && event.status === status).length;
      return {
        ...{ id, name, theme, source, certainty, fromDay, toDay },
        ...spanIn({ fromDay, toDay }, year),
        held: of('held'),
        planned: of('planned'),
        events: own
          .filter(({ dateId }) => dateId === id)
          .map(({ id: eventId, theme: about, place, heldOn, status }) => ({
            ...{ id: eventId, theme: about, place, heldOn },
            status: status === 'held' ? ('held' as const) : ('planned' as const)
          }))
      };
    });
  }
});

/** One date, for its form. */
export const findDate = query('outreach.find-date', {
  input: z.object({ id: rowId }),
  allow: holds('outreach.manage'),
  async run(ctx, { id }) {
    const { name, fromDay, toDay, theme, source, certainty } = await requireDate(ctx, id);
    return { id, name, fromDay, toDay, theme, source, certainty };
  }
});
