/** What changes in a running pairing; each change stays in its file with the reason. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { addMonths } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { requireManaged, requirePairing, type PairingRow } from './access.server.ts';
import { requireEligible } from './match.server.ts';
import { isRunning } from './pairing.ts';
import { note } from './pairing.server.ts';
import { phaseExit, planProgress } from './progress.ts';
import { mentoringRulesOn } from './rules.server.ts';
import { pairing } from './schema.server.ts';
import { signedIn } from './signed.server.ts';

export const ChangeMentor = z.object({ pairingId: rowId, mentorId: rowId, reason: line(300), attested: z.boolean() });

/** Another mentor takes over; both sides accept anew, and the earlier one stays in the file. */
export const changeMentor = command('mentoring.change-mentor', {
  input: ChangeMentor,
  allow: holds('mentoring.manage'),
  async run(ctx, { pairingId, mentorId, reason, attested }) {
    const { row } = await requireManaged(ctx, pairingId);
    requireOpen(row);
    if (mentorId === row.mentorId) throw conflict('mentoring.same-mentor');
    if (mentorId === row.teamLeaderId || mentorId === row.leaderId) throw conflict('mentoring.leader-is-a-side');
    await requireEligible(ctx, { mentorId, menteeId: row.menteeId, on: ctx.today, attested, except: pairingId });
    await note(ctx, pairingId, 'mentor-changed', { cadreId: row.mentorId, reason, detail: { to: mentorId } });
    await ctx.db
      .update(pairing)
      .set({ mentorId, terms: row.terms + 1, status: 'proposed' })
      .where(eq(pairing.id, pairingId));
    return { from: row.mentorId };
  },
  trace: ({ pairingId, mentorId }, { from }) => ({ subject: 'pairing', id: pairingId, detail: { from, to: mentorId } })
});

export const ExtendPairing = z.object({ pairingId: rowId, months: z.number().int().min(1).max(12), reason: line(300) });

/** Makes it longer, once, by at most the months of the setting. */
export const extendPairing = command('mentoring.extend-pairing', {
  input: ExtendPairing,
  allow: holds('mentoring.manage'),
  async run(ctx, { pairingId, months, reason }) {
    const { row } = await requireManaged(ctx, pairingId);
    requireOpen(row);
    return { endsOn: await extend(ctx, row, months, reason) };
  },
  trace: ({ pairingId, months }, { endsOn }) => ({ subject: 'pairing', id: pairingId, detail: { months, endsOn } })
});

/** @throws DomainError `mentoring.extended-already`, `mentoring.extension-too-long` {months}. */
export async function extend(ctx: Context, row: PairingRow, months: number, reason: string) {
  const { extension } = await mentoringRulesOn(ctx, ctx.today);
  if (row.extendedAt !== null) throw conflict('mentoring.extended-already');
  if (months > extension) throw conflict('mentoring.extension-too-long', { months: extension });
  const endsOn = addMonths(row.endsOn, months);
  await ctx.db.update(pairing).set({ endsOn, extendedAt: ctx.now }).where(eq(pairing.id, row.id));
  await note(ctx, row.id, 'extended', { reason, detail: { months, endsOn } });
  return endsOn;
}

/** Ends it before its time, without a result. Nothing in it can be signed afterwards. */
export const endPairing = command('mentoring.end-pairing', {
  input: z.object({ pairingId: rowId, reason: line(300) }),
  allow: holds('mentoring.manage'),
  async run(ctx, { pairingId, reason }) {
    const { row } = await requireManaged(ctx, pairingId);
    requireOpen(row);
    await ctx.db.update(pairing).set({ status: 'ended', closedAt: ctx.now }).where(eq(pairing.id, pairingId));
    await note(ctx, pairingId, 'ended', { reason });
    return { before: row.status };
  },
  trace: ({ pairingId }, { before }) => ({ subject: 'pairing', id: pairingId, detail: { before } })
});

/** The mentor leads on into the next phase, when enough of the plan has reached the level of this one. */
export const advancePhase = command('mentoring.advance-phase', {
  input: z.object({ pairingId: rowId }),
  allow: holds('mentoring.sign-off'),
  async run(ctx, { pairingId }) {
    const { row } = await requirePairing(ctx, pairingId);
    if (ctx.actor.cadreId !== row.mentorId) throw conflict('mentoring.not-the-mentor');
    if (!isRunning(row, ctx.today)) throw conflict('mentoring.pairing-ended');
    if (row.phase >= row.phases.length - 1) throw conflict('mentoring.last-phase');
    const exit = phaseExit(row.phases[row.phase]!, planProgress(row.plan, await signedIn(ctx, pairingId)));
    if (!exit.met) throw conflict('mentoring.phase-not-reached', { there: exit.there, wanted: exit.wanted });
    const phase = row.phase + 1;
    await ctx.db.update(pairing).set({ phase }).where(eq(pairing.id, pairingId));
    await note(ctx, pairingId, 'phase', { detail: { phase, level: row.phases[phase]!.level } });
    return { phase };
  },
  trace: ({ pairingId }, { phase }) => ({ subject: 'pairing', id: pairingId, detail: { phase } })
});

function requireOpen({ status }: PairingRow) {
  if (status !== 'proposed' && status !== 'active') throw conflict('mentoring.pairing-ended');
}
