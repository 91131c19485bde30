/** Writing a practice down: opened by either side, saved change by change, never overwritten unseen. */
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { citationsInWords, type CitationInWords } from '#lib/law/force.server.ts';
import { openCitations } from '#lib/law/resolve.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { accountNames } from '#lib/people/accounts.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { dayOf, HOUR, type Day, type Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { requirePairing, requireRecord, seesPairings, type FoundRecord, type PairingRow } from './access.server.ts';
import { isCarded } from './card.server.ts';
import { findTask, taskKeyInput, type PracticeTask } from './catalogue.ts';
import { guestsOn, type GuestRow } from './guest.server.ts';
import { isRunning, pairingCode, sealCode } from './pairing.ts';
import { nextLevel, taskProgress } from './progress.ts';
import {
  practiceChange,
  practicePhoto,
  practiceRecord,
  practiceRemark,
  practiceSeal,
  type PracticeRemarkKind
} from './schema.server.ts';
import { fits, mayWrite, mayTakePart, merge, type Change, type Clash, type Hand, type Sheet } from './sheet.ts';
import { signedIn } from './signed.server.ts';
import type { Signature } from './signature.ts';

export const OpenRecord = z.object({
  pairingId: rowId,
  taskKey: taskKeyInput,
  /** Made by the page: the same tap twice opens one record. */
  key: z.uuid()
});

/** Opens a record of a practice that begins now, with what is likely filled in. */
export const openRecord = command('mentoring.open-record', {
  input: OpenRecord,
  allow: holds('mentoring.take-part'),
  async run(ctx, { pairingId, taskKey, key }) {
    const { row, catalogue } = await requirePairing(ctx, pairingId);
    if (!handOf(ctx, row)) throw conflict('mentoring.not-a-side');
    const [before] = await ctx.db.select().from(practiceRecord).where(eq(practiceRecord.key, key));
    if (before) {
      if (before.pairingId !== pairingId) throw missing('mentoring.pairing-not-found');
      return { id: before.id, opened: false };
    }
    if (!isRunning(row, ctx.today)) throw conflict('mentoring.pairing-ended');
    const task = findTask(catalogue, taskKey);
    if (!task || !row.plan.some((planned) => planned.key === taskKey)) throw missing('mentoring.task-not-planned');
    const [made] = await ctx.db
      .insert(practiceRecord)
      .values({
        pairingId,
        key,
        taskKey,
        sheet: await likely(ctx, row, task),
        revision: 0,
        signed: false,
        turn: 0,
        createdAt: ctx.now,
        createdBy: ctx.actor.accountId,
        touchedAt: ctx.now
      })
      .returning({ id: practiceRecord.id });
    return { id: made!.id, opened: true };
  },
  trace: ({ pairingId, taskKey }, { id, opened }) =>
    opened ? { subject: 'practice-record', id, detail: { pairingId, taskKey } } : undefined
});

/** An hour ending now, the usual place of the task or the one of the last practice, the next level to show. */
async function likely(ctx: Context, row: PairingRow, task: PracticeTask): Promise<Sheet> {
  const [last] = await ctx.db
    .select({ sheet: practiceRecord.sheet })
    .from(practiceRecord)
    .where(eq(practiceRecord.pairingId, row.id))
    .orderBy(desc(practiceRecord.id))
    .limit(1);
  const site = task.sites.find((one) => one === last?.sheet.site) ?? task.sites[0];
  const planned = row.plan.find(({ key }) => key === task.key)!;
  const level = nextLevel(taskProgress(planned, await signedIn(ctx, row.id)));
  const carded = await isCarded(ctx, row.menteeId, ctx.today);
  return {
    day: ctx.today,
    from: clockTime(ctx.now - HOUR, ctx.today),
    to: clockTime(ctx.now, ctx.today),
    ...(site ? { site } : {}),
    level,
    setting: mayTakePart(level, 'field', carded) ? 'field' : 'drill'
  };
}

/** The time of day of an instant; what lies before the day is its beginning. */
function clockTime(at: Instant, on: Day): string {
  return dayOf(at) < on ? '00:00' : new Date(at + 8 * HOUR).toISOString().slice(11, 16);
}

