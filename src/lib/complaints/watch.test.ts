/** What the room does by itself and on the desk beside the cases: reminders, warnings, the chain of custody, patterns. */
import { beforeEach, describe, expect, test } from 'vitest';
import { dutyMember, dutyTeam } from '#lib/certification/schema.server.ts';
import { system } from '#lib/platform/actor.ts';
import { listOwnNotifications } from '#lib/platform/notifications.server.ts';
import { acceptedCase, callAbout, hear } from '#tests/support/complaints.ts';
import { openWorld, people, type Person, type World } from '#tests/support/world.ts';
import { listHandlers } from './assignment.server.ts';
import { moveEvidence, openEvidence } from './custody.server.ts';
import { showCase } from './desk.server.ts';
import { addEvidence } from './evidence.server.ts';
import { complaintPatterns } from './patterns.server.ts';
import { listMissed, remindDeadlines } from './reminders.server.ts';
import {
  addWarningRule,
  countWarnings,
  endWarningRule,
  listWarnings,
  raiseWarnings,
  settleWarning
} from './warning.server.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});

const toldOf = async (person: Person) =>
  (await world.run(listOwnNotifications, world.actor[person], {})).rows.map(({ kind }) => kind);
const wait = (days: number) => world.clock.advance(days * 86_400_000);

