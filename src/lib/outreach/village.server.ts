/** 村居: the villages as data, and how often their lawyers came in a year. */
import { and, asc, count, desc, eq, gt, gte, isNull, lt, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, optionalLine, paging, rowId, type Page } from '#lib/platform/input.ts';
import { folded, pinyinKey } from '#lib/platform/pinyin.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { outreachVillage, outreachVisit } from './schema.server.ts';
import { villageSorts } from './village-sorts.ts';

export const SaveVillage = z.object({
  /** Absent: a new village. */
  id: rowId.optional(),
  name: line(40),
  lawyer: optionalLine(40),
  /** The first day on which it no longer counts. */
  closedOn: dayInput.nullable().default(null)
});

export const saveVillage = command('outreach.save-village', {
  input: SaveVillage,
  allow: holds('outreach.manage'),
  async run(ctx, { id, name, lawyer, closedOn }) {
    const [same] = await ctx.db
      .select({ id: outreachVillage.id })
      .from(outreachVillage)
      .where(eq(outreachVillage.name, name));
    if (same && same.id !== id) throw new InvalidInput({ name: ['outreach.village-exists'] });
    const values = {
      ...{ name, lawyer, closedOn },
      nameKey: pinyinKey(name),
      savedAt: ctx.now,
      savedBy: ctx.actor.accountId
    };
    if (id !== undefined) {
      await requireVillage(ctx, id);
      await ctx.db.update(outreachVillage).set(values).where(eq(outreachVillage.id, id));
      return { id };
    }
    const [row] = await ctx.db.insert(outreachVillage).values(values).returning({ id: outreachVillage.id });
    return row!;
  },
  trace: ({ closedOn }, { id }) => ({ subject: 'outreach-village', id, detail: { closedOn } })
});

/** @throws when there is no such village. */
export async function requireVillage(ctx: Pick<Context, 'db'>, id: number) {
  const [found] = await ctx.db.select().from(outreachVillage).where(eq(outreachVillage.id, id));
  if (!found) throw missing('outreach.village-not-found');
  return found;
}

/** A town's villages stand on one page. */
export const ListVillages = paging.extend({
  pageSize: z.coerce.number().int().min(1).max(200).catch(100).default(100),
  q: optionalLine(40),
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  show: z.enum(['', 'below']).catch('').default(''),
  sort: z.enum(villageSorts).catch('visits').default('visits')
});

export interface VillageRow {
  id: number;
  name: string;
  lawyer: string;
  closedOn: Day | null;
  /** Visits in the four quarters of the year. */
  quarters: [number, number, number, number];
  visits: number;
  /** How many the year still owes. */
  owed: number;
  lastOn: Day | null;
}

export interface VillageMatrix extends Page<VillageRow> {
  year: number;
  /** What each village is owed in the year, by the setting. */
  least: number;
  /** Of all villages that count in the year, whatever is searched. */
  villages: number;
  below: number;
  /** All visits of the year. */
  visits: number;
}

/** Villages by quarter, those with fewer visits than the setting asks for first. */
export const listVillages = query('outreach.list-villages', {
  input: ListVillages,
  allow: holds('outreach.manage'),
  async run(ctx, { q, year: asked, show, sort, page, pageSize }): Promise<VillageMatrix> {
    const year = asked ?? Number(ctx.today.slice(0, 4));
    const least = await leastIn(ctx, year);
    const all = await matrixOf(ctx, year, least);
    const text = folded(q);
    const found = all
      .filter(({ owed }) => show === '' || owed > 0)
      .filter(({ name, lawyer, nameKey }) => [name, lawyer, nameKey].some((words) => folded(words).includes(text)))
      .sort(orders[sort]);
    return {
      year,
      least,
      villages: all.length,
      below: all.filter(({ owed }) => owed > 0).length,
      visits: all.reduce((sum, { visits }) => sum + visits, 0),
      total: found.length,
      rows: found.slice((page - 1) * pageSize, page * pageSize).map(({ nameKey: _, ...row }) => row)
    };
  }
});

