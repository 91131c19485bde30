/** 分办: who handles a case, after recusal was checked. */
import { z } from 'zod';
import { holderOf, holdersOf } from '#lib/people/role-holders.server.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { optionalLine, rowId } from '#lib/platform/input.ts';
import { notify } from '#lib/platform/notifications.server.ts';
import { addAct, factsOf, handlerOf, requireCase, routesOf, type Case } from './case.server.ts';
import { isOver, type Route } from './complaint.ts';
import { mayHandle, recusalsOf, type Recusal } from './recusal.ts';

const works = {
  allow: (actor: Context['actor']) => actor.may('complaints.handle') || actor.may('complaints.discipline')
};
const roleOf = (route: Route) => (route === 'town' ? ('complaint-handler' as const) : ('discipline' as const));

/** A case that the actor handles, before anything in it is changed. @throws conflict `complaints.not-the-handler`, `complaints.case-over` */
export async function requireOwnCase(ctx: Context, complaintId: number): Promise<Case> {
  const found = await requireCase(ctx, complaintId);
  if (found.state.handlerId === null || found.state.handlerId !== ctx.actor.accountId) {
    throw conflict('complaints.not-the-handler');
  }
  if (isOver(found.state.stage)) throw conflict('complaints.case-over');
  return found;
}

/** Why the actor had better not handle a case, as things stand now. */
export async function ownRecusals(ctx: Context, { row }: Case): Promise<Recusal[]> {
  return recusalsOf(await handlerOf(ctx, ctx.actor, row.route), await factsOf(ctx, row));
}

/** Who could take a case, with every reason against it; those who must not are listed with theirs. */
export const listHandlers = query('complaints.list-handlers', {
  input: z.object({ complaintId: rowId }),
  ...works,
  async run(ctx, { complaintId }) {
    const { row } = await requireCase(ctx, complaintId);
    const facts = await factsOf(ctx, row);
    const holders = await holdersOf(ctx, roleOf(row.route));
    return Promise.all(
      holders.map(async ({ accountId, name, ...person }) => {
        const recusals = recusalsOf(await handlerOf(ctx, person, row.route), facts);
        return { accountId, name, recusals, may: mayHandle(recusals) };
      })
    );
  }
});

export const AssignCase = z.object({
  complaintId: rowId,
  accountId: rowId,
  /** Why a doubt does no harm; needed when there is one. */
  reason: optionalLine(300)
});

/**
 * Gives a case to a handler, or takes it oneself. A doubtful relation needs a reason from somebody else than the handler.
 * @throws conflict `complaints.must-recuse`, `complaints.doubt-needs-reason`, `complaints.doubt-needs-another`, `complaints.case-over`
 */
export const assignCase = command('complaints.assign-case', {
  input: AssignCase,
  ...works,
  async run(ctx, { complaintId, accountId, reason }) {
    const found = await requireCase(ctx, complaintId);
    if (isOver(found.state.stage)) throw conflict('complaints.case-over');
    const holder = await holderOf(ctx, roleOf(found.row.route), accountId);
    if (!holder || !routesOf(ctx).includes(found.row.route)) throw missing('complaints.no-such-handler');
    const recusals = recusalsOf(await handlerOf(ctx, holder, found.row.route), await factsOf(ctx, found.row));
    if (!mayHandle(recusals)) throw conflict('complaints.must-recuse');
    if (recusals.length) {
      if (accountId === ctx.actor.accountId) throw conflict('complaints.doubt-needs-another');
      if (!reason) throw conflict('complaints.doubt-needs-reason');
    }
    const confirmed = recusals.length && ctx.actor.accountId !== null ? { confirmedBy: ctx.actor.accountId } : {};
    const { id } = await addAct(ctx, found, 'assigned', { handlerId: accountId, ...confirmed }, reason);
    if (accountId !== ctx.actor.accountId)
      await notify(ctx, {
        to: [accountId],
        kind: 'case-assigned',
        reason: `case-assigned:${id}`,
        values: { number: found.row.number },
        href: `/complaints/${complaintId}`
      });
    return { doubts: recusals.map((recusal) => recusal.reason) };
  },
  trace: ({ complaintId, accountId }, detail) => ({
    subject: 'complaint',
    id: complaintId,
    detail: { handlerId: accountId, ...detail }
  })
});
