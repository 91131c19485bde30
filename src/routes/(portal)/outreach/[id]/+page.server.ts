import { fail, isHttpError, type RequestEvent } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { recordsEvents } from '#lib/outreach/access.server.ts';
import { voidEvent } from '#lib/outreach/event.server.ts';
import { findEvent } from '#lib/outreach/event-view.server.ts';
import { addEventPhoto, keepEventPhoto, MOST_PHOTOS, removeEventPhoto } from '#lib/outreach/photo.server.ts';
import { line } from '#lib/platform/input.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Reason = z.object({ reason: line(200) });

export const load: PageServerLoad = async ({ locals, params }) => {
  const event = await locals.run(findEvent, { id: params.id });
  return {
    title: event.theme,
    event,
    mostPhotos: MOST_PHOTOS,
    voiding: await superValidate(zod4(Reason), { id: 'void' })
  };
};

type Event = RequestEvent<{ id: string }>;
const here = ({ params }: Event, say: string) => ({ to: `/outreach/${params.id}`, say });

export const actions: Actions = {
  void: (event) =>
    submit(event, Reason, ({ reason }) => event.locals.run(voidEvent, { id: event.params.id, reason }), {
      id: 'void',
      done: () => here(event, m.outreach_voided_now())
    }),
  photos: async (event) => {
    const { locals, request, params } = event;
    await requireAllowed(locals, recordsEvents);
    const files = (await request.formData())
      .getAll('photos')
      .filter((file) => file instanceof File && file.size > 0) as File[];
    if (!files.length) return fail(400, { photoProblem: m.outreach_choose_photo() });
    try {
      for (const file of files) {
        const kept = await locals.attempt(async () =>
          keepEventPhoto(locals.house.files, new Uint8Array(await file.arrayBuffer()))
        );
        await locals.run(addEventPhoto, { eventId: params.id, ...kept });
      }
    } catch (problem) {
      if (!isHttpError(problem) || problem.status >= 500) throw problem;
      return fail(problem.status, { photoProblem: problem.body.message });
    }
    return act(event, async () => undefined, here(event, m.outreach_photos_added_now({ count: files.length })));
  },
  removePhoto: async (event) => {
    const photoId = String((await event.request.formData()).get('photoId'));
    return act(
      event,
      () => event.locals.run(removeEventPhoto, { eventId: event.params.id, photoId }),
      here(event, m.outreach_photo_removed_now())
    );
  }
};
