/** Signing a practice, and what may be said of it afterwards. One record at a time: a signature over many does not exist. */
import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByNumbers } from '#lib/people/people-of.server.ts';
import { holds, reaches } from '#lib/platform/actor.ts';
import { canonical } from '#lib/platform/audit.server.ts';
import { instantOf } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { requireRecord, type FoundRecord } from './access.server.ts';
import { upperFloors } from './card.server.ts';
import { findGuest } from './guest.server.ts';
import { isRunning } from './pairing.ts';
import { meanRating, shortfalls } from './rating.ts';
import { handOf, mayCounterSign, openReopening, photosOf, remarksOf } from './record.server.ts';
import { mentoringRulesOn } from './rules.server.ts';
import { practiceChange, practiceRecord, practiceRemark, practiceSeal } from './schema.server.ts';
import { gapsOf, mayTakePart, minutesOf, readSheet } from './sheet.ts';
import { SignatureInput, type Signature } from './signature.ts';

export const SignOff = z.object({
  recordId: rowId,
  /** The revision that the signer has before their eyes: nobody signs what they did not see. */
  revision: z.number().int().min(0),
  signature: SignatureInput
});

/**
 * The mentor signs: the record is sealed under a hash over its content, the time and both people.
 * @throws DomainError `mentoring.own-practice`, `mentoring.not-the-mentor`, `mentoring.pairing-ended`,
 * `mentoring.foreign-unit`, `mentoring.mentor-without-card`, `mentoring.moved-on`, `mentoring.level-needs-card`,
 * `mentoring.name-differs`; InvalidInput with the fields that are still missing.
 */
export const signOff = command('mentoring.sign-off', {
  input: SignOff,
  allow: holds('mentoring.sign-off'),
  async run(ctx, { recordId, revision, signature }) {
    const found = await requireRecord(ctx, recordId);
    await requireSigner(ctx, found, signature);
    const { record, row, task, mentor, mentee } = found;
    if (record.signed) throw conflict('mentoring.record-signed');
    if (record.revision !== revision) throw conflict('mentoring.moved-on');
    const gaps = gapsOf(record.sheet, task);
    if (gaps.length) throw new InvalidInput(Object.fromEntries(gaps.map(({ field, code }) => [field, [code]])));
    const read = readSheet(record.sheet, task.steps.length);
    const practisedOn = read.day!;
    if (practisedOn < row.startsOn || practisedOn > ctx.today)
      throw new InvalidInput({ day: ['mentoring.day-outside'] });
    // The practice ends before it is signed; over midnight its end belongs to the next day.
    if (read.from <= read.to && instantOf(practisedOn, read.to) > ctx.now) {
      throw new InvalidInput({ to: ['mentoring.not-over'] });
    }
    const people = await officersOf(ctx, found, read.companion, practisedOn);
    if (!people.mentorCarded) throw conflict('mentoring.mentor-without-card');
    const level = read.level!;
    if (!mayTakePart(level, read.setting, people.menteeCarded))
      throw new InvalidInput({ level: ['mentoring.level-needs-card'] });
    const guest = read.guestId === null ? undefined : await findGuest(ctx, read.guestId);
    const given = read.steps.map(({ rating }) => rating);
    const turn = record.turn + 1;
    const facts = {
      recordId,
      turn,
      pairingId: row.id,
      mentorId: mentor.cadreId,
      menteeId: mentee.cadreId,
      taskKey: task.key,
      level,
      practisedOn,
      minutes: minutesOf(read) + read.coaching,
      mean: meanRating(given),
      passed: shortfalls(given, level).length === 0,
      observer: !people.menteeCarded
    };
    const content = canonical({
      ...facts,
      task: { title: task.title, steps: task.steps, cites: task.cites },
      sheet: record.sheet,
      photos: (await photosOf(ctx, recordId)).map(({ hash }) => hash),
      mentor: { name: mentor.name, staffNumber: mentor.staffNumber },
      mentee: { name: mentee.name, staffNumber: mentee.staffNumber },
      officers: people.officers,
      guest: guest ? { name: guest.name, department: guest.department } : null,
      signature,
      sealedAt: ctx.now,
      previous: turn > 1 ? await hashOf(ctx, recordId, turn - 1) : null
    });
    const hash = sealHash(content);
    await ctx.db.insert(practiceSeal).values({
      ...facts,
      content,
      hash,
      signature,
      firstTouchedAt: await firstTouch(ctx, found),
      sealedAt: ctx.now,
      sealedBy: ctx.actor.accountId
    });
    await ctx.db
      .update(practiceRecord)
      .set({ signed: true, turn, touchedAt: ctx.now })
      .where(eq(practiceRecord.id, recordId));
    return { turn, hash, passed: facts.passed, officers: people.officers, wanted: people.wanted };
  },
  trace: ({ recordId, signature }, { turn, hash, passed }) => ({
    subject: 'practice-record',
    id: recordId,
    detail: { turn, hash, passed, signature: signature.kind }
  })
});

export const sealHash = (content: string): string => createHash('sha256').update(content).digest('hex');

async function requireSigner(ctx: Context, { row, mentor, mentee }: FoundRecord, signature: Signature) {
  if (ctx.actor.cadreId === row.menteeId) throw conflict('mentoring.own-practice');
  if (handOf(ctx, row) !== 'mentor') throw conflict('mentoring.not-the-mentor');
  if (!isRunning(row, ctx.today)) throw conflict('mentoring.pairing-ended');
  if (!reaches(ctx.actor, 'mentoring.sign-off', mentee.unitId)) throw conflict('mentoring.foreign-unit');
  if (signature.kind === 'typed' && bare(signature.name) !== bare(mentor.name))
    throw new InvalidInput({ name: ['mentoring.name-differs'] });
}

