import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { accountActor } from '#lib/platform/actor.ts';
import { card, openedRecord, rated, runningPairing, sign, signedRecord, write } from '#tests/support/mentoring.ts';
import { openWorld } from '#tests/support/world.ts';
import { endPairing } from './change.server.ts';
import { addGuest, listGuests, removeGuest } from './guest.server.ts';
import { addPhoto, findPhoto, removePhoto } from './photo.server.ts';
import { findRecord, openRecord, saveRecord } from './record.server.ts';
import { addNote, askReopening, decideReopening, signOff } from './sign-off.server.ts';
import { sealHealth } from './verify.server.ts';
import { system } from '#lib/platform/actor.ts';
import { findPairing } from './view.server.ts';

const typed = { kind: 'typed' as const, name: '周某丙' };

describe('a practice record', () => {
  test('is opened once by the same tap, with the likely time, place and level', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const tap = { pairingId, taskKey: 'spot-penalty', key: randomUUID() };
    const first = await world.run(openRecord, world.actor.zhou, tap);
    expect(await world.run(openRecord, world.actor.zhou, tap)).toEqual({ id: first.id, opened: false });
    expect(await world.run(findRecord, world.actor.zhou, { pairingId, recordId: first.id })).toMatchObject({
      count: 1,
      hand: 'mentor',
      sheet: { day: '2026-11-23', from: '08:00', to: '09:00', site: '中心大街', level: 'watch', setting: 'field' },
      task: { title: '当场处罚' },
      cited: []
    });
  });

  test('is opened for tasks of the plan, by the sides, while the pairing runs', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const open = (who: 'zhou' | 'lin' | 'guo', taskKey: string) =>
      world.run(openRecord, world.actor[who], { pairingId, taskKey, key: randomUUID() });
    await expect(open('zhou', 'dogs')).rejects.toMatchObject({ code: 'mentoring.task-not-planned' });
    await expect(open('guo', 'recheck')).rejects.toMatchObject({ code: 'mentoring.not-a-side' });
    await open('lin', 'recheck');
    world.clock.set('2027-04-01T01:00:00Z');
    await expect(open('zhou', 'recheck')).rejects.toMatchObject({ code: 'mentoring.pairing-ended' });
  });

  test('takes what two people write at once, and gives back what both changed', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await openedRecord(world, pairingId);
    const save = (who: 'zhou' | 'lin', field: string, from: string, to: string) =>
      world.run(saveRecord, world.actor[who], { recordId, changes: [{ field, from, to }] });
    await save('zhou', 'situation', '', '占道堆放');
    expect(await save('lin', 'reflection', '', '决定书漏写时间')).toMatchObject({ revision: 2, clashes: [] });
    const clash = await save('lin', 'situation', '', '摊主占道');
    expect(clash).toMatchObject({
      revision: 2,
      sheet: { situation: '占道堆放', reflection: '决定书漏写时间' },
      clashes: [{ field: 'situation', mine: '摊主占道', theirs: '占道堆放' }]
    });
    // Having seen what is there, their word may take its place.
    expect(await save('lin', 'situation', '占道堆放', '摊主占道堆放')).toMatchObject({ revision: 3, clashes: [] });
    // The same change sent again, as after a lost answer, changes nothing.
    expect(await save('lin', 'situation', '占道堆放', '摊主占道堆放')).toMatchObject({ revision: 3, clashes: [] });
  });

  test('lets the mentee neither rate nor comment, and the mentor not reflect', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await openedRecord(world, pairingId);
    const save = (who: 'zhou' | 'lin', field: string, to: string) =>
      world.run(saveRecord, world.actor[who], { recordId, changes: [{ field, from: '', to }] });
    for (const [who, field, to] of [
      ['lin', 'rating.0', '4'],
      ['lin', 'comment.0', '很好'],
      ['lin', 'best', '很好'],
      ['zhou', 'reflection', '替他写']
    ] as const)
      await expect(save(who, field, to)).rejects.toMatchObject({ code: 'mentoring.not-yours-to-write' });
    await expect(save('zhou', 'rating.0', '5')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(save('zhou', 'constructor', 'x')).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('is, to a stranger, like one that does not exist', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await openedRecord(world, pairingId);
    const stranger = accountActor({
      ...{ accountId: 900, cadreId: world.cadreId.xu, unitId: null },
      roles: [{ role: 'officer', unitId: null }]
    });
    const change = [{ field: 'place', from: '', to: '东门' }];
    const refusals = await Promise.all([
      world.run(findRecord, stranger, { pairingId, recordId }).catch((problem: unknown) => problem),
      world.run(findRecord, stranger, { pairingId, recordId: 999 }).catch((problem: unknown) => problem),
      world.run(saveRecord, stranger, { recordId, changes: change }).catch((problem: unknown) => problem),
      world.run(addNote, stranger, { recordId, text: '看看' }).catch((problem: unknown) => problem),
      world.run(findPhoto, stranger, { recordId, photoId: 1 }).catch((problem: unknown) => problem)
    ]);
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
    expect(refusals[0]).toMatchObject({ code: 'mentoring.record-not-found' });
  });

  test('holds six photographs, and lets them be taken off until it is signed', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await openedRecord(world, pairingId);
    const photo = (at: number) =>
      world.run(addPhoto, world.actor.lin, {
        ...{ recordId, type: 'image/jpeg', size: 10 },
        hash: String(at).padStart(64, '0')
      });
    const { id } = await photo(1);
    for (let at = 2; at <= 6; at += 1) await photo(at);
    await expect(photo(7)).rejects.toMatchObject({ code: 'mentoring.too-many-photos', params: { most: 6 } });
    await world.run(removePhoto, world.actor.zhou, { recordId, photoId: id });
    await expect(world.run(findPhoto, world.actor.zhou, { recordId, photoId: id })).rejects.toMatchObject({
      code: 'mentoring.photo-not-found'
    });
    await sign(world, recordId, await write(world, recordId, rated('3')));
    await expect(photo(8)).rejects.toMatchObject({ code: 'mentoring.record-signed' });
    await expect(world.run(removePhoto, world.actor.zhou, { recordId, photoId: id + 1 })).rejects.toMatchObject({
      code: 'mentoring.record-signed'
    });
  });

  test('may be led by a district guest of that day', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const guest = {
      name: '张某',
      department: '示例区综合行政执法局',
      field: '市容',
      fromDay: '2026-11-01',
      toDay: '2026-11-30'
    };
    await expect(world.run(addGuest, world.actor.he, { ...guest, toDay: '2026-10-01' })).rejects.toMatchObject({
      fields: { toDay: ['mentoring.ends-before-start'] }
    });
    const { id } = await world.run(addGuest, world.actor.he, guest);
    const recordId = await openedRecord(world, pairingId);
    await sign(world, recordId, await write(world, recordId, { ...rated('3'), guest: String(id) }));
    await world.run(removeGuest, world.actor.he, { guestId: id });
    expect(await world.run(listGuests, world.actor.he, {})).toEqual([]);
    await expect(world.run(removeGuest, world.actor.he, { guestId: id })).rejects.toMatchObject({
      code: 'mentoring.guest-not-found'
    });
    expect((await world.run(findRecord, world.actor.lin, { pairingId, recordId })).seals).toMatchObject([
      { guest: { name: '张某', department: '示例区综合行政执法局' } }
    ]);
  });
});

