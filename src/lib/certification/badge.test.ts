/** Badges are verified here with Node's own cryptography and by hand, never with what signed them. */
import { createHash, createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { anonymous } from '#lib/platform/actor.ts';
import { openSigningKeys, type SigningKeys } from '#lib/platform/signing-keys.server.ts';
import { openWorld } from '#tests/support/world.ts';
import { credentialOf, revokedPlaces, signBadge, signStatusList, statusPlace } from './badge.server.ts';
import { proof, proofRevocation } from './schema.server.ts';

const ORIGIN = 'https://portal.test';
const AT = Date.UTC(2026, 10, 23, 1);
const paper = {
  id: 7,
  number: 'ZM-2026-0007',
  code: '0'.repeat(26),
  kind: 'course' as const,
  name: '林某甲',
  staffNumber: '017',
  unitName: '便民服务中心',
  facts: { title: '行政处罚法要点', on: '2026-11-02' as const, hours: 3 },
  issuedOn: '2026-11-23' as const,
  issuedAt: AT
};

async function keysIn() {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-keys-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, keys: openSigningKeys(join(folder, 'badges')) };
}

const partOf = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;

/** RFC 7515 by hand: the signature is over the two parts as they stand, under the published key that the header names. */
async function verified(token: string, keys: SigningKeys) {
  const [header, claims, signature, ...rest] = token.split('.');
  expect(rest).toEqual([]);
  const { alg, typ, kid } = partOf(header!);
  expect([alg, typ]).toEqual(['EdDSA', 'JWT']);
  const jwk = (await keys.published()).find((key) => kid === `${ORIGIN}/api/badges/keys/${key.kid}`);
  const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  const holds = verify(null, Buffer.from(`${header}.${claims}`), key, Buffer.from(signature!, 'base64url'));
  return { holds, claims: partOf(claims!) };
}

test('a badge verifies under the published key, and no longer when a sign of it is changed', async () => {
  const { keys } = await keysIn();
  const token = await signBadge(keys, paper, ORIGIN);
  expect((await verified(token, keys)).holds).toBe(true);
  const [header, claims, signature] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ ...partOf(claims!), name: '别的' })).toString('base64url');
  expect((await verified(`${header}.${forged}.${signature}`, keys)).holds).toBe(false);
});

test('it is an Open Badge 3.0 in the data model of Verifiable Credentials 2.0, with the claims the token format asks for', async () => {
  const { keys } = await keysIn();
  const { claims } = await verified(await signBadge(keys, paper, ORIGIN), keys);
  expect(claims).toMatchObject({
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    id: `${ORIGIN}/verify/${paper.code}`,
    issuer: { id: `${ORIGIN}/api/badges/issuer`, type: ['Profile'] },
    validFrom: '2026-11-23T01:00:00Z',
    credentialSubject: { type: ['AchievementSubject'], achievement: { type: ['Achievement'], name: '行政处罚法要点' } },
    credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '7' }
  });
  const { id, issuer, credentialSubject } = claims as {
    id: string;
    issuer: { id: string };
    credentialSubject: { id: string };
  };
  expect(claims).toMatchObject({ iss: issuer.id, jti: id, sub: credentialSubject.id, nbf: AT / 1000 });
});

test('it holds no name, and whoever knows the name can tell that it fits', async () => {
  const credential = credentialOf(paper, ORIGIN);
  const text = JSON.stringify(credential);
  for (const secret of [paper.name, paper.unitName, `"${paper.staffNumber}"`]) expect(text).not.toContain(secret);
  const { salt, identityHash } = credential.credentialSubject.identifier[0]!;
  const hashOf = (name: string) =>
    `sha256$${createHash('sha256')
      .update(name + salt)
      .digest('hex')}`;
  expect(identityHash).toBe(hashOf('林某甲'));
  expect(identityHash).not.toBe(hashOf('郭某乙'));
});

test('two badges of one person have no identifier in common', () => {
  const [one, other] = [credentialOf(paper, ORIGIN), credentialOf({ ...paper, id: 8, code: '1'.repeat(26) }, ORIGIN)];
  expect(one.credentialSubject.id).not.toBe(other.credentialSubject.id);
  expect(one.credentialSubject.identifier[0]!.identityHash).not.toBe(
    other.credentialSubject.identifier[0]!.identityHash
  );
});

test('after a rotation the new key signs, and what the old one signed still verifies', async () => {
  const { folder, keys } = await keysIn();
  const before = await signBadge(keys, paper, ORIGIN);
  // Another process, such as the command line.
  const kid = await openSigningKeys(join(folder, 'badges')).add();
  const after = await signBadge(keys, paper, ORIGIN);
  expect(partOf(after.split('.')[0]!).kid).toBe(`${ORIGIN}/api/badges/keys/${kid}`);
  expect(before).not.toBe(after);
  for (const token of [before, after]) expect((await verified(token, keys)).holds).toBe(true);
});

test('what is published cannot sign, and the files are their owner’s alone', async () => {
  const { folder, keys } = await keysIn();
  await keys.add();
  const [published] = await keys.published();
  expect(Object.keys(published!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  const [file] = await readdir(join(folder, 'badges'));
  expect((await stat(join(folder, 'badges', file!))).mode & 0o777).toBe(0o600);
});

test('the list of revocations has a one at each revoked place, counted from the left, and zeros elsewhere', async () => {
  const { keys } = await keysIn();
  const places = [0, 7, 8, 4711, 131_071];
  const token = await signStatusList(keys, { list: 0, places, at: AT }, ORIGIN);
  const { holds, claims } = await verified(token, keys);
  expect(holds).toBe(true);
  const { type, encodedList } = claims.credentialSubject as { type: string; encodedList: string };
  expect([type, encodedList[0]]).toEqual(['BitstringStatusList', 'u']);
  const bits = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'));
  expect(bits.length * 8).toBe(131_072);
  const set = Array.from({ length: bits.length * 8 }, (_, at) => at).filter(
    (at) => bits[at >> 3]! & (0x80 >> (at & 7))
  );
  expect(set).toEqual(places);
});

test('anybody reads which places were revoked, list by list', async () => {
  const { run, store, cadreId, clock } = await openWorld();
  await store.transaction(async (db) => {
    for (const id of [3, 4, 131_075]) {
      const { id: _, facts, ...rest } = paper;
      await db.insert(proof).values({
        ...rest,
        ...{ number: `ZM-2026-${id}`, code: `C${id}`, cadreId: cadreId.lin, source: String(id), drawn: true, facts }
      });
    }
    const rows = await db.select({ id: proof.id }).from(proof);
    for (const { id } of rows.slice(0, 2))
      await db
        .insert(proofRevocation)
        .values({ proofId: id, reason: '测试', revokedOn: '2026-11-23', revokedAt: clock.now() });
  });
  expect(await run(revokedPlaces, anonymous, { list: 0 })).toEqual([1, 2]);
  expect(await run(revokedPlaces, anonymous, { list: 1 })).toEqual([]);
  expect(statusPlace(131_075)).toEqual({ list: 1, index: 3 });
});
