import { m } from '#lib/i18n/paraglide/messages.js';
import { outbox, retryDeliveries } from '#lib/platform/delivery.server.ts';
import type { Channel } from '#lib/platform/notification.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.reminders_channels(),
  rows: (await locals.run(outbox, {})).map((row) => ({ ...row, ready: locals.channels.includes(row.channel) })),
  mayManage: locals.actor.may('settings.manage')
});

export const actions: Actions = {
  retry: async (event) => {
    const channel = String((await event.request.formData()).get('channel')) as Channel;
    return act(
      event,
      () => event.locals.run(retryDeliveries, { channel }),
      ({ messages }) => ({ to: '/settings/reminders', say: m.reminders_retried({ count: messages }) })
    );
  }
};
