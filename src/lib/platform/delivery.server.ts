/** The outbox: letters and group messages leave it one after the other, outside any transaction, and are tried again. */
import { and, asc, count, desc, eq, gte, inArray, lt, lte } from 'drizzle-orm';
import { z } from 'zod';
import { holds, onlySystem, system } from './actor.ts';
import { DAY, MINUTE } from './clock.ts';
import { command, query, type Context, type Door } from './door.server.ts';
import { conflict } from './errors.ts';
import { rowId } from './input.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { channels, nextTry, type Channel, type NotificationKind, type NotificationValues } from './notification.ts';
import { notification, notificationDelivery, notificationPreference } from './schema.server.ts';
import type { Senders } from './senders.server.ts';

/** Whoever takes a message keeps it this long; a process that dies in between leaves it to the next turn. */
const LEASE = 5 * MINUTE;
const AT_ONCE = 20;
/** A message that could not leave for so long is no news any more, as when a robot is set up after months. */
const NEWS = 14 * DAY;

export interface Message {
  id: number;
  channel: Channel;
  kind: NotificationKind;
  values: NotificationValues;
  /** For a letter: to whom, in which language, and where it leads. */
  email: string | null;
  locale: Locale;
  href: string | null;
}

/** Takes the messages that are due on the given channels, for this process alone, counting a try of each. */
export const claimDeliveries = command('platform.claim-deliveries', {
  input: z.object({ channels: z.array(z.enum(channels)) }),
  allow: onlySystem,
  async run(ctx, { channels }): Promise<Message[]> {
    if (!channels.length) return [];
    await ctx.db
      .update(notificationDelivery)
      .set({ state: 'failed', problem: 'late', settledAt: ctx.now })
      .where(and(eq(notificationDelivery.state, 'waiting'), lt(notificationDelivery.createdAt, ctx.now - NEWS)));
    const due = await ctx.db
      .select({ id: notificationDelivery.id, tries: notificationDelivery.tries })
      .from(notificationDelivery)
      .where(
        and(
          eq(notificationDelivery.state, 'waiting'),
          inArray(notificationDelivery.channel, channels),
          lte(notificationDelivery.nextAt, ctx.now)
        )
      )
      .orderBy(asc(notificationDelivery.nextAt), asc(notificationDelivery.id))
      .limit(AT_ONCE);
    for (const { id, tries } of due) {
      await ctx.db
        .update(notificationDelivery)
        .set({ tries: tries + 1, nextAt: ctx.now + LEASE })
        .where(eq(notificationDelivery.id, id));
    }
    return messagesOf(
      ctx,
      due.map(({ id }) => id)
    );
  },
  // What is sent was asked for by a command that has its row; the outbox itself says what became of it.
  trace: () => undefined
});

async function messagesOf(ctx: Context, ids: readonly number[]): Promise<Message[]> {
  if (!ids.length) return [];
  const rows = await ctx.db
    .select({ letter: notificationDelivery, told: notification, wish: notificationPreference })
    .from(notificationDelivery)
    .leftJoin(notification, eq(notification.id, notificationDelivery.notificationId))
    .leftJoin(notificationPreference, eq(notificationPreference.accountId, notification.accountId))
    .where(inArray(notificationDelivery.id, [...ids]))
    .orderBy(asc(notificationDelivery.id));
  return rows.map(({ letter, told, wish }) => ({
    id: letter.id,
    channel: letter.channel,
    kind: (told?.kind ?? letter.kind)!,
    values: told?.values ?? letter.values ?? {},
    // Whoever changed their mind since it was put in gets no letter any more.
    email: wish?.byEmail ? wish.email : null,
    locale: wish?.locale === 'en' ? 'en' : 'zh-CN',
    href: told?.href ?? null
  }));
}

