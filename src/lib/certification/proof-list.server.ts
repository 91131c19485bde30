/** Proofs to read: the list of those who issue them, one's own, one by its number, and what the public learns of a code. */
import { and, count, desc, eq, gte, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { findWithinReach, peopleOf, personMatches, withinReach } from '#lib/people/people-of.server.ts';
import { anyone, holds } from '#lib/platform/actor.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { line, type Page } from '#lib/platform/input.ts';
import { containing } from '#lib/platform/pinyin.ts';
import { readCode } from '#lib/platform/written-code.ts';
import { maskedName, proofKinds, type ProofFacts, type ProofKind, type ProofState } from './proof.ts';
import { proof, proofRevocation } from './schema.server.ts';

export interface ProofRow {
  number: string;
  kind: ProofKind;
  name: string;
  staffNumber: string;
  unitName: string;
  facts: ProofFacts;
  drawn: boolean;
  issuedOn: Day;
  state: ProofState;
  revokedOn: Day | null;
}

export interface Proof extends ProofRow {
  id: number;
  /** The signs of the code, ungrouped. */
  code: string;
  issuedAt: Instant;
  reason: string | null;
  own: boolean;
  mayRevoke: boolean;
}

const columns = {
  id: proof.id,
  code: proof.code,
  number: proof.number,
  kind: proof.kind,
  name: proof.name,
  staffNumber: proof.staffNumber,
  unitName: proof.unitName,
  facts: proof.facts,
  drawn: proof.drawn,
  issuedOn: proof.issuedOn,
  issuedAt: proof.issuedAt,
  cadreId: proof.cadreId,
  reason: proofRevocation.reason,
  revokedOn: proofRevocation.revokedOn
};
const stateOf = ({ revokedOn }: { revokedOn: Day | null }): ProofState => (revokedOn === null ? 'valid' : 'revoked');

export const ListProofs = z.object({
  q: z.string().max(50).catch('').default(''),
  kind: z.enum(proofKinds).optional().catch(undefined),
  state: z.enum(['valid', 'revoked']).optional().catch(undefined),
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  page: z.coerce.number().int().min(1).catch(1).default(1),
  /** An export asks for all of them, within what a workbook holds. */
  pageSize: z.coerce.number().int().min(1).max(20_000).catch(50).default(50)
});

/** The proofs of everybody within reach, newest first. */
export const listProofs = query('certification.list-proofs', {
  input: ListProofs,
  allow: holds('proofs.issue'),
  async run(ctx, { q, kind, state, year, page, pageSize }): Promise<Page<ProofRow>> {
    const person = peopleOf(ctx.db);
    const where = and(
      withinReach(ctx, person, 'proofs.issue'),
      kind && eq(proof.kind, kind),
      state && (state === 'valid' ? isNull(proofRevocation.proofId) : isNotNull(proofRevocation.proofId)),
      year ? and(gte(proof.issuedOn, `${year}-01-01`), lte(proof.issuedOn, `${year}-12-31`)) : undefined,
      matching(person, q)
    );
    const [all] = await ctx.db
      .select({ total: count() })
      .from(proof)
      .innerJoin(person, eq(person.cadreId, proof.cadreId))
      .leftJoin(proofRevocation, eq(proofRevocation.proofId, proof.id))
      .where(where);
    const rows = await ctx.db
      .select(columns)
      .from(proof)
      .innerJoin(person, eq(person.cadreId, proof.cadreId))
      .leftJoin(proofRevocation, eq(proofRevocation.proofId, proof.id))
      .where(where)
      .orderBy(desc(proof.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    return { total: all!.total, rows: rows.map(rowOf) };
  }
});

function matching(person: ReturnType<typeof peopleOf>, q: string): SQL | undefined {
  if (!q.trim()) return undefined;
  return or(personMatches(person, q), sql`lower(${proof.number}) like ${containing(q)} escape '\\'`);
}

type StoredProof = Awaited<ReturnType<typeof select>>[number];

const rowOf = ({ id: _, code: __, cadreId: ___, reason: ____, issuedAt: _____, ...row }: StoredProof): ProofRow => ({
  ...row,
  state: stateOf(row)
});

/** One's own proofs, newest first. */
export const ownProofs = query('certification.own-proofs', {
  input: z.object({}),
  allow: holds('own.view'),
  async run(ctx): Promise<ProofRow[]> {
    const rows = await select(ctx, eq(proof.cadreId, ctx.actor.cadreId ?? 0));
    return rows.map(rowOf);
  }
});

/** One proof, for its holder and for those who issue them to the holder's unit. */
export const findProof = query('certification.find-proof', {
  input: z.object({ number: line(20) }),
  allow: holds('own.view'),
  async run(ctx, { number }): Promise<Proof> {
    const [row] = await select(ctx, eq(proof.number, number));
    const own = row !== undefined && row.cadreId === ctx.actor.cadreId;
    const mayRevoke =
      row !== undefined &&
      ctx.actor.may('proofs.issue') &&
      (await findWithinReach(ctx, 'proofs.issue', { cadreId: row.cadreId })) !== undefined;
    if (!row || (!own && !mayRevoke)) throw missing('certification.proof-not-found');
    const { cadreId: _, ...shown } = row;
    return { ...shown, state: stateOf(row), own, mayRevoke };
  }
});

const select = (ctx: Context, where: SQL) =>
  ctx.db
    .select(columns)
    .from(proof)
    .leftJoin(proofRevocation, eq(proofRevocation.proofId, proof.id))
    .where(where)
    .orderBy(desc(proof.id))
    .limit(500);

/** What anybody learns who holds a code: the least that tells a true paper from a false one. */
export interface Verification {
  state: ProofState | 'unknown';
  kind: ProofKind | null;
  number: string | null;
  /** 许*: never the whole name. */
  name: string | null;
  unitName: string | null;
  issuedOn: Day | null;
  revokedOn: Day | null;
  checkedAt: Instant;
}

/** Open to everybody: whoever is shown a paper must be able to check it. The code's 128 bits are what keeps it closed. */
export const verifyProof = query('certification.verify-proof', {
  input: z.object({ code: z.string().max(200) }),
  allow: anyone,
  async run(ctx, { code }): Promise<Verification> {
    const signs = readCode(code);
    const [row] = signs === undefined ? [] : await select(ctx, eq(proof.code, signs));
    return {
      state: row ? stateOf(row) : 'unknown',
      kind: row?.kind ?? null,
      number: row?.number ?? null,
      name: row ? maskedName(row.name) : null,
      unitName: row?.unitName ?? null,
      issuedOn: row?.issuedOn ?? null,
      revokedOn: row?.revokedOn ?? null,
      checkedAt: ctx.now
    };
  }
});
