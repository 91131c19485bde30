/** 整改: what was found goes back into training, and the case shows when it was done. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { practisedSince } from '#lib/assessment/practised.server.ts';
import { coursesToAssign, courseDoneOn, sessionDoneOn, sessionTitles } from '#lib/learning/completion.server.ts';
import { findTask } from '#lib/mentoring/catalogue.ts';
import { askTask, guidedIn, taskPassedOn } from '#lib/mentoring/task-asked.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { accountsOf } from '#lib/people/role-holders.server.ts';
import { holds, onlySystem } from '#lib/platform/actor.ts';
import { dayOf, type Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, rowId } from '#lib/platform/input.ts';
import { notify } from '#lib/platform/notifications.server.ts';
import { requireOwnCase } from './assignment.server.ts';
import { reason, works } from './decision.server.ts';
import { accusedOf } from './finding.server.ts';
import type { RemedyKind } from './complaint.ts';
import { offers } from './remedy-choice.server.ts';
import { remedy } from './schema.server.ts';

/** Questions of a topic that are a practice set done. */
export const PRACTICE_SET = 10;

export const AssignRemedy = z.object({
  complaintId: rowId,
  /** `course:3`, `practice:7` (a topic), `task:show-card` or `session:12`. */
  target: z
    .string()
    .regex(/^((course|practice|session):[1-9]\d{0,8}|task:[a-z][a-z0-9-]{1,39})$/, 'complaints.no-such-remedy'),
  dueOn: dayInput
});

/**
 * Assigns a course, a practice set, a task with the mentor or a training session to every officer named in the case;
 * where nobody is known, to the centre as a whole, which a task cannot be: it needs somebody who is guided.
 * @throws InvalidInput for a day past, a target that is not there, a task for somebody without a mentor; conflict
 *   `complaints.remedied-already`
 */
export const assignRemedy = command('complaints.assign-remedy', {
  input: AssignRemedy,
  allow: works,
  async run(ctx, { complaintId, target, dueOn }) {
    await requireOwnCase(ctx, complaintId);
    if (dueOn < ctx.today) throw new InvalidInput({ dueOn: ['complaints.day-past'] });
    const [kind, key] = target.split(':') as [RemedyKind, string];
    if (!(await offers(ctx)).some((offer) => offer.kind === kind && offer.target === key)) {
      throw new InvalidInput({ target: ['complaints.no-such-remedy'] });
    }
    const held = await ctx.db.select().from(remedy).where(eq(remedy.complaintId, complaintId));
    if (held.some((one) => targetOf(one) === target)) throw conflict('complaints.remedied-already');
    const people = await accusedOf(ctx, complaintId);
    if (kind === 'task') await askMentors(ctx, people, key, dueOn);
    const rows = (people.length ? people : [null]).map((cadreId) => ({
      complaintId,
      kind,
      ...(kind === 'task' ? { taskKey: key } : { targetId: Number(key) }),
      cadreId,
      dueOn,
      assignedAt: ctx.now,
      assignedBy: ctx.actor.accountId
    }));
    await ctx.db.insert(remedy).values(rows);
    await notify(ctx, {
      to: [...(await accountsOf(ctx, people)).values()],
      kind: 'remedy-assigned',
      reason: `remedy:${complaintId}:${target}`,
      values: { on: dueOn },
      href: '/'
    });
    return { people: people.length };
  },
  trace: ({ complaintId, target }, detail) => ({ subject: 'complaint', id: complaintId, detail: { target, ...detail } })
});

type Assigned = Pick<typeof remedy.$inferSelect, 'kind' | 'targetId' | 'taskKey'>;

/** As a form names it. */
const targetOf = ({ kind, targetId, taskKey }: Assigned) => `${kind}:${taskKey ?? targetId}`;

/** Has a task practised by each with their mentor. @throws InvalidInput where somebody has none, or nobody is known */
async function askMentors(ctx: Context, people: readonly number[], taskKey: string, dueOn: Day) {
  if (!people.length) throw new InvalidInput({ target: ['complaints.no-mentor'] });
  for (const menteeId of people) {
    const guided = await guidedIn(ctx, menteeId);
    // A pairing keeps the catalogue it began with.
    if (!guided || !findTask(guided.catalogue, taskKey)) throw new InvalidInput({ target: ['complaints.no-mentor'] });
    await ctx.callAsSystem(askTask, { menteeId, taskKey, dueOn });
  }
}

