/** 计时: pauses, other procedures, and the one extension. */
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { prose, rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { requireOwnCase } from './assignment.server.ts';
import { addAct, notAboutActor, openCase, type Case } from './case.server.ts';
import { isStanding, type CaseState } from './case-state.ts';
import { freezes } from './complaint.ts';
import { reason, works } from './decision.server.ts';
import { complaint } from './schema.server.ts';

export const PauseCase = z.object({
  complaintId: rowId,
  /** Another procedure that has the matter; empty: it waits for something else. */
  because: z.union([z.literal(''), z.enum(freezes)]).default(''),
  reason
});

/** Stops the clock with a reason. @throws conflict `complaints.clock-stands`, `complaints.not-accepted` */
export const pauseCase = command('complaints.pause-case', {
  input: PauseCase,
  allow: works,
  async run(ctx, { complaintId, because, reason: words }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.state.decision !== 'accepted') throw conflict('complaints.not-accepted');
    if (isStanding(found.state)) throw conflict('complaints.clock-stands');
    if (because) await addAct(ctx, found, 'frozen', { because }, words);
    else await addAct(ctx, found, 'paused', {}, words);
  },
  trace: ({ complaintId, because }) => ({ subject: 'complaint', id: complaintId, detail: { because } })
});

export const ResumeCase = z.object({ complaintId: rowId, reason: prose(500) });

/** Lets the clock go on. @throws conflict `complaints.clock-runs` */
export const resumeCase = command('complaints.resume-case', {
  input: ResumeCase,
  allow: works,
  async run(ctx, { complaintId, reason: words }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (!isStanding(found.state)) throw conflict('complaints.clock-runs');
    await addAct(ctx, found, found.state.frozen ? 'unfrozen' : 'resumed', {}, words);
  },
  trace: ({ complaintId }) => ({ subject: 'complaint', id: complaintId })
});

export const AskExtension = z.object({
  complaintId: rowId,
  /** Working days more for handling. */
  days: z.coerce.number().int().min(0),
  /** Days more for the outer limit. */
  outerDays: z.coerce.number().int().min(0),
  reason
});

/**
 * Asks for more time, once. @throws InvalidInput beyond what the settings allow; conflict `complaints.extended-already`,
 * `complaints.not-accepted`
 */
export const askExtension = command('complaints.ask-extension', {
  input: AskExtension,
  allow: works,
  async run(ctx, { complaintId, days, outerDays, reason: words }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.state.decision !== 'accepted') throw conflict('complaints.not-accepted');
    if (found.state.extensionAsked || found.state.extensionDecided) throw conflict('complaints.extended-already');
    const rules = await settingsOn(ctx.db, found.row.receivedOn);
    requireWithin('days', days, rules['complaint.extension']);
    requireWithin('outerDays', outerDays, rules['complaint.outer-extension']);
    if (days + outerDays === 0) throw new InvalidInput({ days: ['input.too-small|min=1'] });
    await addAct(ctx, found, 'extension-asked', { days, outerDays }, words);
  },
  trace: ({ complaintId, days, outerDays }) => ({ subject: 'complaint', id: complaintId, detail: { days, outerDays } })
});

function requireWithin(field: string, value: number, most: number) {
  if (value > most) throw new InvalidInput({ [field]: [`input.too-large|max=${most}`] });
}

export const DecideExtension = z.object({ complaintId: rowId, approve: z.boolean(), reason: prose(500) });

/** Grants or refuses more time: a supervisor who is not in the matter. @throws missing, conflict `complaints.nothing-to-decide` */
export const decideExtension = command('complaints.decide-extension', {
  input: DecideExtension,
  allow: holds('complaints.approve'),
  async run(ctx, { complaintId, approve, reason: words }) {
    const found = await requireAsked(ctx, complaintId);
    const asked = found.state.extensionAsked;
    if (!asked) throw conflict('complaints.nothing-to-decide');
    if (approve) await addAct(ctx, found, 'extension-approved', asked, words);
    else await addAct(ctx, found, 'extension-refused', {}, words);
  },
  trace: ({ complaintId, approve }) => ({ subject: 'complaint', id: complaintId, detail: { approve } })
});

/** Whether something in a case waits for a supervisor's word. */
export const asksSomething = ({ extensionAsked, markAsked, proposals }: CaseState): boolean =>
  extensionAsked !== null || markAsked !== null || proposals.some(({ decision }) => decision === null);

/**
 * A case that waits for a supervisor's word. One that asks for none does not exist for them, nor does one about
 * themselves or about somebody of whom they must not judge.
 */
export async function requireAsked(ctx: Context, complaintId: number): Promise<Case> {
  const [row] = await ctx.db
    .select()
    .from(complaint)
    .where(and(eq(complaint.id, complaintId), eq(complaint.route, 'town'), await notAboutActor(ctx)));
  const found = row && (await openCase(ctx, row));
  if (!found || !asksSomething(found.state)) throw missing('complaints.case-not-found');
  // Whoever handles it cannot grant themselves what they asked for.
  if (found.state.handlerId === ctx.actor.accountId) throw conflict('complaints.own-request');
  return found;
}
