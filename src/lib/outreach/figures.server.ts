/** What the yearly report says of outreach, each figure with the records behind it. Source: domain report, section 7. */
import { and, asc, between, eq, isNull, gt, or } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { dayInput } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { drillKinds, type DrillKind } from './drill.ts';
import { countMethods, type CountMethod } from './event.ts';
import { outreachDrill, outreachEvent, outreachTeam, outreachVillage, outreachVisit } from './schema.server.ts';

/** A record behind a figure. */
export interface FigureRow {
  id: number;
  label: string;
  on: Day;
  /** 人次; of a lawyer's visit always 0, since nobody counts there. */
  people: number;
  href: string;
}

/** 场次 and 人次 of the same records; neither is a number of different people (人数), which nobody knows. */
export interface Counted {
  events: number;
  personTimes: number;
  rows: FigureRow[];
}

export interface VillageVisits {
  villageId: number;
  village: string;
  visits: number;
  href: string;
}

export interface OutreachFigures {
  /** Every event held. */
  events: Counted;
  /** By place, most events first. */
  places: (Counted & { place: string })[];
  /** 大型活动. */
  large: Counted;
  /** By how heads were counted; a method that nobody used is there with zeros. */
  headcounts: (Counted & { method: CountMethod })[];
  visits: {
    visits: number;
    villages: number;
    /** What a village is owed in a year, by the setting on the period's last day. */
    least: number;
    /** Villages with fewer, fewest first. */
    below: VillageVisits[];
    rows: FigureRow[];
  };
  drills: (Counted & { kind: DrillKind })[];
}

export const FigurePeriod = z.object({ from: dayInput, to: dayInput });

/** The figures of a period, both days included. What is void or only planned does not count. */
export const outreachFigures = query('outreach.figures', {
  input: FigurePeriod,
  allow: holds('outreach.manage'),
  async run(ctx, period): Promise<OutreachFigures> {
    const events = await eventsIn(ctx, period);
    const places = [...Map.groupBy(events, ({ place }) => place)]
      .map(([place, held]) => ({ place, ...counted(held) }))
      .sort((one, other) => other.events - one.events || one.place.localeCompare(other.place));
    const drills = await drillsIn(ctx, period);
    return {
      events: counted(events),
      places,
      large: counted(events.filter(({ large }) => large)),
      headcounts: countMethods.map((method) => ({
        method,
        ...counted(events.filter(({ countMethod }) => countMethod === method))
      })),
      visits: await visitsIn(ctx, period),
      drills: drillKinds.map((kind) => ({ kind, ...counted(drills.filter((drill) => drill.kind === kind)) }))
    };
  }
});

type Period = z.output<typeof FigurePeriod>;

function counted(rows: readonly FigureRow[]): Counted {
  return {
    events: rows.length,
    personTimes: rows.reduce((sum, { people }) => sum + people, 0),
    rows: rows.map(({ id, label, on, people, href }) => ({ id, label, on, people, href }))
  };
}

async function eventsIn(ctx: Context, { from, to }: Period) {
  const rows = await ctx.db
    .select()
    .from(outreachEvent)
    .where(and(eq(outreachEvent.status, 'held'), between(outreachEvent.heldOn, from, to)))
    .orderBy(asc(outreachEvent.heldOn), asc(outreachEvent.id));
  return rows.map(({ id, theme, place, heldOn, headcount, large, countMethod }) => ({
    ...{ id, place, large, countMethod, on: heldOn, people: headcount ?? 0 },
    label: `${theme} · ${place}`,
    href: `/outreach/${id}`
  }));
}

async function drillsIn(ctx: Context, { from, to }: Period) {
  const rows = await ctx.db
    .select({ drill: outreachDrill, team: outreachTeam.name })
    .from(outreachDrill)
    .innerJoin(outreachTeam, eq(outreachTeam.id, outreachDrill.teamId))
    .where(and(isNull(outreachDrill.voidedAt), between(outreachDrill.heldOn, from, to)))
    .orderBy(asc(outreachDrill.heldOn), asc(outreachDrill.id));
  return rows.map(({ drill: { id, kind, title, heldOn, attended }, team }) => ({
    ...{ id, kind, on: heldOn, people: attended },
    label: `${title} · ${team}`,
    href: `/outreach/drills/${id}`
  }));
}

async function visitsIn(ctx: Context, { from, to }: Period): Promise<OutreachFigures['visits']> {
  const villages = await ctx.db
    .select()
    .from(outreachVillage)
    .where(or(isNull(outreachVillage.closedOn), gt(outreachVillage.closedOn, to)))
    .orderBy(asc(outreachVillage.nameKey), asc(outreachVillage.id));
  const visits = await ctx.db
    .select({ visit: outreachVisit, village: outreachVillage.name })
    .from(outreachVisit)
    .innerJoin(outreachVillage, eq(outreachVillage.id, outreachVisit.villageId))
    .where(and(isNull(outreachVisit.voidedAt), between(outreachVisit.visitedOn, from, to)))
    .orderBy(asc(outreachVisit.visitedOn), asc(outreachVisit.id));
  const least = (await settingsOn(ctx.db, to))['outreach.visits-per-village'];
  const of = Map.groupBy(visits, ({ visit }) => visit.villageId);
  const each = villages.map(({ id, name }) => ({
    villageId: id,
    village: name,
    visits: of.get(id)?.length ?? 0,
    href: villageHref(id)
  }));
  return {
    visits: visits.length,
    villages: villages.length,
    least,
    below: each.filter((village) => village.visits < least).sort((one, other) => one.visits - other.visits),
    rows: visits.map(({ visit, village }) => ({
      id: visit.id,
      label: village,
      on: visit.visitedOn,
      people: 0,
      href: villageHref(visit.villageId)
    }))
  };
}

const villageHref = (id: number) => `/outreach/villages/${id}`;
