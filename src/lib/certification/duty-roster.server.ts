/** 值班表: teams entered for a day, checked when they are entered and again whenever they are looked at. */
import { and, asc, between, eq, gte, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { findWithinReach, ownPerson, peopleByIds } from '#lib/people/people-of.server.ts';
import { holds, reaches } from '#lib/platform/actor.ts';
import { addDays, daysBetween, type Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, optionalLine, rowId } from '#lib/platform/input.ts';
import {
  absenceKinds,
  activities,
  teamVerdict,
  type AbsenceKind,
  type Activity,
  type DutyPerson,
  type TeamVerdict
} from './duty.ts';
import { dutyPeople, dutyRulesOn, peopleNumbered } from './duty.server.ts';
import { dutyAbsence, dutyMember, dutyTeam } from './schema.server.ts';

/** How far ahead and back a roster is entered. */
const AHEAD = 366;

export const TeamForm = z.object({
  day: dayInput,
  startsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'certification.time-format'),
  task: line(60),
  place: line(60),
  field: optionalLine(60),
  activity: z.enum(activities).default('penalty'),
  /** Staff numbers, separated by spaces, commas or lines. */
  numbers: z.string().trim().min(1).max(200),
  note: optionalLine(120)
});
type TeamForm = z.output<typeof TeamForm>;

export const splitNumbers = (typed: string) => typed.split(/[\s,，、;；+]+/).filter(Boolean);

/**
 * Enters a team, which the check lets out or refuses with its reasons.
 * @throws InvalidInput on `numbers` for whatever stands against it, on `day` for one past or too far ahead.
 */
export const enterTeam = command('certification.enter-team', {
  input: TeamForm,
  allow: holds('duty.manage'),
  async run(ctx, { numbers, ...input }) {
    requireDay(ctx, input.day);
    const people = await peopleNumbered(ctx, splitNumbers(numbers));
    const verdict = await verdictOn(ctx, await dutyPeople(ctx, people, input.day), input);
    requireLawful(verdict);
    await requireFree(
      ctx,
      people.map(({ cadreId }) => cadreId),
      input
    );
    return { id: await addTeam(ctx, input, people), remarks: verdict.remarks.length };
  },
  trace: ({ day, activity }, { id }) => ({ subject: 'duty-team', id, detail: { day, activity } })
});

/** Puts somebody else in a member's place, when the team is then lawful. */
export const replaceMember = command('certification.replace-member', {
  input: z.object({ teamId: rowId, out: line(40), into: line(40) }),
  allow: holds('duty.manage'),
  async run(ctx, { teamId, out, into }) {
    const team = await requireTeam(ctx, teamId);
    requireDay(ctx, team.day);
    const members = await membersOf(ctx, [teamId]);
    const people = await peopleByIds(
      ctx,
      members.map(({ cadreId }) => cadreId)
    );
    const leaving = people.find(({ staffNumber }) => staffNumber === out);
    if (!leaving) throw missing('certification.member-not-found');
    const [coming] = await peopleNumbered(ctx, [into]);
    const next = [...people.filter((person) => person !== leaving), coming!];
    requireLawful(await verdictOn(ctx, await dutyPeople(ctx, next, team.day), team));
    await requireFree(ctx, [coming!.cadreId], team);
    await ctx.db
      .update(dutyMember)
      .set({ cadreId: coming!.cadreId })
      .where(and(eq(dutyMember.teamId, teamId), eq(dutyMember.cadreId, leaving.cadreId)));
    return { out: leaving.cadreId, into: coming!.cadreId };
  },
  trace: ({ teamId }, detail) => ({ subject: 'duty-team', id: teamId, detail })
});

/** Takes a team off the roster; the entry stays on record. */
export const cancelTeam = command('certification.cancel-team', {
  input: z.object({ teamId: rowId }),
  allow: holds('duty.manage'),
  async run(ctx, { teamId }) {
    const team = await requireTeam(ctx, teamId);
    if (team.day < ctx.today) throw conflict('certification.duty-over');
    await ctx.db
      .update(dutyTeam)
      .set({ cancelledAt: ctx.now, cancelledBy: ctx.actor.accountId })
      .where(eq(dutyTeam.id, teamId));
  },
  trace: ({ teamId }) => ({ subject: 'duty-team', id: teamId })
});

/**
 * Copies the teams of the seven days from a Monday to those from another. Each is checked for its new day; what is refused
 * or would send somebody to two places is left out and named.
 */
