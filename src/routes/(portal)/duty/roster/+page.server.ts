import { error } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
  AbsenceForm,
  cancelTeam,
  copyWeek,
  dutyRoster,
  endAbsence,
  enterAbsence,
  enterTeam,
  listAbsences,
  splitNumbers,
  TeamForm
} from '#lib/certification/duty-roster.server.ts';
import { problemText } from '#lib/certification/duty-words.ts';
import { checkTeam, dutyBoard } from '#lib/certification/duty.server.ts';
import { activities } from '#lib/certification/duty.ts';
import { addDays, dayOf, type Day } from '#lib/platform/clock.ts';
import { dayInput } from '#lib/platform/input.ts';
import { act, readQuery, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Query = z.object({
  from: dayInput.optional(),
  day: dayInput.optional(),
  who: z.string().max(200).default(''),
  field: z.string().max(60).default(''),
  activity: z.enum(activities).default('penalty')
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = readQuery(url, Query);
  const today = dayOf(locals.house.clock.now());
  const from = mondayOf(asked.from ?? today);
  const board = await locals.run(dutyBoard, { on: asked.day });
  const teams = await locals.run(dutyRoster, { from, days: 7 });
  return {
    title: m.duty_roster(),
    wide: true,
    today,
    from,
    lead: m.duty_roster_lead({ from: formatDay(from), to: formatDay(addDays(from, 6)) }),
    days: Array.from({ length: 7 }, (_, after) => addDays(from, after)).map((day) => ({
      day,
      teams: teams.filter((team) => team.day === day)
    })),
    weeks: { before: addDays(from, -7), after: addDays(from, 7), current: mondayOf(today) },
    fields: board.fields,
    people: board.people.map(({ staffNumber, name }) => ({ staffNumber, name })),
    absences: await locals.run(listAbsences, {}),
    mayManage: locals.actor.may('duty.manage'),
    teamForm: await superValidate(
      {
        day: asked.day ?? (from > today ? from : today),
        startsAt: '09:00',
        numbers: asked.who,
        field: asked.field,
        activity: asked.activity
      } as never,
      zod4(TeamForm),
      { errors: false, id: 'team' }
    ),
    absenceForm: await superValidate({ fromDay: today, untilDay: today } as never, zod4(AbsenceForm), {
      errors: false,
      id: 'absence'
    })
  };
};

/** A team that may not go is refused with each reason beside the people, in the reader's words. */
async function enter(locals: App.Locals, data: z.output<typeof TeamForm>) {
  const { day, field, activity, numbers } = data;
  const { verdict } = await locals.run(checkTeam, { on: day, field, activity, numbers: splitNumbers(numbers) });
  if (verdict.lawful) return locals.run(enterTeam, data);
  const reasons = verdict.problems.map((problem) =>
    [problemText(problem, day), problem.ground?.source ?? ''].join(' ')
  );
  return error(400, { message: m.duty_refused(), fields: { numbers: reasons } });
}

/** Weeks begin on Monday. */
function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

export const actions: Actions = {
  enter: (event) =>
    submit(event, TeamForm, (data) => enter(event.locals, data), {
      id: 'team',
      done: ({ remarks }, { day }) => ({
        to: `/duty/roster?from=${day}`,
        say: remarks ? m.duty_saved_mind() : m.duty_saved()
      })
    }),
  copy: async (event) => {
    const given = Object.fromEntries(await event.request.formData());
    return act(
      event,
      () => event.locals.run(copyWeek, given as never),
      ({ copied, left }) => ({
        to: `/duty/roster?from=${String(given.to)}`,
        say: left.length ? m.duty_copied_left({ count: copied, left: left.length }) : m.duty_copied({ count: copied })
      })
    );
  },
  cancel: async (event) => {
    const given = await event.request.formData();
    return act(event, () => event.locals.run(cancelTeam, { teamId: String(given.get('teamId')) }), {
      to: `/duty/roster?from=${String(given.get('from')).slice(0, 10)}`,
      say: m.duty_cancelled()
    });
  },
  away: (event) =>
    submit(event, AbsenceForm, (data) => event.locals.run(enterAbsence, data), {
      id: 'absence',
      done: () => ({ to: '/duty/roster#away', say: m.duty_absence_saved() })
    }),
  back: async (event) => {
    const absenceId = String((await event.request.formData()).get('absenceId'));
    return act(event, () => event.locals.run(endAbsence, { absenceId }), {
      to: '/duty/roster#away',
      say: m.duty_absence_ended()
    });
  }
};
