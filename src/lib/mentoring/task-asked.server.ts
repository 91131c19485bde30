/** What another room asks to be practised: which tasks there are, that one is to be done, and when it was. */
import { and, asc, eq, gte } from 'drizzle-orm';
import { z } from 'zod';
import { accountsOf } from '#lib/people/role-holders.server.ts';
import { onlySystem } from '#lib/platform/actor.ts';
import { dayOf, type Day } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput } from '#lib/platform/errors.ts';
import { dayInput, rowId } from '#lib/platform/input.ts';
import { notify } from '#lib/platform/notifications.server.ts';
import { allTasks, planOf, taskKeyInput } from './catalogue.ts';
import { findInForce } from './catalogue.server.ts';
import { pairing, pairingEvent, practiceCatalogue, practiceRecord, practiceSeal } from './schema.server.ts';
import { standing, type Signed } from './signed.server.ts';
import { starterCatalogue } from './starter/catalogue.ts';

/** The tasks of the catalogue in force, or of the starter before the town has its own. */
export async function tasksToAssign(ctx: Context): Promise<{ key: string; title: string; cites: string }[]> {
  const inForce = await findInForce(ctx);
  return allTasks(inForce?.content ?? starterCatalogue).map(({ key, title, cites }) => ({ key, title, cites }));
}

/** The running pairing in which somebody is guided; undefined when there is none. */
export async function guidedIn(ctx: Context, menteeId: number) {
  const [found] = await ctx.db
    .select({ row: pairing, catalogue: practiceCatalogue.content })
    .from(pairing)
    .innerJoin(practiceCatalogue, eq(practiceCatalogue.id, pairing.catalogueId))
    .where(and(eq(pairing.status, 'active'), eq(pairing.menteeId, menteeId)));
  return found;
}

/**
 * Asks the mentor of somebody to practise a task with them by a day. A task that their plan does not hold joins it, to be
 * done once. Neither the file of the pairing nor the reminder says who asked or why.
 * @throws InvalidInput `mentoring.not-guided`, `mentoring.task-unknown` at `taskKey`
 */
export const askTask = command('mentoring.ask-task', {
  input: z.object({ menteeId: rowId, taskKey: taskKeyInput, dueOn: dayInput }),
  allow: onlySystem,
  async run(ctx, { menteeId, taskKey, dueOn }) {
    const guided = await guidedIn(ctx, menteeId);
    if (!guided) throw new InvalidInput({ taskKey: ['mentoring.not-guided'] });
    const { row, catalogue } = guided;
    if (!row.plan.some(({ key }) => key === taskKey)) {
      const added = planOf(catalogue, [taskKey]).map((task) => ({ ...task, needed: 1 }));
      // The pairing keeps the catalogue it began with.
      if (!added.length) throw new InvalidInput({ taskKey: ['mentoring.task-unknown'] });
      await ctx.db
        .update(pairing)
        .set({ plan: [...row.plan, ...added] })
        .where(eq(pairing.id, row.id));
    }
    // Not by `note`: whoever acts behind it may be the handler of a complaint, and stays out of the file.
    await ctx.db.insert(pairingEvent).values({
      ...{ pairingId: row.id, kind: 'task-asked', at: ctx.now, detail: { taskKey, dueOn } },
      ...{ cadreId: null, recordedBy: null, reason: null }
    });
    await notify(ctx, {
      to: [...(await accountsOf(ctx, [row.mentorId])).values()],
      kind: 'task-asked',
      reason: `task-asked:${row.id}:${taskKey}:${dueOn}`,
      values: { on: dueOn },
      href: `/mentoring/${row.id}`
    });
    return { pairingId: row.id };
  },
  trace: ({ taskKey, dueOn }, { pairingId }) => ({ subject: 'pairing', id: pairingId, detail: { taskKey, dueOn } })
});

/** The tasks of a pairing that were asked for and not passed since, each with the day by which. */
export async function openAsks(ctx: Context, pairingId: number, signed: readonly Signed[]): Promise<Map<string, Day>> {
  const asks = await ctx.db
    .select({ at: pairingEvent.at, detail: pairingEvent.detail })
    .from(pairingEvent)
    .where(and(eq(pairingEvent.pairingId, pairingId), eq(pairingEvent.kind, 'task-asked')))
    .orderBy(asc(pairingEvent.id));
  const open = new Map<string, Day>();
  for (const { at, detail } of asks) {
    const { taskKey, dueOn } = detail as { taskKey: string; dueOn: Day };
    const isDone = signed.some((seal) => seal.taskKey === taskKey && seal.passed && seal.practisedOn >= dayOf(at));
    if (!isDone) open.set(taskKey, dueOn);
  }
  return open;
}

/** The day of the first practice of a task, on or after a day, that a mentor signed as passed; null when there is none. */
export async function taskPassedOn(ctx: Context, taskKey: string, menteeId: number, since: Day): Promise<Day | null> {
  const [row] = await ctx.db
    .select({ on: practiceSeal.practisedOn })
    .from(practiceSeal)
    .innerJoin(practiceRecord, eq(practiceRecord.id, practiceSeal.recordId))
    .where(
      and(
        eq(practiceSeal.menteeId, menteeId),
        eq(practiceSeal.taskKey, taskKey),
        eq(practiceSeal.passed, true),
        gte(practiceSeal.practisedOn, since),
        standing
      )
    )
    .orderBy(asc(practiceSeal.practisedOn))
    .limit(1);
  return row?.on ?? null;
}
