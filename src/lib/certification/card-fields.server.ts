/** For which fields people hold cards, and since when. */
import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import { inChunks } from '#lib/people/chunks.ts';
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { certificate, certificateEvent } from './schema.server.ts';

export interface HeldCard {
  issuedOn: Day;
  field: string;
  /** Not cancelled. */
  held: boolean;
}

/** Cards by person as issued up to a day, the first issued first. */
export async function cardsHeld(ctx: Context, cadreIds: readonly number[], on: Day): Promise<Map<number, HeldCard[]>> {
  const found = new Map<number, HeldCard[]>();
  for (const some of inChunks(cadreIds)) {
    const rows = await ctx.db
      .select({
        cadreId: certificate.cadreId,
        field: certificate.field,
        condition: certificate.condition,
        issuedOn: certificateEvent.happenedOn
      })
      .from(certificate)
      .innerJoin(
        certificateEvent,
        and(eq(certificateEvent.certificateId, certificate.id), eq(certificateEvent.kind, 'issued'))
      )
      .where(and(inArray(certificate.cadreId, some), lte(certificateEvent.happenedOn, on)))
      .orderBy(asc(certificateEvent.happenedOn), asc(certificateEvent.id));
    for (const { cadreId, condition, ...card } of rows)
      found.set(cadreId, [...(found.get(cadreId) ?? []), { ...card, held: condition !== 'cancelled' }]);
  }
  return found;
}

/** The day of issue of cards by the number that is printed on them now. */
export async function issueDays(ctx: Context, numbers: readonly string[]): Promise<Map<string, Day>> {
  const found = new Map<string, Day>();
  for (const some of inChunks(numbers)) {
    const rows = await ctx.db
      .select({ number: certificate.number, issuedOn: certificate.issuedOn })
      .from(certificate)
      .where(inArray(certificate.number, some));
    for (const { number, issuedOn } of rows) found.set(number, issuedOn);
  }
  return found;
}

/** The fields of the cards that are not cancelled, as printed. */
export const fieldsOf = (cards: readonly HeldCard[]) => [
  ...new Set(cards.filter(({ held }) => held).map(({ field }) => field))
];