describe('signing', () => {
  test('seals the record, by a drawn or a typed name alike', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await openedRecord(world, pairingId);
    const revision = await write(world, recordId, rated('3'));
    const drawn = { kind: 'drawn' as const, strokes: [[10, 10, 40, 60, 90, 20]] };
    expect(await world.run(signOff, world.actor.zhou, { recordId, revision, signature: drawn })).toMatchObject({
      turn: 1,
      passed: true,
      officers: 1,
      wanted: 2
    });
    await signedRecord(world, pairingId, 'recheck');
    const shown = await world.run(findRecord, world.actor.lin, { pairingId, recordId });
    expect(shown).toMatchObject({
      signed: true,
      seals: [{ code: 'DJ-2026-0001', mentorName: '周某丙', observer: true, signature: drawn }]
    });
    expect(shown.seals[0]!.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await world.run(sealHealth, system, {})).toEqual({ ok: true, checked: 2, faults: [] });
  });

  test('is nobody’s but the mentor’s: not the mentee’s, not a supervisor’s, not a mentor’s of somebody else', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await openedRecord(world, pairingId);
    const revision = await write(world, recordId, rated('3'));
    const menteeWhoMentors = accountActor({
      ...{ accountId: world.actor.lin.accountId!, cadreId: world.cadreId.lin, unitId: null },
      roles: [{ role: 'mentor', unitId: null }]
    });
    const other = accountActor({
      ...{ accountId: 900, cadreId: world.cadreId.guo, unitId: null },
      roles: [{ role: 'mentor', unitId: null }]
    });
    const by = (actor: typeof other) => world.run(signOff, actor, { recordId, revision, signature: typed });
    await expect(by(menteeWhoMentors)).rejects.toMatchObject({ code: 'mentoring.own-practice' });
    await expect(by(other)).rejects.toMatchObject({ code: 'mentoring.not-the-mentor' });
    await expect(by(world.actor.lin)).rejects.toMatchObject({ kind: 'refused' });
    await expect(by(world.actor.shen)).rejects.toMatchObject({ kind: 'refused' });
  });

  test('ends with the pairing, on its last day or before', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await openedRecord(world, pairingId);
    const revision = await write(world, recordId, rated('3'));
    world.clock.set('2027-04-01T01:00:00Z');
    await expect(sign(world, recordId, revision)).rejects.toMatchObject({ code: 'mentoring.pairing-ended' });
    world.clock.set('2027-03-31T01:00:00Z');
    await world.run(endPairing, world.actor.he, { pairingId, reason: '调离' });
    await expect(sign(world, recordId, revision)).rejects.toMatchObject({ code: 'mentoring.pairing-ended' });
  });

  test('reaches no mentee of a unit in which the mentor may not sign', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await openedRecord(world, pairingId);
    const revision = await write(world, recordId, rated('3'));
    const elsewhere = accountActor({
      ...{ accountId: world.actor.zhou.accountId!, cadreId: world.cadreId.zhou, unitId: null },
      roles: [{ role: 'mentor', unitId: world.unitId['便民服务中心']! }]
    });
    await expect(world.run(signOff, elsewhere, { recordId, revision, signature: typed })).rejects.toMatchObject({
      code: 'mentoring.foreign-unit'
    });
  });

  test('wants every step rated, the extremes explained, the name right, and nothing changed unseen', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await openedRecord(world, pairingId);
    const revision = await write(world, recordId, { ...rated('3', 3), 'rating.3': '1' });
    await expect(sign(world, recordId, revision)).rejects.toMatchObject({
      fields: { 'comment.3': ['mentoring.comment-needed'], 'rating.4': ['mentoring.rate-every-step'] }
    });
    const next = await write(world, recordId, { 'comment.3': '没有告知申辩权', 'rating.4': '-' });
    await expect(
      world.run(signOff, world.actor.zhou, { recordId, revision: next, signature: { kind: 'typed', name: '周某' } })
    ).rejects.toMatchObject({ fields: { name: ['mentoring.name-differs'] } });
    await write(world, recordId, { reflection: '晚了一步' }, 'lin');
    await expect(sign(world, recordId, next)).rejects.toMatchObject({ code: 'mentoring.moved-on' });
    expect(await sign(world, recordId, next + 1)).toMatchObject({ passed: false });
    await expect(sign(world, recordId, next + 1)).rejects.toMatchObject({ code: 'mentoring.record-signed' });
  });

  test('is for a practice that is over, within the pairing', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await openedRecord(world, pairingId);
    let revision = await write(world, recordId, { ...rated('3'), day: '2026-09-30' });
    await expect(sign(world, recordId, revision)).rejects.toMatchObject({ fields: { day: ['mentoring.day-outside'] } });
    revision = await write(world, recordId, { day: '2026-11-23', to: '09:30' });
    await expect(sign(world, recordId, revision)).rejects.toMatchObject({ fields: { to: ['mentoring.not-over'] } });
  });

  test('keeps a mentee without a card from doing it on the street, and lets them in an exercise', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await openedRecord(world, pairingId);
    const revision = await write(world, recordId, { ...rated('3'), level: 'perform' });
    await expect(sign(world, recordId, revision)).rejects.toMatchObject({
      fields: { level: ['mentoring.level-needs-card'] }
    });
    const drill = await write(world, recordId, { setting: 'drill' });
    expect(await sign(world, recordId, drill)).toMatchObject({ passed: true });
  });

  test('counts as officers only those present who hold a card', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    await card(world, 'guo');
    const recordId = await openedRecord(world, pairingId);
    let revision = await write(world, recordId, { ...rated('3'), companion: '999' });
    await expect(sign(world, recordId, revision)).rejects.toMatchObject({
      fields: { companion: ['mentoring.person-not-found'] }
    });
    revision = await write(world, recordId, { companion: '017' });
    await expect(sign(world, recordId, revision)).rejects.toMatchObject({
      fields: { companion: ['mentoring.companion-is-a-side'] }
    });
    revision = await write(world, recordId, { companion: '018' });
    expect(await sign(world, recordId, revision)).toMatchObject({ officers: 2 });
  });
});

