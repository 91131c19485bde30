import { encode } from 'uqr';
import { m } from '#lib/i18n/paraglide/messages.js';
import { revokeProof, RevokeProof } from '#lib/certification/proof.server.ts';
import { findProof } from '#lib/certification/proof-list.server.ts';
import { verificationAddress } from '#lib/certification/proof-pdf.server.ts';
import { proofStatement } from '#lib/certification/proof-words.ts';
import { groupedCode } from '#lib/platform/written-code.ts';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { id: _, ...proof } = await locals.run(findProof, { number: params.number });
  const { size, data } = encode(verificationAddress(url.origin, proof.code), { ecc: 'M', border: 0 });
  return {
    title: m.proofs_one({ number: proof.number }),
    proof: { ...proof, grouped: groupedCode(proof.code) },
    statement: proofStatement(proof.kind, proof.facts),
    qr: { size, path: data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : ''))).join('') },
    mayIssue: locals.actor.may('proofs.issue'),
    revokeForm: await superValidate({ number: proof.number } as never, zod4(RevokeProof), {
      errors: false,
      id: 'revoke'
    })
  };
};

export const actions: Actions = {
  revoke: (event) =>
    submit(event, RevokeProof, (data) => event.locals.run(revokeProof, data), {
      id: 'revoke',
      done: (_, { number }) => ({ to: `/proofs/${number}`, say: m.proofs_revoked({ number }) })
    })
};
