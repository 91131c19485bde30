/** Who gets the monthly report, and its sending on the first working day of the month. */
import { asc, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { holdersOver } from '#lib/people/role-holders.server.ts';
import { onlySystem } from '#lib/platform/actor.ts';
import { calendarOf } from '#lib/platform/calendar.server.ts';
import { HOUR, instantOf } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { notify } from '#lib/platform/notifications.server.ts';
import { allRoles, roles, type Role } from '#lib/platform/permissions.ts';
import { managesReport } from '../annual/access.ts';
import { factsOf } from '../annual/facts.server.ts';
import { valuesOf } from '../annual/figures.ts';
import { monthlyReader, monthlySending } from '../schema.server.ts';
import { firstWorkingDay, monthOf, monthPeriod, monthsOn } from './month.ts';

/** A month's letter is not for the night. */
const FROM_HOUR = 8;

export interface MonthlyReader {
  accountId: number;
  name: string;
  chosen: boolean;
}

/** Everybody who may read the report, and whether they get it each month. */
export const monthlyReaders = query('reporting.monthly-readers', {
  input: z.object({}),
  allow: managesReport,
  async run(ctx): Promise<MonthlyReader[]> {
    const chosen = await chosenReaders(ctx);
    return (await possibleReaders(ctx)).map((person) => ({ ...person, chosen: chosen.includes(person.accountId) }));
  }
});

/** Chooses anew who gets it. @throws InvalidInput for somebody who may not read the report */
export const chooseMonthlyReaders = command('reporting.choose-monthly-readers', {
  input: z.object({ accountIds: z.array(rowId).max(200) }),
  allow: managesReport,
  async run(ctx, { accountIds }) {
    const possible = new Set((await possibleReaders(ctx)).map(({ accountId }) => accountId));
    const wanted = [...new Set(accountIds)];
    if (wanted.some((id) => !possible.has(id))) throw new InvalidInput({ accountIds: ['reporting.no-reader'] });
    const known = await chosenReaders(ctx);
    const gone = known.filter((id) => !wanted.includes(id));
    if (gone.length) await ctx.db.delete(monthlyReader).where(inArray(monthlyReader.accountId, gone));
    const added = wanted.filter((id) => !known.includes(id));
    if (added.length)
      await ctx.db
        .insert(monthlyReader)
        .values(added.map((accountId) => ({ accountId, chosenAt: ctx.now, chosenBy: ctx.actor.accountId })));
    return { readers: wanted.length, changed: added.length + gone.length };
  },
  trace: ({ accountIds }, { changed }) =>
    changed ? { subject: 'monthly-report', id: null, detail: { readers: accountIds } } : undefined
});

/**
 * Tells the chosen of the month that is over, once: from eight o'clock of the first working day of the month. A machine
 * that stood still on that day catches up within the month.
 */
export const sendMonthly = command('reporting.send-monthly', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const running = monthOf(ctx.today);
    const due = instantOf(firstWorkingDay(await calendarOf(ctx.db), running)) + FROM_HOUR * HOUR;
    if (ctx.now < due) return { told: 0 };
    const month = monthsOn(running, -1);
    const [first] = await ctx.db
      .insert(monthlySending)
      .values({ month, sentAt: ctx.now })
      .onConflictDoNothing()
      .returning({ month: monthlySending.month });
    if (!first) return { told: 0 };
    const possible = new Set((await possibleReaders(ctx)).map(({ accountId }) => accountId));
    const to = (await chosenReaders(ctx)).filter((id) => possible.has(id));
    if (!to.length) return { told: 0, month };
    const values = valuesOf(await factsOf(ctx, monthPeriod(month)));
    const told = await notify(ctx, {
      to,
      kind: 'monthly-report',
      reason: `month:${month}`,
      // Counts alone, and none of complaints: a letter lies in a mailbox that the portal does not guard.
      values: {
        year: Number(month.slice(0, 4)),
        month: Number(month.slice(5)),
        trainings: values.trainingSessions.value ?? 0,
        attended: values.trainingTimes.value ?? 0,
        exams: values.exams.value ?? 0,
        outreach: values.outreachEvents.value ?? 0,
        cards: values.cardNew.value ?? 0
      },
      href: `/reports/month/${month}`
    });
    return { told, month };
  },
  trace: (_, { told, month }) => (month ? { subject: 'monthly-report', id: month, detail: { told } } : undefined)
});

const readingRoles = allRoles.filter((role) => (roles[role] as readonly string[]).includes('report.view'));

const possibleReaders = (ctx: Context) => holdersOver(ctx, readingRoles as Role[]);

async function chosenReaders(ctx: Context): Promise<number[]> {
  const rows = await ctx.db
    .select({ accountId: monthlyReader.accountId })
    .from(monthlyReader)
    .orderBy(asc(monthlyReader.accountId));
  return rows.map(({ accountId }) => accountId);
}
