/** 宣讲学时: what speakers get in the ledger of hours for an event, corrected whenever the event is. */
import { and, eq } from 'drizzle-orm';
import { creditHours, withdrawCredit } from '#lib/hours/credit.server.ts';
import type { Context } from '#lib/platform/door.server.ts';
import type { EventRow } from './access.server.ts';
import { outreachSpeaker } from './schema.server.ts';

type Held = Pick<EventRow, 'id' | 'status' | 'heldOn' | 'theme' | 'minutes'>;
type Speaker = Pick<typeof outreachSpeaker.$inferSelect, 'cadreId' | 'unitId' | 'credited'>;

export const speakersOf = (ctx: Pick<Context, 'db'>, eventId: number): Promise<Speaker[]> =>
  ctx.db
    .select({
      cadreId: outreachSpeaker.cadreId,
      unitId: outreachSpeaker.unitId,
      credited: outreachSpeaker.credited
    })
    .from(outreachSpeaker)
    .where(eq(outreachSpeaker.eventId, eventId));

/**
 * Makes the ledger say what the event says: each speaker of a held event has its minutes once; whoever no longer spoke,
 * or spoke on another day, for another time or on another theme, has the old entry taken back first.
 * @param before the event as it was, undefined for a new one.
 * @param speakers who spoke, with their unit.
 */
export async function settleSpeakers(
  ctx: Context,
  event: Held,
  before: Held | undefined,
  speakers: readonly { cadreId: number; unitId: number }[],
  reason: string
): Promise<{ credited: number; withdrawn: number }> {
  const due = event.status === 'held' ? event.minutes : 0;
  const held = before ? await speakersOf(ctx, event.id) : [];
  const sameEntry = before?.heldOn === event.heldOn && before.theme === event.theme;
  const counts = { credited: 0, withdrawn: 0 };
  for (const { cadreId, credited } of held) {
    const stays = speakers.some((speaker) => speaker.cadreId === cadreId);
    if (credited && !(stays && sameEntry && credited === due)) {
      await ctx.callAsSystem(withdrawCredit, { sourceKind: 'outreach', sourceId: event.id, cadreId, reason });
      await note(ctx, event.id, cadreId, 0);
      counts.withdrawn += 1;
    }
    if (!stays) await ctx.db.delete(outreachSpeaker).where(which(event.id, cadreId));
  }
  for (const { cadreId, unitId } of speakers) {
    const present = held.find((speaker) => speaker.cadreId === cadreId);
    if (!present) await ctx.db.insert(outreachSpeaker).values({ eventId: event.id, cadreId, unitId, credited: 0 });
    if (!due || (present && sameEntry && present.credited === due)) continue;
    await ctx.callAsSystem(creditHours, {
      cadreId,
      minutes: due,
      category: 'outreach',
      endedOn: event.heldOn,
      title: event.theme,
      sourceKind: 'outreach',
      sourceId: event.id
    });
    await note(ctx, event.id, cadreId, due);
    counts.credited += 1;
  }
  return counts;
}

const which = (eventId: number, cadreId: number) =>
  and(eq(outreachSpeaker.eventId, eventId), eq(outreachSpeaker.cadreId, cadreId));

const note = (ctx: Context, eventId: number, cadreId: number, credited: number) =>
  ctx.db.update(outreachSpeaker).set({ credited }).where(which(eventId, cadreId));
