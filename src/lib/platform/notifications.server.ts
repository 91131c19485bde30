/** 提醒: what the portal tells its people of by itself. Rooms ask for it through `notify` and know nothing of mail. */
import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { signedIn } from './actor.ts';
import { command, query, type Context } from './door.server.ts';
import { isLocale, locales, type Locale } from '#lib/i18n/locale.ts';
import { InvalidInput } from './errors.ts';
import { paging, rowId, type Page } from './input.ts';
import { NotificationValues, type NotificationKind } from './notification.ts';
import { notification, notificationDelivery, notificationPreference } from './schema.server.ts';

export interface Notice {
  /** The accounts that are told, each at most once for this reason. */
  to: readonly number[];
  kind: NotificationKind;
  /**
   * What makes it this reminder and no other, such as `card:17:2026-12-08:30`: the same reason is never told the same
   * person twice, however often a job runs.
   */
  reason: string;
  /** What the words of the kind ask for. Never a name: see `NotificationValues`. */
  values?: NotificationValues;
  /** Where the reader goes on: a path of the portal. */
  href: string;
}

/**
 * Tells people of something, within the running command: the row in each reader's list and, for those who wish it, a
 * letter in the outbox. Sent by the scheduler afterwards, never from inside the transaction.
 * @returns how many were told now; those who know already do not count.
 */
export async function notify(ctx: Pick<Context, 'db' | 'now'>, notice: Notice): Promise<number> {
  const values = NotificationValues.parse(notice.values ?? {});
  if (!/^\/(?!\/)/.test(notice.href))
    throw new Error(`A reminder leads to a path of the portal, not to ${notice.href}.`);
  const { kind, reason, href } = notice;
  let told = 0;
  for (const to of inHundreds([...new Set(notice.to)])) {
    const rows = await ctx.db
      .insert(notification)
      .values(to.map((accountId) => ({ accountId, kind, reason, values, href, createdAt: ctx.now })))
      .onConflictDoNothing()
      .returning({ id: notification.id, accountId: notification.accountId });
    told += rows.length;
    if (rows.length) await enqueueLetters(ctx, rows);
  }
  return told;
}

async function enqueueLetters(ctx: Pick<Context, 'db' | 'now'>, rows: readonly { id: number; accountId: number }[]) {
  const wishes = await ctx.db
    .select({ accountId: notificationPreference.accountId })
    .from(notificationPreference)
    .where(
      and(
        eq(notificationPreference.byEmail, true),
        inArray(
          notificationPreference.accountId,
          rows.map(({ accountId }) => accountId)
        )
      )
    );
  const wishing = new Set(wishes.map(({ accountId }) => accountId));
  const letters = rows.filter(({ accountId }) => wishing.has(accountId));
  if (!letters.length) return;
  await ctx.db.insert(notificationDelivery).values(
    letters.map(({ id }) => ({
      notificationId: id,
      channel: 'email' as const,
      key: `email:${id}`,
      state: 'waiting' as const,
      tries: 0,
      nextAt: ctx.now,
      createdAt: ctx.now
    }))
  );
}

/**
 * Tells the chat groups that the installation's robots write to. A group has no single reader, so only counts and days
 * may stand in it, and no address of a single record.
 * @returns false when this reason was announced before
 */
export async function announce(
  ctx: Pick<Context, 'db' | 'now'>,
  { kind, reason, values = {} }: Pick<Notice, 'kind' | 'reason' | 'values'>
): Promise<boolean> {
  const rows = await ctx.db
    .insert(notificationDelivery)
    .values(
      (['wecom', 'dingtalk'] as const).map((channel) => ({
        channel,
        key: `${channel}:${reason}`,
        kind,
        values: NotificationValues.parse(values),
        state: 'waiting' as const,
        tries: 0,
        nextAt: ctx.now,
        createdAt: ctx.now
      }))
    )
    .onConflictDoNothing()
    .returning({ id: notificationDelivery.id });
  return rows.length > 0;
}

