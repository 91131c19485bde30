/** Pairings as pages show them: the list, one with its file, and what waits for a mentor or a mentee. */
import { and, asc, count, desc, eq, inArray, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import { peopleByIds, peopleOf, personMatches } from '#lib/people/people-of.server.ts';
import { holds, reaches } from '#lib/platform/actor.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { optionalLine, paging, rowId, type Page } from '#lib/platform/input.ts';
import { overseesPairings, requirePairing, seesPairings, visible, type PairingRow } from './access.server.ts';
import { isCarded } from './card.server.ts';
import { allTasks, type Level, type PracticeTask } from './catalogue.ts';
import {
  daysLeft,
  isRunning,
  pairingCode,
  pairingStatuses,
  sealCode,
  type PairingEventKind,
  type PairingStatus
} from './pairing.ts';
import { acceptedBy } from './pairing.server.ts';
import { pairingSorts } from './pairing-sorts.ts';
import { openAsks } from './task-asked.server.ts';
import { nextLevel, phaseExit, planProgress, type Phase, type PhaseExit, type TaskProgress } from './progress.ts';
import { handOf } from './record.server.ts';
import { mentoringRulesOn } from './rules.server.ts';
import { pairing, pairingEvent, practiceCatalogue, practiceRecord } from './schema.server.ts';
import type { Hand } from './sheet.ts';
import { signedIn, signedInAll, type Signed } from './signed.server.ts';
import { owedThisMonth, quietDays } from './watch.ts';

export interface PairingListRow {
  id: number;
  code: string;
  field: string;
  mentor: string;
  mentorNumber: string;
  mentee: string;
  menteeNumber: string;
  unitName: string;
  status: PairingStatus;
  phase: Level;
  startsOn: Day;
  endsOn: Day;
  daysLeft: number;
  learnt: number;
  tasks: number;
  records: number;
  lastOn: Day | null;
}

export const ListPairings = paging.extend({
  q: optionalLine(60),
  status: z
    .enum(['', ...pairingStatuses])
    .catch('')
    .default(''),
  sort: z.enum(pairingSorts).catch('-starts').default('-starts')
});

/** All pairings within reach. */
export const listPairings = query('mentoring.list-pairings', {
  input: ListPairings,
  allow: overseesPairings,
  async run(ctx, { page, pageSize, q, status, sort }): Promise<Page<PairingListRow>> {
    const person = peopleOf(ctx.db);
    const found = personMatches(person, q);
    const named = found && ctx.db.select({ id: person.cadreId }).from(person).where(found);
    const where = and(
      visible(ctx),
      status ? eq(pairing.status, status) : undefined,
      named ? or(inArray(pairing.mentorId, named), inArray(pairing.menteeId, named)) : undefined
    );
    const [total] = await ctx.db.select({ count: count() }).from(pairing).where(where);
    const rows = await ctx.db
      .select()
      .from(pairing)
      .where(where)
      .orderBy(orders[sort], desc(pairing.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    return { total: total!.count, rows: await listed(ctx, rows) };
  }
});

const orders: Record<(typeof pairingSorts)[number], SQL> = {
  starts: asc(pairing.startsOn),
  '-starts': desc(pairing.startsOn),
  ends: asc(pairing.endsOn),
  '-ends': desc(pairing.endsOn)
};

async function listed(ctx: Context, rows: readonly PairingRow[]): Promise<PairingListRow[]> {
  const people = await peopleByIds(ctx, [...new Set(rows.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]))]);
  const who = (id: number) => people.find(({ cadreId }) => cadreId === id)!;
  const signed = Map.groupBy(
    await signedInAll(
      ctx,
      rows.map(({ id }) => id)
    ),
    ({ pairingId }) => pairingId
  );
  return rows.map((row) => {
    const own = signed.get(row.id) ?? [];
    const mentee = who(row.menteeId);
    return {
      id: row.id,
      code: pairingCode(row),
      field: row.field,
      mentor: who(row.mentorId).name,
      mentorNumber: who(row.mentorId).staffNumber,
      mentee: mentee.name,
      menteeNumber: mentee.staffNumber,
      unitName: mentee.unitName,
      status: row.status,
      phase: row.phases[row.phase]!.level,
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      daysLeft: daysLeft(row, ctx.today),
      learnt: planProgress(row.plan, own).filter(({ learnt }) => learnt).length,
      tasks: row.plan.length,
      records: own.length,
      lastOn: own[0]?.practisedOn ?? null
    };
  });
}

/** A record in a list: a draft has neither number nor result. */
export interface ListedRecord {
  id: number;
  pairingId: number;
  task: string;
  signed: boolean;
  code: string | null;
  practisedOn: Day | null;
  from: string;
  site: string;
  level: Level | null;
  mean: number | null;
  passed: boolean;
  next: string;
}

export interface FiledEvent {
  kind: PairingEventKind;
  at: Instant;
  /** Whom it is about. */
  person: string | null;
  by: string | null;
  reason: string | null;
  detail: Record<string, unknown>;
}

export interface ShownPairing extends PairingListRow {
  menteeId: number;
  goals: string;
  hand: Hand | null;
  mayManage: boolean;
  running: boolean;
  carded: boolean;
  phases: Phase[];
  phaseAt: number;
  exit: PhaseExit;
  /** `askedBy`: somebody asked for it to be practised by that day. */
  plan: (TaskProgress & { title: string; next: Level; sites: string[]; askedBy: Day | null })[];
  planned: PracticeTask[];
  list: ListedRecord[];
  agreement: { terms: number; mentorAt: Instant | null; menteeAt: Instant | null };
  teamLeader: string;
  leader: string;
  catalogueVersion: number;
  extended: boolean;
  extension: number;
  recordsAMonth: number;
  owed: number;
  events: FiledEvent[];
}

export const findPairing = query('mentoring.find-pairing', {
  input: z.object({ pairingId: rowId }),
  allow: seesPairings,
  async run(ctx, { pairingId }): Promise<ShownPairing> {
    const { row, catalogue, mentee } = await requirePairing(ctx, pairingId);
    const [head] = await listed(ctx, [row]);
    const signed = await signedIn(ctx, pairingId);
    const progress = planProgress(row.plan, signed);
    const asked = await openAsks(ctx, pairingId, signed);
    const tasks = allTasks(catalogue);
    const titleOf = (key: string) => tasks.find((task) => task.key === key)?.title ?? key;
    const leaders = await peopleByIds(ctx, [row.teamLeaderId, row.leaderId]);
    const [version] = await ctx.db
      .select({ number: practiceCatalogue.number })
      .from(practiceCatalogue)
      .where(eq(practiceCatalogue.id, row.catalogueId));
    const rules = await mentoringRulesOn(ctx, ctx.today);
    return {
      ...head!,
      menteeId: row.menteeId,
      goals: row.goals,
      hand: handOf(ctx, row) ?? null,
      mayManage: reaches(ctx.actor, 'mentoring.manage', mentee.unitId),
      running: isRunning(row, ctx.today),
      carded: await isCarded(ctx, row.menteeId, ctx.today),
      phases: row.phases,
      phaseAt: row.phase,
      exit: phaseExit(row.phases[row.phase]!, progress),
      plan: progress.map((task) => ({
        ...task,
        title: titleOf(task.key),
        next: nextLevel(task),
        askedBy: asked.get(task.key) ?? null,
        sites: tasks.find(({ key }) => key === task.key)?.sites ?? []
      })),
      planned: tasks.filter(({ key }) => row.plan.some((planned) => planned.key === key)),
      list: await recordsOf(ctx, [row], signed, titleOf),
      agreement: { terms: row.terms, ...(await acceptedBy(ctx, row)) },
      teamLeader: leaders.find(({ cadreId }) => cadreId === row.teamLeaderId)!.name,
      leader: leaders.find(({ cadreId }) => cadreId === row.leaderId)!.name,
      catalogueVersion: version!.number,
      extended: row.extendedAt !== null,
      extension: rules.extension,
      recordsAMonth: rules.recordsAMonth,
      owed: owed(row, signed, rules.recordsAMonth, ctx.today),
      events: await eventsOf(ctx, pairingId)
    };
  }
});

const owed = (row: PairingRow, signed: readonly Signed[], wanted: number, on: Day) =>
  isRunning(row, on)
    ? owedThisMonth(
        signed.map(({ practisedOn }) => practisedOn),
        row.startsOn,
        wanted,
        on
      )
    : 0;

/** Every record of some pairings, what waits first, then the newest. */
async function recordsOf(
  ctx: Context,
  rows: readonly PairingRow[],
  signed: readonly Signed[],
  titleOf: (key: string) => string
): Promise<ListedRecord[]> {
  if (!rows.length) return [];
  const records = await ctx.db
    .select()
    .from(practiceRecord)
    .where(
      inArray(
        practiceRecord.pairingId,
        rows.map(({ id }) => id)
      )
    )
    .orderBy(asc(practiceRecord.signed), desc(practiceRecord.id));
  return records.map((record) => {
    const seal = record.signed ? signed.find(({ recordId }) => recordId === record.id) : undefined;
    return {
      id: record.id,
      pairingId: record.pairingId,
      task: titleOf(record.taskKey),
      signed: record.signed,
      code: seal ? sealCode(seal) : null,
      practisedOn: seal?.practisedOn ?? ((record.sheet.day as Day | undefined) || null),
      from: record.sheet.from ?? '',
      site: record.sheet.site ?? '',
      level: seal?.level ?? ((record.sheet.level as Level | undefined) || null),
      mean: seal?.mean ?? null,
      passed: seal?.passed ?? false,
      next: record.sheet.next ?? ''
    };
  });
}

async function eventsOf(ctx: Context, pairingId: number): Promise<FiledEvent[]> {
  const rows = await ctx.db
    .select()
    .from(pairingEvent)
    .where(eq(pairingEvent.pairingId, pairingId))
    .orderBy(asc(pairingEvent.id));
  const people = await peopleByIds(ctx, [...new Set(rows.flatMap(({ cadreId }) => cadreId ?? []))]);
  const names = await accountNames(
    ctx,
    rows.map(({ recordedBy }) => recordedBy)
  );
  return rows.map(({ kind, at, cadreId, recordedBy, reason, detail }) => ({
    ...{ kind, at, reason, detail },
    person: people.find((one) => one.cadreId === cadreId)?.name ?? null,
    by: names.get(recordedBy ?? 0) ?? null
  }));
}

export interface OwnPairing extends PairingListRow {
  hand: Hand;
  owed: number;
  quiet: number;
  /** The agreement waits for the reader's acceptance. */
  toAccept: boolean;
  /** Unsigned records. */
  drafts: ListedRecord[];
  /** The tasks of the plan, for the collection of seals and for the next practice. */
  plan: (TaskProgress & { title: string; next: Level })[];
}

/** The pairings that the reader is a side of: running ones first, then as a mentor by who waits longest. */
export const myPairings = query('mentoring.my-pairings', {
  input: z.object({}),
  allow: holds('mentoring.take-part'),
  async run(ctx): Promise<OwnPairing[]> {
    const { cadreId } = ctx.actor;
    if (cadreId === null) return [];
    const found = await ctx.db
      .select({ row: pairing, catalogue: practiceCatalogue.content })
      .from(pairing)
      .innerJoin(practiceCatalogue, eq(practiceCatalogue.id, pairing.catalogueId))
      .where(or(eq(pairing.mentorId, cadreId), eq(pairing.menteeId, cadreId)))
      .orderBy(asc(pairing.endsOn));
    const rows = found.map(({ row }) => row);
    const heads = await listed(ctx, rows);
    const signed = await signedInAll(
      ctx,
      rows.map(({ id }) => id)
    );
    const { recordsAMonth } = await mentoringRulesOn(ctx, ctx.today);
    const own: OwnPairing[] = [];
    for (const [at, { row, catalogue }] of found.entries()) {
      const seals = signed.filter(({ pairingId }) => pairingId === row.id);
      const titleOf = (key: string) => allTasks(catalogue).find((task) => task.key === key)?.title ?? key;
      const hand: Hand = row.mentorId === cadreId ? 'mentor' : 'mentee';
      const accepted = await acceptedBy(ctx, row);
      own.push({
        ...heads[at]!,
        hand,
        owed: owed(row, seals, recordsAMonth, ctx.today),
        quiet: quietDays({ startsOn: row.startsOn, lastOn: seals[0]?.practisedOn ?? null }, ctx.today),
        toAccept: row.status === 'proposed' && (hand === 'mentor' ? accepted.mentorAt : accepted.menteeAt) === null,
        drafts: (await recordsOf(ctx, [row], seals, titleOf)).filter((record) => !record.signed),
        plan: planProgress(row.plan, seals).map((task) => ({
          ...task,
          title: titleOf(task.key),
          next: nextLevel(task)
        }))
      });
    }
    const order: PairingStatus[] = ['active', 'proposed', 'completed', 'failed', 'ended'];
    return own.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || b.quiet - a.quiet);
  }
});
