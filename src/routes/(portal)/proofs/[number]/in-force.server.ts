import { findProof, type Proof } from '#lib/certification/proof-list.server.ts';
import { conflict } from '#lib/platform/errors.ts';

/** A proof to hand out: what was revoked is not printed again. */
export async function proofInForce(locals: App.Locals, number: string): Promise<Proof> {
  const proof = await locals.run(findProof, { number });
  return locals.attempt(async () => {
    if (proof.state !== 'valid') throw conflict('certification.proof-revoked-already');
    return proof;
  });
}
