/** Quality bars S2 and S3: to whom a case exists, and who can learn who complained. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { declareRelation } from '#lib/people/relations.server.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { engineOf } from '#lib/platform/engine.ts';
import { acceptedCase, callAbout, canary, foundCase, hear } from '#tests/support/complaints.ts';
import { openWorld, people, type Person } from '#tests/support/world.ts';
import { closeCase } from './answer.server.ts';
import { assignCase, listHandlers } from './assignment.server.ts';
import { listCases, showCase } from './desk.server.ts';
import { upheldSince } from './finding.server.ts';
import { listLooks, lookAtIdentity } from './identity.server.ts';
import { rewrapSealed, sealedTables } from './rewrap.server.ts';
import { allegation } from './schema.server.ts';
import { myStatements } from './statement.server.ts';

const everyone = Object.keys(people) as Person[];

describe('to whom a case exists', () => {
  test('to its handlers, and to nobody else: the others hear just what they hear of a case that is not there', async () => {
    const world = await openWorld();
    const { id: complaintId } = await callAbout(world);
    const answer = (actor: Actor, id: number) =>
      world.run(showCase, actor, { complaintId: id }).then(
        () => 'shown',
        (problem: { kind: string; code: string }) => `${problem.kind} ${problem.code}`
      );
    for (const person of everyone) {
      const seen = await answer(world.actor[person], complaintId);
      if (person === 'xu') expect(seen).toBe('shown');
      else expect(seen, person).toBe(await answer(world.actor[person], 999_999));
    }
  });

  test.each<[string, Parameters<typeof callAbout>[1]]>([
    ['complained of', { accused: '006' }],
    ['named as a witness', { witnesses: '006' }],
    ['named with an earlier part', { earlierPart: '006' }]
  ])('not to a handler who is %s', async (_, changes) => {
    const world = await openWorld();
    const { id: complaintId } = await callAbout(world, changes);
    await expect(world.run(showCase, world.actor.xu, { complaintId })).rejects.toMatchObject({ kind: 'missing' });
    expect((await world.run(listCases, world.actor.xu, {})).total).toBe(0);
  });

  test('not to a handler who declared a relation, once it is declared, whichever side declares', async () => {
    const world = await openWorld();
    const { id: complaintId } = await callAbout(world);
    await world.run(declareRelation, world.actor.lin, { staffNumber: '006', kind: 'in-law' });
    await expect(world.run(showCase, world.actor.xu, { complaintId })).rejects.toMatchObject({ kind: 'missing' });
  });

  test('a complaint about the handlers’ leader goes the other way at once, and its recorder does not see it again', async () => {
    const world = await openWorld();
    const { id: complaintId, route } = await callAbout(world, {
      accused: people.shen.number
    });
    expect(route).toBe('discipline');
    await expect(world.run(showCase, world.actor.xu, { complaintId })).rejects.toMatchObject({ kind: 'missing' });
    expect(await world.run(showCase, world.actor.qin, { complaintId })).toMatchObject({ route: 'discipline' });
  });

  test('the officer who is asked sees the question and nothing of the case', async () => {
    const world = await openWorld();
    const { complaintId } = await acceptedCase(world);
    await hear(world, complaintId);
    const [asked] = await world.run(myStatements, world.actor.lin, {});
    expect(Object.keys(asked!).sort()).toEqual(['answer', 'answeredAt', 'askedAt', 'dueOn', 'id', 'question']);
    expect(await world.run(myStatements, world.actor.guo, {})).toEqual([]);
  });
});

describe('who handles it', () => {
  test('nobody takes a case against whom an absolute reason speaks, and the list says the reason', async () => {
    const world = await openWorld();
    const { id: complaintId } = await callAbout(world);
    const [only] = await world.run(listHandlers, world.actor.xu, { complaintId });
    expect(only).toMatchObject({ name: '许某己', may: true, recusals: [] });
    await expect(
      world.run(assignCase, world.actor.xu, { complaintId, accountId: world.actor.zhou.accountId! })
    ).rejects.toMatchObject({ code: 'complaints.no-such-handler' });
  });

  test('a doubt needs a reason, and from somebody else', async () => {
    const world = await openWorld();
    // 郭某乙 is of the handler's own unit.
    const { id: complaintId } = await callAbout(world, { accused: '018' });
    const input = { complaintId, accountId: world.actor.xu.accountId!, reason: '不在一个科室。' };
    await expect(world.run(assignCase, world.actor.xu, input)).rejects.toMatchObject({
      code: 'complaints.doubt-needs-another'
    });
  });
});

describe('who complained', () => {
  test('only the handler of the case sees, for a reason that the auditor reads', async () => {
    const world = await openWorld();
    const { complaintId, number } = await acceptedCase(world, canary);
    const look = { complaintId, reason: '核实现场位置' };
    expect(await world.run(lookAtIdentity, world.actor.xu, look)).toEqual(canary);
    for (const person of everyone.filter((name) => name !== 'xu')) {
      await expect(world.run(lookAtIdentity, world.actor[person], look), person).rejects.toThrow();
    }
    const looks = await world.run(listLooks, world.actor.tang, {});
    expect(looks.rows).toEqual([
      expect.objectContaining({ number, by: '许某己', reason: '核实现场位置', lookedAt: world.clock.now() })
    ]);
    expect(JSON.stringify(looks)).not.toContain(canary.name);
  });

  test('a handler who has not taken the case does not', async () => {
    const world = await openWorld();
    const { id: complaintId } = await callAbout(world, canary);
    await expect(world.run(lookAtIdentity, world.actor.xu, { complaintId, reason: '看看' })).rejects.toMatchObject({
      code: 'complaints.not-the-handler'
    });
  });

  test('an anonymous complaint has nobody to look at', async () => {
    const world = await openWorld();
    const { complaintId } = await acceptedCase(world);
    await expect(world.run(lookAtIdentity, world.actor.xu, { complaintId, reason: '看看' })).rejects.toMatchObject({
      code: 'complaints.anonymous'
    });
  });

  test('is in no answer that any role gets', async () => {
    const world = await openWorld();
    const { complaintId } = await acceptedCase(world, canary);
    const shown = [
      await world.run(showCase, world.actor.xu, { complaintId }),
      await world.run(listCases, world.actor.xu, { q: canary.name }),
      await world.run(listCases, world.actor.xu, {})
    ];
    for (const word of Object.values(canary)) expect(JSON.stringify(shown)).not.toContain(word);
  });

  test.runIf(engineOf(process.env.DATABASE_URL) === 'sqlite')(
    'stands nowhere in the database file, its log or its shared memory',
    async () => {
      const world = await openWorld();
      const { complaintId } = await acceptedCase(world, {
        ...canary,
        narrative: `我叫${canary.name}，住${canary.address}。`
      });
      await world.run(lookAtIdentity, world.actor.xu, { complaintId, reason: '核实' });
      const folder = dirname(world.house.auditAnchor!);
      let read = 0;
      for (const file of ['portal.db', 'portal.db-wal']) {
        const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
        read += bytes.length;
        for (const word of Object.values(canary)) expect(bytes.includes(word), `${word} in ${file}`).toBe(false);
      }
      expect(read).toBeGreaterThan(100_000);
    }
  );

  test('a new master key wraps every sealed text anew, and the old one can go while the case is worked on', async () => {
    const world = await openWorld();
    const { complaintId } = await acceptedCase(world, canary);
    await hear(world, complaintId);
    const before = await world.run(showCase, world.actor.xu, { complaintId });
    world.house.vault.addKey();
    for (const table of sealedTables) {
      for (let after: number | null = 0; after !== null;) {
        ({ after } = await world.run(rewrapSealed, system, { table, after }));
      }
    }
    world.house.vault.retireKeys();
    expect(await world.run(showCase, world.actor.xu, { complaintId })).toEqual(before);
    expect(await world.run(lookAtIdentity, world.actor.xu, { complaintId, reason: '核实' })).toEqual(canary);
  });
});

test('a substantiated complaint counts against its officer once the case is closed, and for nobody else', async () => {
  const world = await openWorld();
  const { complaintId } = await foundCase(world, 'unsubstantiated');
  const ctx = { ...world.house, db: world.store.read } as never;
  expect(await upheldSince(ctx, world.cadreId.lin, '2026-01-01')).toBe(0);
  await world.run(closeCase, world.actor.xu, { complaintId });
  expect(await upheldSince(ctx, world.cadreId.lin, '2026-01-01')).toBe(0);
  await world.store.transaction((db) => db.update(allegation).set({ finding: 'partly' }));
  expect(await upheldSince(ctx, world.cadreId.lin, '2026-01-01')).toBe(1);
  expect(await upheldSince(ctx, world.cadreId.guo, '2026-01-01')).toBe(0);
  expect(await upheldSince(ctx, world.cadreId.lin, '2026-12-01')).toBe(0);
});