function* inHundreds<T>(all: readonly T[]) {
  for (let at = 0; at < all.length; at += 100) yield all.slice(at, at + 100);
}

export interface NotificationRow {
  id: number;
  kind: NotificationKind;
  values: NotificationValues;
  href: string;
  createdAt: number;
  readAt: number | null;
}

/** The reader's own reminders, newest first. */
export const listOwnNotifications = query('platform.list-own-notifications', {
  input: paging.extend({ pageSize: z.coerce.number().int().min(1).max(100).catch(30).default(30) }),
  allow: signedIn,
  async run(ctx, { page, pageSize }): Promise<Page<NotificationRow> & { unread: number }> {
    const own = eq(notification.accountId, ctx.actor.accountId ?? 0);
    const [all] = await ctx.db.select({ total: count() }).from(notification).where(own);
    const rows = await ctx.db
      .select({
        id: notification.id,
        kind: notification.kind,
        values: notification.values,
        href: notification.href,
        createdAt: notification.createdAt,
        readAt: notification.readAt
      })
      .from(notification)
      .where(own)
      .orderBy(desc(notification.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    return { total: all!.total, unread: await unreadOf(ctx), rows };
  }
});

/** How many of the reader's reminders are still unread: the number beside the bell. */
export const countUnread = query('platform.count-unread', { input: z.object({}), allow: signedIn, run: unreadOf });

async function unreadOf(ctx: Context): Promise<number> {
  const [row] = await ctx.db
    .select({ unread: count() })
    .from(notification)
    .where(and(eq(notification.accountId, ctx.actor.accountId ?? 0), isNull(notification.readAt)));
  return row!.unread;
}

/** Marks own reminders as read: one, or all of them. Somebody else's is passed over as if it were not there. */
export const readNotifications = command('platform.read-own-notifications', {
  input: z.object({ id: rowId.optional() }),
  allow: signedIn,
  async run(ctx, { id }) {
    await ctx.db
      .update(notification)
      .set({ readAt: ctx.now })
      .where(
        and(
          eq(notification.accountId, ctx.actor.accountId ?? 0),
          isNull(notification.readAt),
          id === undefined ? undefined : eq(notification.id, id)
        )
      );
  },
  // What somebody has read of their own reminders is nobody's business.
  trace: () => undefined
});

export interface NotificationWishes {
  byEmail: boolean;
  email: string;
  locale: Locale;
}

/** How the reader wishes to be told beside the list in the portal. */
export const ownNotificationWishes = query('platform.own-notification-wishes', {
  input: z.object({}),
  allow: signedIn,
  async run(ctx): Promise<NotificationWishes> {
    const [row] = await ctx.db
      .select()
      .from(notificationPreference)
      .where(eq(notificationPreference.accountId, ctx.actor.accountId ?? 0));
    return {
      byEmail: row?.byEmail ?? false,
      email: row?.email ?? '',
      locale: isLocale(row?.locale) ? row.locale : 'zh-CN'
    };
  }
});

export const NotificationWishesInput = z.object({
  byEmail: z.boolean().default(false),
  email: z.union([z.literal(''), z.email().max(200)]).default(''),
  locale: z.enum(locales).default('zh-CN')
});

/** Sets them. @throws InvalidInput `input.required` at `email` when letters are wished without an address. */
export const setNotificationWishes = command('platform.set-own-notification-wishes', {
  input: NotificationWishesInput,
  allow: (actor) => actor.kind === 'account',
  async run(ctx, wishes) {
    if (wishes.byEmail && !wishes.email) throw new InvalidInput({ email: ['input.required'] });
    const accountId = ctx.actor.accountId!;
    await ctx.db
      .insert(notificationPreference)
      .values({ accountId, ...wishes, changedAt: ctx.now })
      .onConflictDoUpdate({ target: notificationPreference.accountId, set: { ...wishes, changedAt: ctx.now } });
  },
  // The address itself stays out of the trail.
  trace: ({ byEmail }) => ({ subject: 'account', id: null, detail: { byEmail } })
});
