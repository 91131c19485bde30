/** 演练与培训: what a team practised, how many came, what was learnt from it. */
import { and, asc, count, desc, eq, gte, isNotNull, isNull, lt, sum, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, paging, prose, rowId, type Page } from '#lib/platform/input.ts';
import { drillSorts } from './drill-sorts.ts';
import { drillKinds, type DrillKind } from './drill.ts';
import { outreachDrill, outreachTeam } from './schema.server.ts';
import { requireTeam } from './team.server.ts';

export const SaveDrill = z.object({
  /** Absent: a new one. */
  id: rowId.optional(),
  teamId: rowId,
  kind: z.enum(drillKinds),
  title: line(60),
  heldOn: dayInput,
  place: line(40),
  attended: z.number().int().min(0).max(5000),
  minutes: z.number().int().min(1).max(1440),
  practised: prose(2000).pipe(z.string().min(1)),
  lessons: prose(2000)
});

export const saveDrill = command('outreach.save-drill', {
  input: SaveDrill,
  allow: holds('outreach.manage'),
  async run(ctx, { id, ...typed }) {
    if (typed.heldOn > ctx.today) throw new InvalidInput({ heldOn: ['outreach.day-to-come'] });
    const team = await requireTeam(ctx, typed.teamId);
    const before = id === undefined ? undefined : await requireValid(ctx, id);
    // The size it had when the record was made stays with it, unless the record moves to another team.
    const people = before && before.teamId === typed.teamId ? before.people : team.people;
    if (typed.attended > people) throw new InvalidInput({ attended: [`outreach.more-than-team|people=${people}`] });
    const values = { ...typed, people, savedAt: ctx.now, savedBy: ctx.actor.accountId };
    if (before) {
      await ctx.db.update(outreachDrill).set(values).where(eq(outreachDrill.id, before.id));
      return { id: before.id };
    }
    const [row] = await ctx.db
      .insert(outreachDrill)
      .values({ ...values, createdAt: ctx.now, createdBy: ctx.actor.accountId })
      .returning({ id: outreachDrill.id });
    return row!;
  },
  trace: ({ teamId, kind, heldOn, attended }, { id }) => ({
    subject: 'outreach-drill',
    id,
    detail: { teamId, kind, heldOn, attended }
  })
});

export const VoidDrill = z.object({ id: rowId, reason: line(200) });

/** Makes a drill void, with its reason; it stays on record and counts nowhere. */
export const voidDrill = command('outreach.void-drill', {
  input: VoidDrill,
  allow: holds('outreach.manage'),
  async run(ctx, { id, reason }) {
    await requireValid(ctx, id);
    await ctx.db
      .update(outreachDrill)
      .set({ voidedAt: ctx.now, voidedBy: ctx.actor.accountId, voidReason: reason })
      .where(eq(outreachDrill.id, id));
  },
  trace: ({ id }) => ({ subject: 'outreach-drill', id })
});

async function requireDrill(ctx: Context, id: number) {
  const [found] = await ctx.db.select().from(outreachDrill).where(eq(outreachDrill.id, id));
  if (!found) throw missing('outreach.drill-not-found');
  return found;
}

async function requireValid(ctx: Context, id: number) {
  const drill = await requireDrill(ctx, id);
  if (drill.voidedAt !== null) throw conflict('outreach.already-void');
  return drill;
}

export const ListDrills = paging.extend({
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  kind: z
    .enum(['', ...drillKinds])
    .catch('')
    .default(''),
  team: z.coerce.number().int().min(0).catch(0).default(0),
  state: z.enum(['', 'void']).catch('').default(''),
  sort: z.enum(drillSorts).catch('-day').default('-day')
});

export interface DrillListRow {
  id: number;
  kind: DrillKind;
  title: string;
  team: string;
  heldOn: Day;
  place: string;
  people: number;
  attended: number;
  minutes: number;
  isVoid: boolean;
}

export interface DrillPage extends Page<DrillListRow> {
  year: number;
  /** Held in the year, by kind; void ones do not count. */
  counts: { kind: DrillKind; events: number; personTimes: number }[];
}

export const listDrills = query('outreach.list-drills', {
  input: ListDrills,
  allow: holds('outreach.manage'),
  async run(ctx, { year: asked, kind, team, state, sort, page, pageSize }): Promise<DrillPage> {
    const year = asked ?? Number(ctx.today.slice(0, 4));
    const inYear = and(
      gte(outreachDrill.heldOn, `${year}-01-01` as Day),
      lt(outreachDrill.heldOn, `${year + 1}-01-01` as Day)
    );
    const which = and(
      inYear,
      state === 'void' ? isNotNull(outreachDrill.voidedAt) : isNull(outreachDrill.voidedAt),
      kind ? eq(outreachDrill.kind, kind) : undefined,
      team ? eq(outreachDrill.teamId, team) : undefined
    );
    const [total] = await ctx.db.select({ count: count() }).from(outreachDrill).where(which);
    const rows = await ctx.db
      .select({ drill: outreachDrill, team: outreachTeam.name })
      .from(outreachDrill)
      .innerJoin(outreachTeam, eq(outreachTeam.id, outreachDrill.teamId))
      .where(which)
      .orderBy(orders[sort], desc(outreachDrill.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const counts = await ctx.db
      .select({ kind: outreachDrill.kind, events: count(), personTimes: sum(outreachDrill.attended).mapWith(Number) })
      .from(outreachDrill)
      .where(and(inYear, isNull(outreachDrill.voidedAt)))
      .groupBy(outreachDrill.kind);
    return {
      year,
      total: total!.count,
      counts: drillKinds.map(
        (one) => counts.find((found) => found.kind === one) ?? { kind: one, events: 0, personTimes: 0 }
      ),
      rows: rows.map(({ drill, team: called }) => ({
        id: drill.id,
        kind: drill.kind,
        title: drill.title,
        team: called,
        heldOn: drill.heldOn,
        place: drill.place,
        people: drill.people,
        attended: drill.attended,
        minutes: drill.minutes,
        isVoid: drill.voidedAt !== null
      }))
    };
  }
});

const orders: Record<(typeof drillSorts)[number], SQL> = {
  day: asc(outreachDrill.heldOn),
  '-day': desc(outreachDrill.heldOn),
  attended: asc(outreachDrill.attended),
  '-attended': desc(outreachDrill.attended)
};

export const findDrill = query('outreach.find-drill', {
  input: z.object({ id: rowId }),
  allow: holds('outreach.manage'),
  async run(ctx, { id }) {
    const { createdBy, savedBy: _, voidedBy, ...drill } = await requireDrill(ctx, id);
    const names = await accountNames(ctx, [createdBy, voidedBy]);
    return {
      ...drill,
      team: (await requireTeam(ctx, drill.teamId)).name,
      author: names.get(createdBy ?? 0) ?? null,
      voidedByName: names.get(voidedBy ?? 0) ?? null
    };
  }
});