type Keyed = VillageRow & { nameKey: string };
const byName = (one: Keyed, other: Keyed) =>
  one.nameKey === other.nameKey ? one.id - other.id : one.nameKey < other.nameKey ? -1 : 1;
const orders: Record<(typeof villageSorts)[number], (one: Keyed, other: Keyed) => number> = {
  visits: (one, other) => one.visits - other.visits || byName(one, other),
  '-visits': (one, other) => other.visits - one.visits || byName(one, other),
  name: byName,
  '-name': (one, other) => byName(other, one)
};

/** What holds on the year's last day, or today while the year runs. */
async function leastIn(ctx: Context, year: number): Promise<number> {
  const last = `${year}-12-31` as Day;
  return (await settingsOn(ctx.db, last < ctx.today ? last : ctx.today))['outreach.visits-per-village'];
}

/** A town has some dozens of villages: they are reckoned at once, so that the fewest visits can come first. */
async function matrixOf(ctx: Context, year: number, least: number): Promise<Keyed[]> {
  const begins = `${year}-01-01` as Day;
  const next = `${year + 1}-01-01` as Day;
  const month = sql<string>`substr(${outreachVisit.visitedOn}, 6, 2)`;
  const counts = await ctx.db
    .select({
      villageId: outreachVisit.villageId,
      month: month.as('month'),
      visits: count(),
      last: sql<Day>`max(${outreachVisit.visitedOn})`
    })
    .from(outreachVisit)
    .where(and(isNull(outreachVisit.voidedAt), gte(outreachVisit.visitedOn, begins), lt(outreachVisit.visitedOn, next)))
    .groupBy(outreachVisit.villageId, month);
  const of = Map.groupBy(counts, ({ villageId }) => villageId);
  const villages = await ctx.db
    .select()
    .from(outreachVillage)
    .where(or(isNull(outreachVillage.closedOn), gt(outreachVillage.closedOn, begins)))
    .orderBy(asc(outreachVillage.id));
  return villages.map(({ id, name, nameKey, lawyer, closedOn }) => {
    const own = of.get(id) ?? [];
    const quarters: VillageRow['quarters'] = [0, 0, 0, 0];
    for (const { month, visits } of own) quarters[Math.floor((Number(month) - 1) / 3)]! += visits;
    const visits = quarters.reduce((sum, one) => sum + one, 0);
    // A village that was merged away within the year owes nothing more.
    const owed = closedOn !== null && closedOn <= `${year}-12-31` ? 0 : Math.max(0, least - visits);
    const lastOn =
      own
        .map(({ last }) => last)
        .sort()
        .at(-1) ?? null;
    return { id, name, nameKey, lawyer, closedOn, quarters, visits, owed, lastOn };
  });
}

export interface FoundVisit {
  id: number;
  visitedOn: Day;
  lawyer: string;
  done: string;
  minutes: number;
  voidReason: string | null;
}

/** One village with its visits, newest first, void ones among them. */
export const findVillage = query('outreach.find-village', {
  input: z.object({ id: rowId }),
  allow: holds('outreach.manage'),
  async run(ctx, { id }) {
    const { name, lawyer, closedOn } = await requireVillage(ctx, id);
    const visits: FoundVisit[] = await ctx.db
      .select({
        id: outreachVisit.id,
        visitedOn: outreachVisit.visitedOn,
        lawyer: outreachVisit.lawyer,
        done: outreachVisit.done,
        minutes: outreachVisit.minutes,
        voidReason: outreachVisit.voidReason
      })
      .from(outreachVisit)
      .where(eq(outreachVisit.villageId, id))
      .orderBy(desc(outreachVisit.visitedOn), desc(outreachVisit.id))
      .limit(200);
    const year = Number(ctx.today.slice(0, 4));
    const valid = visits.filter(({ voidReason, visitedOn }) => !voidReason && visitedOn.startsWith(`${year}-`));
    const least = await leastIn(ctx, year);
    return { id, name, lawyer, closedOn, visits, year, thisYear: valid.length, least, today: ctx.today };
  }
});