describe('a signed record', () => {
  test('takes notes, and is written anew only when somebody else counter-signs; the first version stays', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await signedRecord(world, pairingId);
    await world.run(addNote, world.actor.lin, { recordId, text: '当天下雨' });
    await expect(
      world.run(saveRecord, world.actor.zhou, { recordId, changes: [{ field: 'best', from: '', to: '改一改' }] })
    ).rejects.toMatchObject({ code: 'mentoring.record-signed' });
    const decide = (who: 'shen' | 'zhou', grant: boolean) =>
      world.run(decideReopening, world.actor[who], { recordId, grant, text: '情况属实' });
    await expect(decide('shen', true)).rejects.toMatchObject({ code: 'mentoring.no-reopening' });
    const ask = () => world.run(askReopening, world.actor.zhou, { recordId, reason: '第二步误点' });
    await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'mentoring.reopening-asked' });
    await expect(decide('zhou', true)).rejects.toMatchObject({ kind: 'refused' });
    await decide('shen', false);
    await ask();
    await decide('shen', true);
    expect((await world.run(findPairing, world.actor.zhou, { pairingId })).records).toBe(0);
    await sign(world, recordId, await write(world, recordId, { 'rating.1': '2' }));
    const { seals } = await world.run(findRecord, world.actor.zhou, { pairingId, recordId });
    expect(seals.map(({ code, sheet }) => [code, sheet['rating.1']])).toEqual([
      ['DJ-2026-0001', '3'],
      ['DJ-2026-0001/2', '2']
    ]);
    expect(await world.run(sealHealth, system, {})).toMatchObject({ ok: true, checked: 2 });
  });

  test('is guarded by the database itself', async () => {
    const world = await openWorld();
    const pairingId = await runningPairing(world);
    const recordId = await signedRecord(world, pairingId);
    for (const attempt of [
      `update practice_seal set hash = 'x'`,
      `delete from practice_seal`,
      `update practice_record set sheet = '{}' where id = ${recordId}`,
      `delete from practice_record`,
      `update pairing_event set reason = 'x'`,
      `delete from practice_change`
    ])
      await expect(world.store.exec(attempt), attempt).rejects.toThrow(/append-only|never/);
  });
});