const bare = (name: string) => name.normalize('NFC').replace(/\s/g, '');

/** Who of those present holds a valid card: only they count as officers (行政处罚法 art. 42). */
async function officersOf(ctx: Context, { row, mentor, mentee }: FoundRecord, companion: string, on: string) {
  const beside = companion ? (await peopleByNumbers(ctx, [companion])).get(companion) : undefined;
  if (companion && !beside) throw new InvalidInput({ companion: ['mentoring.person-not-found'] });
  if (beside && (beside.cadreId === row.mentorId || beside.cadreId === row.menteeId))
    throw new InvalidInput({ companion: ['mentoring.companion-is-a-side'] });
  const present = [mentor, mentee, ...(beside ? [beside] : [])].map(({ cadreId }) => cadreId);
  const carded = await upperFloors().cardedOn(ctx, present, on as typeof row.startsOn);
  return {
    mentorCarded: carded.has(mentor.cadreId),
    menteeCarded: carded.has(mentee.cadreId),
    officers: present.filter((cadreId) => carded.has(cadreId)).length,
    wanted: (await mentoringRulesOn(ctx, ctx.today)).officers
  };
}

/** When the mentor first wrote on this version of the sheet. */
async function firstTouch(ctx: Context, { record, row }: FoundRecord) {
  const since = record.turn === 0 ? 0 : await sealedAt(ctx, record.id, record.turn);
  const rows = await ctx.db
    .select({ at: practiceChange.at })
    .from(practiceChange)
    .where(and(eq(practiceChange.recordId, record.id), eq(practiceChange.cadreId, row.mentorId)))
    .orderBy(asc(practiceChange.at));
  return rows.find(({ at }) => at > since)?.at ?? null;
}

async function sealedAt(ctx: Context, recordId: number, turn: number) {
  const [seal] = await ctx.db
    .select({ at: practiceSeal.sealedAt })
    .from(practiceSeal)
    .where(and(eq(practiceSeal.recordId, recordId), eq(practiceSeal.turn, turn)));
  return seal?.at ?? 0;
}

async function hashOf(ctx: Context, recordId: number, turn: number) {
  const [seal] = await ctx.db
    .select({ hash: practiceSeal.hash })
    .from(practiceSeal)
    .where(and(eq(practiceSeal.recordId, recordId), eq(practiceSeal.turn, turn)));
  return seal!.hash;
}

/** Adds a note to a signed record; what was signed stays word for word. */
export const addNote = command('mentoring.add-note', {
  input: z.object({ recordId: rowId, text: line(500) }),
  allow: holds('mentoring.take-part'),
  async run(ctx, { recordId, text }) {
    const { record, row } = await requireRecord(ctx, recordId);
    if (!handOf(ctx, row)) throw conflict('mentoring.not-a-side');
    if (!record.signed) throw conflict('mentoring.not-signed-yet');
    return remark(ctx, recordId, record.turn, 'note', text);
  },
  trace: ({ recordId }, { id }) => ({ subject: 'practice-record', id: recordId, detail: { remark: id } })
});

/** The mentor asks to write a signed record anew, with the reason. Somebody else decides. */
export const askReopening = command('mentoring.ask-reopening', {
  input: z.object({ recordId: rowId, reason: line(300) }),
  allow: holds('mentoring.sign-off'),
  async run(ctx, { recordId, reason }) {
    const { record, row } = await requireRecord(ctx, recordId);
    if (handOf(ctx, row) !== 'mentor') throw conflict('mentoring.not-the-mentor');
    if (!record.signed) throw conflict('mentoring.not-signed-yet');
    if (!isRunning(row, ctx.today)) throw conflict('mentoring.pairing-ended');
    if (openReopening(await remarksOf(ctx, recordId))) throw conflict('mentoring.reopening-asked');
    return remark(ctx, recordId, record.turn, 'reopen-asked', reason);
  },
  trace: ({ recordId }, { id }) => ({ subject: 'practice-record', id: recordId, detail: { remark: id } })
});

/** Counter-signs a reopening, or declines it. The version that was signed stays. */
export const decideReopening = command('mentoring.decide-reopening', {
  input: z.object({ recordId: rowId, grant: z.boolean(), text: line(300) }),
  allow: holds('mentoring.oversee'),
  async run(ctx, { recordId, grant, text }) {
    const { record, row, mentee } = await requireRecord(ctx, recordId);
    if (!mayCounterSign(ctx, row) || !reaches(ctx.actor, 'mentoring.oversee', mentee.unitId))
      throw conflict('mentoring.not-to-counter-sign');
    if (!openReopening(await remarksOf(ctx, recordId))) throw conflict('mentoring.no-reopening');
    const made = await remark(ctx, recordId, record.turn, grant ? 'reopened' : 'reopen-declined', text);
    if (grant)
      await ctx.db
        .update(practiceRecord)
        .set({ signed: false, touchedAt: ctx.now })
        .where(eq(practiceRecord.id, recordId));
    return { ...made, turn: record.turn };
  },
  trace: ({ recordId, grant }, { turn }) => ({ subject: 'practice-record', id: recordId, detail: { grant, turn } })
});

async function remark(
  ctx: Context,
  recordId: number,
  turn: number,
  kind: (typeof practiceRemark.$inferInsert)['kind'],
  text: string
) {
  const [made] = await ctx.db
    .insert(practiceRemark)
    .values({ recordId, turn, kind, text, at: ctx.now, cadreId: ctx.actor.cadreId, writtenBy: ctx.actor.accountId })
    .returning({ id: practiceRemark.id });
  return made!;
}
