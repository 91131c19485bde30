import { describe, expect, test } from 'vitest';
import { complaintDeadlines } from '#lib/complaints/statistics.server.ts';
import { pairsAtRisk } from '#lib/mentoring/figures.server.ts';
import { sessionsBetween } from '#lib/learning/figures.server.ts';
import { cancelSession } from '#lib/learning/session.server.ts';
import { signedIn } from '#lib/platform/actor.ts';
import { query } from '#lib/platform/door.server.ts';
import { z } from 'zod';
import '#lib/rooms.server.ts';
import { acceptedCase, callAbout } from '#tests/support/complaints.ts';
import { runningPairing, signedRecord } from '#tests/support/mentoring.ts';
import { announcedSession, at } from '#tests/support/sessions.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { yearPeriod } from './annual/figure.ts';
import { home } from './home.server.ts';
import { trainingYear } from './trainings.ts';

const supervisorsHome = async (world: World) => (await world.run(home, world.actor.shen, {})).supervisor!;

describe('trainings of the year', () => {
  test('are held only once they are closed; one whose time is over waits to be closed', async () => {
    const world = await openWorld();
    await announcedSession(world, { title: '上午' });
    const off = await announcedSession(world, {
      title: '取消的',
      startsAt: '2026-11-25T09:00',
      endsAt: '2026-11-25T10:00'
    });
    await world.run(cancelSession, world.actor.he, { id: off, reason: '老师不来' });
    await announcedSession(world, { title: '明天', startsAt: '2026-11-24T09:00', endsAt: '2026-11-24T10:00' });
    world.clock.set(at('12:00'));
    const { training } = await supervisorsHome(world);
    expect(training.trainings.map(({ title, state }) => [title, state])).toEqual([
      ['上午', 'unclosed'],
      ['明天', 'planned'],
      ['取消的', 'cancelled']
    ]);
    expect(training.counts).toEqual({ held: 0, unclosed: 1, cancelled: 1, planned: 1 });
  });

  test('of another year are not among them', async () => {
    const world = await openWorld();
    await announcedSession(world);
    const asked = query('test.sessions-of-2025', {
      input: z.object({}),
      allow: signedIn,
      run: (ctx) => sessionsBetween(ctx, yearPeriod(2025))
    });
    expect(trainingYear(await world.run(asked, world.actor.shen, {}), world.clock.now()).trainings).toEqual([]);
  });
});

describe('pairs at risk', () => {
  const asked = query('test.pairs-at-risk', { input: z.object({}), allow: signedIn, run: pairsAtRisk });

  test('are those without a record for weeks, about to end, or past their end, worst first', async () => {
    const world = await openWorld();
    const id = await runningPairing(world);
    expect(await world.run(asked, world.actor.shen, {})).toMatchObject({
      total: 1,
      pairs: [{ pairingId: id, why: 'quiet' }]
    });
    await signedRecord(world, id);
    expect((await world.run(asked, world.actor.shen, {})).pairs).toEqual([]);
    world.clock.set('2027-03-25T01:00:00Z');
    expect((await world.run(asked, world.actor.shen, {})).pairs[0]).toMatchObject({ why: 'quiet' });
    world.clock.set('2027-06-01T01:00:00Z');
    expect((await world.run(asked, world.actor.shen, {})).pairs[0]).toMatchObject({ why: 'overdue' });
  });

  test('of others are not for an officer', async () => {
    const world = await openWorld();
    await runningPairing(world);
    expect((await world.run(asked, world.actor.tang, {})).total).toBe(0);
  });
});

describe('complaints by their last day', () => {
  test('are counted for whoever may see statistics, and nobody else', async () => {
    const world = await openWorld();
    await acceptedCase(world);
    expect(await world.run(complaintDeadlines, world.actor.shen, {})).toEqual({
      open: 1,
      missed: 0,
      near: 0,
      later: 1
    });
    world.clock.set('2027-03-01T01:00:00Z');
    expect(await world.run(complaintDeadlines, world.actor.shen, {})).toMatchObject({ open: 1, missed: 1 });
    for (const who of ['lin', 'zhou', 'tang'] as const)
      await expect(world.run(complaintDeadlines, world.actor[who], {})).rejects.toMatchObject({ kind: 'refused' });
  });

  test('a case about the reader is not in the count', async () => {
    const world = await openWorld();
    await callAbout(world, { accused: '001' });
    expect(await world.run(complaintDeadlines, world.actor.shen, {})).toMatchObject({ open: 0 });
  });
});
