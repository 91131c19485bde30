/** 办理台: the cases of a handler by their last day, and one case whole. No identity is in any of it. */
import { and, asc, count, desc, eq, isNull, lt, notInArray, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { z } from 'zod';
import { citationsInWords } from '#lib/law/force.server.ts';
import { openCitations } from '#lib/law/resolve.server.ts';
import { accountNames } from '#lib/people/accounts.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { calendarOf } from '#lib/platform/calendar.server.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { paging, rowId } from '#lib/platform/input.ts';
import { containing } from '#lib/platform/pinyin.ts';
import { behind, pieceOf, walking } from '#lib/platform/walk.ts';
import { gapsOf } from './answer.server.ts';
import { ownRecusals } from './assignment.server.ts';
import { clocksOf, existingFor, openWords, requireCase } from './case.server.ts';
import { allegationCategories, channels, isOver, stages } from './complaint.ts';
import { works } from './decision.server.ts';
import { evidenceOf } from './evidence.server.ts';
import { allegationsOf, hearing } from './finding.server.ts';
import { lettersOf } from './follow.server.ts';
import { remediesOf } from './remedy.server.ts';
import { daysLeft } from './term.ts';
import { allegation, complainant, complainantLook, complaint, complaintAct, complaintPerson } from './schema.server.ts';

const over = ['closed', 'declined', 'returned', 'referred'] as const;

export const deskViews = ['open', 'mine', 'unassigned', 'missed', 'over'] as const;
export type DeskView = (typeof deskViews)[number];
export const deskSorts = ['due', '-received', 'received', 'number'] as const;

export const ListCases = paging.extend({
  /** A number, a hotline number or a place. */
  q: z.string().max(60).catch('').default(''),
  view: z.enum(deskViews).catch('open').default('open'),
  stage: z.enum(stages).optional().catch(undefined),
  channel: z.enum(channels).optional().catch(undefined),
  category: z.enum(allegationCategories).optional().catch(undefined),
  sort: z.enum(deskSorts).catch('due').default('due')
});

/** The cases that exist for the actor. */
export const listCases = query('complaints.list-cases', {
  input: ListCases,
  allow: works,
  async run(ctx, { page, pageSize, ...input }) {
    const where = and(await existingFor(ctx), inView(ctx, input.view), ...filters(input));
    const { column, descending } = orderOf(input.sort);
    const rows = await ctx.db
      .select(caseColumns)
      .from(complaint)
      .where(where)
      .orderBy(descending ? desc(column) : asc(column), asc(complaint.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const [total] = await ctx.db.select({ count: count() }).from(complaint).where(where);
    return { rows: await listed(ctx, rows), total: total!.count };
  }
});

/** The same to its end in the same order, piece by piece: for files. No identity is in it either. */
export const walkCases = query('complaints.walk-cases', {
  input: ListCases.omit({ page: true, pageSize: true }).extend(walking),
  allow: works,
  async run(ctx, { after, limit, ...input }) {
    const order = orderOf(input.sort);
    const found = await ctx.db
      .select({ ...caseColumns, placed: sql<string>`${order.column}`.as('placed') })
      .from(complaint)
      .where(
        and(await existingFor(ctx), inView(ctx, input.view), ...filters(input), behind(order, complaint.id, after))
      )
      .orderBy(order.descending ? desc(order.column) : asc(order.column), asc(complaint.id))
      .limit(limit + 1);
    const { rows, next } = pieceOf(
      found,
      limit,
      ({ placed, id }) => ({ value: placed, id }),
      ({ placed: _, ...row }) => row
    );
    return { rows: await listed(ctx, rows), next };
  }
});

const caseColumns = {
  id: complaint.id,
  number: complaint.number,
  channel: complaint.channel,
  channelNumber: complaint.channelNumber,
  place: complaint.place,
  stage: complaint.stage,
  receivedOn: complaint.receivedOn,
  dueOn: complaint.dueOn,
  handlerId: complaint.handlerId
};
type CaseFound = Pick<typeof complaint.$inferSelect, keyof typeof caseColumns>;

async function listed(ctx: Context, rows: readonly CaseFound[]) {
  const names = await accountNames(
    ctx,
    rows.map(({ handlerId }) => handlerId)
  );
  const calendar = await calendarOf(ctx.db);
  return rows.map(({ handlerId, ...row }) => ({
    ...row,
    handler: nameIn(names, handlerId),
    // By working days: the few terms in calendar days end no later.
    left: daysLeft(calendar, { due: row.dueOn, unit: 'working-days' }, ctx.today)
  }));
}

const nameIn = (names: ReadonlyMap<number, string>, accountId: number | null) =>
  accountId === null ? null : (names.get(accountId) ?? null);

/** How many cases each view of the desk holds. */
export const countCases = query('complaints.count-cases', {
  input: z.object({}),
  allow: works,
  async run(ctx) {
    const existing = await existingFor(ctx);
    const counts = {} as Record<DeskView, number>;
    for (const view of deskViews) {
      const [found] = await ctx.db
        .select({ count: count() })
        .from(complaint)
        .where(and(existing, inView(ctx, view)));
      counts[view] = found!.count;
    }
    return counts;
  }
});

function inView(ctx: Context, view: DeskView): SQL | undefined {
  const isOpen = notInArray(complaint.stage, [...over]);
  switch (view) {
    case 'open':
      return isOpen;
    case 'mine':
      return and(isOpen, eq(complaint.handlerId, ctx.actor.accountId ?? 0));
    case 'unassigned':
      return and(isOpen, isNull(complaint.handlerId));
    case 'missed':
      return and(isOpen, lt(complaint.dueOn, ctx.today));
    case 'over':
      return sql`${complaint.stage} in ('closed', 'declined', 'returned', 'referred')`;
  }
}

function filters({ q, stage, channel, category }: Partial<z.output<typeof ListCases>>) {
  const pattern = containing(q ?? '');
  return [
    q?.trim()
      ? sql`(lower(${complaint.number}) like ${pattern} escape '\\' or lower(${complaint.channelNumber}) like ${pattern} escape '\\' or ${complaint.place} like ${pattern} escape '\\')`
      : undefined,
    stage && eq(complaint.stage, stage),
    channel && eq(complaint.channel, channel),
    category &&
      sql`exists (select 1 from ${allegation} where ${allegation.complaintId} = ${complaint.id} and ${allegation.category} = ${category})`
  ];
}

function orderOf(sort: (typeof deskSorts)[number]): { column: SQLWrapper; descending: boolean } {
  // What has no last day stands behind what has one, on both engines.
  if (sort === 'due') return { column: sql`coalesce(${complaint.dueOn}, '9999-12-31')`, descending: false };
  if (sort === 'number') return { column: complaint.number, descending: false };
  return { column: complaint.receivedOn, descending: sort === '-received' };
}

/** One case whole, for whom it exists; the identity stays under its veil. @throws missing `complaints.case-not-found` */
export const showCase = query('complaints.show-case', {
  input: z.object({ complaintId: rowId }),
  allow: works,
  async run(ctx, { complaintId }) {
    const found = await requireCase(ctx, complaintId);
    const { row, state } = found;
    const { unasked, statements } = await hearing(ctx, complaintId);
    const calendar = await calendarOf(ctx.db);
    const clocks = await clocksOf(ctx, complaintId, state);
    const identity = await identityFacts(ctx, complaintId);
    return {
      id: row.id,
      number: row.number,
      route: row.route,
      channel: row.channel,
      channelNumber: row.channelNumber,
      receivedOn: row.receivedOn,
      happenedOn: row.happenedOn,
      place: row.place,
      narrative: openWords(ctx, row.id, 'narrative', row.narrativeSealed),
      wish: openWords(ctx, row.id, 'wish', row.wishSealed),
      state,
      over: isOver(state.stage),
      reachable: row.channel === 'portal' || identity.known,
      mine: state.handlerId !== null && state.handlerId === ctx.actor.accountId,
      handler: nameIn(await accountNames(ctx, [state.handlerId]), state.handlerId),
      clocks: clocks.map((clock) => ({ ...clock, left: daysLeft(calendar, clock, ctx.today) })),
      persons: await personsOf(ctx, complaintId),
      allegations: await citedAllegations(ctx, complaintId),
      statements,
      unasked,
      evidence: await evidenceOf(ctx, complaintId),
      identity,
      letters: await lettersOf(ctx, complaintId),
      timeline: await timelineOf(ctx, complaintId),
      recusals: await ownRecusals(ctx, found),
      remedies: await remediesOf(ctx, complaintId),
      gaps: await gapsOf(ctx, found)
    };
  }
});

/** The allegations with what they cite, as the law stands today. */
async function citedAllegations(ctx: Context, complaintId: number) {
  const resolve = await openCitations(ctx);
  const cited = [];
  for (const one of await allegationsOf(ctx, complaintId)) {
    const { citations, problems } = resolve(one.cites ?? '', ctx.today);
    cited.push({ ...one, cited: problems.length ? [] : await citationsInWords(ctx, citations) });
  }
  return cited;
}

async function personsOf(ctx: Context, complaintId: number) {
  const rows = await ctx.db
    .select()
    .from(complaintPerson)
    .where(eq(complaintPerson.complaintId, complaintId))
    .orderBy(asc(complaintPerson.id));
  const known = await peopleByIds(
    ctx,
    rows.flatMap(({ cadreId }) => cadreId ?? [])
  );
  return rows.map(({ id, part, cadreId, descriptionSealed }) => {
    const person = known.find((one) => one.cadreId === cadreId);
    return {
      id,
      part,
      person: person && {
        cadreId: person.cadreId,
        staffNumber: person.staffNumber,
        name: person.name,
        unitName: person.unitName
      },
      description: descriptionSealed === null ? null : openWords(ctx, complaintId, 'person', descriptionSealed)
    };
  });
}

/** Whether there is an identity, and how often it was looked at; nothing of what it is. */
async function identityFacts(ctx: Context, complaintId: number) {
  const [known] = await ctx.db
    .select({ id: complainant.complaintId })
    .from(complainant)
    .where(eq(complainant.complaintId, complaintId));
  const [looks] = await ctx.db
    .select({ count: count() })
    .from(complainantLook)
    .where(eq(complainantLook.complaintId, complaintId));
  return { known: known !== undefined, looks: looks!.count };
}

async function timelineOf(ctx: Context, complaintId: number) {
  const rows = await ctx.db
    .select({
      id: complaintAct.id,
      kind: complaintAct.kind,
      detail: complaintAct.detail,
      wordsSealed: complaintAct.wordsSealed,
      on: complaintAct.happenedOn,
      at: complaintAct.recordedAt,
      recordedBy: complaintAct.recordedBy
    })
    .from(complaintAct)
    .where(eq(complaintAct.complaintId, complaintId))
    .orderBy(asc(complaintAct.id));
  const names = await accountNames(
    ctx,
    rows.map(({ recordedBy }) => recordedBy)
  );
  return rows.map(({ wordsSealed, recordedBy, ...row }) => ({
    ...row,
    by: nameIn(names, recordedBy),
    words: wordsSealed === null ? null : openWords(ctx, complaintId, 'act', wordsSealed)
  }));
}