describe('deadlines', () => {
  test('the handler is reminded before the last day, once', async () => {
    await acceptedCase(world);
    expect((await world.run(remindDeadlines, system, {})).told).toBe(0);
    wait(20);
    await world.run(remindDeadlines, system, {});
    const before = await toldOf('xu');
    expect(before.filter((kind) => kind === 'complaint-due' || kind === 'complaint-missed')).toHaveLength(1);
    await world.run(remindDeadlines, system, {});
    expect(await toldOf('xu')).toEqual(before);
  });

  test('after it those who answer for the handling are told, and see the number and not the matter', async () => {
    const { number } = await acceptedCase(world);
    wait(40);
    await world.run(remindDeadlines, system, {});
    expect(await toldOf('xu')).toContain('complaint-missed');
    expect(await toldOf('shen')).toContain('complaint-escalated');
    const [missed] = await world.run(listMissed, world.actor.shen, {});
    expect(missed).toMatchObject({ number, term: 'handle', handler: '许某己' });
    expect(Object.keys(missed!).sort()).toEqual(['due', 'handler', 'id', 'number', 'term']);
    await expect(world.run(listMissed, world.actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
  });

  test('nobody named in the case learns of it from a reminder', async () => {
    await callAbout(world, { accused: people.shen.number });
    wait(40);
    await world.run(remindDeadlines, system, {});
    expect(await toldOf('shen')).toEqual([]);
    expect(await toldOf('qin')).toContain('complaint-missed');
  });

  test('the officer who is asked for a statement is told so', async () => {
    const { complaintId } = await acceptedCase(world);
    await hear(world, complaintId);
    expect(await toldOf('lin')).toEqual(['statement-asked']);
  });
});

describe('early warnings', () => {
  const rule = (watcher: Person = 'shen') =>
    world.run(addWarningRule, world.actor.shen, {
      count: 2,
      months: 12,
      categories: [],
      watcherId: world.actor[watcher].accountId!
    });
  const raise = () => world.run(raiseWarnings, system, {});
  const warnings = async (person: Person) => (await world.run(listWarnings, world.actor[person], {})).warnings;

  test('two complaints about one officer reach the named supervisor, who settles them with words', async () => {
    await rule();
    await callAbout(world);
    expect(await raise()).toEqual({ raised: 0 });
    await callAbout(world, { channelNumber: 'R-2026-119' });
    expect(await raise()).toEqual({ raised: 1 });
    expect(await raise()).toEqual({ raised: 0 });
    expect(await toldOf('shen')).toEqual(['early-warning']);
    const [warning] = await warnings('shen');
    expect(warning).toMatchObject({ complaints: 2, state: 'open', person: { name: '林某甲' } });
    expect(await world.run(countWarnings, world.actor.shen, {})).toEqual({ waiting: 1 });

    const step = (state: 'acknowledged' | 'done') => ({ warningId: warning!.id, state, words: '谈过话，跟班两次。' });
    await expect(world.run(settleWarning, world.actor.shen, step('done'))).rejects.toMatchObject({
      code: 'complaints.warning-moved-on'
    });
    await world.run(settleWarning, world.actor.shen, step('acknowledged'));
    await world.run(settleWarning, world.actor.shen, step('done'));
    expect((await warnings('shen'))[0]).toMatchObject({
      state: 'done',
      acts: [{ state: 'acknowledged' }, { state: 'done', words: '谈过话，跟班两次。' }]
    });
    expect(await raise()).toEqual({ raised: 0 });
    await callAbout(world, { channelNumber: 'R-2026-120' });
    expect(await raise()).toEqual({ raised: 1 });
  });

  test('a warning about the one who would be told goes to discipline inspection', async () => {
    await rule();
    for (const channelNumber of ['R-1', 'R-2']) await callAbout(world, { channelNumber, accused: people.shen.number });
    expect(await raise()).toEqual({ raised: 1 });
    expect(await warnings('shen')).toEqual([]);
    expect(await toldOf('shen')).toEqual([]);
    const [warning] = await warnings('qin');
    await expect(
      world.run(settleWarning, world.actor.shen, { warningId: warning!.id, state: 'false-positive', words: '没有' })
    ).rejects.toMatchObject({ kind: 'missing' });
    await world.run(settleWarning, world.actor.qin, { warningId: warning!.id, state: 'false-positive', words: '核过' });
  });

  test('a rule names a supervisor, and an ended one raises nothing', async () => {
    await expect(rule('lin')).rejects.toMatchObject({ kind: 'invalid' });
    const { id: ruleId } = await rule();
    await world.run(endWarningRule, world.actor.shen, { ruleId });
    await expect(world.run(endWarningRule, world.actor.shen, { ruleId })).rejects.toMatchObject({ kind: 'missing' });
    await callAbout(world);
    await callAbout(world, { channelNumber: 'R-2026-119' });
    expect(await raise()).toEqual({ raised: 0 });
  });
});

describe('evidence', () => {
  test('goes out and comes back in order, each look is in its chain, and the chain cannot be rewritten', async () => {
    const { complaintId } = await acceptedCase(world);
    const file = { hash: 'a'.repeat(64), type: 'image/jpeg' };
    const { id: evidenceId } = await world.run(addEvidence, world.actor.xu, {
      complaintId,
      kind: 'photo',
      words: '现场照片',
      file
    });
    const move = (kind: 'handed-out' | 'returned') =>
      world.run(moveEvidence, world.actor.xu, { complaintId, evidenceId, kind, words: '区局鉴定' });
    await expect(move('returned')).rejects.toMatchObject({ code: 'complaints.evidence-is-here' });
    await move('handed-out');
    await expect(move('handed-out')).rejects.toMatchObject({ code: 'complaints.evidence-is-out' });
    expect(await world.run(openEvidence, world.actor.xu, { complaintId, evidenceId })).toEqual(file);
    await move('returned');
    const { evidence } = await world.run(showCase, world.actor.xu, { complaintId });
    expect(evidence[0]).toMatchObject({
      out: false,
      chain: [
        { kind: 'handed-out', words: '区局鉴定', by: '许某己' },
        { kind: 'opened', words: null },
        { kind: 'returned' }
      ]
    });
    await expect(world.run(openEvidence, world.actor.qin, { complaintId, evidenceId })).rejects.toMatchObject({
      kind: 'missing'
    });
    await expect(world.run(openEvidence, world.actor.xu, { complaintId, evidenceId: 999 })).rejects.toMatchObject({
      code: 'complaints.evidence-not-found'
    });
  });
});

test('somebody who was in the same team that day is a doubt that needs another’s word', async () => {
  const day = '2026-11-19';
  const { id: complaintId } = await callAbout(world, { happenedOn: day });
  const reasons = async () =>
    (await world.run(listHandlers, world.actor.xu, { complaintId }))[0]!.recusals.map(({ reason }) => reason);
  const before = await reasons();
  await world.store.transaction(async (db) => {
    const [team] = await db
      .insert(dutyTeam)
      .values({ day, startsAt: '08:30', task: '巡查', place: '桥头大集', field: '', activity: 'penalty', enteredAt: 0 })
      .returning({ id: dutyTeam.id });
    await db.insert(dutyMember).values([
      { teamId: team!.id, cadreId: world.cadreId.xu, position: 1 },
      { teamId: team!.id, cadreId: world.cadreId.lin, position: 2 }
    ]);
  });
  expect(await reasons()).toEqual([...before, 'same-team']);
});

test('what comes up five times at one place is a pattern; four times it is not told', async () => {
  const period = { from: '2026-01-01', to: '2026-12-31' };
  for (let count = 1; count <= 4; count += 1) await callAbout(world, { channelNumber: `R-${count}` });
  expect(await world.run(complaintPatterns, world.actor.shen, period)).toEqual([]);
  await callAbout(world, { channelNumber: 'R-5' });
  const found = await world.run(complaintPatterns, world.actor.shen, period);
  expect(found).toContainEqual({ by: 'place', name: '孟家庄大集', category: 'conduct', count: 5 });
  expect(found.every(({ count }) => count === 5)).toBe(true);
  await expect(world.run(complaintPatterns, world.actor.lin, period)).rejects.toMatchObject({ kind: 'refused' });
});
