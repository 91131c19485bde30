import { z } from 'zod';
import { formatDay, formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { countsAsOfficer, wallStates } from '#lib/certification/readiness.ts';
import { columnsIn } from '#lib/certification/wall-columns.ts';
import { foreseeLosses, showWall, type FieldPerson, type WallPerson } from '#lib/certification/wall.server.ts';
import { drawnAs, reasonText, stateName } from '#lib/certification/words.ts';
import { meanOf, spreadOf } from '#lib/hours/hours.ts';
import { addDays, addMonths, dayOf, type Day } from '#lib/platform/clock.ts';
import { dayInput } from '#lib/platform/input.ts';
import { withQuery } from '#lib/ui/address.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

const Query = z.object({
  state: z.enum([...wallStates, 'all']).default('all'),
  view: z.enum(['tiles', 'list']).default('tiles'),
  unit: z.coerce.number().int().positive().optional(),
  q: z.string().trim().max(50).default(''),
  field: z.string().max(60).default(''),
  person: z.string().max(40).default(''),
  on: dayInput.optional()
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = readQuery(url, Query);
  const wall = await locals.run(showWall, { on: asked.on, unitId: asked.unit, q: asked.q, field: asked.field });
  const now = locals.house.clock.now();
  const { on } = wall;
  const today = dayOf(now);
  const losses = on > today ? await locals.run(foreseeLosses, { on, unitId: wall.unitId ?? undefined }) : [];
  const everyone = [...wall.people, ...wall.exempt];
  const tileOf = (person: WallPerson) => {
    const { state } = person.readiness;
    const drawn = drawnAs(state);
    return {
      surname: person.name.charAt(0),
      given: person.name.slice(1),
      number: person.staffNumber,
      state: drawn.state,
      icon: drawn.icon,
      word: stateName(state),
      why: reasonText(person.readiness, on),
      href: withQuery(url, { person: person.staffNumber }),
      selected: person.staffNumber === asked.person,
      dimmed: asked.state !== 'all' && asked.state !== state
    };
  };
  const units = wall.units
    .map((unit) => ({ ...unit, members: wall.people.filter(({ unitId }) => unitId === unit.unitId) }))
    .filter(({ members }) => members.length)
    .map(({ unitId, name, members }) => ({ unitId, name, states: statesOf(members), tiles: members.map(tileOf) }));
  const expiring = wall.people
    .filter(({ readiness: { standing } }) => standing.state === 'expiring')
    .sort((a, b) => a.readiness.standing.daysLeft! - b.readiness.standing.daysLeft!);
  const target = wall.people[0]?.hours.enforcement.target ?? 0;
  const hours = wall.people.map((person) => person.hours.enforcement.hours);
  const chosen = everyone.find(({ staffNumber }) => staffNumber === asked.person);
  const able = wall.people.filter(({ readiness: { state } }) => countsAsOfficer(state)).length;
  return {
    title: m.certification_wall_title(),
    wide: true,
    asked: { ...asked, on },
    isToday: on === dayOf(now),
    asOf: on === dayOf(now) ? formatInstant(now) : formatDay(on),
    able,
    open: wall.people.length - able,
    counts: wall.counts,
    total: wall.people.length,
    exempt: wall.exempt.length,
    cut: wall.cut,
    unitOptions: wall.units.map(({ unitId, name }) => ({ value: String(unitId), label: name })),
    /** In a large town one unit at a time is shown even when none was asked for. */
    unitId: wall.unitId,
    units,
    list:
      asked.view === 'list'
        ? wall.people.filter(({ readiness: { state } }) => asked.state === 'all' || asked.state === state).map(listed)
        : [],
    columns: columnsIn(url),
    fieldOptions: wall.fields,
    days: [
      { day: null, label: m.certification_file_today(), current: on === today },
      ...[
        { day: monthEnd(today), label: m.certification_wall_month_end() },
        { day: newYear(today), label: m.certification_wall_new_year() },
        { day: addMonths(today, 12), label: m.certification_wall_in_a_year() }
      ].map((choice) => ({ ...choice, current: on === choice.day }))
    ],
    losses: losses.map(({ staffNumber, name, unitName, readiness }) => ({
      staffNumber,
      name,
      unitName,
      state: readiness.state,
      why: reasonText(readiness, on)
    })),
    expiringDays: wall.expiringDays,
    expiries: {
      total: expiring.length,
      people: expiring.slice(0, 4).map(({ staffNumber, name, readiness: { standing } }) => ({
        staffNumber,
        name,
        daysLeft: standing.daysLeft!,
        href: withQuery(url, { person: staffNumber })
      }))
    },
    spread: { target, mean: meanOf(hours), bars: spreadOf(hours, target) },
    chosen: chosen && { ...panelOf(chosen), ...placeOf(chosen, everyone) },
    mayOpenFile: locals.actor.may('register.view')
  };
};

const monthEnd = (day: Day) => addDays(`${addMonths(day, 1).slice(0, 8)}01` as Day, -1);
const newYear = (day: Day) => `${Number(day.slice(0, 4)) + 1}-01-01` as Day;

const listed = ({ staffNumber, name, unitName, post, fields, readiness, hours }: FieldPerson) => ({
  staffNumber,
  name,
  unitName,
  post,
  fields,
  readiness,
  hours: { enforcement: hours.enforcement }
});

const statesOf = (members: WallPerson[]) =>
  [...wallStates].reverse().flatMap((state) => {
    const count = members.filter(({ readiness }) => readiness.state === state).length;
    const drawn = drawnAs(state);
    return count
      ? [{ ...drawn, key: state, words: m.certification_state_count({ state: stateName(state), count }) }]
      : [];
  });

const panelOf = ({ name, staffNumber, unitName, post, readiness }: WallPerson) => ({
  name,
  staffNumber,
  unitName,
  post,
  readiness
});

function placeOf(person: WallPerson, everyone: WallPerson[]) {
  const unit = everyone.filter(({ unitId }) => unitId === person.unitId);
  return { at: unit.indexOf(person) + 1, of: unit.length };
}
