import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatNumber } from '#lib/i18n/format.ts';
import { EnterHours, enterHours } from '#lib/hours/ledger.server.ts';
import { overviewHours } from '#lib/hours/overview.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireAllowed(locals, holds('hours.enter'));
  const { rows, units, rules, on } = await locals.run(overviewHours, { pageSize: 1000 });
  const wanted = url.searchParams.get('person');
  const chosen = rows.filter(({ staffNumber }) => staffNumber === wanted).map(({ cadreId }) => cadreId);
  return {
    title: m.hours_enter(),
    rules,
    units: units
      .map(({ unitId, name }) => ({
        unitId,
        name,
        people: rows
          .filter((row) => row.unitId === unitId)
          .sort((a, b) => (a.staffNumber < b.staffNumber ? -1 : 1))
          .map(({ cadreId, staffNumber, name: person }) => ({ cadreId, staffNumber, name: person }))
      }))
      .filter(({ people }) => people.length),
    form: await superValidate(
      {
        cadreIds: chosen,
        // In a town too large to list, a person asked for is named by number.
        numbers: wanted && !chosen.length ? wanted : '',
        category: 'enforcement-training',
        endedOn: on,
        unit: 'hours',
        amount: '' as never
      },
      zod4(EnterHours),
      { errors: false }
    )
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, EnterHours, (data) => event.locals.run(enterHours, data), {
      done: ({ entries, minutes, minutesPerHour }) => ({
        to: '/hours',
        say: m.hours_enter_saved({ count: entries.length, hours: formatNumber(minutes / minutesPerHour) })
      })
    })
};
