/** 催办: who handles a case is reminded before its last day; after it, those who answer for the handling are told too. */
import { and, asc, eq, isNotNull, lt, notInArray } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import { holdersOf } from '#lib/people/role-holders.server.ts';
import { holds, onlySystem } from '#lib/platform/actor.ts';
import { calendarOf } from '#lib/platform/calendar.server.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { notify } from '#lib/platform/notifications.server.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { clocksOf, factsOf, handlerOf, notAboutActor, openCase, type ComplaintRow } from './case.server.ts';
import { stages, isOver } from './complaint.ts';
import { pressing } from './deadline.ts';
import { mayHandle, recusalsOf } from './recusal.ts';
import { complaint } from './schema.server.ts';
import { daysLeft } from './term.ts';

const isOpen = notInArray(complaint.stage, stages.filter(isOver));

/** Reminds of every last day that comes near or was missed, once for each. Run by the scheduler. */
export const remindDeadlines = command('complaints.remind-deadlines', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const before = (await settingsOn(ctx.db, ctx.today))['complaint.remind-days'];
    const calendar = await calendarOf(ctx.db);
    const rows = await ctx.db
      .select()
      .from(complaint)
      .where(and(isOpen, isNotNull(complaint.dueOn)))
      .orderBy(asc(complaint.id));
    let told = 0;
    for (const row of rows) {
      const due = row.dueOn!;
      const missed = due < ctx.today;
      // By working days: the few terms in calendar days end no later.
      if (!missed && daysLeft(calendar, { due, unit: 'working-days' }, ctx.today)! > before) continue;
      const handlers = row.handlerId === null ? await free(ctx, row) : [row.handlerId];
      const about = { values: { number: row.number, on: due }, reason: `complaint:${row.id}:${due}` };
      told += await notify(ctx, {
        to: handlers,
        kind: missed ? 'complaint-missed' : 'complaint-due',
        reason: `${about.reason}:${missed ? 'missed' : 'soon'}`,
        values: about.values,
        href: `/complaints/${row.id}`
      });
      if (missed && row.route === 'town')
        told += await notify(ctx, {
          to: await above(ctx, row),
          kind: 'complaint-escalated',
          reason: `${about.reason}:escalated`,
          values: about.values,
          href: '/complaints/requests'
        });
    }
    return { told };
  },
  trace: (_, { told }) => (told ? { subject: 'notification', id: 'complaint-due', detail: { told } } : undefined)
});

/** Those who could take a case that nobody has. */
const free = async (ctx: Context, row: ComplaintRow) =>
  unbound(ctx, row, row.route === 'town' ? 'complaint-handler' : 'discipline');

/** The supervisors for whom the case may exist. */
const above = (ctx: Context, row: ComplaintRow) => unbound(ctx, row, 'supervisor');

/** The accounts that hold a role and against whom nothing absolute speaks: the others must not learn that there is a case. */
async function unbound(ctx: Context, row: ComplaintRow, role: 'complaint-handler' | 'discipline' | 'supervisor') {
  const facts = await factsOf(ctx, row);
  const may: number[] = [];
  for (const { accountId, ...person } of await holdersOf(ctx, role)) {
    if (mayHandle(recusalsOf(await handlerOf(ctx, person, row.route), facts))) may.push(accountId);
  }
  return may;
}

/** 逾期: cases whose last day has passed, for those who answer for the handling; what they are about is not in it. */
export const listMissed = query('complaints.list-missed', {
  input: z.object({}),
  allow: holds('complaints.approve'),
  async run(ctx) {
    const rows = await ctx.db
      .select()
      .from(complaint)
      .where(and(eq(complaint.route, 'town'), isOpen, lt(complaint.dueOn, ctx.today), await notAboutActor(ctx)))
      .orderBy(asc(complaint.dueOn), asc(complaint.id));
    const names = await accountNames(
      ctx,
      rows.map(({ handlerId }) => handlerId)
    );
    return Promise.all(
      rows.map(async (row) => {
        const { state } = await openCase(ctx, row);
        return {
          id: row.id,
          number: row.number,
          term: pressing(await clocksOf(ctx, row.id, state))?.key ?? null,
          due: row.dueOn!,
          handler: row.handlerId === null ? null : (names.get(row.handlerId) ?? null)
        };
      })
    );
  }
});