/** As whose hand somebody writes in a pairing; undefined for whoever is no side of it. */
export function handOf(ctx: Context, row: Pick<PairingRow, 'mentorId' | 'menteeId'>): Hand | undefined {
  const { cadreId } = ctx.actor;
  if (cadreId === null) return undefined;
  return cadreId === row.mentorId ? 'mentor' : cadreId === row.menteeId ? 'mentee' : undefined;
}

const ChangeInput = z
  .object({ field: z.string().max(20), from: z.string().max(1000), to: z.string().trim().max(1000) })
  .refine(({ field, to }) => fits(field, to), 'mentoring.field-format');

export const SaveRecord = z.object({ recordId: rowId, changes: z.array(ChangeInput).min(1).max(60) });

export interface Saved {
  revision: number;
  sheet: Sheet;
  /** What somebody else changed meanwhile: kept as it is, for the writer to decide. */
  clashes: Clash[];
}

/**
 * Puts changes on a sheet; each names what its writer saw, so that two people on one record never overwrite each other.
 * @throws DomainError `mentoring.record-signed`, `mentoring.not-yours-to-write`, `mentoring.pairing-ended`.
 */
export const saveRecord = command('mentoring.save-record', {
  input: SaveRecord,
  allow: holds('mentoring.take-part'),
  async run(ctx, { recordId, changes }): Promise<Saved> {
    const { record, row } = await requireRecord(ctx, recordId);
    const hand = handOf(ctx, row);
    if (!hand) throw conflict('mentoring.not-a-side');
    if (record.signed) throw conflict('mentoring.record-signed');
    if (row.status !== 'active') throw conflict('mentoring.pairing-ended');
    if (!changes.every(({ field }) => mayWrite(hand, field))) throw conflict('mentoring.not-yours-to-write');
    const { sheet, applied, clashes } = merge(record.sheet, changes);
    if (!applied.length) return { revision: record.revision, sheet: record.sheet, clashes };
    const revision = record.revision + 1;
    await ctx.db
      .update(practiceRecord)
      .set({ sheet, revision, touchedAt: ctx.now })
      .where(eq(practiceRecord.id, recordId));
    await writeChange(ctx, recordId, revision, applied);
    return { revision, sheet, clashes };
  },
  // Every change is a row of its own that stays.
  trace: 'own-record'
});

const writeChange = (ctx: Context, recordId: number, revision: number, changes: Change[]) =>
  ctx.db.insert(practiceChange).values({ recordId, revision, changes, at: ctx.now, cadreId: ctx.actor.cadreId });

export interface ShownPhoto {
  id: number;
  addedAt: Instant;
}

export interface ShownSeal {
  turn: number;
  code: string;
  mentorName: string;
  sealedAt: Instant;
  hash: string;
  signature: Signature;
  passed: boolean;
  observer: boolean;
  /** How many of those present held a valid card. */
  officers: number;
  guest: { name: string; department: string } | null;
  /** What stood on the sheet when it was signed. */
  sheet: Sheet;
}

/** What the signed text holds beside the columns. */
type SealedText = Pick<ShownSeal, 'officers' | 'guest' | 'sheet'>;

export interface ShownRemark {
  kind: PracticeRemarkKind;
  text: string;
  at: Instant;
  by: string;
}

export interface ShownRecord {
  id: number;
  pairing: { id: number; code: string; startsOn: Day; endsOn: Day };
  task: PracticeTask;
  cited: CitationInWords[];
  /** How many-th record of this task it is. */
  count: number;
  sites: string[];
  guests: GuestRow[];
  mentor: { cadreId: number; name: string; staffNumber: string };
  mentee: { cadreId: number; name: string; staffNumber: string; carded: boolean };
  revision: number;
  sheet: Sheet;
  signed: boolean;
  photos: ShownPhoto[];
  /** Every version that was signed, oldest first. */
  seals: ShownSeal[];
  remarks: ShownRemark[];
  hand: Hand | null;
  /** A reopening that waits for its counter-signature. */
  reopening: ShownRemark | null;
  mayCounterSign: boolean;
  running: boolean;
}

