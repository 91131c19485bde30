/** A pairing for tests of what is done in it: 周 guides 林, 郭 leads the team, 沈 is responsible, 何 made the pairing. */
import { randomUUID } from 'node:crypto';
import { importCertificates } from '#lib/certification/import.server.ts';
import { acceptAgreement, proposePairing, type ProposePairing } from '#lib/mentoring/pairing.server.ts';
import { findRecord, openRecord, saveRecord } from '#lib/mentoring/record.server.ts';
import { signOff } from '#lib/mentoring/sign-off.server.ts';
import type { Sheet } from '#lib/mentoring/sheet.ts';
import { attempt } from '#lib/assessment/schema.server.ts';
import { accountRole } from '#lib/people/schema.server.ts';
import '#lib/rooms.server.ts';
import type { z } from 'zod';
import { fillBank, publishedExam } from './exams.ts';
import type { Person, World } from './world.ts';

/** Gives people valid cards. */
export async function card(world: World, ...who: Person[]): Promise<void> {
  const numbers: Record<string, string> = { zhou: '003', lin: '017', shen: '001', guo: '018', he: '005' };
  await world.run(importCertificates, world.actor.shen, {
    rows: who.map((person, at) => ({
      row: at + 2,
      staffNumber: numbers[person]!,
      number: `演示-${numbers[person]}`,
      issuer: '示例市司法局',
      field: '综合执法',
      issuedOn: '2020-06-01',
      expiresOn: '2028-12-31'
    }))
  });
}

/** Lets somebody be a mentor besides what they are; their actor in the world stays as it was. */
export async function makeMentor(world: World, who: Person): Promise<void> {
  const accountId = world.actor[who].accountId!;
  await world.store.transaction((db) =>
    db.insert(accountRole).values({ accountId, role: 'mentor', unitId: null, grantedAt: world.clock.now() })
  );
}

/** What 何 proposes: two tasks, one with five steps, one with four. */
export const proposal = (world: World, change: Partial<z.input<typeof ProposePairing>> = {}) => ({
  mentorId: world.cadreId.zhou,
  menteeId: world.cadreId.lin,
  teamLeaderId: world.cadreId.guo,
  leaderId: world.cadreId.shen,
  field: '市容与集市管理',
  goals: '能独立劝导占道经营',
  startsOn: '2026-10-01' as const,
  taskKeys: ['spot-penalty', 'recheck'],
  attested: true,
  ...change
});

/** A pairing that both have accepted; the mentor holds a card, the mentee does not. */
export async function runningPairing(
  world: World,
  change: Partial<z.input<typeof ProposePairing>> = {}
): Promise<number> {
  await card(world, 'zhou', 'shen');
  const { id } = await world.run(proposePairing, world.actor.he, proposal(world, change));
  for (const side of ['zhou', 'lin'] as const)
    await world.run(acceptAgreement, world.actor[side], { pairingId: id, unrelated: true });
  return id;
}

/** A record of a task, opened by the mentor. */
export async function openedRecord(world: World, pairingId: number, taskKey = 'spot-penalty'): Promise<number> {
  return (await world.run(openRecord, world.actor.zhou, { pairingId, taskKey, key: randomUUID() })).id;
}

/** Writes fields as the mentor sees them now. @returns the revision. */
export async function write(world: World, recordId: number, fields: Sheet, who: Person = 'zhou'): Promise<number> {
  const { sheet } = await world.run(findRecord, world.actor[who], {
    pairingId: await pairingOf(world, recordId),
    recordId
  });
  const changes = Object.entries(fields).map(([field, to]) => ({ field, from: sheet[field] ?? '', to }));
  return (await world.run(saveRecord, world.actor[who], { recordId, changes })).revision;
}

const pairingOf = async (world: World, recordId: number): Promise<number> => {
  const rows = await world.store.rows(`select pairing_id as id from practice_record where id = ${recordId}`);
  return Number(rows[0]!.id);
};

/** Every step rated alike, assisted on the street. */
export const rated = (rating: '2' | '3', steps = 5): Sheet => ({
  level: 'assist',
  ...Object.fromEntries(Array.from({ length: steps }, (_, at) => [`rating.${at}`, rating]))
});

/** Signs with the typed name. */
export const sign = (world: World, recordId: number, revision: number) =>
  world.run(signOff, world.actor.zhou, { recordId, revision, signature: { kind: 'typed', name: '周某丙' } });

/** A practice from opening to the seal. @returns the record. */
export async function signedRecord(
  world: World,
  pairingId: number,
  taskKey = 'spot-penalty',
  fields?: Sheet
): Promise<number> {
  const recordId = await openedRecord(world, pairingId, taskKey);
  const revision = await write(world, recordId, fields ?? rated('3', taskKey === 'spot-penalty' ? 5 : 4));
  await sign(world, recordId, revision);
  return recordId;
}

/** Somebody has passed an exam that counts, yesterday. */
export async function passedExam(world: World, who: Person): Promise<void> {
  await fillBank(world, ['行政处罚'], { single: 4, multiple: 4, 'true-false': 4 });
  const examId = await publishedExam(world);
  const at = world.clock.now() - 24 * 3_600_000;
  await world.store.transaction((db) =>
    db.insert(attempt).values({
      ...{ examId, cadreId: world.cadreId[who], number: 1, startedAt: at, deadlineAt: at + 1, submittedAt: at },
      ...{ submittedBy: 'candidate', points: 9, pointsPossible: 10, passed: true }
    })
  );
}