/** The remedies of a case with their state. */
export async function remediesOf(ctx: Context, complaintId: number) {
  const rows = await ctx.db.select().from(remedy).where(eq(remedy.complaintId, complaintId)).orderBy(asc(remedy.id));
  const names = await namesOf(ctx, rows);
  const people = await peopleByIds(
    ctx,
    rows.flatMap(({ cadreId }) => cadreId ?? [])
  );
  return rows.map(({ id, kind, targetId, taskKey, cadreId, dueOn, doneOn }) => ({
    id,
    kind,
    name: names.get(targetOf({ kind, targetId, taskKey })) ?? '',
    person: people.find((one) => one.cadreId === cadreId)?.name ?? null,
    dueOn,
    doneOn
  }));
}

/** What the acting officer was asked to learn, until it is done; nothing of the case behind it. */
export const myRemedies = query('complaints.my-remedies', {
  input: z.object({}),
  allow: holds('own.view'),
  async run(ctx) {
    if (ctx.actor.cadreId === null) return [];
    const rows = await ctx.db
      .select()
      .from(remedy)
      .where(and(eq(remedy.cadreId, ctx.actor.cadreId), isNull(remedy.doneOn)))
      .orderBy(asc(remedy.dueOn));
    const names = await namesOf(ctx, rows);
    const codes = new Map((await coursesToAssign(ctx)).map(({ id, code }) => [id, code]));
    const guided = await guidedIn(ctx, ctx.actor.cadreId);
    const places = {
      course: (id: number) => `/learn/${codes.get(id) ?? ''}`,
      session: (id: number) => `/sessions/${id}`,
      practice: (id: number) => `/practice?topic=${id}`,
      // A pairing that has ended meanwhile leaves the list of pairings.
      task: () => (guided ? `/mentoring/${guided.row.id}` : '/mentoring')
    } satisfies Record<RemedyKind, (id: number) => string>;
    return rows.map(({ id, kind, targetId, taskKey, dueOn }) => ({
      id,
      kind,
      name: names.get(targetOf({ kind, targetId, taskKey })) ?? '',
      dueOn,
      href: places[kind](targetId ?? 0)
    }));
  }
});

/** What was assigned, by its target. A session is no longer offered once it is over, and still has its name. */
async function namesOf(ctx: Context, rows: readonly Assigned[]): Promise<Map<string, string>> {
  if (!rows.length) return new Map();
  const sessions = rows.flatMap(({ kind, targetId }) => (kind === 'session' && targetId !== null ? [targetId] : []));
  return new Map([
    ...(await offers(ctx)).map(({ kind, target, name }) => [`${kind}:${target}`, name] as const),
    ...[...(await sessionTitles(ctx, sessions))].map(([id, title]) => [`session:${id}`, title] as const)
  ]);
}

export const ConfirmRemedy = z.object({ complaintId: rowId, remedyId: rowId, reason });

/** Says that a remedy for the whole centre was carried out: nobody's record can show it. @throws missing `complaints.no-such-remedy` */
export const confirmRemedy = command('complaints.confirm-remedy', {
  input: ConfirmRemedy,
  allow: works,
  async run(ctx, { complaintId, remedyId }) {
    await requireOwnCase(ctx, complaintId);
    const done = await ctx.db
      .update(remedy)
      .set({ doneOn: ctx.today })
      .where(
        and(eq(remedy.id, remedyId), eq(remedy.complaintId, complaintId), isNull(remedy.cadreId), isNull(remedy.doneOn))
      )
      .returning({ id: remedy.id });
    if (!done.length) throw missing('complaints.no-such-remedy');
  },
  trace: ({ complaintId, remedyId }) => ({ subject: 'complaint', id: complaintId, detail: { remedyId } })
});

/** Looks which open remedies were done meanwhile; the portal does it every hour. */
export const settleRemedies = command('complaints.settle-remedies', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const open = await ctx.db.select().from(remedy).where(isNull(remedy.doneOn));
    let settled = 0;
    for (const row of open) {
      const doneOn = await doneOnOf(ctx, row);
      if (doneOn === null) continue;
      await ctx.db.update(remedy).set({ doneOn }).where(eq(remedy.id, row.id));
      settled += 1;
    }
    return { settled };
  },
  trace: (_, { settled }) => (settled ? { subject: 'remedy', id: null, detail: { settled } } : undefined)
});

async function doneOnOf(ctx: Context, { kind, targetId, taskKey, cadreId, assignedAt }: typeof remedy.$inferSelect) {
  if (taskKey !== null) return cadreId === null ? null : taskPassedOn(ctx, taskKey, cadreId, dayOf(assignedAt));
  if (targetId === null) return null;
  if (kind === 'session') return sessionDoneOn(ctx, targetId, cadreId);
  if (cadreId === null) return null;
  if (kind === 'course') return courseDoneOn(ctx, targetId, cadreId, dayOf(assignedAt));
  return (await practisedSince(ctx, targetId, cadreId, assignedAt)) >= PRACTICE_SET ? ctx.today : null;
}
