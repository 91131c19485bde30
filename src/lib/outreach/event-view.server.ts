/** One event as its page shows it. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { citationsInWords, type CitationInWords } from '#lib/law/force.server.ts';
import { openCitations } from '#lib/law/resolve.server.ts';
import { accountNames } from '#lib/people/accounts.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import {
  isOpenTo,
  lastDayToEdit,
  recordsEvents,
  requireEvent,
  requireOpenEvent,
  type EventRow
} from './access.server.ts';
import { speakersOf } from './credit.server.ts';
import { eventStand, type EventStand } from './event.ts';
import { photosOf, type PhotoRow } from './photo.server.ts';
import { outreachDate } from './schema.server.ts';

export interface Speaker {
  cadreId: number;
  name: string;
  staffNumber: string;
  unitName: string;
  /** Minutes in the ledger of hours. */
  credited: number;
}

export interface FoundEvent extends Omit<EventRow, 'sentKey' | 'searchKey' | 'createdBy' | 'savedBy' | 'voidedBy'> {
  stand: EventStand;
  speakers: Speaker[];
  photos: PhotoRow[];
  /** The statutes as they stand today. */
  citations: CitationInWords[];
  /** The duty date it was held for. */
  dutyDate: string | null;
  author: string | null;
  voidedByName: string | null;
  mayEdit: boolean;
  /** Until when the author may change it; null for readers whom no day binds. */
  editableUntil: Day | null;
}

export const findEvent = query('outreach.find-event', {
  input: z.object({ id: rowId }),
  allow: recordsEvents,
  async run(ctx, { id }): Promise<FoundEvent> {
    const event = await requireEvent(ctx, id);
    const { citations } = event.cites ? (await openCitations(ctx))(event.cites, event.heldOn) : { citations: [] };
    const names = await accountNames(ctx, [event.createdBy, event.voidedBy]);
    const days = (await settingsOn(ctx.db, ctx.today))['outreach.edit-days'];
    const { sentKey: _, searchKey: __, createdBy, savedBy: ___, voidedBy, ...shown } = event;
    return {
      ...shown,
      stand: eventStand(event, ctx.today),
      speakers: await speakersWithNames(ctx, id),
      photos: await photosOf(ctx, id),
      citations: await citationsInWords(ctx, citations),
      dutyDate: await dutyDateName(ctx, event.dateId),
      author: names.get(createdBy ?? 0) ?? null,
      voidedByName: names.get(voidedBy ?? 0) ?? null,
      mayEdit: await isOpenTo(ctx, event),
      editableUntil: ctx.actor.may('outreach.manage') ? null : lastDayToEdit(event, days)
    };
  }
});

async function speakersWithNames(ctx: Context, eventId: number): Promise<Speaker[]> {
  const speakers = await speakersOf(ctx, eventId);
  const people = await peopleByIds(
    ctx,
    speakers.map(({ cadreId }) => cadreId)
  );
  return people
    .map(({ cadreId, name, staffNumber, unitName }) => ({
      ...{ cadreId, name, staffNumber, unitName },
      credited: speakers.find((speaker) => speaker.cadreId === cadreId)?.credited ?? 0
    }))
    .sort((one, other) => (one.staffNumber < other.staffNumber ? -1 : 1));
}

async function dutyDateName(ctx: Context, dateId: number | null): Promise<string | null> {
  if (dateId === null) return null;
  const [found] = await ctx.db
    .select({ name: outreachDate.name })
    .from(outreachDate)
    .where(eq(outreachDate.id, dateId));
  return found?.name ?? null;
}

/** The same for whoever may change it. @throws what keeps the actor from changing it. */
export const eventToEdit = query('outreach.event-to-edit', {
  input: z.object({ id: rowId }),
  allow: recordsEvents,
  async run(ctx, { id }) {
    await requireOpenEvent(ctx, id);
    return ctx.call(findEvent, { id });
  }
});