export const findRecord = query('mentoring.find-record', {
  input: z.object({ pairingId: rowId, recordId: rowId }),
  allow: seesPairings,
  async run(ctx, { pairingId, recordId }): Promise<ShownRecord> {
    const found = await requireRecord(ctx, recordId);
    const { record, row, task, catalogue, mentor, mentee } = found;
    if (record.pairingId !== pairingId) throw missing('mentoring.record-not-found');
    const same = await ctx.db
      .select({ id: practiceRecord.id })
      .from(practiceRecord)
      .where(and(eq(practiceRecord.pairingId, row.id), eq(practiceRecord.taskKey, task.key)))
      .orderBy(asc(practiceRecord.id));
    const remarks = await remarksOf(ctx, recordId);
    const reopening = openReopening(remarks);
    const resolve = await openCitations(ctx);
    return {
      id: record.id,
      pairing: { id: row.id, code: pairingCode(row), startsOn: row.startsOn, endsOn: row.endsOn },
      task,
      cited: await citationsInWords(ctx, resolve(task.cites, ctx.today).citations),
      count: same.findIndex(({ id }) => id === record.id) + 1,
      sites: [...task.sites, ...catalogue.sites.filter((site) => !task.sites.includes(site))],
      guests: await guestsOn(ctx, ctx.today),
      mentor: named(mentor),
      mentee: { ...named(mentee), carded: await isCarded(ctx, mentee.cadreId, ctx.today) },
      revision: record.revision,
      sheet: record.sheet,
      signed: record.signed,
      photos: await photosOf(ctx, recordId),
      seals: await sealsOf(ctx, found),
      remarks,
      hand: handOf(ctx, row) ?? null,
      reopening,
      mayCounterSign: reopening !== null && mayCounterSign(ctx, row),
      running: isRunning(row, ctx.today)
    };
  }
});

const named = ({ cadreId, name, staffNumber }: { cadreId: number; name: string; staffNumber: string }) => ({
  ...{ cadreId, name, staffNumber }
});

/** Somebody who oversees, and is neither side. */
export const mayCounterSign = (ctx: Context, row: PairingRow): boolean =>
  ctx.actor.may('mentoring.oversee') && handOf(ctx, row) === undefined;

/** The last word on a reopening, when it is the question itself. */
export const openReopening = <R extends { kind: PracticeRemarkKind }>(remarks: readonly R[]): R | null => {
  const last = remarks.filter(({ kind }) => kind !== 'note').at(-1);
  return last?.kind === 'reopen-asked' ? last : null;
};

export async function remarksOf(ctx: Context, recordId: number): Promise<ShownRemark[]> {
  const rows = await ctx.db
    .select()
    .from(practiceRemark)
    .where(eq(practiceRemark.recordId, recordId))
    .orderBy(asc(practiceRemark.id));
  const names = await accountNames(
    ctx,
    rows.map(({ writtenBy }) => writtenBy)
  );
  return rows.map(({ kind, text, at, writtenBy }) => ({ kind, text, at, by: names.get(writtenBy ?? 0) ?? '' }));
}

export const photosOf = (ctx: Context, recordId: number) =>
  ctx.db
    .select({ id: practicePhoto.id, addedAt: practicePhoto.addedAt, hash: practicePhoto.hash })
    .from(practicePhoto)
    .where(and(eq(practicePhoto.recordId, recordId), isNull(practicePhoto.removedAt)))
    .orderBy(asc(practicePhoto.id));

async function sealsOf(ctx: Context, { record }: FoundRecord): Promise<ShownSeal[]> {
  const rows = await ctx.db
    .select()
    .from(practiceSeal)
    .where(eq(practiceSeal.recordId, record.id))
    .orderBy(asc(practiceSeal.turn));
  const people = await peopleByIds(ctx, [...new Set(rows.map(({ mentorId }) => mentorId))]);
  return rows.map((row) => {
    const { officers, guest, sheet } = JSON.parse(row.content) as SealedText;
    const { turn, sealedAt, hash, signature, passed, observer } = row;
    const mentorName = people.find(({ cadreId }) => cadreId === row.mentorId)!.name;
    return {
      turn,
      code: sealCode(row),
      mentorName,
      sealedAt,
      hash,
      signature,
      passed,
      observer,
      officers,
      guest,
      sheet
    };
  });
}
