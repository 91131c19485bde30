/** How events are found: their keys, and their part in the search everywhere. */
import { and, desc, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { onlySystem } from '#lib/platform/actor.ts';
import { command, query } from '#lib/platform/door.server.ts';
import { finding, holdsEveryWord } from '#lib/platform/finding.server.ts';
import { folded, searchKey } from '#lib/platform/pinyin.ts';
import { inSight, recordsEvents, type EventRow } from './access.server.ts';
import { outreachEvent } from './schema.server.ts';

export type EventFound = Pick<EventRow, 'id' | 'theme' | 'place' | 'heldOn'>;

/** Events within sight by words or pinyin, newest first; void ones only come up in their own list. */
export const findEvents = query('outreach.find-events', {
  input: finding,
  allow: recordsEvents,
  run: (ctx, { q, most }): Promise<EventFound[]> =>
    ctx.db
      .select({
        id: outreachEvent.id,
        theme: outreachEvent.theme,
        place: outreachEvent.place,
        heldOn: outreachEvent.heldOn
      })
      .from(outreachEvent)
      .where(and(inSight(ctx), ne(outreachEvent.status, 'void'), holdsEveryWord(q, outreachEvent.searchKey)))
      .orderBy(desc(outreachEvent.heldOn), desc(outreachEvent.id))
      .limit(most)
});

/** What an event is found by: theme and place by their pinyin too, guests and citations by their words. */
export const eventKey = ({ theme, place, guests, cites }: Pick<EventRow, 'theme' | 'place' | 'guests' | 'cites'>) =>
  [searchKey(theme, place), folded(guests), folded(cites)].join('\n');

/** Writes the keys that a migration emptied, because they were made in another way; run at the start. */
export const fillEventKeys = command('outreach.fill-search-keys', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const rows = await ctx.db.select().from(outreachEvent).where(eq(outreachEvent.searchKey, ''));
    for (const row of rows)
      await ctx.db
        .update(outreachEvent)
        .set({ searchKey: eventKey(row) })
        .where(eq(outreachEvent.id, row.id));
    return rows.length;
  },
  trace: (_, count) => (count ? { subject: 'outreach-event', id: null, detail: { count } } : undefined)
});
