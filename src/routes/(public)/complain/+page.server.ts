import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { fileComplaint, FileComplaint, MOST_PHOTOS } from '#lib/complaints/intake.server.ts';
import { termFrom } from '#lib/complaints/term.ts';
import { calendarOf } from '#lib/platform/calendar.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Filed = FileComplaint.omit({ photos: true });

export const load: PageServerLoad = async ({ locals }) => {
  const { clock, store } = locals.house;
  const today = dayOf(clock.now());
  const rules = await settingsOn(store.read, today);
  const calendar = await calendarOf(store.read);
  const by = (days: number) => termFrom(calendar, today, days, 'working-days').due!;
  return {
    title: m.complaints_public_title(),
    today,
    mostPhotos: MOST_PHOTOS,
    decideBy: by(rules['complaint.accept']),
    answerBy: by(rules['complaint.conduct']),
    form: await superValidate(zod4(Filed), { errors: false })
  };
};

export const actions: Actions = {
  // The receipt is shown on this very page and nowhere else, so there is no address to go on to.
  default: async (event) => {
    const { locals } = event;
    const files = (await event.request.clone().formData()).getAll('photos');
    return submit(event, Filed, async (data) => {
      const photos = [];
      for (const file of files.filter((one) => one instanceof File && one.size > 0).slice(0, MOST_PHOTOS)) {
        const bytes = new Uint8Array(await (file as File).arrayBuffer());
        photos.push(await locals.attempt(() => locals.house.files.put(bytes)));
      }
      return locals.run(fileComplaint, { ...data, photos });
    });
  }
};
