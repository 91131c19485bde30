/** Recording an event: planned ahead, entered on the phone, corrected, made void. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { openCitations } from '#lib/law/resolve.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { addDays } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput, missing } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { recordsEvents, requireOpenEvent, type EventRow } from './access.server.ts';
import { settleSpeakers, speakersOf } from './credit.server.ts';
import { EventInput } from './event-input.ts';
import { eventKey } from './find-events.server.ts';
import { outreachDate, outreachEvent } from './schema.server.ts';

/** So far ahead may be planned: the year's calendar and the next one's beginning. */
const FARTHEST_DAYS = 400;

/**
 * Writes an event, new or again: held when its day has come, else planned. The speakers' minutes go into the ledger of
 * hours, and follow every correction. An entry that arrives twice is the same event.
 * @throws InvalidInput; DomainError `outreach.event-void`, `outreach.not-yours`, `outreach.edit-days-over`.
 */
export const saveEvent = command('outreach.save-event', {
  input: EventInput,
  allow: recordsEvents,
  async run(ctx, { id, sentKey, speakerIds, ...typed }) {
    if (id === undefined && sentKey !== undefined) {
      const [sent] = await ctx.db
        .select({ id: outreachEvent.id })
        .from(outreachEvent)
        .where(eq(outreachEvent.sentKey, sentKey));
      if (sent) return { id: sent.id, again: true, credited: 0, withdrawn: 0, held: true };
    }
    const before = id === undefined ? undefined : await requireOpenEvent(ctx, id);
    const status = typed.heldOn > ctx.today ? ('planned' as const) : ('held' as const);
    const speakers = await requireSound(ctx, { ...typed, speakerIds, status });
    const values = {
      ...typed,
      status,
      // What nobody can have counted yet is not kept.
      headcount: status === 'held' ? typed.headcount : null,
      countMethod: status === 'held' ? typed.countMethod : null,
      searchKey: eventKey(typed),
      savedAt: ctx.now,
      savedBy: ctx.actor.accountId
    };
    const eventId = before ? before.id : await create(ctx, { ...values, sentKey: sentKey ?? null });
    if (before) await ctx.db.update(outreachEvent).set(values).where(eq(outreachEvent.id, eventId));
    const ledger = await settleSpeakers(ctx, { ...values, id: eventId }, before, speakers, m.outreach_credit_changed());
    return { id: eventId, again: false, held: status === 'held', ...ledger };
  },
  trace: ({ heldOn, kind, large, headcount, countMethod, minutes, speakerIds }, { id, again, credited, withdrawn }) =>
    again
      ? undefined
      : {
          subject: 'outreach-event',
          id,
          detail: { heldOn, kind, large, headcount, countMethod, minutes, speakerIds, credited, withdrawn }
        }
});

async function create(
  ctx: Context,
  values: Omit<typeof outreachEvent.$inferInsert, 'createdAt' | 'createdBy'>
): Promise<number> {
  const [row] = await ctx.db
    .insert(outreachEvent)
    .values({ ...values, createdAt: ctx.now, createdBy: ctx.actor.accountId })
    .returning({ id: outreachEvent.id });
  return row!.id;
}

type Typed = Omit<z.output<typeof EventInput>, 'id' | 'sentKey'> & { status: EventRow['status'] };

/** @throws InvalidInput that names every field at fault. @returns the speakers. */
async function requireSound(ctx: Context, typed: Typed) {
  const fields: Record<string, string[]> = {};
  if (typed.heldOn > addDays(ctx.today, FARTHEST_DAYS)) fields.heldOn = ['outreach.too-far'];
  if (typed.status === 'held' && typed.headcount === null) fields.headcount = ['input.required'];
  if (typed.status === 'held' && typed.countMethod === null) fields.countMethod = ['input.required'];
  // The whole collection is read for it: not for an event that cites nothing.
  const { problems } = typed.cites ? (await openCitations(ctx))(typed.cites, typed.heldOn) : { problems: [] };
  if (problems.length)
    fields.cites = problems.map(({ code, params }) =>
      [code, ...Object.entries(params).map(([name, value]) => `${name}=${String(value).replace(/[|=]/g, '')}`)].join(
        '|'
      )
    );
  const speakers = await peopleByIds(ctx, [...new Set(typed.speakerIds)]);
  const present = speakers.filter(
    ({ joinedOn, leftOn }) => joinedOn <= typed.heldOn && (leftOn === null || leftOn > typed.heldOn)
  );
  if (present.length !== new Set(typed.speakerIds).size) fields.speakers = ['outreach.speaker-not-on-roster'];
  else if (!ctx.actor.may('outreach.manage') && !present.some(({ cadreId }) => cadreId === ctx.actor.cadreId))
    fields.speakers = ['outreach.own-part'];
  else if (!present.length && !typed.guests) fields.speakers = ['outreach.speaker-needed'];
  if (Object.keys(fields).length) throw new InvalidInput(fields);
  if (typed.dateId !== null) await requireDate(ctx, typed.dateId);
  return present.map(({ cadreId, unitId }) => ({ cadreId, unitId }));
}

async function requireDate(ctx: Context, id: number) {
  const [found] = await ctx.db.select({ id: outreachDate.id }).from(outreachDate).where(eq(outreachDate.id, id));
  if (!found) throw missing('outreach.date-not-found');
}

export const VoidEvent = z.object({ id: rowId, reason: line(200) });

/** Makes an event void, with its reason: it stays on record, counts nowhere, and its hours are taken back. */
export const voidEvent = command('outreach.void-event', {
  input: VoidEvent,
  allow: recordsEvents,
  async run(ctx, { id, reason }) {
    const event = await requireOpenEvent(ctx, id);
    await ctx.db
      .update(outreachEvent)
      .set({ status: 'void', voidedAt: ctx.now, voidedBy: ctx.actor.accountId, voidReason: reason })
      .where(eq(outreachEvent.id, id));
    const speakers = await speakersOf(ctx, id);
    return settleSpeakers(ctx, { ...event, status: 'void' }, event, speakers, reason);
  },
  trace: ({ id }, { withdrawn }) => ({ subject: 'outreach-event', id, detail: { withdrawn } })
});
