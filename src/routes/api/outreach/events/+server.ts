import { isHttpError, json } from '@sveltejs/kit';
import { errorText } from '#lib/i18n/error-text.server.ts';
import type { EntryReceipt } from '#lib/outreach/entry-desk.svelte.ts';
import { EventForm, eventInputOf } from '#lib/outreach/event-form.ts';
import { speakersByName } from '#lib/outreach/drafting.server.ts';
import { saveEvent } from '#lib/outreach/event.server.ts';
import { readJson } from '../../read-json.server.ts';
import type { RequestHandler } from './$types';

/** Takes `{form}`, an entry that a phone kept while it had no network. What the rules refuse is said, not thrown. */
export const POST: RequestHandler = async ({ locals, request }) => {
  const { form } = await readJson(request, locals.locale);
  const read = EventForm.safeParse(form);
  if (!read.success) return refused(errorText('input.invalid', {}, locals.locale));
  try {
    const others = await locals.run(speakersByName, { typed: read.data.speakers, field: 'speakers' });
    const { id } = await locals.run(saveEvent, eventInputOf(read.data, others));
    return json({ outcome: 'saved', id } satisfies EntryReceipt);
  } catch (problem) {
    if (!isHttpError(problem) || !FOREVER.has(problem.status)) throw problem;
    const codes = Object.values(problem.body.fields ?? {}).flat();
    return refused(codes.length ? codes.join(' ') : problem.body.message);
  }
};

/** Statuses that sending the same again would not change. */
const FOREVER = new Set([400, 404, 409]);

const refused = (message: string) => json({ outcome: 'refused', message } satisfies EntryReceipt);
