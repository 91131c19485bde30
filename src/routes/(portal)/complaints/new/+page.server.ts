import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { recordComplaint, RecordComplaint, similarComplaints } from '#lib/complaints/intake.server.ts';
import { works } from '#lib/complaints/decision.server.ts';
import { calendarOf } from '#lib/platform/calendar.server.ts';
import { dayOf, isDay } from '#lib/platform/clock.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { termFrom } from '#lib/complaints/term.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireAllowed(locals, works);
  const today = dayOf(locals.house.clock.now());
  const [place, day] = [url.searchParams.get('place') ?? '', url.searchParams.get('day') ?? ''];
  const similar = place && isDay(day) ? await locals.run(similarComplaints, { place, happenedOn: day }) : [];
  const days = (await settingsOn(locals.house.store.read, today))['complaint.accept'];
  return {
    title: m.complaints_new(),
    similar,
    decideBy: termFrom(await calendarOf(locals.house.store.read), today, days, 'working-days').due!,
    form: await superValidate(
      { channel: 'mayor-hotline', kind: 'conduct', receivedOn: today, categories: [] } as never,
      zod4(RecordComplaint),
      { errors: false }
    )
  };
};

export const actions: Actions = {
  // The receipt is shown on this very page and nowhere else, so there is no address to go on to.
  default: (event) => submit(event, RecordComplaint, (data) => event.locals.run(recordComplaint, data))
};
