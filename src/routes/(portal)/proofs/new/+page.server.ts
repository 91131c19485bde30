import { isHttpError } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { issueProof, provable } from '#lib/certification/proof.server.ts';
import { proofKinds, type ProofKind } from '#lib/certification/proof.ts';
import { requirePrintable, unprintableOf } from '#lib/certification/proof-pdf.server.ts';
import { issueSessionProofs, provableSessions, sessionProofs } from '#lib/certification/proof-session.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Query = z.object({ number: z.string().trim().max(40).catch('').default('') });

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireAllowed(locals, holds('proofs.issue'));
  const { number } = readQuery(url, Query);
  return {
    title: m.proofs_issue_title(),
    number,
    found: number ? await lookUp(locals, number) : undefined,
    sessions: number ? [] : await locals.run(provableSessions, {})
  };
};

/** Nobody of that number is an answer of this page, not an error. */
async function lookUp(locals: App.Locals, staffNumber: string) {
  try {
    return await locals.run(provable, { staffNumber });
  } catch (problem) {
    if (isHttpError(problem, 404)) return null;
    throw problem;
  }
}

/** Those who would be issued a proof and whose names the fonts cannot set. */
const withoutPaper = async (locals: App.Locals, sessionId: number) =>
  unprintableOf((await locals.run(sessionProofs, { sessionId })).filter(({ number }) => number === null));

export const actions: Actions = {
  session: async (event) => {
    const sessionId = Number((await event.request.formData()).get('sessionId'));
    let left: Awaited<ReturnType<typeof withoutPaper>> = [];
    return act(
      event,
      async () => {
        left = await withoutPaper(event.locals, sessionId);
        return event.locals.run(issueSessionProofs, { sessionId, leaveOut: left.map(({ person }) => person.cadreId) });
      },
      ({ issued, before }) => ({
        to: '/proofs?kind=session',
        say: [
          m.proofs_session_issued({ issued, before }),
          left.length ? m.proofs_session_left({ names: left.map(({ person }) => person.name).join('、') }) : ''
        ].join('')
      })
    );
  },
  issue: async (event) => {
    const data = await event.request.formData();
    const staffNumber = String(data.get('staffNumber') ?? '');
    const kind = proofKinds.find((each) => each === data.get('kind')) as ProofKind;
    const source = String(data.get('source') ?? '');
    return act(
      event,
      async () => {
        const { person, items } = await event.locals.run(provable, { staffNumber });
        const item = items.find((each) => each.kind === kind && each.source === source);
        if (item) await event.locals.attempt(() => requirePrintable(person, item));
        return event.locals.run(issueProof, { staffNumber, kind, source });
      },
      ({ number }) => ({ to: `/proofs/${number}`, say: m.proofs_issued({ number }) })
    );
  }
};
