import { m } from '#lib/i18n/paraglide/messages.js';
import { notificationText, notificationTitle } from '#lib/platform/notification-words.server.ts';
import { listOwnNotifications, readNotifications } from '#lib/platform/notifications.server.ts';
import { paging } from '#lib/platform/input.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { page } = readQuery(url, paging);
  const { rows, total, unread } = await locals.run(listOwnNotifications, { page });
  return {
    title: m.reminders_title(),
    page,
    total,
    unread,
    rows: rows.map(({ id, kind, values, createdAt, readAt }) => ({
      id,
      title: notificationTitle(kind, values),
      text: notificationText(kind, values),
      createdAt,
      isNew: readAt === null
    }))
  };
};

export const actions: Actions = {
  read: (event) =>
    act(event, () => event.locals.run(readNotifications, {}), { to: '/reminders', say: m.reminders_all_read() }),
  /** Opening a reminder is reading it. Where it leads is taken from the row, never from the form. */
  open: async (event) => {
    const data = await event.request.formData();
    const { rows } = await event.locals.run(listOwnNotifications, { page: Number(data.get('page')) || 1 });
    const row = rows.find(({ id }) => id === Number(data.get('id')));
    return act(
      event,
      async () => {
        if (row) await event.locals.run(readNotifications, { id: row.id });
      },
      row?.href ?? '/reminders'
    );
  }
};
