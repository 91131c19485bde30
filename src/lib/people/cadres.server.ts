import { and, asc, count, desc, eq, gt, inArray, isNull, like, lte, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { holds, reaches, signedIn, type Actor } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid, missing } from '#lib/platform/errors.ts';
import { dayInput, paging, rowId, type Page } from '#lib/platform/input.ts';
import { containing, folded, initials, pinyinKey } from '#lib/platform/pinyin.ts';
import { closeAccount, isLastAdmin } from './accounts.server.ts';
import { CadreEdit, CadreInput, establishments, mayEnforce, type Establishment } from './cadre.ts';
import { account, cadre, orgUnit } from './schema.server.ts';
import { forget } from './sessions.server.ts';
import { requireUnit } from './units.server.ts';

export interface Cadre {
  id: number;
  staffNumber: string;
  name: string;
  nameKey: string;
  unitId: number;
  unit: string;
  /** Where the unit stands in the order of the wall. */
  unitPosition: number;
  post: string;
  establishment: Establishment;
  enforcementPost: boolean;
  joinedOn: Day;
  leftOn: Day | null;
}

const columns = {
  id: cadre.id,
  staffNumber: cadre.staffNumber,
  name: cadre.name,
  nameKey: cadre.nameKey,
  unitId: cadre.unitId,
  unit: orgUnit.name,
  unitPosition: orgUnit.position,
  post: cadre.post,
  establishment: cadre.establishment,
  enforcementPost: cadre.enforcementPost,
  joinedOn: cadre.joinedOn,
  leftOn: cadre.leftOn
};

export const cadreStates = ['active', 'left', 'all'] as const;
export const cadreSorts = ['number', '-number', 'name', '-name', 'unit', '-unit', 'joined', '-joined'] as const;

export const ListCadres = paging.extend({
  /** Part of the name, its pinyin or initials, or of the staff number. */
  q: z.string().trim().max(60).default(''),
  unit: z.coerce.number().int().min(0).catch(0).default(0),
  establishment: z.enum(establishments).or(z.literal('')).default(''),
  enforcement: z.enum(['', 'yes', 'no']).default(''),
  state: z.enum(cadreStates).default('active'),
  sort: z.enum(cadreSorts).default('unit')
});

export interface CadrePage extends Page<Cadre> {
  /** Of the people found: how many hold an enforcement post. */
  enforcing: number;
}

/** The roster as far as the actor's `cadres.view` reaches. */
export const listCadres = query('people.list-cadres', {
  input: ListCadres,
  allow: holds('cadres.view'),
  async run(ctx, input): Promise<CadrePage> {
    const where = and(withinReach(ctx.actor), filterOf(input, ctx.today));
    const [totals = { total: 0, enforcing: 0 }] = await ctx.db
      .select({
        total: count(),
        enforcing: sql<number>`count(case when ${cadre.enforcementPost} then 1 end)`.mapWith(Number)
      })
      .from(cadre)
      .where(where);
    const rows = await ctx.db
      .select(columns)
      .from(cadre)
      .innerJoin(orgUnit, eq(orgUnit.id, cadre.unitId))
      .where(where)
      .orderBy(...orderOf(input.sort))
      .limit(input.pageSize)
      .offset((input.page - 1) * input.pageSize);
    return { rows, ...totals };
  }
});

export const FindCadre = z.union([z.object({ id: rowId }), z.object({ staffNumber: z.string().max(64) })]);

/** One person: oneself, or anyone within the reach of `cadres.view`. */
export const findCadre = query('people.find-cadre', {
  input: FindCadre,
  allow: signedIn,
  async run(ctx, key): Promise<Cadre & { accountId: number | null; mayEdit: boolean }> {
    const [row] = await ctx.db
      .select({ ...columns, accountId: account.id })
      .from(cadre)
      .innerJoin(orgUnit, eq(orgUnit.id, cadre.unitId))
      .leftJoin(account, eq(account.cadreId, cadre.id))
      .where('id' in key ? eq(cadre.id, key.id) : eq(cadre.staffNumber, key.staffNumber));
    if (!row || !(row.id === ctx.actor.cadreId || reaches(ctx.actor, 'cadres.view', row.unitId)))
      throw missing('people.cadre-not-found');
    return { ...row, mayEdit: ctx.actor.may('roster.manage') };
  }
});