export const copyWeek = command('certification.copy-week', {
  input: z.object({ from: dayInput, to: dayInput }),
  allow: holds('duty.manage'),
  async run(ctx, { from, to }) {
    const shift = daysBetween(from, to);
    if (shift === 0 || shift % 7 !== 0) throw new InvalidInput({ to: ['certification.whole-weeks'] });
    const teams = await teamsBetween(ctx, from, addDays(from, 6));
    const members = await membersOf(
      ctx,
      teams.map(({ id }) => id)
    );
    let copied = 0;
    const left: { task: string; day: Day }[] = [];
    for (const team of teams) {
      const day = addDays(team.day, shift);
      const ids = members.filter(({ teamId }) => teamId === team.id).map(({ cadreId }) => cadreId);
      const people = await peopleByIds(ctx, ids);
      const reached = people.every(({ unitId }) => reaches(ctx.actor, 'duty.manage', unitId));
      const past = day < ctx.today;
      const verdict =
        past || !reached ? undefined : await verdictOn(ctx, await dutyPeople(ctx, people, day), { ...team, day });
      if (verdict?.lawful && !(await busy(ctx, ids, { ...team, day }))) {
        await addTeam(ctx, { ...team, day, note: team.note ?? '' }, people);
        copied += 1;
      } else left.push({ task: team.task, day });
    }
    return { copied, left };
  },
  trace: ({ from, to }, { copied, left }) => ({
    subject: 'duty-team',
    id: null,
    detail: { from, to, copied, left: left.length }
  })
});

export interface RosterTeam {
  id: number;
  day: Day;
  startsAt: string;
  task: string;
  place: string;
  field: string;
  activity: Activity;
  note: string | null;
  members: { staffNumber: string; name: string; standing: 'officer' | 'assist' | 'off' }[];
  verdict: TeamVerdict;
}

/** The teams from one day to another (seven days at most), each judged as things are known now. */
export const dutyRoster = query('certification.duty-roster', {
  input: z.object({ from: dayInput, days: z.number().int().min(1).max(7).default(1) }),
  allow: holds('duty.view'),
  async run(ctx, { from, days }): Promise<RosterTeam[]> {
    const teams = await teamsBetween(ctx, from, addDays(from, days - 1));
    const members = await membersOf(
      ctx,
      teams.map(({ id }) => id)
    );
    const people = new Map(
      (await peopleByIds(ctx, [...new Set(members.map(({ cadreId }) => cadreId))])).map((one) => [one.cadreId, one])
    );
    const found: RosterTeam[] = [];
    for (const day of [...new Set(teams.map((team) => team.day))]) {
      const ofDay = teams.filter((team) => team.day === day);
      const going = members.filter(({ teamId }) => ofDay.some(({ id }) => id === teamId));
      const judged = new Map(
        (
          await dutyPeople(
            ctx,
            going.map(({ cadreId }) => people.get(cadreId)!),
            day
          )
        ).map((one) => [one.cadreId, one])
      );
      const rules = await dutyRulesOn(ctx, day);
      for (const team of ofDay) {
        const own = going.filter(({ teamId }) => teamId === team.id);
        if (!own.some(({ cadreId }) => reaches(ctx.actor, 'duty.view', people.get(cadreId)!.unitId))) continue;
        const crew = own.map(({ cadreId }) => judged.get(cadreId)!);
        found.push(
          rosterTeam(
            team,
            crew,
            teamVerdict(crew, { on: day, field: team.field || null, activity: team.activity }, rules)
          )
        );
      }
    }
    return found;
  }
});

function rosterTeam(team: TeamRow, crew: readonly DutyPerson[], verdict: TeamVerdict): RosterTeam {
  const { id, day, startsAt, task, place, field, activity, note } = team;
  const stopped = new Set(
    verdict.problems.flatMap((problem) => ('staffNumber' in problem ? [problem.staffNumber] : []))
  );
  const aside = new Set(verdict.remarks.flatMap((remark) => ('staffNumber' in remark ? [remark.staffNumber] : [])));
  return {
    id,
    day,
    startsAt,
    task,
    place,
    field,
    activity,
    note,
    members: crew.map(({ staffNumber, name }) => ({
      staffNumber,
      name,
      standing: stopped.has(staffNumber) ? 'off' : aside.has(staffNumber) ? 'assist' : 'officer'
    })),
    verdict
  };
}

export interface OwnDuty {
  id: number;
  day: Day;
  startsAt: string;
  task: string;
  place: string;
  activity: Activity;
  /** Who else goes. */
  others: string[];
}

