/** Who sees and changes which event. */
import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/platform/actor.ts';
import { addDays, dayOf, type Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { outreachEvent, outreachSpeaker } from './schema.server.ts';

export type EventRow = typeof outreachEvent.$inferSelect;

/** For `allow`: those who record what they took part in, and those who keep all of it. */
export const recordsEvents = (actor: Actor) => actor.may('outreach.record') || actor.may('outreach.manage');

/** The events that the actor may see, as a condition; undefined for all: own ones, and those a unit in reach spoke at. */
export function inSight({ db, actor }: Pick<Context, 'db' | 'actor'>): SQL | undefined {
  const reach = actor.reach('outreach.manage');
  if (reach === 'all') return undefined;
  const spokeAt = db
    .select({ eventId: outreachSpeaker.eventId })
    .from(outreachSpeaker)
    .where(
      or(
        actor.cadreId === null ? sql`1 = 0` : eq(outreachSpeaker.cadreId, actor.cadreId),
        reach.length ? inArray(outreachSpeaker.unitId, reach) : undefined
      )
    );
  return or(
    actor.accountId === null ? undefined : eq(outreachEvent.createdBy, actor.accountId),
    inArray(outreachEvent.id, spokeAt)
  );
}

/** @throws when there is no such event, or none that the actor may see. */
export async function requireEvent(ctx: Context, id: number): Promise<EventRow> {
  const [found] = await ctx.db
    .select()
    .from(outreachEvent)
    .where(and(eq(outreachEvent.id, id), inSight(ctx)));
  if (!found) throw missing('outreach.event-not-found');
  return found;
}

/** Whether the actor may change an event; whoever keeps all records always may, its author for so many days. */
export async function isOpenTo(ctx: Context, event: EventRow): Promise<boolean> {
  if (event.status === 'void') return false;
  if (ctx.actor.may('outreach.manage')) return true;
  if (event.createdBy !== ctx.actor.accountId) return false;
  const days = (await settingsOn(ctx.db, ctx.today))['outreach.edit-days'];
  return ctx.today <= lastDayToEdit(event, days);
}

/** @throws DomainError `outreach.event-void`, `outreach.not-yours`, `outreach.edit-days-over`. */
export async function requireOpenEvent(ctx: Context, id: number): Promise<EventRow> {
  const event = await requireEvent(ctx, id);
  if (event.status === 'void') throw conflict('outreach.event-void');
  if (await isOpenTo(ctx, event)) return event;
  throw conflict(event.createdBy === ctx.actor.accountId ? 'outreach.edit-days-over' : 'outreach.not-yours');
}

/** An author's last day: counted from the event or from its record, whichever came later. */
export function lastDayToEdit({ heldOn, createdAt }: Pick<EventRow, 'heldOn' | 'createdAt'>, days: number): Day {
  const recordedOn = dayOf(createdAt);
  return addDays(recordedOn > heldOn ? recordedOn : heldOn, days);
}
