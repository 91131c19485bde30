/** 培训证明: issued by the centre or drawn by the person, revoked with a reason, checked by anybody who holds the code. */
import { randomBytes } from 'node:crypto';
import { and, count, eq, isNull, like } from 'drizzle-orm';
import { z } from 'zod';
import { findWithinReach, ownPerson, type UnitPerson } from '#lib/people/people-of.server.ts';
import { accountsOf } from '#lib/people/role-holders.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid, missing } from '#lib/platform/errors.ts';
import { line } from '#lib/platform/input.ts';
import { notify } from '#lib/platform/notifications.server.ts';
import { writtenCode } from '#lib/platform/written-code.ts';
import { proofKinds, proofNumber, type Provable } from './proof.ts';
import { provableOf } from './proof-sources.server.ts';
import { proof, proofRevocation } from './schema.server.ts';

const What = z.object({ kind: z.enum(proofKinds), source: line(40) });

export interface ProvableOf {
  person: Pick<UnitPerson, 'cadreId' | 'staffNumber' | 'name' | 'unitName'>;
  /** With the number of the proof that already says so, if there is one in force. */
  items: (Provable & { number: string | null })[];
}

/** What may be certified of oneself; undefined for an account without a person on the roster. */
export const ownProvable = query('certification.own-provable', {
  input: z.object({}),
  allow: holds('own.view'),
  async run(ctx): Promise<ProvableOf | undefined> {
    const person = await ownPerson(ctx);
    return person && withNumbers(ctx, person);
  }
});

/** What the centre may certify of somebody. @throws missing `certification.person-not-found` */
export const provable = query('certification.provable', {
  input: z.object({ staffNumber: line(40) }),
  allow: holds('proofs.issue'),
  async run(ctx, { staffNumber }): Promise<ProvableOf> {
    return withNumbers(ctx, await requirePerson(ctx, staffNumber));
  }
});

export async function withNumbers(ctx: Context, person: UnitPerson): Promise<ProvableOf> {
  const items = await provableOf(ctx, person);
  const live = await inForceOf(ctx, person.cadreId);
  const numberOf = ({ kind, source }: Provable) =>
    live.find((row) => row.kind === kind && row.source === source)?.number ?? null;
  const { cadreId, staffNumber, name, unitName } = person;
  return {
    person: { cadreId, staffNumber, name, unitName },
    items: items.map((item) => ({ ...item, number: numberOf(item) }))
  };
}

const inForceOf = (ctx: Context, cadreId: number) =>
  ctx.db
    .select({ number: proof.number, kind: proof.kind, source: proof.source })
    .from(proof)
    .leftJoin(proofRevocation, eq(proofRevocation.proofId, proof.id))
    .where(and(eq(proof.cadreId, cadreId), isNull(proofRevocation.proofId)));

/**
 * Draws a proof of what one's own records show.
 * @throws conflict `certification.proof-there` {number}; invalid `certification.nothing-to-prove`
 */
export const drawOwnProof = command('certification.draw-own-proof', {
  input: What,
  allow: holds('own.view'),
  async run(ctx, what) {
    const person = await ownPerson(ctx);
    if (!person) throw missing('certification.person-not-found');
    return write(ctx, person, what, true);
  },
  trace: ({ kind, source }, { id, cadreId }) => ({ subject: 'proof', id, detail: { cadreId, kind, source } })
});

/** Issues a proof to somebody, who is told. @throws as above, and missing `certification.person-not-found` */
export const issueProof = command('certification.issue-proof', {
  input: What.extend({ staffNumber: line(40) }),
  allow: holds('proofs.issue'),
  async run(ctx, { staffNumber, ...what }) {
    const person = await requirePerson(ctx, staffNumber);
    return issueTo(ctx, person, what);
  },
  trace: ({ kind, source }, { id, cadreId }) => ({ subject: 'proof', id, detail: { cadreId, kind, source } })
});

/** Writes a proof that the centre issues, and tells its holder. */
export async function issueTo(ctx: Context, person: UnitPerson, what: z.output<typeof What>) {
  const written = await write(ctx, person, what, false);
  await notify(ctx, {
    to: [...(await accountsOf(ctx, [person.cadreId])).values()].filter((id) => id !== ctx.actor.accountId),
    kind: 'proof-issued',
    reason: `proof:${written.number}`,
    values: { number: written.number },
    href: `/proofs/${written.number}`
  });
  return written;
}

async function write(ctx: Context, person: UnitPerson, what: z.output<typeof What>, drawn: boolean) {
  const { items } = await withNumbers(ctx, person);
  const item = items.find(({ kind, source }) => kind === what.kind && source === what.source);
  if (!item) throw invalid('certification.nothing-to-prove');
  if (item.number) throw conflict('certification.proof-there', { number: item.number });
  const { cadreId, name, staffNumber, unitName } = person;
  const number = await nextNumber(ctx);
  const [row] = await ctx.db
    .insert(proof)
    .values({
      ...{ number, cadreId, name, staffNumber, unitName, drawn },
      code: writtenCode(randomBytes(16)).replaceAll('-', ''),
      kind: item.kind,
      source: item.source,
      facts: item.facts,
      issuedOn: ctx.today,
      issuedAt: ctx.now,
      issuedBy: ctx.actor.accountId
    })
    .returning({ id: proof.id });
  return { id: row!.id, number, cadreId };
}

/** Numbers run through a year without a gap: rows are never deleted, and one is written at a time. */
async function nextNumber(ctx: Context): Promise<string> {
  const year = Number(ctx.today.slice(0, 4));
  const [row] = await ctx.db
    .select({ written: count() })
    .from(proof)
    .where(like(proof.number, `ZM-${year}-%`));
  return proofNumber(year, row!.written + 1);
}

async function requirePerson(ctx: Context, staffNumber: string): Promise<UnitPerson> {
  const found = await findWithinReach(ctx, 'proofs.issue', { staffNumber });
  if (!found) throw missing('certification.person-not-found');
  return found;
}

export const RevokeProof = z.object({ number: line(20), reason: line(200) });

/** Revokes a proof. Its paper stays in the world, so the page of verification says so from this moment on. */
export const revokeProof = command('certification.revoke-proof', {
  input: RevokeProof,
  allow: holds('proofs.issue'),
  async run(ctx, { number, reason }) {
    const [row] = await ctx.db
      .select({ id: proof.id, cadreId: proof.cadreId, revoked: proofRevocation.proofId })
      .from(proof)
      .leftJoin(proofRevocation, eq(proofRevocation.proofId, proof.id))
      .where(eq(proof.number, number));
    if (!row || !(await findWithinReach(ctx, 'proofs.issue', { cadreId: row.cadreId })))
      throw missing('certification.proof-not-found');
    if (row.revoked !== null) throw conflict('certification.proof-revoked-already');
    await ctx.db.insert(proofRevocation).values({
      proofId: row.id,
      reason,
      revokedOn: ctx.today,
      revokedAt: ctx.now,
      revokedBy: ctx.actor.accountId
    });
    return { id: row.id };
  },
  trace: (_, { id }) => ({ subject: 'proof', id })
});