export const CadreFilter = ListCadres.omit({ page: true, pageSize: true });

/** The same list whole, for a file. */
export const exportCadres = query('people.export-cadres', {
  input: CadreFilter,
  allow: holds('cadres.view'),
  run: (ctx, input): Promise<Cadre[]> =>
    ctx.db
      .select(columns)
      .from(cadre)
      .innerJoin(orgUnit, eq(orgUnit.id, cadre.unitId))
      .where(and(withinReach(ctx.actor), filterOf(input, ctx.today)))
      .orderBy(...orderOf(input.sort))
});

function withinReach(actor: Actor): SQL | undefined {
  const reach = actor.reach('cadres.view');
  return reach === 'all' ? undefined : inArray(cadre.unitId, reach);
}

function filterOf(input: z.output<typeof CadreFilter>, today: Day): SQL | undefined {
  const { q, unit, establishment, enforcement, state } = input;
  const pattern = containing(q);
  const found = (column: unknown) => like(column as never, sql`${pattern} escape '\\'`);
  return and(
    q
      ? or(
          found(sql`lower(${cadre.name})`),
          found(cadre.nameKey),
          found(cadre.nameInitials),
          found(sql`lower(${cadre.staffNumber})`)
        )
      : undefined,
    unit ? eq(cadre.unitId, unit) : undefined,
    establishment ? eq(cadre.establishment, establishment) : undefined,
    enforcement ? eq(cadre.enforcementPost, enforcement === 'yes') : undefined,
    state === 'active' ? or(isNull(cadre.leftOn), gt(cadre.leftOn, today)) : undefined,
    state === 'left' ? lte(cadre.leftOn, today) : undefined
  );
}

function orderOf(sort: (typeof cadreSorts)[number]) {
  const direction = sort.startsWith('-') ? desc : asc;
  const column = { number: cadre.staffNumber, name: cadre.nameKey, unit: orgUnit.position, joined: cadre.joinedOn }[
    sort.replace('-', '')
  ]!;
  return [direction(column as never), asc(cadre.staffNumber)];
}

export const addCadre = command('people.add-cadre', {
  input: CadreInput,
  allow: holds('roster.manage'),
  async run(ctx, input) {
    await requireSound(ctx, input);
    const [row] = await ctx.db
      .insert(cadre)
      .values({ ...input, ...nameKeys(input.name) })
      .returning();
    return row!.id;
  },
  trace: (_, id) => ({ subject: 'cadre', id })
});

export const editCadre = command('people.edit-cadre', {
  input: CadreEdit,
  allow: holds('roster.manage'),
  async run(ctx, { id, ...input }) {
    const before = await requireCadre(ctx, id);
    await requireSound(ctx, input, before);
    if (before.leftOn !== null && before.leftOn < input.joinedOn) throw invalid('people.left-before-joining');
    await ctx.db
      .update(cadre)
      .set({ ...input, ...nameKeys(input.name) })
      .where(eq(cadre.id, id));
    await followInAccount(ctx, before, input);
  },
  trace: ({ id }) => ({ subject: 'cadre', id })
});

/** Notes the first day without somebody; their account closes when it has come. */
export const markLeft = command('people.mark-left', {
  input: z.object({ id: rowId, leftOn: dayInput }),
  allow: holds('roster.manage'),
  async run(ctx, { id, leftOn }) {
    const person = await requireCadre(ctx, id);
    if (leftOn < person.joinedOn) throw invalid('people.left-before-joining');
    await ctx.db.update(cadre).set({ leftOn }).where(eq(cadre.id, id));
    if (leftOn <= ctx.today) await closeAccountOf(ctx, id);
  },
  trace: ({ id, leftOn }) => ({ subject: 'cadre', id, detail: { leftOn } })
});

