import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { findWithinReach } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, optionalLine, rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { attachFile, KeptFile } from './files.server.ts';
import { firstBreach, liveEvents, nextKinds, printOf, type CertificateEventKind } from './certificate.ts';
import { certificate, certificateEvent } from './schema.server.ts';

export type EventRow = typeof certificateEvent.$inferSelect;
type NewEvent = Omit<typeof certificateEvent.$inferInsert, 'certificateId' | 'recordedAt' | 'recordedBy'>;

export const RecordCertificate = z.object({
  cadreId: rowId,
  number: line(60),
  issuer: line(60),
  field: line(60),
  issuedOn: dayInput,
  expiresOn: dayInput
});

/**
 * Takes a card into the register as it is printed.
 * @throws InvalidInput for days that cannot be; DomainError `certification.number-taken`,
 *   `certification.auxiliary-holds-no-card` (山东省行政执法监督条例 art. 10), `certification.person-not-found`.
 */
export const recordCertificate = command('certification.record-certificate', {
  input: RecordCertificate,
  allow: holds('register.manage'),
  async run(ctx, input) {
    const person = await findWithinReach(ctx, 'register.manage', { cadreId: input.cadreId });
    if (!person) throw missing('certification.person-not-found');
    if (person.establishment === 'auxiliary') throw conflict('certification.auxiliary-holds-no-card');
    requireDays(ctx, input);
    if (await isNumberTaken(ctx, input.number)) throw new InvalidInput({ number: ['certification.number-taken'] });
    const { 'certificate.number-pattern': pattern } = await settingsOn(ctx.db, ctx.today);
    return { id: await addCertificate(ctx, input), odd: !fitsPattern(input.number, pattern) };
  },
  trace: ({ cadreId }, { id }) => ({ subject: 'certificate', id, detail: { cadreId } })
});

function requireDays(ctx: Context, { issuedOn, expiresOn }: { issuedOn: string; expiresOn: string }) {
  if (issuedOn > ctx.today) throw new InvalidInput({ issuedOn: ['certification.day-to-come'] });
  if (expiresOn < issuedOn) throw new InvalidInput({ expiresOn: ['certification.expires-before-issue'] });
}

/** Whether a number looks as numbers of this town do; nothing is derived from it, so a strange one is only remarked on. */
export const fitsPattern = (number: string, pattern: string) =>
  !pattern || new RegExp(`^(?:${pattern})$`, 'u').test(number);

export async function isNumberTaken(ctx: Context, number: string): Promise<boolean> {
  const [found] = await ctx.db.select({ id: certificate.id }).from(certificate).where(eq(certificate.number, number));
  return found !== undefined;
}

/** Writes a card that was checked, with its issue as the first act. */
export async function addCertificate(ctx: Context, input: z.output<typeof RecordCertificate>): Promise<number> {
  const by = { recordedAt: ctx.now, recordedBy: ctx.actor.accountId };
  const [row] = await ctx.db
    .insert(certificate)
    .values({ ...input, condition: 'in-force', ...by })
    .returning({ id: certificate.id });
  await ctx.db.insert(certificateEvent).values({
    certificateId: row!.id,
    kind: 'issued',
    happenedOn: input.issuedOn,
    authority: input.issuer,
    number: input.number,
    validFrom: input.issuedOn,
    validTo: input.expiresOn,
    ...by
  });
  return row!.id;
}

/** The acts that people record by hand; an issue comes with the card, a taking-back has its own command. */
export const recordableKinds = [
  'renewed',
  'replaced',
  'suspended',
  'restored',
  'lost',
  'handed-in',
  'withdrawn',
  'cancelled',
  'revoked'
] as const;

const act = {
  happenedOn: dayInput,
  authority: line(60),
  documentNumber: optionalLine(60),
  note: optionalLine(300),
  number: optionalLine(60),
  validFrom: z.union([z.literal(''), dayInput]).default(''),
  validTo: z.union([z.literal(''), dayInput]).default('')
};

