/** The list of events, and its figures. */
import { and, asc, count, desc, eq, gt, gte, inArray, lt, lte, or, sql, sum, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { holdsEveryWord } from '#lib/platform/finding.server.ts';
import { optionalLine, paging, type Page } from '#lib/platform/input.ts';
import { inSight, recordsEvents, type EventRow } from './access.server.ts';
import { countMethods, eventKinds, eventStands, eventStand, type CountMethod, type EventStand } from './event.ts';
import { eventSorts } from './event-sorts.ts';
import { outreachEvent, outreachSpeaker } from './schema.server.ts';

const choice = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .enum(['', ...words])
    .catch('')
    .default('');

export const ListEvents = paging.extend({
  q: optionalLine(60),
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  place: optionalLine(40),
  kind: choice(eventKinds),
  size: choice(['large', 'small']),
  method: choice(countMethods),
  state: choice(eventStands),
  sort: z.enum(eventSorts).catch('-day').default('-day')
});
type Filter = z.output<typeof ListEvents>;

export interface EventListRow extends Pick<
  EventRow,
  'id' | 'heldOn' | 'place' | 'kind' | 'theme' | 'large' | 'headcount' | 'countMethod' | 'minutes' | 'guests'
> {
  stand: EventStand;
  speakers: string[];
}

/** What the actor may see of the events, void ones only when they are asked for. */
export const listEvents = query('outreach.list-events', {
  input: ListEvents,
  allow: recordsEvents,
  async run(ctx, input): Promise<Page<EventListRow>> {
    const which = and(inSight(ctx), filterOf(input, ctx.today));
    const [total] = await ctx.db.select({ count: count() }).from(outreachEvent).where(which);
    const rows = await ctx.db
      .select()
      .from(outreachEvent)
      .where(which)
      .orderBy(orders[input.sort], desc(outreachEvent.id))
      .limit(input.pageSize)
      .offset((input.page - 1) * input.pageSize);
    const speakers = await speakerNames(
      ctx,
      rows.map(({ id }) => id)
    );
    return {
      total: total!.count,
      rows: rows.map((row) => ({
        ...pick(row),
        stand: eventStand(row, ctx.today),
        speakers: speakers.get(row.id) ?? []
      }))
    };
  }
});

const pick = ({ id, heldOn, place, kind, theme, large, headcount, countMethod, minutes, guests }: EventRow) => ({
  ...{ id, heldOn, place, kind, theme, large, headcount, countMethod, minutes, guests }
});

const orders = {
  day: asc(outreachEvent.heldOn),
  '-day': desc(outreachEvent.heldOn),
  place: asc(outreachEvent.place),
  '-place': desc(outreachEvent.place),
  // No head-count counts as none, the same on both engines.
  people: asc(sql`coalesce(${outreachEvent.headcount}, 0)`),
  '-people': desc(sql`coalesce(${outreachEvent.headcount}, 0)`)
} satisfies Record<(typeof eventSorts)[number], SQL>;

function filterOf({ q, year, place, kind, size, method, state }: Filter, today: Day): SQL | undefined {
  return and(
    holdsEveryWord(q, outreachEvent.searchKey),
    year === undefined ? undefined : withinYear(year),
    place ? eq(outreachEvent.place, place) : undefined,
    kind ? eq(outreachEvent.kind, kind) : undefined,
    size ? eq(outreachEvent.large, size === 'large') : undefined,
    method ? eq(outreachEvent.countMethod, method) : undefined,
    standIs(state, today)
  );
}

export const withinYear = (year: number) =>
  and(gte(outreachEvent.heldOn, `${year}-01-01` as Day), lt(outreachEvent.heldOn, `${year + 1}-01-01` as Day));

function standIs(state: Filter['state'], today: Day): SQL | undefined {
  if (state === '') return inArray(outreachEvent.status, ['planned', 'held']);
  if (state === 'overdue') return and(eq(outreachEvent.status, 'planned'), lte(outreachEvent.heldOn, today));
  if (state === 'planned') return and(eq(outreachEvent.status, 'planned'), sql`${outreachEvent.heldOn} > ${today}`);
  return eq(outreachEvent.status, state);
}

/** The names of those of the roster who spoke, by event. */
export async function speakerNames(ctx: Context, eventIds: readonly number[]): Promise<Map<number, string[]>> {
  if (!eventIds.length) return new Map();
  const rows = await ctx.db
    .select({ eventId: outreachSpeaker.eventId, cadreId: outreachSpeaker.cadreId })
    .from(outreachSpeaker)
    .where(inArray(outreachSpeaker.eventId, [...eventIds]));
  const people = await peopleByIds(ctx, [...new Set(rows.map(({ cadreId }) => cadreId))]);
  const names = new Map(people.map(({ cadreId, name }) => [cadreId, name]));
  const found = new Map<number, string[]>();
  for (const { eventId, cadreId } of rows)
    found.set(eventId, [...(found.get(eventId) ?? []), names.get(cadreId) ?? '']);
  return found;
}

export interface EventsAsked {
  /** The last key of the piece before, 0 at first. */
  after: number;
  limit: number;
  year?: number | undefined;
  /** Only what was saved or made void since. */
  since?: Instant | undefined;
}

/** Events held or void by key, whoever may see them: for whoever takes all of them. */
export async function eventsAfter(ctx: Context, { after, limit, year, since }: EventsAsked) {
  const rows = await ctx.db
    .select()
    .from(outreachEvent)
    .where(
      and(
        gt(outreachEvent.id, after),
        inArray(outreachEvent.status, ['held', 'void']),
        year === undefined ? undefined : withinYear(year),
        since === undefined ? undefined : or(gte(outreachEvent.savedAt, since), gte(outreachEvent.voidedAt, since))
      )
    )
    .orderBy(asc(outreachEvent.id))
    .limit(limit);
  return rows.map((row) => ({ ...pick(row), status: row.status, updatedAt: Math.max(row.savedAt, row.voidedAt ?? 0) }));
}

export interface YearSummary {
  year: number;
  /** 场次, with the large ones among them. */
  events: number;
  large: number;
  /** 人次: of all events, of the large ones, and by how they were counted. */
  personTimes: number;
  largePersonTimes: number;
  methods: { method: CountMethod; events: number; personTimes: number }[];
  /** Most events first. */
  places: { place: string; events: number; personTimes: number }[];
  /** Planned ones whose day has come. */
  overdue: number;
  planned: number;
}

/** The held events of a year as far as the actor sees them. Different people (人数) are unknown and never stated. */
export const yearSummary = query('outreach.year-summary', {
  input: z.object({ year: z.number().int().min(2000).max(2100) }),
  allow: recordsEvents,
  async run(ctx, { year }): Promise<YearSummary> {
    const rows = await ctx.db
      .select({
        place: outreachEvent.place,
        large: outreachEvent.large,
        method: outreachEvent.countMethod,
        events: count(),
        personTimes: sum(outreachEvent.headcount).mapWith(Number)
      })
      .from(outreachEvent)
      .where(and(inSight(ctx), withinYear(year), eq(outreachEvent.status, 'held')))
      .groupBy(outreachEvent.place, outreachEvent.large, outreachEvent.countMethod);
    const total = (some: typeof rows) => ({
      events: some.reduce((sum, row) => sum + row.events, 0),
      personTimes: some.reduce((sum, row) => sum + row.personTimes, 0)
    });
    const large = total(rows.filter((row) => row.large));
    return {
      year,
      ...total(rows),
      large: large.events,
      largePersonTimes: large.personTimes,
      methods: countMethods.map((method) => ({ method, ...total(rows.filter((row) => row.method === method)) })),
      places: [...Map.groupBy(rows, ({ place }) => place)]
        .map(([place, some]) => ({ place, ...total(some) }))
        .sort((one, other) => other.events - one.events || one.place.localeCompare(other.place)),
      overdue: await countOf(ctx, year, 'overdue'),
      planned: await countOf(ctx, year, 'planned')
    };
  }
});

async function countOf(ctx: Context, year: number, state: EventStand): Promise<number> {
  const [found] = await ctx.db
    .select({ count: count() })
    .from(outreachEvent)
    .where(and(inSight(ctx), withinYear(year), standIs(state, ctx.today)));
  return found!.count;
}
