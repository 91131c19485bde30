/** What the yearly report asks of the register: how everybody's cards stood on a day, and what happened to cards. */
import { asc, eq } from 'drizzle-orm';
import type { UnitPerson } from '#lib/people/people-of.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { liveEvents, personStanding, type CertificateEvent, type Standing } from './certificate.ts';
import { cardsOf } from './evidence.server.ts';
import { certificate, certificateEvent } from './schema.server.ts';

/** How the cards of some people stood on a day. */
export async function standingsOn(
  ctx: Context,
  people: readonly UnitPerson[],
  on: Day
): Promise<Map<number, Standing>> {
  const { 'certificate.expiring-days': expiringDays } = await settingsOn(ctx.db, on);
  const cards = await cardsOf(
    ctx,
    people.map(({ cadreId }) => cadreId)
  );
  return new Map(
    people.map(({ cadreId }) => [cadreId, personStanding([...(cards.get(cadreId)?.values() ?? [])], on, expiringDays)])
  );
}

export type CardAct = 'first-issued' | 'renewed' | 'ended';

export interface ActOnCard {
  act: CardAct;
  cadreId: number;
  eventId: number;
  number: string;
  happenedOn: Day;
}

const endings = ['withdrawn', 'cancelled', 'revoked'];

/**
 * The acts on cards within days, both included, entries made in error left out: a person's very first card, renewals,
 * and cards withdrawn, cancelled or revoked (each card once, on the first of these days).
 */
export async function cardActs(ctx: Context, { from, to }: { from: Day; to: Day }): Promise<ActOnCard[]> {
  const rows = await ctx.db
    .select({ cadreId: certificate.cadreId, number: certificate.number, event: certificateEvent })
    .from(certificate)
    .innerJoin(certificateEvent, eq(certificateEvent.certificateId, certificate.id))
    .orderBy(asc(certificate.id), asc(certificateEvent.id));
  const acts: ActOnCard[] = [];
  for (const [cadreId, own] of Map.groupBy(rows, (row) => row.cadreId)) {
    const numbers = new Map(own.map(({ event, number }) => [event.certificateId, number]));
    const live = [...Map.groupBy(own, ({ event }) => event.certificateId)].flatMap(([, card]) =>
      liveEvents(card.map(({ event }) => event))
    );
    const note = (act: CardAct, event: CertificateEvent & { certificateId: number }) => {
      const { id: eventId, happenedOn } = event;
      if (happenedOn < from || happenedOn > to) return;
      acts.push({ act, cadreId, eventId, happenedOn, number: event.number ?? numbers.get(event.certificateId)! });
    };
    const issued = live.filter(({ kind }) => kind === 'issued');
    const [first] = issued.sort((a, b) => (a.happenedOn < b.happenedOn ? -1 : 1));
    if (first) note('first-issued', first);
    for (const event of live) if (event.kind === 'renewed') note('renewed', event);
    for (const [, card] of Map.groupBy(live, ({ certificateId }) => certificateId)) {
      const ended = card.find(({ kind }) => endings.includes(kind));
      if (ended) note('ended', ended);
    }
  }
  return acts;
}
