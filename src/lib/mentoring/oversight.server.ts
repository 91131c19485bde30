/** What a supervisor looks at, within reach: who can do what, mentors apart from the others, haste, silence, load, weak tasks. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { signedIn as isSignedIn } from '#lib/platform/actor.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { overseesPairings, visible, type PairingRow } from './access.server.ts';
import { allTasks, findTask, type Catalogue, type Level } from './catalogue.ts';
import { isRunning, sealCode } from './pairing.ts';
import { planProgress } from './progress.ts';
import { openReopening } from './record.server.ts';
import { mentoringRulesOn } from './rules.server.ts';
import { pairing, practiceCatalogue, practiceRecord, practiceRemark, practiceSeal } from './schema.server.ts';
import { readSheet, type Sheet } from './sheet.ts';
import { signedInAll, type Signed } from './signed.server.ts';
import {
  doubtsOf,
  driftOf,
  owedThisMonth,
  quietDays,
  weakTasks,
  type Doubt,
  type Drift,
  type WeakTask
} from './watch.ts';
import { verifySeals, type SealVerdict } from './verify.server.ts';

export interface MatrixRow {
  area: string;
  key: string;
  title: string;
  /** By mentee, in the order of the columns: what was reached; undefined when the task is not in their plan. */
  cells: ({ level: Level | null; learnt: boolean } | undefined)[];
}

export interface Matrix {
  mentees: { pairingId: number; name: string; staffNumber: string; mentor: string; learnt: number; tasks: number }[];
  rows: MatrixRow[];
}

export interface HastyRecord {
  sealId: number;
  pairingId: number;
  recordId: number;
  code: string;
  mentor: string;
  mentee: string;
  sealedAt: Instant;
  doubts: Doubt[];
}

export interface QuietPair {
  pairingId: number;
  mentor: string;
  mentee: string;
  days: number;
}

export interface MentorLoad {
  mentorId: number;
  name: string;
  apprentices: number;
  records: number;
  owed: number;
}

export interface WaitingReopening {
  pairingId: number;
  recordId: number;
  task: string;
  mentor: string;
  mentee: string;
  reason: string;
  at: Instant;
}

export interface Oversight {
  reopenings: WaitingReopening[];
  matrix: Matrix;
  drift: (Drift & { name: string })[];
  hasty: HastyRecord[];
  quiet: QuietPair[];
  quietAfter: number;
  load: MentorLoad[];
  mostApprentices: number;
  weak: (WeakTask & { title: string; cites: string })[];
  seals: SealVerdict;
}

interface Watched {
  row: PairingRow;
  catalogue: Catalogue;
  seals: Signed[];
}

/** As many of the newest oddities as one looks through at once. */
const MOST_HASTY = 20;

export const overseeMentoring = query('mentoring.oversee', {
  input: z.object({}),
  allow: (actor) => isSignedIn(actor) && overseesPairings(actor),
  async run(ctx): Promise<Oversight> {
    const found = await ctx.db
      .select({ row: pairing, catalogue: practiceCatalogue.content })
      .from(pairing)
      .innerJoin(practiceCatalogue, eq(practiceCatalogue.id, pairing.catalogueId))
      .where(and(visible(ctx), inArray(pairing.status, ['active', 'completed', 'failed'])))
      .orderBy(asc(pairing.id));
    const signed = Map.groupBy(
      await signedInAll(
        ctx,
        found.map(({ row }) => row.id)
      ),
      ({ pairingId }) => pairingId
    );
    const watched = found.map((one): Watched => ({ ...one, seals: signed.get(one.row.id) ?? [] }));
    const people = await peopleByIds(ctx, [
      ...new Set([
        ...watched.flatMap(({ row }) => [row.mentorId, row.menteeId]),
        ...[...signed.values()].flat().map(({ mentorId }) => mentorId)
      ])
    ]);
    const nameOf = (id: number) => people.find(({ cadreId }) => cadreId === id)?.name ?? '';
    const numberOf = (id: number) => people.find(({ cadreId }) => cadreId === id)?.staffNumber ?? '';
    const rules = await mentoringRulesOn(ctx, ctx.today);
    const texts = await textsOf(ctx, watched);
    const running = watched.filter(({ row }) => isRunning(row, ctx.today));
    return {
      reopenings: await reopeningsOf(ctx, watched, nameOf),
      matrix: matrixOf(running, nameOf, numberOf),
      drift: driftOf(ratedBy(watched, texts)).map((one) => ({ ...one, name: nameOf(one.mentorId) })),
      hasty: hastyOf(watched, texts, rules.haste, nameOf),
      quiet: running
        .map(({ row, seals }) => ({
          pairingId: row.id,
          mentor: nameOf(row.mentorId),
          mentee: nameOf(row.menteeId),
          days: quietDays({ startsOn: row.startsOn, lastOn: seals[0]?.practisedOn ?? null }, ctx.today)
        }))
        .filter(({ days }) => days >= rules.quietWeeks * 7)
        .sort((a, b) => b.days - a.days),
      quietAfter: rules.quietWeeks * 7,
      load: loadOf(running, rules.recordsAMonth, ctx.today, nameOf),
      mostApprentices: rules.apprentices,
      weak: weakOf(watched),
      seals: await verifySeals(ctx)
    };
  }
});

