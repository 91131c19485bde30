/**
 * 数字徽章: a proof as a credential of Open Badges 3.0 (1EdTech), signed as VC-JWT (W3C Verifiable Credentials 2.0). It
 * holds no name: whoever has it proves by the hash of the name, or by the page of verification, whose it is.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { and, gte, lt } from 'drizzle-orm';
import { z } from 'zod';
import { baseLocale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { anyone } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { query } from '#lib/platform/door.server.ts';
import type { SigningKeys } from '#lib/platform/signing-keys.server.ts';
import type { ProofKind } from './proof.ts';
import { verificationAddress, type ProofPaper } from './proof-pdf.server.ts';
import { proofKindWords, proofStatement } from './proof-words.ts';
import { proofRevocation } from './schema.server.ts';

const CONTEXT = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
] as const;
const zh = { locale: baseLocale } as const;

/** Words of the specification's own list (AchievementType). */
const achievementTypes: Record<ProofKind, string> = {
  course: 'CertificateOfCompletion',
  session: 'CertificateOfCompletion',
  hours: 'Achievement',
  exam: 'Assessment',
  mentoring: 'CertificateOfCompletion'
};

const address = (origin: string, path: string) => `${origin}/api/badges/${path}`;
const keyAddress = (origin: string) => (kid: string) => address(origin, `keys/${kid}`);

/** Who issues: found at its own address. */
export const issuerProfile = (origin: string) => ({
  '@context': CONTEXT,
  id: address(origin, 'issuer'),
  type: ['Profile'],
  name: m.proofs_paper_centre({}, zh),
  url: origin
});

/** A proof as the claims of its credential. */
export function credentialOf(paper: ProofPaper & { id: number }, origin: string) {
  const { id, code, kind, facts, name, number, issuedAt } = paper;
  const page = verificationAddress(origin, code);
  const holder = `urn:uuid:${uuidOf(`holder:${code}`)}`;
  const salt = uuidOf(`salt:${code}`);
  const { list, index } = statusPlace(id);
  const issuer = issuerProfile(origin);
  return {
    '@context': CONTEXT,
    id: page,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `${m.proofs_paper_heading({}, zh)} ${number}`,
    issuer: { id: issuer.id, type: issuer.type, name: issuer.name, url: issuer.url },
    validFrom: isoOf(issuedAt),
    credentialSubject: {
      id: holder,
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          identityType: 'name',
          hashed: true,
          salt,
          identityHash: `sha256$${sha256(name + salt)}`
        }
      ],
      achievement: {
        id: `urn:uuid:${uuidOf(`achievement:${kind}:${facts.title}:${facts.on}`)}`,
        type: ['Achievement'],
        achievementType: achievementTypes[kind],
        name: facts.title || proofKindWords[kind]({}, zh),
        description: proofKindWords[kind]({}, zh),
        criteria: { narrative: proofStatement(kind, facts) }
      }
    },
    evidence: [{ id: page, type: ['Evidence'], name: m.proofs_verify_title({}, zh) }],
    credentialStatus: {
      id: `${address(origin, `status/${list}`)}#${index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(index),
      statusListCredential: address(origin, `status/${list}`)
    },
    // The claims of the token itself (Open Badges 3.0, JSON Web Token Proof Format).
    iss: issuer.id,
    jti: page,
    sub: holder,
    nbf: Math.floor(issuedAt / 1000)
  };
}

export const signBadge = (keys: SigningKeys, paper: ProofPaper & { id: number }, origin: string): Promise<string> =>
  keys.sign(credentialOf(paper, origin), keyAddress(origin));

/** The least length that the recommendation asks for, so that one entry hides among many (Bitstring Status List, 16 kB). */
const LIST_LENGTH = 131_072;

/** In which list a proof stands, and where in it. */
export const statusPlace = (proofId: number) => ({
  list: Math.floor(proofId / LIST_LENGTH),
  index: proofId % LIST_LENGTH
});

/** Which proofs of a list were revoked, by their places. Open to everybody: it names nothing. */
export const revokedPlaces = query('certification.revoked-places', {
  input: z.object({ list: z.coerce.number().int().min(0).max(10_000) }),
  allow: anyone,
  async run(ctx, { list }): Promise<number[]> {
    const from = list * LIST_LENGTH;
    const rows = await ctx.db
      .select({ id: proofRevocation.proofId })
      .from(proofRevocation)
      .where(and(gte(proofRevocation.proofId, from), lt(proofRevocation.proofId, from + LIST_LENGTH)));
    return rows.map(({ id }) => statusPlace(id).index).sort((a, b) => a - b);
  }
});

/** The signed list of what was revoked, as verifiers fetch it. */
export function signStatusList(
  keys: SigningKeys,
  { list, places, at }: { list: number; places: readonly number[]; at: Instant },
  origin: string
): Promise<string> {
  const id = address(origin, `status/${list}`);
  const issuer = issuerProfile(origin).id;
  const claims = {
    '@context': [CONTEXT[0]],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: isoOf(at),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodedList(places)
    },
    iss: issuer,
    jti: id,
    sub: `${id}#list`,
    nbf: Math.floor(at / 1000)
  };
  return keys.sign(claims, keyAddress(origin));
}

/** The left-most bit is place 0; multibase base64url of the gzipped bits. */
function encodedList(places: readonly number[]): string {
  const bits = new Uint8Array(LIST_LENGTH / 8);
  for (const place of places) bits[place >> 3]! |= 0x80 >> (place & 7);
  return `u${gzipSync(bits).toString('base64url')}`;
}

/** Whole seconds, as time stamps of credentials are written. */
const isoOf = (at: Instant) => `${new Date(at).toISOString().slice(0, 19)}Z`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A UUID of version 8 (RFC 9562) out of a text: the same each time, and nothing can be read back from it. */
function uuidOf(text: string): string {
  const hex = sha256(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