export const RecordEvent = z.object({ certificateId: rowId, kind: z.enum(recordableKinds), ...act });

/**
 * Records an act of the issuing authority (or the handing-in of a card), the newest of the card's history.
 * @throws InvalidInput for a day to come or a print without days; DomainError `certification.act-cannot-follow`,
 *   `certification.act-out-of-order`, `certification.certificate-not-found`, `certification.number-taken`.
 */
export const recordEvent = command('certification.record-event', {
  input: RecordEvent.extend({ file: KeptFile.optional() }),
  allow: holds('register.manage'),
  async run(ctx, { certificateId, file, ...input }) {
    const { events, cadreId } = await requireHistory(ctx, certificateId);
    const event = eventOf(input);
    requirePrint(event);
    if (event.happenedOn > ctx.today) throw new InvalidInput({ happenedOn: ['certification.day-to-come'] });
    const last = liveEvents(events).at(-1);
    if (last && event.happenedOn < last.happenedOn)
      throw new InvalidInput({ happenedOn: ['certification.act-out-of-order'] });
    if (!nextKinds(printOf(events).condition).includes(event.kind)) throw conflict('certification.act-cannot-follow');
    const written = await append(ctx, certificateId, events, event);
    await attachFile(ctx, { cadreId, book: 'event', recordId: written.id }, file);
    return written;
  },
  trace: ({ certificateId, kind, happenedOn }) => ({
    subject: 'certificate',
    id: certificateId,
    detail: { kind, happenedOn }
  })
});

export const CorrectEvent = z.object({ eventId: rowId, reason: line(300), ...act });

/**
 * Puts a right entry in the place of a wrong one; both stay on record. The kind stays: an act that did not happen is taken back.
 * @throws as `certification.record-event`; also `certification.event-not-found`, and when what followed no longer fits.
 */
export const correctEvent = command('certification.correct-event', {
  input: CorrectEvent,
  allow: holds('register.manage'),
  async run(ctx, { eventId, reason, note, ...input }) {
    const { entry, events } = await requireEntry(ctx, eventId);
    const event = { ...eventOf({ kind: entry.kind, note: note || reason, ...input }), supersedesId: eventId };
    requirePrint(event);
    if (event.happenedOn > ctx.today) throw new InvalidInput({ happenedOn: ['certification.day-to-come'] });
    requireSameOrder(events, entry, event);
    return { ...(await append(ctx, entry.certificateId, events, event)), certificateId: entry.certificateId };
  },
  trace: ({ eventId }, { id, certificateId }) => ({
    subject: 'certificate',
    id: certificateId,
    detail: { corrects: eventId, by: id }
  })
});

export const VoidEvent = z.object({ eventId: rowId, reason: line(300) });

/** Takes back an entry made in error; both stay on record. The issue itself is corrected, never taken back. */
export const voidEvent = command('certification.void-event', {
  input: VoidEvent,
  allow: holds('register.manage'),
  async run(ctx, { eventId, reason }) {
    const { entry, events } = await requireEntry(ctx, eventId);
    if (entry.kind === 'issued') throw conflict('certification.issue-comes-first');
    const { happenedOn, authority } = entry;
    const event: NewEvent = { kind: 'voided', happenedOn, authority, note: reason, supersedesId: eventId };
    return { ...(await append(ctx, entry.certificateId, events, event)), certificateId: entry.certificateId };
  },
  trace: ({ eventId }, { id, certificateId }) => ({
    subject: 'certificate',
    id: certificateId,
    detail: { voids: eventId, by: id }
  })
});

