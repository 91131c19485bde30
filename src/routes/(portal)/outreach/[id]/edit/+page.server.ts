import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { eventStart } from '#lib/outreach/drafting.server.ts';
import { EventForm, eventFormOf } from '#lib/outreach/event-form.ts';
import { eventToEdit } from '#lib/outreach/event-view.server.ts';
import { saveEventForm } from '../../event-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const event = await locals.run(eventToEdit, { id: params.id });
  const start = await locals.run(eventStart, {});
  const known = new Set([start.self?.cadreId, ...start.people.map(({ cadreId }) => cadreId)]);
  const speakers = event.speakers.map(({ cadreId, name, staffNumber }) => ({ cadreId, name, staffNumber }));
  const people = [...speakers.filter(({ cadreId }) => !known.has(cadreId)), ...start.people];
  return {
    title: m.outreach_edit(),
    id: event.id,
    theme: event.theme,
    start: { ...start, people },
    form: await superValidate(
      eventFormOf({ ...event, speakerIds: speakers.map(({ cadreId }) => cadreId) }),
      zod4(EventForm),
      { errors: false }
    )
  };
};

export const actions: Actions = { default: (event) => saveEventForm(event, event.params.id) };
