import { describe, expect, test } from 'vitest';
import { listEntries } from '#lib/hours/ledger.server.ts';
import { announcedSession, at, codeOf, sessionInput } from '#tests/support/sessions.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { checkIn } from './check-in.server.ts';
import { closeSession, markAttendance } from './closing.server.ts';
import { feedbackSummary, giveFeedback } from './feedback.server.ts';
import { askLeave, decideLeave } from './leave.server.ts';
import { findMySession, myOpenSessions, myPastSessions } from './my-sessions.server.ts';
import { listRoll } from './roll.server.ts';
import { findSession, newSession } from './session-drafting.server.ts';
import { sessionFigures } from './session-figures.server.ts';
import { announceSession, listSessions, saveSession } from './session.server.ts';

async function enter(world: World, who: Person, sessionId: number) {
  return world.run(checkIn, world.actor[who], { sessionId, code: await codeOf(world, sessionId) });
}
const hoursOf = async (world: World, who: Person) =>
  (await world.run(listEntries, world.actor[who], { cadreId: world.cadreId[who], year: 2026 })).enforcement.hours;

/** 林 in time, 周 late, 郭 on leave, 沈 not seen; it is 11:00. */
async function held(change: Parameters<typeof announcedSession>[1] = {}) {
  const world = await openWorld();
  const sessionId = await announcedSession(world, change);
  await world.run(askLeave, world.actor.guo, { sessionId, reason: '区里开会' });
  await world.run(decideLeave, world.actor.he, { sessionId, cadreId: world.cadreId.guo, approve: true });
  world.clock.set(at('09:28'));
  await enter(world, 'lin', sessionId);
  world.clock.set(at('09:45'));
  await enter(world, 'zhou', sessionId);
  world.clock.set(at('11:00'));
  return { world, sessionId };
}
const close = (world: World, sessionId: number, decisions: { cadreId: number; grant: boolean }[] = []) =>
  world.run(closeSession, world.actor.he, { sessionId, decisions });

describe('leave', () => {
  test('is asked with a reason and decided by the trainer', async () => {
    const world = await openWorld();
    const sessionId = await announcedSession(world);
    await world.run(askLeave, world.actor.lin, { sessionId, reason: '值班' });
    await expect(world.run(askLeave, world.actor.lin, { sessionId, reason: '值班' })).rejects.toMatchObject({
      code: 'learning.leave-asked-already'
    });
    await expect(
      world.run(decideLeave, world.actor.lin, { sessionId, cadreId: world.cadreId.lin, approve: true })
    ).rejects.toMatchObject({ kind: 'refused' });
    await world.run(decideLeave, world.actor.he, { sessionId, cadreId: world.cadreId.lin, approve: false });
    await expect(
      world.run(decideLeave, world.actor.he, { sessionId, cadreId: world.cadreId.lin, approve: true })
    ).rejects.toMatchObject({ code: 'learning.no-leave-asked' });
    expect(await world.run(findMySession, world.actor.lin, { sessionId })).toMatchObject({
      attendance: { state: 'expected', leave: 'declined', reason: '值班' }
    });
  });

  test('is not asked for by somebody who is in the room', async () => {
    const world = await openWorld();
    const sessionId = await announcedSession(world);
    world.clock.set(at('09:25'));
    await enter(world, 'lin', sessionId);
    await expect(world.run(askLeave, world.actor.lin, { sessionId, reason: '有事' })).rejects.toMatchObject({
      code: 'learning.already-checked-in'
    });
  });
});