/** The history of a card that the caller may manage. */
async function requireHistory(ctx: Context, certificateId: number): Promise<{ events: EventRow[]; cadreId: number }> {
  const [card] = await ctx.db
    .select({ cadreId: certificate.cadreId })
    .from(certificate)
    .where(eq(certificate.id, certificateId));
  if (!card || !(await findWithinReach(ctx, 'register.manage', { cadreId: card.cadreId }))) {
    throw missing('certification.certificate-not-found');
  }
  const events = await ctx.db
    .select()
    .from(certificateEvent)
    .where(eq(certificateEvent.certificateId, certificateId))
    .orderBy(asc(certificateEvent.id));
  return { events, cadreId: card.cadreId };
}

async function requireEntry(ctx: Context, eventId: number) {
  const [found] = await ctx.db.select().from(certificateEvent).where(eq(certificateEvent.id, eventId));
  if (!found) throw missing('certification.event-not-found');
  const { events } = await requireHistory(ctx, found.certificateId);
  const entry = liveEvents(events).find(({ id }) => id === eventId);
  if (!entry) throw conflict('certification.event-already-corrected');
  return { entry, events };
}

function eventOf(input: { kind: CertificateEventKind; [field: string]: string }): NewEvent {
  const { kind, happenedOn, authority, documentNumber, note, number, validFrom, validTo } = input;
  const day = (value: string | undefined) => (value ? (value as NewEvent['validFrom']) : null);
  return {
    kind,
    happenedOn: happenedOn as NewEvent['happenedOn'],
    authority: authority!,
    documentNumber: documentNumber || null,
    note: note || null,
    number: number || null,
    validFrom: day(validFrom),
    validTo: day(validTo)
  };
}

/** A new print has both days; only an issue and a renewal must have them, and no other act has any. */
function requirePrint({ kind, number, validFrom, validTo }: NewEvent) {
  if (kind === 'issued' && !number) throw new InvalidInput({ number: ['input.required'] });
  const printed = kind === 'issued' || kind === 'renewed';
  if (!printed && kind !== 'replaced' && (validFrom || validTo))
    throw new InvalidInput({ validFrom: ['certification.no-print'] });
  if ((printed || validTo) && !validFrom) throw new InvalidInput({ validFrom: ['input.required'] });
  if ((printed || validFrom) && !validTo) throw new InvalidInput({ validTo: ['input.required'] });
  if (validFrom && validTo && validTo < validFrom)
    throw new InvalidInput({ validTo: ['certification.expires-before-issue'] });
}

/** A correction may move an act in time, but not past the acts before and after it. */
function requireSameOrder(events: EventRow[], entry: EventRow, event: NewEvent) {
  const live = liveEvents(events);
  const at = live.findIndex(({ id }) => id === entry.id);
  const [before, after] = [live[at - 1], live[at + 1]];
  if ((before && event.happenedOn < before.happenedOn) || (after && event.happenedOn > after.happenedOn)) {
    throw new InvalidInput({ happenedOn: ['certification.act-out-of-order'] });
  }
}

/** Adds an entry, when the whole history still holds together, and brings the card's row up to date. */
async function append(ctx: Context, certificateId: number, events: EventRow[], event: NewEvent) {
  const values = { ...event, certificateId, recordedAt: ctx.now, recordedBy: ctx.actor.accountId };
  const provisional = {
    number: null,
    validFrom: null,
    validTo: null,
    supersedesId: null,
    ...values,
    id: Number.MAX_SAFE_INTEGER
  };
  const history = [...events, provisional as EventRow];
  const breach = firstBreach(history);
  if (breach) throw conflict(breach);
  const { number, validFrom, validTo, condition } = printOf(history);
  if (event.number && number !== printOf(events).number && (await isNumberTaken(ctx, number))) {
    throw new InvalidInput({ number: ['certification.number-taken'] });
  }
  const [row] = await ctx.db.insert(certificateEvent).values(values).returning({ id: certificateEvent.id });
  await ctx.db
    .update(certificate)
    .set({
      number,
      issuedOn: validFrom,
      expiresOn: validTo,
      condition,
      ...(event.kind === 'issued' ? { issuer: event.authority } : {})
    })
    .where(eq(certificate.id, certificateId));
  return { id: row!.id, condition };
}
