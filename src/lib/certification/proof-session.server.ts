/** 整班开具: proofs for everybody who was at a training session. */
import { z } from 'zod';
import { heldSessions, presentAt } from '#lib/learning/completion.server.ts';
import { findWithinReach, type UnitPerson } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { addMonths } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { issueTo, withNumbers } from './proof.server.ts';
import type { Provable } from './proof.ts';

/** Sessions are offered for so long after they were held. */
const MONTHS = 24;

/** The sessions whose attendance can be certified, newest first. */
export const provableSessions = query('certification.provable-sessions', {
  input: z.object({}),
  allow: holds('proofs.issue'),
  run: (ctx) => heldSessions(ctx, addMonths(ctx.today, -MONTHS))
});

export interface SessionProof {
  person: UnitPerson;
  item: Provable;
  /** Of the proof that already says so. */
  number: string | null;
}

/** Who within reach was at a session, with the proof that each has or could have. @throws missing `certification.session-not-found` */
export const sessionProofs = query('certification.session-proofs', {
  input: z.object({ sessionId: rowId }),
  allow: holds('proofs.issue'),
  async run(ctx, { sessionId }): Promise<SessionProof[]> {
    const found = await proofsOf(ctx, sessionId);
    if (!found.length) throw missing('certification.session-not-found');
    return found;
  }
});

async function proofsOf(ctx: Context, sessionId: number): Promise<SessionProof[]> {
  const found: SessionProof[] = [];
  for (const cadreId of await presentAt(ctx, sessionId)) {
    const person = await findWithinReach(ctx, 'proofs.issue', { cadreId });
    if (!person) continue;
    const { items } = await withNumbers(ctx, person);
    const own = items.find(({ kind, source }) => kind === 'session' && source === String(sessionId));
    if (!own) continue;
    const { number, ...item } = own;
    found.push({ person, item, number });
  }
  return found;
}

/**
 * Issues a proof to everybody within reach who was at a session and has none yet; all of them or none.
 * @param input.leaveOut people whose names cannot be set on paper, found before the door because it takes the printer
 * @throws missing `certification.session-not-found`
 */
export const issueSessionProofs = command('certification.issue-session-proofs', {
  input: z.object({ sessionId: rowId, leaveOut: z.array(rowId).max(1000).default([]) }),
  allow: holds('proofs.issue'),
  async run(ctx, { sessionId, leaveOut }) {
    const found = await proofsOf(ctx, sessionId);
    if (!found.length) throw missing('certification.session-not-found');
    const due = found.filter(({ person, number }) => number === null && !leaveOut.includes(person.cadreId));
    for (const { person, item } of due) await issueTo(ctx, person, { kind: item.kind, source: item.source });
    return { issued: due.length, before: found.filter(({ number }) => number !== null).length };
  },
  trace: ({ sessionId }, { issued }) => ({ subject: 'training-session', id: sessionId, detail: { issued } })
});
