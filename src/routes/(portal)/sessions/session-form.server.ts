import type { RequestEvent } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { staffNumbers } from '#lib/assessment/exam-form.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { listGroups } from '#lib/learning/groups.server.ts';
import { attendantsByNumber, numbersOfAttendants, type SessionDraft } from '#lib/learning/session-drafting.server.ts';
import { SessionForm, sessionFormOf, sessionInputOf } from '#lib/learning/session-form.ts';
import { saveSession } from '#lib/learning/session.server.ts';
import { listUnits } from '#lib/people/units.server.ts';
import { submit } from '#routes/submit.server.ts';

/** What the page of a session's form shows. */
export async function sessionFormPage(locals: App.Locals, session: SessionDraft) {
  const { audience } = session;
  const numbers =
    audience.scope === 'cadres' ? await locals.run(numbersOfAttendants, { cadreIds: audience.cadreIds }) : [];
  return {
    form: await superValidate(sessionFormOf(session, numbers), zod4(SessionForm), { errors: false }),
    units: (await locals.run(listUnits, {})).map(({ id, name, people }) => ({ id, name, people })),
    groups: await locals.run(listGroups, {})
  };
}

/** Saves what the form says, as a new draft or over a session, and goes to its page. */
export const saveSessionForm = (event: RequestEvent, id?: string) =>
  submit(
    event,
    SessionForm,
    async (form) => {
      const cadreIds =
        form.scope === 'cadres'
          ? await event.locals.run(attendantsByNumber, { numbers: staffNumbers(form.numbers) })
          : [];
      return event.locals.run(saveSession, { ...sessionInputOf(form, cadreIds), id });
    },
    { done: (saved) => ({ to: `/sessions/${saved.id}`, say: m.sessions_saved() }) }
  );
