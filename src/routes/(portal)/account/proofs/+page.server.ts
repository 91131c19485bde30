import { m } from '#lib/i18n/paraglide/messages.js';
import { drawOwnProof, ownProvable } from '#lib/certification/proof.server.ts';
import { ownProofs } from '#lib/certification/proof-list.server.ts';
import { proofKinds, type ProofKind } from '#lib/certification/proof.ts';
import { requirePrintable } from '#lib/certification/proof-pdf.server.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const own = await locals.run(ownProvable, {});
  return {
    title: m.proofs_own_title(),
    // What is certified already stands in the list above.
    items: own?.items.filter(({ number }) => number === null),
    proofs: await locals.run(ownProofs, {})
  };
};

export const actions: Actions = {
  draw: async (event) => {
    const data = await event.request.formData();
    const kind = proofKinds.find((each) => each === data.get('kind')) as ProofKind;
    const source = String(data.get('source') ?? '');
    return act(
      event,
      async () => {
        const own = await event.locals.run(ownProvable, {});
        const item = own?.items.find((each) => each.kind === kind && each.source === source);
        if (own && item) await event.locals.attempt(() => requirePrintable(own.person, item));
        return event.locals.run(drawOwnProof, { kind, source });
      },
      ({ number }) => ({ to: `/proofs/${number}`, say: m.proofs_drawn({ number }) })
    );
  }
};