describe('closing', () => {
  test('credits those who were there and makes the others absent', async () => {
    const { world, sessionId } = await held();
    expect(await close(world, sessionId)).toEqual({ attended: 2, absent: 1, credited: 2 });
    expect(await Promise.all((['lin', 'zhou', 'guo', 'shen'] as const).map((who) => hoursOf(world, who)))).toEqual([
      2, 2, 0, 0
    ]);
    const ledger = await world.run(listEntries, world.actor.lin, { cadreId: world.cadreId.lin, year: 2026 });
    expect(ledger.entries).toMatchObject([
      { title: sessionInput.title, minutes: 90, category: 'enforcement-training', endedOn: '2026-11-23' }
    ]);
    const { counts } = await world.run(listRoll, world.actor.he, { sessionId });
    expect(counts).toEqual({ expected: 0, present: 1, late: 1, leave: 1, absent: 1 });
    expect((await world.run(myPastSessions, world.actor.guo, {})).rows).toMatchObject([
      { id: sessionId, credited: false, attendance: { state: 'leave', reason: '区里开会' } }
    ]);
    expect(await world.run(myOpenSessions, world.actor.lin, {})).toEqual([]);
  });

  test('happens once, by a trainer, when people may sign out', async () => {
    const { world, sessionId } = await held();
    await expect(world.run(closeSession, world.actor.shen, { sessionId, decisions: [] })).rejects.toMatchObject({
      kind: 'refused'
    });
    world.clock.set(at('10:49'));
    await expect(close(world, sessionId)).rejects.toMatchObject({ code: 'learning.session-not-over' });
    world.clock.set(at('10:50'));
    await close(world, sessionId);
    await expect(close(world, sessionId)).rejects.toMatchObject({ code: 'learning.session-closed' });
    expect(await hoursOf(world, 'lin')).toBe(2);
  });

  test('waits until leave is decided', async () => {
    const world = await openWorld();
    const sessionId = await announcedSession(world);
    await world.run(askLeave, world.actor.lin, { sessionId, reason: '处置突发' });
    world.clock.set(at('11:05'));
    await expect(close(world, sessionId)).rejects.toMatchObject({
      code: 'learning.leave-undecided',
      params: { count: 1 }
    });
    await world.run(decideLeave, world.actor.he, { sessionId, cadreId: world.cadreId.lin, approve: true });
    expect(await close(world, sessionId)).toMatchObject({ absent: 3 });
  });

  test('asks the trainer about whoever came too late or did not sign out', async () => {
    const { world, sessionId } = await held({ checkOutRequired: true });
    await enter(world, 'lin', sessionId);
    world.clock.set(at('11:02'));
    const { waiting } = await world.run(listRoll, world.actor.he, { sessionId });
    expect(waiting).toMatchObject([{ name: '周某丙', credit: 'undecided', doubt: 'no-check-out' }]);
    await expect(close(world, sessionId)).rejects.toMatchObject({
      code: 'learning.hours-undecided',
      params: { count: 1 }
    });
    expect(await close(world, sessionId, [{ cadreId: world.cadreId.zhou, grant: false }])).toMatchObject({
      attended: 2,
      credited: 1
    });
    expect(await hoursOf(world, 'zhou')).toBe(0);
  });

  test('a decision cannot give hours to somebody who was not there', async () => {
    const { world, sessionId } = await held();
    await close(world, sessionId, [{ cadreId: world.cadreId.shen, grant: true }]);
    expect(await hoursOf(world, 'shen')).toBe(0);
  });
});

describe('a correction by hand', () => {
  test('needs a reason', async () => {
    const { world, sessionId } = await held();
    await expect(
      world.run(markAttendance, world.actor.he, {
        sessionId,
        cadreId: world.cadreId.shen,
        state: 'present',
        reason: ' '
      })
    ).rejects.toMatchObject({ fields: { reason: ['input.required'] } });
  });

  test('after the close gives the hours, and takes them back, and gives them again', async () => {
    const { world, sessionId } = await held();
    await close(world, sessionId);
    const mark = (state: 'present' | 'absent', reason: string) =>
      world.run(markAttendance, world.actor.he, { sessionId, cadreId: world.cadreId.shen, state, reason });
    await mark('present', '手机没电，当面核对');
    expect(await hoursOf(world, 'shen')).toBe(2);
    await mark('absent', '核对有误');
    expect(await hoursOf(world, 'shen')).toBe(0);
    await mark('present', '签到表为准');
    await mark('present', '签到表为准');
    expect(await hoursOf(world, 'shen')).toBe(2);
    const { rows } = await world.run(listRoll, world.actor.he, { sessionId, q: '沈' });
    expect(rows).toMatchObject([{ credit: 'earned', attendance: { state: 'present', reason: '签到表为准' } }]);
  });

  test('brings in somebody who was not invited', async () => {
    const { world, sessionId } = await held();
    await world.run(markAttendance, world.actor.he, {
      sessionId,
      cadreId: world.cadreId.xu,
      state: 'present',
      reason: '旁听'
    });
    expect(await close(world, sessionId)).toMatchObject({ attended: 3 });
  });

  test('is for trainers, of people, and of sessions that were held', async () => {
    const { world, sessionId } = await held();
    const input = { sessionId, cadreId: world.cadreId.lin, state: 'absent' as const, reason: '代签' };
    await expect(world.run(markAttendance, world.actor.shen, input)).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(markAttendance, world.actor.he, { ...input, cadreId: 9999 })).rejects.toMatchObject({
      code: 'learning.person-not-found'
    });
    const draft = await world.run(saveSession, world.actor.he, sessionInput);
    await expect(world.run(markAttendance, world.actor.he, { ...input, sessionId: draft.id })).rejects.toMatchObject({
      code: 'learning.session-not-held'
    });
  });
});