/** The teams that the acting person is in, from today on. */
export const ownDuties = query('certification.own-duties', {
  input: z.object({}),
  allow: holds('own.view'),
  async run(ctx): Promise<OwnDuty[]> {
    const self = await ownPerson(ctx);
    if (!self) return [];
    const rows = await ctx.db
      .select({ team: dutyTeam })
      .from(dutyMember)
      .innerJoin(dutyTeam, eq(dutyTeam.id, dutyMember.teamId))
      .where(and(eq(dutyMember.cadreId, self.cadreId), gte(dutyTeam.day, ctx.today), isNull(dutyTeam.cancelledAt)))
      .orderBy(asc(dutyTeam.day), asc(dutyTeam.startsAt))
      .limit(20);
    const members = await membersOf(
      ctx,
      rows.map(({ team }) => team.id)
    );
    const people = new Map(
      (await peopleByIds(ctx, [...new Set(members.map(({ cadreId }) => cadreId))])).map((one) => [
        one.cadreId,
        one.name
      ])
    );
    return rows.map(({ team: { id, day, startsAt, task, place, activity } }) => ({
      id,
      day,
      startsAt,
      task,
      place,
      activity,
      others: members
        .filter(({ teamId, cadreId }) => teamId === id && cadreId !== self.cadreId)
        .map(({ cadreId }) => people.get(cadreId)!)
    }));
  }
});

export const AbsenceForm = z.object({
  number: line(40),
  fromDay: dayInput,
  untilDay: dayInput,
  kind: z.enum(absenceKinds).default('leave')
});

/** Notes that somebody is away, first and last day counted; only the kind is kept, never the reason. */
export const enterAbsence = command('certification.enter-absence', {
  input: AbsenceForm,
  allow: holds('duty.manage'),
  async run(ctx, { number, ...input }) {
    const person = await findWithinReach(ctx, 'duty.manage', { staffNumber: number });
    if (!person) throw new InvalidInput({ number: [`certification.nobody-numbered|number=${number}`] });
    if (input.untilDay < input.fromDay) throw new InvalidInput({ untilDay: ['certification.expires-before-issue'] });
    if (input.untilDay < ctx.today) throw new InvalidInput({ untilDay: ['certification.day-past'] });
    const [row] = await ctx.db
      .insert(dutyAbsence)
      .values({ ...input, cadreId: person.cadreId, enteredAt: ctx.now, enteredBy: ctx.actor.accountId })
      .returning({ id: dutyAbsence.id });
    return row!;
  },
  trace: ({ fromDay, untilDay }, { id }) => ({ subject: 'duty-absence', id, detail: { fromDay, untilDay } })
});

export interface AbsenceRow {
  id: number;
  staffNumber: string;
  name: string;
  kind: AbsenceKind;
  fromDay: Day;
  untilDay: Day;
}

/** Who is away now or from a day to come. */
export const listAbsences = query('certification.list-absences', {
  input: z.object({}),
  allow: holds('duty.view'),
  async run(ctx): Promise<AbsenceRow[]> {
    const rows = await ctx.db
      .select()
      .from(dutyAbsence)
      .where(and(gte(dutyAbsence.untilDay, ctx.today), isNull(dutyAbsence.endedAt)))
      .orderBy(asc(dutyAbsence.fromDay), asc(dutyAbsence.id));
    const people = new Map(
      (await peopleByIds(ctx, [...new Set(rows.map(({ cadreId }) => cadreId))])).map((one) => [one.cadreId, one])
    );
    return rows.flatMap(({ id, cadreId, kind, fromDay, untilDay }) => {
      const person = people.get(cadreId)!;
      const { staffNumber, name, unitId } = person;
      return reaches(ctx.actor, 'duty.view', unitId) ? [{ id, staffNumber, name, kind, fromDay, untilDay }] : [];
    });
  }
});

/** Ends an absence: the person is back, or it was entered in error. */
export const endAbsence = command('certification.end-absence', {
  input: z.object({ absenceId: rowId }),
  allow: holds('duty.manage'),
  async run(ctx, { absenceId }) {
    const [row] = await ctx.db
      .select()
      .from(dutyAbsence)
      .where(and(eq(dutyAbsence.id, absenceId), isNull(dutyAbsence.endedAt)));
    if (!row || !(await findWithinReach(ctx, 'duty.manage', { cadreId: row.cadreId })))
      throw missing('certification.absence-not-found');
    await ctx.db.update(dutyAbsence).set({ endedAt: ctx.now }).where(eq(dutyAbsence.id, absenceId));
  },
  trace: ({ absenceId }) => ({ subject: 'duty-absence', id: absenceId })
});