/** Takes somebody back onto the roster. Their account stays closed until the system administrator opens it. */
export const markReturned = command('people.mark-returned', {
  input: z.object({ id: rowId }),
  allow: holds('roster.manage'),
  async run(ctx, { id }) {
    const person = await requireCadre(ctx, id);
    if (person.leftOn === null) throw conflict('people.cadre-has-not-left');
    const unit = await requireUnit(ctx, person.unitId);
    if (unit.closedOn !== null) throw conflict('people.unit-closed', { name: unit.name });
    await ctx.db.update(cadre).set({ leftOn: null }).where(eq(cadre.id, id));
  },
  trace: ({ id }) => ({ subject: 'cadre', id })
});

/** Closes the accounts of people whose day of leaving has come; run by the scheduler every hour. */
export const closeAccountsOfLeavers = command('people.close-accounts-of-leavers', {
  input: z.object({}),
  allow: (actor) => actor.kind === 'system',
  async run(ctx) {
    const due = await ctx.db
      .select({ id: account.id })
      .from(cadre)
      .innerJoin(account, and(eq(account.cadreId, cadre.id), isNull(account.disabledAt)))
      .where(lte(cadre.leftOn, ctx.today));
    const closed: number[] = [];
    for (const { id } of due) {
      // The last administrator stays until there is another: somebody must be able to let the next one in.
      if (await isLastAdmin(ctx, id)) continue;
      await closeAccount(ctx, id);
      closed.push(id);
    }
    return closed;
  },
  trace: (_, accounts) => (accounts.length ? { subject: 'account', id: null, detail: { accounts } } : undefined)
});

async function requireCadre(ctx: Context, id: number) {
  const [row] = await ctx.db.select().from(cadre).where(eq(cadre.id, id));
  if (!row) throw missing('people.cadre-not-found');
  return row;
}

async function requireSound(ctx: Context, input: CadreInput, before?: typeof cadre.$inferSelect) {
  if (!mayEnforce(input)) throw invalid('people.auxiliary-enforces');
  const unit = await requireUnit(ctx, input.unitId);
  if (unit.closedOn !== null && before?.unitId !== unit.id) throw conflict('people.unit-closed', { name: unit.name });
  const [taken] = await ctx.db.select({ id: cadre.id }).from(cadre).where(eq(cadre.staffNumber, input.staffNumber));
  if (taken && taken.id !== before?.id) throw conflict('people.staff-number-taken');
  const [login] = await ctx.db
    .select({ cadreId: account.cadreId })
    .from(account)
    .where(eq(account.login, folded(input.staffNumber)));
  if (login && (!before || login.cadreId !== before.id)) throw conflict('people.staff-number-taken');
}

/** The searchable forms of a name, written wherever the name is. */
export const nameKeys = (name: string) => ({ nameKey: pinyinKey(name), nameInitials: initials(name) });

/** An account bears its cadre's number and name; a move to another unit changes what its owner may see. */
export async function followInAccount(
  ctx: Context,
  before: { id: number; staffNumber: string },
  input: { staffNumber: string; name: string }
) {
  const [held] = await ctx.db.select().from(account).where(eq(account.cadreId, before.id));
  if (!held) return;
  const login = held.login === folded(before.staffNumber) ? folded(input.staffNumber) : held.login;
  if (login !== held.login || held.displayName !== input.name) {
    await ctx.db.update(account).set({ login, displayName: input.name }).where(eq(account.id, held.id));
  }
  forget(held.id);
}

export async function closeAccountOf(ctx: Context, cadreId: number) {
  const [held] = await ctx.db.select().from(account).where(eq(account.cadreId, cadreId));
  if (held && held.disabledAt === null) await closeAccount(ctx, held.id);
}