describe('a make-up', () => {
  test('is offered to those who missed the session, and to nobody else', async () => {
    const { world, sessionId } = await held();
    await expect(
      world.run(saveSession, world.actor.he, {
        ...sessionInput,
        audience: { scope: 'missed' },
        makesUpForId: sessionId
      })
    ).rejects.toMatchObject({ code: 'learning.make-up-of-open-session' });
    await close(world, sessionId);
    const draft = await world.run(newSession, world.actor.he, { makesUpFor: sessionId });
    expect(draft).toMatchObject({ audience: { scope: 'missed' }, makesUpForId: sessionId, title: sessionInput.title });
    const { id } = await world.run(saveSession, world.actor.he, {
      ...sessionInput,
      ...draft,
      startsAt: '2026-11-30T09:30',
      endsAt: '2026-11-30T11:00'
    });
    expect(await world.run(announceSession, world.actor.he, { id })).toEqual({ invited: 2 });
    expect(await world.run(myOpenSessions, world.actor.guo, {})).toMatchObject([{ id }]);
    expect(await world.run(myOpenSessions, world.actor.lin, {})).toEqual([]);
    expect(await world.run(findMySession, world.actor.guo, { sessionId })).toMatchObject({ makeUp: { id } });
    expect((await world.run(findSession, world.actor.he, { id: sessionId })).madeUpBy).toMatchObject([{ id }]);
  });
});

describe('feedback', () => {
  const answers = [5, 4, 5, 3, 4];

  test('comes once from whoever was there, when it is over', async () => {
    const { world, sessionId } = await held();
    const give = (who: Person) => world.run(giveFeedback, world.actor[who], { sessionId, answers, remark: '实用' });
    await give('lin');
    await expect(give('lin')).rejects.toMatchObject({ code: 'learning.no-feedback-now' });
    await expect(give('guo')).rejects.toMatchObject({ code: 'learning.no-feedback-now' });
    await expect(give('he')).rejects.toMatchObject({ kind: 'refused' });
    expect(await world.run(feedbackSummary, world.actor.he, { sessionId })).toEqual({
      given: 1,
      questions: [],
      remarks: []
    });
  });

  test('is five marks from one to five', async () => {
    const { world, sessionId } = await held();
    await expect(
      world.run(giveFeedback, world.actor.lin, { sessionId, answers: [1, 2, 3, 4, 6] })
    ).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('figures', () => {
  test('tell sessions, person-times and people apart, and count only what is closed', async () => {
    const { world, sessionId } = await held();
    expect(await world.run(sessionFigures, world.actor.he, { year: 2026 })).toMatchObject({
      sessions: 0,
      attendance: null
    });
    await close(world, sessionId);
    const second = await announcedSession(world, {
      kind: 'law-study',
      startsAt: '2026-11-23T14:00',
      endsAt: '2026-11-23T15:00'
    });
    world.clock.set(at('14:00'));
    await enter(world, 'lin', second);
    world.clock.set(at('15:00'));
    await close(world, second);
    expect(await world.run(sessionFigures, world.actor.shen, { year: 2026 })).toEqual({
      year: 2026,
      sessions: 2,
      personTimes: 3,
      people: 2,
      attendance: 37.5,
      byKind: [
        { kind: 'enforcement-training', sessions: 1, personTimes: 2 },
        { kind: 'law-study', sessions: 1, personTimes: 1 }
      ],
      othersTimes: 0
    });
    expect((await world.run(listSessions, world.actor.he, { q: '亮证', sort: 'starts' })).rows).toMatchObject([
      { attended: 2, invited: 4 },
      { attended: 1, invited: 4 }
    ]);
    await expect(world.run(sessionFigures, world.actor.lin, { year: 2026 })).rejects.toMatchObject({ kind: 'refused' });
  });
});