/** How many teams somebody still stands in from a day on. */
export async function dutiesAhead(ctx: Context, cadreId: number, from: Day): Promise<number> {
  const rows = await ctx.db
    .select({ id: dutyTeam.id })
    .from(dutyMember)
    .innerJoin(dutyTeam, eq(dutyTeam.id, dutyMember.teamId))
    .where(and(eq(dutyMember.cadreId, cadreId), gte(dutyTeam.day, from), isNull(dutyTeam.cancelledAt)));
  return rows.length;
}

type TeamRow = typeof dutyTeam.$inferSelect;
type Asked = Pick<TeamForm, 'day' | 'field' | 'activity'>;

async function verdictOn(ctx: Context, people: readonly DutyPerson[], { day, field, activity }: Asked) {
  return teamVerdict(people, { on: day, field: field || null, activity }, await dutyRulesOn(ctx, day));
}

function requireDay(ctx: Context, day: Day) {
  if (day < ctx.today) throw new InvalidInput({ day: ['certification.day-past'] });
  if (day > addDays(ctx.today, AHEAD)) throw new InvalidInput({ day: ['certification.day-too-far'] });
}

/** What stands against a team, in words beside the field in which its people were typed. */
function requireLawful({ problems }: TeamVerdict) {
  if (!problems.length) return;
  throw new InvalidInput({
    numbers: problems.map((problem) => {
      switch (problem.code) {
        case 'nobody':
          return 'input.required';
        case 'twice':
          return `certification.team-twice|name=${problem.name}`;
        case 'too-few':
          return `certification.team-too-few|officers=${problem.officers}|minimum=${problem.minimum}`;
        case 'may-not-go':
          return `certification.team-may-not-go|name=${problem.name} ${problem.staffNumber}`;
      }
    })
  });
}

async function requireFree(ctx: Context, ids: readonly number[], when: { day: Day; startsAt: string }) {
  if (await busy(ctx, ids, when)) throw new InvalidInput({ numbers: ['certification.in-two-teams'] });
}

/** Whether one of them is in another team that sets out at the same time. */
async function busy(ctx: Context, ids: readonly number[], { day, startsAt }: { day: Day; startsAt: string }) {
  const rows = await ctx.db
    .select({ id: dutyTeam.id })
    .from(dutyMember)
    .innerJoin(dutyTeam, eq(dutyTeam.id, dutyMember.teamId))
    .where(
      and(
        inArray(dutyMember.cadreId, [...ids]),
        eq(dutyTeam.day, day),
        eq(dutyTeam.startsAt, startsAt),
        isNull(dutyTeam.cancelledAt)
      )
    );
  return rows.length > 0;
}

async function addTeam(ctx: Context, input: Omit<TeamForm, 'numbers'>, people: readonly { cadreId: number }[]) {
  const { day, startsAt, task, place, field, activity, note } = input;
  const [row] = await ctx.db
    .insert(dutyTeam)
    .values({
      day,
      startsAt,
      task,
      place,
      field,
      activity,
      note: note || null,
      enteredAt: ctx.now,
      enteredBy: ctx.actor.accountId
    })
    .returning({ id: dutyTeam.id });
  await ctx.db
    .insert(dutyMember)
    .values(people.map(({ cadreId }, position) => ({ teamId: row!.id, cadreId, position })));
  return row!.id;
}

/** A team on the roster, one of whose members the caller may send. */
async function requireTeam(ctx: Context, teamId: number): Promise<TeamRow> {
  const [team] = await ctx.db
    .select()
    .from(dutyTeam)
    .where(and(eq(dutyTeam.id, teamId), isNull(dutyTeam.cancelledAt)));
  const members = team ? await membersOf(ctx, [teamId]) : [];
  const people = await peopleByIds(
    ctx,
    members.map(({ cadreId }) => cadreId)
  );
  if (!team || !people.some(({ unitId }) => reaches(ctx.actor, 'duty.manage', unitId)))
    throw missing('certification.team-not-found');
  return team;
}

function teamsBetween(ctx: Context, from: Day, to: Day): Promise<TeamRow[]> {
  return ctx.db
    .select()
    .from(dutyTeam)
    .where(and(between(dutyTeam.day, from, to), isNull(dutyTeam.cancelledAt)))
    .orderBy(asc(dutyTeam.day), asc(dutyTeam.startsAt), asc(dutyTeam.id));
}

async function membersOf(ctx: Context, teamIds: readonly number[]) {
  if (!teamIds.length) return [];
  return ctx.db
    .select()
    .from(dutyMember)
    .where(inArray(dutyMember.teamId, [...teamIds]))
    .orderBy(asc(dutyMember.teamId), asc(dutyMember.position));
}
