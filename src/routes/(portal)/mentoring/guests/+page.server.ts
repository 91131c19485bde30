import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { addGuest, GuestInput, listGuests, removeGuest } from '#lib/mentoring/guest.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.mentoring_guests(),
  guests: await locals.run(listGuests, {}),
  mayManage: locals.actor.may('mentoring.manage'),
  form: await superValidate({ fromDay: dayOf(locals.house.clock.now()) }, zod4(GuestInput), { errors: false })
});

export const actions: Actions = {
  add: (event) =>
    submit(event, GuestInput, (data) => event.locals.run(addGuest, data), {
      done: () => ({ to: '/mentoring/guests', say: m.mentoring_guest_added() })
    }),
  remove: async (event) => {
    const guestId = String((await event.request.formData()).get('guestId'));
    return act(event, () => event.locals.run(removeGuest, { guestId }), {
      to: '/mentoring/guests',
      say: m.mentoring_guest_removed()
    });
  }
};