/** What became of a message: sent, or to be tried again, or given up after the last try. */
export const settleDelivery = command('platform.settle-delivery', {
  input: z.object({ id: rowId, problem: z.string().max(60).nullable() }),
  allow: onlySystem,
  async run(ctx, { id, problem }) {
    const [row] = await ctx.db.select().from(notificationDelivery).where(eq(notificationDelivery.id, id));
    if (!row || row.state !== 'waiting') return;
    const again = problem === null ? null : nextTry(row.tries, ctx.now);
    await ctx.db
      .update(notificationDelivery)
      .set(
        again === null
          ? { state: problem === null ? 'sent' : 'failed', problem, settledAt: ctx.now }
          : { nextAt: again, problem }
      )
      .where(eq(notificationDelivery.id, id));
  },
  trace: () => undefined
});

/** Empties the outbox as far as it is due. Without senders nothing is taken, so nothing is lost. @returns how many left it. */
export async function deliverNotifications(door: Door, senders: Senders): Promise<number> {
  const open = channels.filter((channel) => senders[channel]);
  let sent = 0;
  for (;;) {
    const messages = await door.run(claimDeliveries, system, { channels: open });
    if (!messages.length) return sent;
    for (const message of messages) {
      const problem = await sendOne(senders, message);
      await door.run(settleDelivery, system, { id: message.id, problem });
      if (problem === null) sent += 1;
    }
  }
}

async function sendOne(senders: Senders, message: Message): Promise<string | null> {
  if (message.channel === 'email' && !message.email) return null;
  try {
    await senders[message.channel]!(message);
    return null;
  } catch (problem) {
    // Mail servers repeat the address in their answers; the code alone says enough.
    const { code, responseCode } = problem as { code?: unknown; responseCode?: unknown };
    return [code, responseCode].filter(Boolean).join(' ').slice(0, 60) || 'failed';
  }
}

export interface OutboxState {
  channel: Channel;
  waiting: number;
  sent: number;
  failed: number;
  /** What went wrong last on this channel, as a code. */
  problem: string | null;
}

/** How the outbox stands, channel by channel, for those who keep the settings. Who was written to is not told. */
export const outbox = query('platform.outbox', {
  input: z.object({}),
  allow: holds('settings.view'),
  async run(ctx): Promise<OutboxState[]> {
    const rows = await ctx.db
      .select({ channel: notificationDelivery.channel, state: notificationDelivery.state, messages: count() })
      .from(notificationDelivery)
      .groupBy(notificationDelivery.channel, notificationDelivery.state);
    const of = (channel: Channel, state: string) =>
      rows.find((row) => row.channel === channel && row.state === state)?.messages ?? 0;
    return Promise.all(
      channels.map(async (channel) => ({
        channel,
        waiting: of(channel, 'waiting'),
        sent: of(channel, 'sent'),
        failed: of(channel, 'failed'),
        problem: await lastProblem(ctx, channel)
      }))
    );
  }
});

async function lastProblem(ctx: Context, channel: Channel): Promise<string | null> {
  const [row] = await ctx.db
    .select({ problem: notificationDelivery.problem })
    .from(notificationDelivery)
    .where(and(eq(notificationDelivery.channel, channel), inArray(notificationDelivery.state, ['waiting', 'failed'])))
    .orderBy(desc(notificationDelivery.tries), desc(notificationDelivery.id))
    .limit(1);
  return row?.problem ?? null;
}

/** Puts what was given up back into the outbox, after the mail server or the robot was mended. */
export const retryDeliveries = command('platform.retry-deliveries', {
  input: z.object({ channel: z.enum(channels) }),
  allow: holds('settings.manage'),
  async run(ctx, { channel }) {
    const rows = await ctx.db
      .update(notificationDelivery)
      .set({ state: 'waiting', tries: 0, nextAt: ctx.now, settledAt: null })
      .where(
        and(
          eq(notificationDelivery.channel, channel),
          eq(notificationDelivery.state, 'failed'),
          gte(notificationDelivery.createdAt, ctx.now - NEWS)
        )
      )
      .returning({ id: notificationDelivery.id });
    if (!rows.length) throw conflict('platform.nothing-failed');
    return { messages: rows.length };
  },
  trace: ({ channel }, { messages }) => ({ subject: 'notification', id: channel, detail: { messages } })
});
