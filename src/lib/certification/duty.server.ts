/** Who may go out on a day, and whether a team is lawful. */
import { and, gte, inArray, isNull, lte } from 'drizzle-orm';
import { z } from 'zod';
import { inChunks } from '#lib/people/chunks.ts';
import { peopleByNumbers, scopeOf, type ScopeUnit, type UnitPerson } from '#lib/people/people-of.server.ts';
import { holds, reaches } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput } from '#lib/platform/errors.ts';
import { dayInput, rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import {
  activities,
  dutyStandingOf,
  teamVerdict,
  type AbsenceKind,
  type DutyPerson,
  type DutyRules,
  type OnDuty,
  type TeamVerdict
} from './duty.ts';
import { dutyAbsence } from './schema.server.ts';
import { cardsHeld, fieldsOf } from './card-fields.server.ts';
import { judge } from './wall.server.ts';

export interface BoardPerson extends DutyPerson, OnDuty {
  unitName: string;
}

export interface DutyBoard {
  on: Day;
  units: ScopeUnit[];
  unitId: number | null;
  /** Everybody on the roster within reach, with where they stand; without a field asked for, by their own. */
  people: BoardPerson[];
  /** The fields that cards name, the general one last. */
  fields: string[];
  rules: DutyRules;
}

/** Everybody on a day: who may enforce, who only comes along, who does not go, and why. */
export const dutyBoard = query('certification.duty-board', {
  input: z.object({ on: dayInput.optional(), unitId: rowId.optional() }),
  allow: holds('duty.view'),
  async run(ctx, { on = ctx.today, unitId }): Promise<DutyBoard> {
    const scope = await scopeOf(ctx, 'duty.view', { on, unitId });
    const rules = await dutyRulesOn(ctx, on);
    const units = new Map(scope.people.map((person) => [person.cadreId, person.unitName]));
    const people = (await dutyPeople(ctx, scope.people, on)).map((person) => ({
      ...person,
      ...dutyStandingOf(person, null, rules),
      unitName: units.get(person.cadreId)!
    }));
    const named = [...new Set(people.flatMap(({ fields }) => fields))].sort();
    const fields = [
      ...named.filter((field) => field !== rules.generalField),
      ...named.filter((field) => field === rules.generalField)
    ];
    return { on, units: scope.units, unitId: scope.unitId, people, fields, rules };
  }
});

export const CheckTeam = z.object({
  on: dayInput.optional(),
  field: z.string().trim().max(60).default(''),
  activity: z.enum(activities).default('penalty'),
  numbers: z.array(z.string().trim().max(40)).max(20)
});

export interface CheckedTeam {
  on: Day;
  people: DutyPerson[];
  verdict: TeamVerdict;
}

/** Whether these people may go out together. @throws InvalidInput for a number that nobody within reach has. */
export const checkTeam = query('certification.check-team', {
  input: CheckTeam,
  allow: holds('duty.view'),
  async run(ctx, { on = ctx.today, field, activity, numbers }): Promise<CheckedTeam> {
    const people = await peopleNumbered(ctx, numbers);
    const members = await dutyPeople(ctx, people, on);
    const rules = await dutyRulesOn(ctx, on);
    return { on, people: members, verdict: teamVerdict(members, { on, field: field || null, activity }, rules) };
  }
});

/** People in the order of their numbers; one given twice comes twice. @throws InvalidInput on `numbers`. */
export async function peopleNumbered(ctx: Context, numbers: readonly string[]): Promise<UnitPerson[]> {
  const known = await peopleByNumbers(ctx, [...new Set(numbers)]);
  return numbers.map((number) => {
    const person = known.get(number);
    if (!person || !reaches(ctx.actor, 'duty.view', person.unitId))
      throw new InvalidInput({ numbers: [`certification.nobody-numbered|number=${number}`] });
    return person;
  });
}

export async function dutyRulesOn(ctx: Context, on: Day): Promise<DutyRules> {
  const settings = await settingsOn(ctx.db, on);
  return {
    minimumCards: settings['duty.minimum-cards'],
    newcomerMonths: settings['duty.newcomer-months'],
    generalField: settings['duty.general-field'],
    otherField: settings['duty.other-field']
  };
}

/** People as the duty rules look at them, in a fixed number of questions however many. */
export async function dutyPeople(ctx: Context, people: readonly UnitPerson[], on: Day): Promise<DutyPerson[]> {
  const ids = [...new Set(people.map(({ cadreId }) => cadreId))];
  const judged = new Map(
    (await judge(ctx, [...new Map(people.map((one) => [one.cadreId, one])).values()], on)).map((one) => [
      one.cadreId,
      one
    ])
  );
  const cards = await cardsHeld(ctx, ids, on);
  const away = await absencesOn(ctx, ids, on);
  return people.map(({ cadreId, staffNumber, name, establishment, joinedOn }) => {
    const own = cards.get(cadreId) ?? [];
    return {
      cadreId,
      staffNumber,
      name,
      establishment,
      joinedOn,
      firstCardOn: own[0]?.issuedOn ?? null,
      fields: fieldsOf(own),
      readiness: judged.get(cadreId)!.readiness,
      absence: away.get(cadreId) ?? null
    };
  });
}

async function absencesOn(ctx: Context, ids: readonly number[], on: Day) {
  const found = new Map<number, { kind: AbsenceKind; until: Day }>();
  for (const some of inChunks(ids)) {
    const rows = await ctx.db
      .select()
      .from(dutyAbsence)
      .where(
        and(
          inArray(dutyAbsence.cadreId, some),
          lte(dutyAbsence.fromDay, on),
          gte(dutyAbsence.untilDay, on),
          isNull(dutyAbsence.endedAt)
        )
      );
    for (const { cadreId, kind, untilDay } of rows) found.set(cadreId, { kind, until: untilDay });
  }
  return found;
}
