import { z } from 'zod';
import { formatDay, formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dutyRoster, replaceMember, type RosterTeam } from '#lib/certification/duty-roster.server.ts';
import { checkTeam, dutyBoard, type DutyBoard } from '#lib/certification/duty.server.ts';
import { activities, replacementFor } from '#lib/certification/duty.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { dayInput, rowId } from '#lib/platform/input.ts';
import { withQuery } from '#lib/ui/address.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import { fieldsOf } from './board.server.ts';
import type { Actions, PageServerLoad } from './$types';

const seat = z.string().trim().max(40).default('');
const Query = z.object({
  on: dayInput.optional(),
  unit: rowId.optional(),
  field: z.string().max(60).default(''),
  activity: z.enum(activities).default('penalty'),
  p1: seat,
  p2: seat,
  p3: seat,
  p4: seat
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = readQuery(url, Query);
  const board = await locals.run(dutyBoard, { on: asked.on, unitId: asked.unit });
  const now = locals.house.clock.now();
  const teams = await locals.run(dutyRoster, { from: board.on });
  const numbers = [asked.p1, asked.p2, asked.p3, asked.p4].filter(Boolean);
  const { on } = board;
  return {
    title: on === dayOf(now) ? m.duty_title() : m.duty_title_day({ day: formatDay(on) }),
    wide: true,
    asked: { ...asked, on },
    isToday: on === dayOf(now),
    asOf: on === dayOf(now) ? formatInstant(now) : formatDay(on),
    count: board.people.filter(({ readiness }) => readiness.exemption === null).length,
    able: board.people.filter(({ standing }) => standing === 'officer').length,
    groups: fieldsOf(board),
    fields: board.fields,
    units: board.units.map(({ unitId, name }) => ({ value: String(unitId), label: name })),
    people: board.people.map(({ staffNumber, name }) => ({ staffNumber, name })),
    checked: numbers.length
      ? await checked(locals, { on, field: asked.field, activity: asked.activity, numbers })
      : null,
    teams: teams.map((team) => ({ ...team, instead: insteadIn(team, board, teams) })),
    mayManage: locals.actor.may('duty.manage'),
    mayOpenFile: locals.actor.may('register.view')
  };
};

/** A number that nobody has is said beside the form; everything else is a fault of ours. */
async function checked(locals: App.Locals, input: Parameters<typeof checkTeam.run>[1]) {
  try {
    const { verdict, people } = await locals.run(checkTeam, input);
    return { verdict, names: people.map(({ name, staffNumber }) => `${name} ${staffNumber}`), problem: null };
  } catch (problem) {
    const { status, body } = problem as { status?: number; body?: App.Error };
    if (status !== 400 || !body) throw problem;
    return { verdict: null, names: [], problem: Object.values(body.fields ?? {}).flat()[0] ?? body.message };
  }
}

function insteadIn(team: RosterTeam, board: DutyBoard, teams: readonly RosterTeam[]) {
  if (team.verdict.lawful) return null;
  const busy = teams.filter(({ startsAt, id }) => startsAt === team.startsAt || id === team.id);
  const taken = new Set(busy.flatMap(({ members }) => members.map(({ staffNumber }) => staffNumber)));
  const found = replacementFor(team, board.people, taken, board.rules);
  return found ? { out: found.out, into: found.into.staffNumber, name: found.into.name } : null;
}

export const actions: Actions = {
  replace: async (event) => {
    const given = Object.fromEntries(await event.request.formData());
    return act(event, () => event.locals.run(replaceMember, given as never), {
      to: withQuery(event.url, { '/replace': null }),
      say: m.duty_replaced()
    });
  }
};
