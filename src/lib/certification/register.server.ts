import { and, asc, count, desc, eq, gte, inArray, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import {
  findWithinReach,
  peopleOf,
  personMatches,
  withinReach,
  type People,
  type UnitPerson
} from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { addDays, type Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { dayInput, line, rowId, type Page } from '#lib/platform/input.ts';
import { containing } from '#lib/platform/pinyin.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { behind, pieceOf, walking, type Piece } from '#lib/platform/walk.ts';
import {
  certificateStanding,
  liveEvents,
  standingStates,
  type CertificateCondition,
  type Standing,
  type StandingState
} from './certificate.ts';
import { casesOf } from './case.server.ts';
import { filesOf, type FileRow } from './files.server.ts';
import type { EventRow } from './history.server.ts';
import { allRecordsOf, type PersonRecords } from './person-records.server.ts';
import { certificate, certificateEvent } from './schema.server.ts';
import { judge, type WallPerson } from './wall.server.ts';

export const ListCertificates = z.object({
  q: z.string().max(50).catch('').default(''),
  state: z
    .enum(standingStates.filter((state) => state !== 'none'))
    .optional()
    .catch(undefined),
  unit: rowId.optional().catch(undefined),
  sort: z.string().max(20).catch('expires').default('expires'),
  page: z.coerce.number().int().min(1).catch(1).default(1),
  /** An export asks for all of them, within what a workbook holds. */
  pageSize: z.coerce.number().int().min(1).max(20_000).catch(50).default(50)
});

export interface CertificateRow {
  id: number;
  cadreId: number;
  number: string;
  issuer: string;
  field: string;
  issuedOn: Day;
  expiresOn: Day;
  state: StandingState;
  staffNumber: string;
  name: string;
  unitName: string;
  post: string;
}

/** The register of cards as they stand today: searched, filtered, sorted and cut into pages by the database. */
export const listCertificates = query('certification.list-certificates', {
  input: ListCertificates,
  allow: holds('register.view'),
  async run(ctx, { q, state, unit, sort, page, pageSize }): Promise<Page<CertificateRow>> {
    const person = peopleOf(ctx.db);
    const soon = await expiringUntil(ctx);
    const where = await askedFor(ctx, person, { q, state, unit });
    const [found] = await ctx.db
      .select({ total: count() })
      .from(certificate)
      .innerJoin(person, eq(person.cadreId, certificate.cadreId))
      .where(where);
    const { column, descending } = orderOf(sort, person);
    const rows = await ctx.db
      .select(rowColumns(person))
      .from(certificate)
      .innerJoin(person, eq(person.cadreId, certificate.cadreId))
      .where(where)
      .orderBy(descending ? desc(column) : asc(column), asc(certificate.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    return { total: found!.total, rows: rows.map((row) => shownRow(row, ctx.today, soon)) };
  }
});

/** The same to its end in the same order, piece by piece: for files. */
export const walkCertificates = query('certification.walk-certificates', {
  input: ListCertificates.omit({ page: true, pageSize: true }).extend(walking),
  allow: holds('register.view'),
  async run(ctx, { sort, after, limit, ...asked }): Promise<Piece<CertificateRow>> {
    const person = peopleOf(ctx.db);
    const soon = await expiringUntil(ctx);
    const order = orderOf(sort, person);
    const found = await ctx.db
      .select({ ...rowColumns(person), place: sql<string>`${order.column}`.as('place') })
      .from(certificate)
      .innerJoin(person, eq(person.cadreId, certificate.cadreId))
      .where(and(await askedFor(ctx, person, asked), behind(order, certificate.id, after)))
      .orderBy(order.descending ? desc(order.column) : asc(order.column), asc(certificate.id))
      .limit(limit + 1);
    return pieceOf(
      found,
      limit,
      ({ place, id }) => ({ value: place, id }),
      ({ place: _, ...row }) => shownRow(row, ctx.today, soon)
    );
  }
});

type Asked = Pick<z.output<typeof ListCertificates>, 'q' | 'state' | 'unit'>;

async function askedFor(ctx: Context, person: People, { q, state, unit }: Asked): Promise<SQL | undefined> {
  return and(
    withinReach(ctx, person, 'register.view'),
    unit ? eq(person.unitId, unit) : undefined,
    state && inState(state, ctx.today, await expiringUntil(ctx)),
    matches(person, q)
  );
}

const rowColumns = (person: People) => ({
  id: certificate.id,
  cadreId: certificate.cadreId,
  number: certificate.number,
  issuer: certificate.issuer,
  field: certificate.field,
  issuedOn: certificate.issuedOn,
  expiresOn: certificate.expiresOn,
  condition: certificate.condition,
  staffNumber: person.staffNumber,
  name: person.name,
  unitName: person.unitName,
  post: person.post
});

const shownRow = (
  { condition, ...row }: Omit<CertificateRow, 'state'> & { condition: CertificateCondition },
  today: Day,
  soon: Day
): CertificateRow => ({ ...row, state: stateOf(condition, row.expiresOn, today, soon) });

/** How many cards there are of each state today. */
export const countCertificates = query('certification.count-certificates', {
  input: z.object({}),
  allow: holds('register.view'),
  async run(ctx): Promise<Partial<Record<StandingState, number>>> {
    const person = peopleOf(ctx.db);
    const soon = await expiringUntil(ctx);
    const validity = sql<string>`case when ${certificate.condition} <> 'in-force' then ${certificate.condition}
      when ${certificate.expiresOn} < ${ctx.today} then 'expired' when ${certificate.expiresOn} <= ${soon} then 'expiring' else 'valid' end`;
    const sorted = ctx.db
      .select({ state: validity.as('state') })
      .from(certificate)
      .innerJoin(person, eq(person.cadreId, certificate.cadreId))
      .where(withinReach(ctx, person, 'register.view'))
      .as('sorted');
    const rows = await ctx.db
      .select({ state: sorted.state, cards: count() })
      .from(sorted)
      .groupBy(sql`${sorted.state}`);
    return Object.fromEntries(rows.map(({ state, cards }) => [state, cards]));
  }
});

const expiringUntil = async (ctx: Context): Promise<Day> =>
  addDays(ctx.today, (await settingsOn(ctx.db, ctx.today))['certificate.expiring-days']);

function inState(state: StandingState, today: Day, soon: Day): SQL {
  const inForce = eq(certificate.condition, 'in-force');
  switch (state) {
    case 'valid':
      return and(inForce, sql`${certificate.expiresOn} > ${soon}`)!;
    case 'expiring':
      return and(inForce, gte(certificate.expiresOn, today), lte(certificate.expiresOn, soon))!;
    case 'expired':
      return and(inForce, lt(certificate.expiresOn, today))!;
    default:
      return sql`${certificate.condition} = ${state}`;
  }
}

function stateOf(condition: string, expiresOn: Day, today: Day, soon: Day): StandingState {
  if (condition !== 'in-force') return condition as StandingState;
  return expiresOn < today ? 'expired' : expiresOn <= soon ? 'expiring' : 'valid';
}

function matches(person: People, q: string): SQL | undefined {
  if (!q.trim()) return undefined;
  return or(personMatches(person, q), sql`lower(${certificate.number}) like ${containing(q)} escape '\\'`);
}

function orderOf(sort: string, person: People) {
  const by = {
    expires: certificate.expiresOn,
    issued: certificate.issuedOn,
    number: certificate.number,
    name: person.nameKey,
    staff: person.staffNumber
  };
  const column = by[sort.replace(/^-/, '') as keyof typeof by] ?? certificate.expiresOn;
  return { column, descending: sort.startsWith('-') };
}

export interface CertificateFile {
  person: WallPerson;
  /** The other books, the case files and what lies beside all of them. */
  records: PersonRecords;
  cases: Awaited<ReturnType<typeof casesOf>>;
  files: FileRow[];
  on: Day;
  cards: {
    id: number;
    number: string;
    issuer: string;
    field: string;
    issuedOn: Day;
    expiresOn: Day;
    condition: CertificateCondition;
    /** On the day asked for. */
    standing: Standing;
    /** All entries, newest first, with whether each still counts. */
    events: (EventRow & { live: boolean })[];
  }[];
}

/** Everything on record about one person's cards, and how they stood on a day. */
export const certificateFile = query('certification.certificate-file', {
  input: z.object({ staffNumber: line(40), on: dayInput.optional() }),
  allow: holds('register.view'),
  async run(ctx, { staffNumber, on = ctx.today }): Promise<CertificateFile> {
    const found = await findWithinReach(ctx, 'register.view', { staffNumber });
    if (!found) throw missing('certification.person-not-found');
    return fileOf(ctx, found, on);
  }
});

async function fileOf(ctx: Context, found: UnitPerson, on: Day): Promise<CertificateFile> {
  const { 'certificate.expiring-days': expiringDays } = await settingsOn(ctx.db, on);
  const cards = await ctx.db
    .select()
    .from(certificate)
    .where(eq(certificate.cadreId, found.cadreId))
    .orderBy(desc(certificate.id));
  const events = cards.length
    ? await ctx.db
        .select()
        .from(certificateEvent)
        .where(
          inArray(
            certificateEvent.certificateId,
            cards.map(({ id }) => id)
          )
        )
        .orderBy(desc(certificateEvent.happenedOn), desc(certificateEvent.id))
    : [];
  const [person] = await judge(ctx, [found], on);
  return {
    person: person!,
    records: await allRecordsOf(ctx, found.cadreId),
    cases: await casesOf(ctx, found.cadreId),
    files: await filesOf(ctx, found.cadreId),
    on,
    cards: cards.map(({ cadreId: _, recordedAt: __, recordedBy: ___, ...card }) => {
      const own = events.filter(({ certificateId }) => certificateId === card.id);
      const live = new Set(liveEvents(own).map(({ id }) => id));
      return {
        ...card,
        standing: certificateStanding(own, on, expiringDays),
        events: own.map((event) => ({ ...event, live: live.has(event.id) }))
      };
    })
  };
}
