/** Sessions in people's own calendars: a file for one, a feed for all of them. The only file that knows the library. */
import { createHash, randomBytes } from 'node:crypto';
import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { z } from 'zod';
import { activeCadreOf } from '#lib/people/accounts.server.ts';
import { anyone, holds } from '#lib/platform/actor.ts';
import { DAY, HOUR } from '#lib/platform/clock.ts';
import { command, query } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { calendarFeed, trainingSession } from './schema.server.ts';
import { isInvited } from './session-audience.server.ts';

/** What a calendar gets to know: no person, no attendance. */
export interface CalendarSession {
  id: number;
  title: string;
  place: string;
  startsAt: number;
  endsAt: number;
  status: string;
  savedAt: number;
}

/** How far back a feed goes. */
const KEPT = 180 * DAY;
/** How long before a session a calendar reminds. */
const REMINDER = HOUR;

/** A token for a feed: the address shows it once, the database keeps its hash. */
export const newFeedToken = () => randomBytes(32).toString('base64url');
export const feedHash = (token: string) => createHash('sha256').update(token).digest('hex');
const hashInput = z.string().regex(/^[0-9a-f]{64}$/);

/** Opens the acting person's feed under a new address; the old one, if any, ends. */
export const openOwnFeed = command('learning.open-own-feed', {
  input: z.object({ tokenHash: hashInput }),
  allow: holds('session.attend'),
  async run(ctx, { tokenHash }) {
    const accountId = ctx.actor.accountId!;
    await ctx.db.delete(calendarFeed).where(eq(calendarFeed.accountId, accountId));
    await ctx.db.insert(calendarFeed).values({ accountId, tokenHash, createdAt: ctx.now });
    return { accountId };
  },
  trace: (_, { accountId }) => ({ subject: 'account', id: accountId })
});

export const endOwnFeed = command('learning.end-own-feed', {
  input: z.object({}),
  allow: holds('session.attend'),
  async run(ctx) {
    const accountId = ctx.actor.accountId!;
    await ctx.db.delete(calendarFeed).where(eq(calendarFeed.accountId, accountId));
    return { accountId };
  },
  trace: (_, { accountId }) => ({ subject: 'account', id: accountId })
});

/** Since when the acting person has a feed; null when they have none. */
export const findOwnFeed = query('learning.find-own-feed', {
  input: z.object({}),
  allow: holds('session.attend'),
  async run(ctx) {
    const [found] = await ctx.db
      .select({ createdAt: calendarFeed.createdAt })
      .from(calendarFeed)
      .where(eq(calendarFeed.accountId, ctx.actor.accountId!));
    return found?.createdAt ?? null;
  }
});

/**
 * The sessions behind a feed's token. Visitors may ask: a calendar program cannot sign in, and the token is 256 bits.
 * A disabled account's feed, and that of somebody who left, is as if it never was.
 */
export const readFeed = query('learning.read-feed', {
  input: z.object({ tokenHash: hashInput }),
  allow: anyone,
  async run(ctx, { tokenHash }): Promise<CalendarSession[]> {
    const [feed] = await ctx.db.select().from(calendarFeed).where(eq(calendarFeed.tokenHash, tokenHash));
    const cadreId = feed && (await activeCadreOf(ctx, feed.accountId));
    const [person] = cadreId ? await peopleByIds(ctx, [cadreId]) : [];
    if (!person || (person.leftOn !== null && person.leftOn <= ctx.today)) throw missing('learning.feed-not-found');
    const sessions = await ctx.db
      .select()
      .from(trainingSession)
      .where(and(inArray(trainingSession.status, ['announced', 'closed']), gt(trainingSession.endsAt, ctx.now - KEPT)))
      .orderBy(asc(trainingSession.startsAt));
    const own: CalendarSession[] = [];
    for (const session of sessions) {
      if (!(await isInvited(ctx, person, session))) continue;
      const { id, title, place, startsAt, endsAt, status, savedAt } = session;
      own.push({ id, title, place, startsAt, endsAt, status, savedAt });
    }
    return own;
  }
});

/** RFC 5545. @param origin of this portal: makes the identifiers the world's own, and the links. */
export function calendarOf(name: string, sessions: readonly CalendarSession[], origin: string): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'chizheng', product: 'sessions' }
  });
  for (const { id, title, place, startsAt, endsAt, status, savedAt } of sessions) {
    calendar
      .createEvent({
        id: `session-${id}@${new URL(origin).hostname}`,
        start: new Date(startsAt),
        end: new Date(endsAt),
        stamp: new Date(savedAt),
        summary: title,
        location: place,
        url: `${origin}/sessions/${id}`,
        status: status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED
      })
      .createAlarm({ type: ICalAlarmType.display, trigger: REMINDER / 1000 });
  }
  return calendar.toString();
}
