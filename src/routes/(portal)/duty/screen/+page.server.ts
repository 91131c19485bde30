import { formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dutyRoster } from '#lib/certification/duty-roster.server.ts';
import { dutyBoard } from '#lib/certification/duty.server.ts';
import { fieldsOf } from '../board.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const board = await locals.run(dutyBoard, {});
  const teams = await locals.run(dutyRoster, { from: board.on });
  return {
    title: m.duty_screen_title(),
    on: board.on,
    asOf: formatInstant(locals.house.clock.now()),
    count: board.people.filter(({ readiness }) => readiness.exemption === null).length,
    able: board.people.filter(({ standing }) => standing === 'officer').length,
    groups: fieldsOf(board),
    teams: teams.map(({ id, startsAt, task, place, members, verdict }) => ({
      id,
      startsAt,
      task,
      place,
      names: members.map(({ name }) => name).join('、'),
      lawful: verdict.lawful
    }))
  };
};
