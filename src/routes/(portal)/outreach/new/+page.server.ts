import { m } from '#lib/i18n/paraglide/messages.js';
import { eventStart } from '#lib/outreach/drafting.server.ts';
import { newEventForm, saveEventForm } from '../event-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const [dateId, on] = [url.searchParams.get('date'), url.searchParams.get('on')];
  const start = await locals.run(eventStart, { ...(dateId && { dateId }), ...(on && { on }) });
  return { title: m.outreach_new(), start, form: await newEventForm(start) };
};

export const actions: Actions = { default: (event) => saveEventForm(event) };
