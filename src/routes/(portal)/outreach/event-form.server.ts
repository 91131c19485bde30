import { randomUUID } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { speakersByName, type EventStart } from '#lib/outreach/drafting.server.ts';
import { EventForm, eventInputOf } from '#lib/outreach/event-form.ts';
import { saveEvent } from '#lib/outreach/event.server.ts';
import { submit } from '#routes/submit.server.ts';

/** The form of a new event: here, today, by the one who writes; or what a duty date suggests. */
export const newEventForm = ({ today, self, planned }: EventStart) =>
  superValidate(
    {
      sentKey: randomUUID(),
      heldOn: planned?.on ?? today,
      theme: planned?.theme ?? '',
      dateId: planned?.dateId ?? 0,
      // Mostly nobody counts on a street; whoever did says so.
      countMethod: 'estimate' as const,
      speakerIds: self ? [self.cadreId] : []
    },
    zod4(EventForm),
    { errors: false }
  );

/** Saves what the form says, as a new event or over one, and goes to its page. */
export const saveEventForm = (event: RequestEvent, id?: string) =>
  submit(
    event,
    EventForm,
    async (form) => {
      const others = await event.locals.run(speakersByName, { typed: form.speakers, field: 'speakers' });
      return event.locals.run(saveEvent, { ...eventInputOf(form, others), id });
    },
    {
      done: (saved) => ({
        to: `/outreach/${saved.id}`,
        say: saved.held ? m.outreach_saved_now() : m.outreach_planned_now()
      })
    }
  );
