import { describe, expect, test } from 'vitest';
import { announcedSession, at, codeOf } from '#tests/support/sessions.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { wrongCodes, checkIn, checkInScreen } from './check-in.server.ts';
import { takeSeat, leaveSeat } from './leave.server.ts';
import { findMySession, myOpenSessions } from './my-sessions.server.ts';
import { attendanceEvent } from './schema.server.ts';
import { cancelSession } from './session.server.ts';

async function begin(change: Parameters<typeof announcedSession>[1] = {}) {
  const world = await openWorld();
  const sessionId = await announcedSession(world, change);
  world.clock.set(at('09:25'));
  return { world, sessionId };
}
const enter = async (world: World, who: Person, sessionId: number, slotsAgo = 0) =>
  world.run(checkIn, world.actor[who], { sessionId, code: await codeOf(world, sessionId, slotsAgo) });

describe('signing in', () => {
  test('by the code on the screen, and the screen shows it', async () => {
    const { world, sessionId } = await begin();
    const { code } = await world.run(checkInScreen, world.actor.he, { sessionId });
    const done = await world.run(checkIn, world.actor.lin, { sessionId, code: code!.text.toLowerCase() });
    expect(done).toMatchObject({ way: 'in', late: false, at: world.clock.now() });
    const screen = await world.run(checkInScreen, world.actor.he, { sessionId });
    expect(screen.counts).toMatchObject({ present: 1, expected: 3 });
    expect(screen.recent).toMatchObject([{ name: '林某甲', state: 'present' }]);
    expect(await world.run(findMySession, world.actor.lin, { sessionId })).toMatchObject({
      attendance: { state: 'present', arrivedAt: world.clock.now() }
    });
  });

  test('the last code is still good, the one before is refused and says for how long it is gone', async () => {
    const { world, sessionId } = await begin();
    await enter(world, 'lin', sessionId, 1);
    await expect(enter(world, 'guo', sessionId, 2)).rejects.toMatchObject({
      code: 'learning.code-expired',
      params: { seconds: expect.any(Number) as number }
    });
    expect(wrongCodes).toContain('learning.code-expired');
  });

  test('a code of another session is of no use', async () => {
    const { world, sessionId } = await begin();
    const other = await announcedSession(world, { title: '周五学法' });
    await expect(
      world.run(checkIn, world.actor.lin, { sessionId, code: await codeOf(world, other) })
    ).rejects.toMatchObject({ code: 'learning.code-wrong' });
  });

  test('after ten minutes it is late', async () => {
    const { world, sessionId } = await begin();
    world.clock.set('2026-11-23T01:40:01Z');
    expect(await enter(world, 'lin', sessionId)).toMatchObject({ late: true });
  });

  test.each([
    ['08:59', 'learning.check-in-not-open'],
    ['12:00', 'learning.check-in-over']
  ])('at %s the window is shut: %s', async (time, code) => {
    const { world, sessionId } = await begin();
    world.clock.set(at(time));
    await expect(enter(world, 'lin', sessionId)).rejects.toMatchObject({ code });
    expect((await world.run(checkInScreen, world.actor.he, { sessionId })).code).toBeNull();
  });

  test('once; from ten minutes before the end the same code signs out, once', async () => {
    const { world, sessionId } = await begin();
    await enter(world, 'lin', sessionId);
    await expect(enter(world, 'lin', sessionId)).rejects.toMatchObject({ code: 'learning.already-checked-in' });
    world.clock.set(at('10:50'));
    expect(await enter(world, 'lin', sessionId)).toMatchObject({ way: 'out' });
    await expect(enter(world, 'lin', sessionId)).rejects.toMatchObject({ code: 'learning.already-checked-out' });
  });

  test('a session one is not invited to does not exist; nor does a draft', async () => {
    const { world, sessionId } = await begin({ audience: { scope: 'cadres', cadreIds: [1] } });
    const somebodyElse = world.cadreId.lin === 1 ? 'guo' : 'lin';
    const missing = { kind: 'missing', code: 'learning.session-not-found' };
    await expect(enter(world, somebodyElse, sessionId)).rejects.toMatchObject(missing);
    await expect(
      world.run(checkIn, world.actor[somebodyElse], { sessionId: 9999, code: 'ABCDEF' })
    ).rejects.toMatchObject(missing);
  });

  test('a trainer does not sign in, and an officer does not see the screen', async () => {
    const { world, sessionId } = await begin();
    await expect(enter(world, 'he', sessionId)).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(checkInScreen, world.actor.lin, { sessionId })).rejects.toMatchObject({ kind: 'refused' });
  });

  test('a session that is called off takes nobody, and says why to those invited', async () => {
    const { world, sessionId } = await begin();
    await world.run(cancelSession, world.actor.he, { id: sessionId, reason: '台风' });
    await expect(enter(world, 'lin', sessionId)).rejects.toMatchObject({ code: 'learning.session-cancelled' });
    expect(await world.run(myOpenSessions, world.actor.lin, {})).toMatchObject([{ cancelledReason: '台风' }]);
  });

  test('what was recorded is never changed', async () => {
    const { world, sessionId } = await begin();
    await enter(world, 'lin', sessionId);
    await expect(
      world.store.transaction((db) => db.update(attendanceEvent).set({ kind: 'checked-out' }))
    ).rejects.toThrow();
    await expect(world.store.transaction((db) => db.delete(attendanceEvent))).rejects.toThrow();
  });
});

describe('a quota', () => {
  test('gives seats to those who come first, and only they are missed', async () => {
    const world = await openWorld();
    const sessionId = await announcedSession(world, { quota: 1 });
    await world.run(takeSeat, world.actor.lin, { sessionId });
    await expect(world.run(takeSeat, world.actor.guo, { sessionId })).rejects.toMatchObject({
      code: 'learning.session-full',
      params: { quota: 1 }
    });
    world.clock.set(at('09:25'));
    await expect(enter(world, 'guo', sessionId)).rejects.toMatchObject({ code: 'learning.session-full' });
    const { counts } = await world.run(checkInScreen, world.actor.he, { sessionId });
    expect(counts.expected).toBe(1);
  });

  test('a seat given up is free again', async () => {
    const world = await openWorld();
    const sessionId = await announcedSession(world, { quota: 1 });
    await world.run(takeSeat, world.actor.lin, { sessionId });
    await expect(world.run(takeSeat, world.actor.lin, { sessionId })).rejects.toMatchObject({
      code: 'learning.seat-taken-already'
    });
    await world.run(leaveSeat, world.actor.lin, { sessionId });
    await world.run(takeSeat, world.actor.guo, { sessionId });
    await expect(world.run(leaveSeat, world.actor.lin, { sessionId })).rejects.toMatchObject({
      code: 'learning.no-seat'
    });
  });

  test('without one no seat is needed', async () => {
    const world = await openWorld();
    const sessionId = await announcedSession(world);
    await expect(world.run(takeSeat, world.actor.lin, { sessionId })).rejects.toMatchObject({
      code: 'learning.no-seats-needed'
    });
  });
});
