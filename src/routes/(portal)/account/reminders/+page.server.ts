import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
  NotificationWishesInput,
  ownNotificationWishes,
  setNotificationWishes
} from '#lib/platform/notifications.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.reminders_wishes(),
  mailReady: locals.channels.includes('email'),
  form: await superValidate(await locals.run(ownNotificationWishes, {}), zod4(NotificationWishesInput))
});

export const actions: Actions = {
  default: (event) =>
    submit(event, NotificationWishesInput, (data) => event.locals.run(setNotificationWishes, data), {
      done: () => ({ to: '/account/reminders', say: m.reminders_saved() })
    })
};
