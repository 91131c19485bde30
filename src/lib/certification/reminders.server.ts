/** What the register reminds of by itself: cards that run out, and the supervisor's week. */
import { and, count, eq, gte, inArray, isNull, lte, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inChunks } from '#lib/people/chunks.ts';
import { onRoster, peopleOf } from '#lib/people/people-of.server.ts';
import { accountsOf, accountsWithRole } from '#lib/people/role-holders.server.ts';
import { onlySystem } from '#lib/platform/actor.ts';
import { addDays, daysBetween, HOUR, instantOf, type Day } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { stepReached } from '#lib/platform/notification.ts';
import { announce, notify } from '#lib/platform/notifications.server.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { digestWeekdays } from '#lib/platform/settings.ts';
import { cardCase, certificate } from './schema.server.ts';

/** A card that ended longer ago than this is in the register for all to see; a first reminder then would only puzzle. */
const LATE_DAYS = 30;

/**
 * 证件到期提醒: each step of the setting once for each printed end, and once when it has passed. A holder who has a
 * card that runs longer is not reminded of the old one.
 */
export const remindExpiring = command('certification.remind-expiring', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const steps = (await settingsOn(ctx.db, ctx.today))['certificate.reminders'];
    const ending = await endingCards(ctx, addDays(ctx.today, Math.max(...steps)));
    const accounts = await accountsOf(
      ctx,
      ending.map(({ cadreId }) => cadreId)
    );
    let told = 0;
    for (const { id, cadreId, expiresOn } of ending) {
      const accountId = accounts.get(cadreId);
      const days = daysBetween(ctx.today, expiresOn);
      const step = days < 0 ? 'over' : stepReached(steps, days);
      if (accountId === undefined || step === undefined) continue;
      told += await notify(ctx, {
        to: [accountId],
        kind: step === 'over' ? 'card-expired' : 'card-expiring',
        reason: `card:${id}:${expiresOn}:${step}`,
        values: step === 'over' ? { on: expiresOn } : { days, on: expiresOn },
        href: '/'
      });
    }
    return { told };
  },
  trace: (_, { told }) => (told ? { subject: 'notification', id: 'card-expiring', detail: { told } } : undefined)
});

/** Cards in force that end by a day, of people on the roster: for each person the one that runs longest. */
async function endingCards(ctx: Context, until: Day) {
  const person = peopleOf(ctx.db);
  const rows = await ctx.db
    .select({ id: certificate.id, cadreId: certificate.cadreId, expiresOn: certificate.expiresOn })
    .from(certificate)
    .innerJoin(person, eq(person.cadreId, certificate.cadreId))
    .where(
      and(
        eq(certificate.condition, 'in-force'),
        gte(certificate.expiresOn, addDays(ctx.today, -LATE_DAYS)),
        lte(certificate.expiresOn, until),
        onRoster(person, ctx.today)
      )
    );
  const longest = await longestOf(
    ctx,
    rows.map(({ cadreId }) => cadreId)
  );
  return rows.filter(({ cadreId, expiresOn }) => longest.get(cadreId) === expiresOn);
}

async function longestOf(ctx: Context, cadreIds: readonly number[]): Promise<Map<number, Day>> {
  const found = new Map<number, Day>();
  for (const ids of inChunks(cadreIds)) {
    const rows = await ctx.db
      .select({ cadreId: certificate.cadreId, until: sql<Day>`max(${certificate.expiresOn})` })
      .from(certificate)
      .where(and(eq(certificate.condition, 'in-force'), inArray(certificate.cadreId, ids)))
      .groupBy(certificate.cadreId);
    for (const { cadreId, until } of rows) found.set(cadreId, until);
  }
  return found;
}

/** A week's letter is not for the night. */
const FROM_HOUR = 8;

/**
 * 主管每周摘要: from eight o'clock of the weekday that is set, once a week to every supervisor, with the counts of their
 * reach; and to the chat groups with those of the town. A machine that stood still on that day catches up in the same week.
 */
export const sendDigests = command('certification.send-digests', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const settings = await settingsOn(ctx.db, ctx.today);
    const weekday = digestWeekdays.indexOf(settings['reminder.digest']);
    const monday = mondayOf(ctx.today);
    const due = instantOf(addDays(monday, weekday - 1)) + FROM_HOUR * HOUR;
    if (weekday === 0 || ctx.now < due) return { told: 0 };
    const counted = new Map<number | null, Awaited<ReturnType<typeof weekOf>>>();
    const soon = settings['certificate.expiring-days'];
    const week = async (unitId: number | null) => {
      const known = counted.get(unitId) ?? (await weekOf(ctx, unitId, soon));
      counted.set(unitId, known);
      return known;
    };
    let told = 0;
    for (const { accountId, unitId } of await accountsWithRole(ctx, 'supervisor'))
      told += await notify(ctx, {
        to: [accountId],
        kind: 'weekly-digest',
        reason: `digest:${monday}`,
        values: await week(unitId),
        href: '/'
      });
    await announce(ctx, { kind: 'weekly-digest', reason: `digest:${monday}`, values: await week(null) });
    return { told };
  },
  trace: (_, { told }) => (told ? { subject: 'notification', id: 'weekly-digest', detail: { told } } : undefined)
});

/** The Monday of a day's week. */
function mondayOf(day: Day): Day {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** What a supervisor's week is about, as counts: no name leaves the house. */
async function weekOf(ctx: Context, unitId: number | null, soonDays: number) {
  const person = peopleOf(ctx.db);
  const within = and(onRoster(person, ctx.today), unitId === null ? undefined : eq(person.unitId, unitId));
  const cards = async (where: ReturnType<typeof and>) => {
    const [row] = await ctx.db
      .select({ cards: count() })
      .from(certificate)
      .innerJoin(person, eq(person.cadreId, certificate.cadreId))
      .where(and(eq(certificate.condition, 'in-force'), within, where));
    return row!.cards;
  };
  const cases = async (where?: ReturnType<typeof and>) => {
    const [row] = await ctx.db
      .select({ cases: count() })
      .from(cardCase)
      .innerJoin(person, eq(person.cadreId, cardCase.cadreId))
      .where(and(isNull(cardCase.closedAt), unitId === null ? undefined : eq(person.unitId, unitId), where));
    return row!.cases;
  };
  return {
    expiring: await cards(
      and(gte(certificate.expiresOn, ctx.today), lte(certificate.expiresOn, addDays(ctx.today, soonDays)))
    ),
    expired: await cards(lt(certificate.expiresOn, ctx.today)),
    cases: await cases(),
    overdue: await cases(and(lt(cardCase.dueOn, ctx.today)))
  };
}