/** Reopenings that mentors asked for and nobody has decided. */
async function reopeningsOf(
  ctx: Context,
  watched: readonly Watched[],
  nameOf: (id: number) => string
): Promise<WaitingReopening[]> {
  const rows = await ctx.db
    .select({ remark: practiceRemark, pairingId: practiceRecord.pairingId, taskKey: practiceRecord.taskKey })
    .from(practiceRemark)
    .innerJoin(practiceRecord, eq(practiceRecord.id, practiceRemark.recordId))
    .where(eq(practiceRecord.signed, true))
    .orderBy(asc(practiceRemark.id));
  return [...Map.groupBy(rows, ({ remark }) => remark.recordId)].flatMap(([recordId, own]) => {
    const asked = openReopening(own.map(({ remark }) => remark));
    const found = watched.find(({ row }) => row.id === own[0]!.pairingId);
    if (!asked || !found) return [];
    const { row, catalogue } = found;
    return {
      ...{ pairingId: row.id, recordId, reason: asked.text, at: asked.at },
      task: findTask(catalogue, own[0]!.taskKey)?.title ?? own[0]!.taskKey,
      mentor: nameOf(row.mentorId),
      mentee: nameOf(row.menteeId)
    };
  });
}

function matrixOf(
  running: readonly Watched[],
  nameOf: (id: number) => string,
  numberOf: (id: number) => string
): Matrix {
  const progress = running.map(({ row, seals }) => planProgress(row.plan, seals));
  const rows = new Map<string, MatrixRow>();
  for (const { catalogue } of running)
    for (const { title: area, tasks } of catalogue.areas)
      for (const { key, title } of tasks) if (!rows.has(key)) rows.set(key, { area, key, title, cells: [] });
  for (const row of rows.values()) {
    row.cells = progress.map((tasks) => {
      const own = tasks.find(({ key }) => key === row.key);
      return own && { level: own.level, learnt: own.learnt };
    });
  }
  return {
    mentees: running.map(({ row }, at) => ({
      pairingId: row.id,
      name: nameOf(row.menteeId),
      staffNumber: numberOf(row.menteeId),
      mentor: nameOf(row.mentorId),
      learnt: progress[at]!.filter(({ learnt }) => learnt).length,
      tasks: progress[at]!.length
    })),
    rows: [...rows.values()].filter(({ cells }) => cells.some((cell) => cell !== undefined))
  };
}

/** The sheets as they were signed, by seal. */
async function textsOf(ctx: Context, watched: readonly Watched[]): Promise<Map<number, Sheet>> {
  const ids = watched.flatMap(({ seals }) => seals.map(({ id }) => id));
  const texts = new Map<number, Sheet>();
  for (let at = 0; at < ids.length; at += 500) {
    const rows = await ctx.db
      .select({ id: practiceSeal.id, content: practiceSeal.content })
      .from(practiceSeal)
      .where(inArray(practiceSeal.id, ids.slice(at, at + 500)));
    for (const { id, content } of rows) texts.set(id, (JSON.parse(content) as { sheet: Sheet }).sheet);
  }
  return texts;
}

function ratedBy(watched: readonly Watched[], texts: ReadonlyMap<number, Sheet>) {
  const seals = Map.groupBy(
    watched.flatMap((one) => one.seals),
    ({ mentorId }) => mentorId
  );
  return [...seals].map(([mentorId, own]) => ({
    mentorId,
    records: own.length,
    ratings: own.flatMap(({ id }) => {
      const sheet = texts.get(id) ?? {};
      return Object.entries(sheet).flatMap(([field, value]) =>
        field.startsWith('rating.') && value !== '-' ? [Number(value)] : []
      );
    })
  }));
}

function hastyOf(
  watched: readonly Watched[],
  texts: ReadonlyMap<number, Sheet>,
  rules: { seconds: number; lateDays: number },
  nameOf: (id: number) => string
): HastyRecord[] {
  const signatures = watched
    .flatMap(({ seals }) => seals)
    .map((seal) => ({ seal, signed: { ...seal, sealId: seal.id, to: readSheet(texts.get(seal.id) ?? {}, 0).to } }));
  const all = signatures.map(({ signed }) => signed);
  return signatures
    .map(({ seal, signed }) => ({
      sealId: seal.id,
      pairingId: seal.pairingId,
      recordId: seal.recordId,
      code: sealCode(seal),
      mentor: nameOf(seal.mentorId),
      mentee: nameOf(seal.menteeId),
      sealedAt: seal.sealedAt,
      doubts: doubtsOf(signed, all, rules)
    }))
    .filter(({ doubts }) => doubts.length)
    .sort((a, b) => b.sealedAt - a.sealedAt)
    .slice(0, MOST_HASTY);
}

function loadOf(running: readonly Watched[], wanted: number, on: Day, nameOf: (id: number) => string): MentorLoad[] {
  return [...Map.groupBy(running, ({ row }) => row.mentorId)]
    .map(([mentorId, own]) => ({
      mentorId,
      name: nameOf(mentorId),
      apprentices: own.length,
      records: own.reduce((sum, { seals }) => sum + seals.length, 0),
      owed: own.reduce(
        (sum, { row, seals }) =>
          sum +
          owedThisMonth(
            seals.map(({ practisedOn }) => practisedOn),
            row.startsOn,
            wanted,
            on
          ),
        0
      )
    }))
    .sort((a, b) => b.apprentices - a.apprentices || b.records - a.records);
}

function weakOf(watched: readonly Watched[]) {
  const tasks = new Map(watched.flatMap(({ catalogue }) => allTasks(catalogue)).map((task) => [task.key, task]));
  return weakTasks(watched.flatMap(({ seals }) => seals)).map((weak) => ({
    ...weak,
    title: tasks.get(weak.taskKey)?.title ?? weak.taskKey,
    cites: tasks.get(weak.taskKey)?.cites ?? ''
  }));
}
