import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { disableAccount } from '#lib/people/accounts.server.ts';
import { accountActor } from '#lib/platform/actor.ts';
import { announcedSession, at, codeOf, sessionInput } from '#tests/support/sessions.ts';
import { openWorld } from '#tests/support/world.ts';
import { addAttachment, findAttachment, removeAttachment } from './attachments.server.ts';
import {
  calendarOf,
  endOwnFeed,
  feedHash,
  findOwnFeed,
  newFeedToken,
  openOwnFeed,
  readFeed
} from './calendar.server.ts';
import { checkIn } from './check-in.server.ts';
import { countGroup, findGroup, listGroups, saveGroup } from './groups.server.ts';
import { myOpenSessions } from './my-sessions.server.ts';
import { sessionPapers } from './papers.server.ts';
import { listRoll } from './roll.server.ts';
import { attendantsByNumber, findSession, newSession, numbersOfAttendants } from './session-drafting.server.ts';
import { announceSession, cancelSession, listSessions, repeatSession, saveSession } from './session.server.ts';

describe('a session', () => {
  test('is a draft that nobody sees until it is announced', async () => {
    const world = await openWorld();
    const { id } = await world.run(saveSession, world.actor.he, sessionInput);
    expect(await world.run(myOpenSessions, world.actor.lin, {})).toEqual([]);
    expect(await world.run(announceSession, world.actor.he, { id })).toEqual({ invited: 4 });
    expect(await world.run(myOpenSessions, world.actor.lin, {})).toMatchObject([
      { id, attendance: { state: 'expected' }, credited: null }
    ]);
    await expect(world.run(announceSession, world.actor.he, { id })).rejects.toMatchObject({
      code: 'learning.session-not-draft'
    });
  });

  test('does not give away its secret', async () => {
    const world = await openWorld();
    const id = await announcedSession(world);
    const seen = JSON.stringify([
      await world.run(findSession, world.actor.he, { id }),
      await world.run(myOpenSessions, world.actor.lin, {}),
      await world.run(listSessions, world.actor.he, {}),
      await world.run(sessionPapers, world.actor.he, { sessionId: id })
    ]);
    expect(seen).not.toContain('secret');
    expect(seen).not.toContain(await codeOf(world, id));
  });

  test.each([
    [{ endsAt: '2026-11-23T09:30' }, { fields: { endsAt: ['learning.ends-before-start'] } }],
    [{ hours: 1.2 }, { fields: { hours: ['learning.hours-format'] } }],
    [{ audience: { scope: 'nobody' as const } }, { fields: { audience: ['learning.audience-needed'] } }],
    [{ audience: { scope: 'missed' as const } }, { fields: { audience: ['learning.nothing-to-make-up'] } }],
    [
      { audience: { scope: 'cadres' as const, cadreIds: [9999] } },
      { fields: { audience: ['learning.person-not-found'] } }
    ],
    [{ groupIds: [77] }, { fields: { groupIds: ['learning.group-not-found'] } }],
    [{ makesUpForId: 77 }, { code: 'learning.session-not-found' }]
  ])('refuses what cannot be: %j', async (change, problem) => {
    const { run, actor } = await openWorld();
    await expect(run(saveSession, actor.he, { ...sessionInput, ...change })).rejects.toMatchObject(problem);
  });

  test('is made by trainers; supervisors look on; officers do neither', async () => {
    const { run, actor } = await openWorld();
    for (const who of ['lin', 'shen', 'gao'] as const)
      await expect(run(saveSession, actor[who], sessionInput)).rejects.toMatchObject({ kind: 'refused' });
    const { id } = await run(saveSession, actor.he, sessionInput);
    expect((await run(listSessions, actor.shen, {})).rows).toMatchObject([{ id }]);
    await expect(run(listSessions, actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(findSession, actor.he, { id: id + 1 })).rejects.toMatchObject({ kind: 'missing' });
  });

  test('moves to another room any time, to another hour only while nobody has signed in', async () => {
    const world = await openWorld();
    const id = await announcedSession(world);
    world.clock.set(at('09:25'));
    await world.run(checkIn, world.actor.lin, { sessionId: id, code: await codeOf(world, id) });
    await world.run(saveSession, world.actor.he, { ...sessionInput, id, place: '二楼' });
    await expect(
      world.run(saveSession, world.actor.he, { ...sessionInput, id, startsAt: '2026-11-23T09:00' })
    ).rejects.toMatchObject({ fields: { startsAt: ['learning.session-under-way'] } });
    await expect(world.run(cancelSession, world.actor.he, { id, reason: '台风' })).rejects.toMatchObject({
      code: 'learning.session-under-way'
    });
  });

  test('is not announced when it is past or meant for nobody', async () => {
    const { run, actor, unitId, clock } = await openWorld();
    const audience = { scope: 'units' as const, unitIds: [unitId['便民服务中心']! + 100] };
    const { id } = await run(saveSession, actor.he, { ...sessionInput, audience });
    await expect(run(announceSession, actor.he, { id })).rejects.toMatchObject({ code: 'learning.audience-empty' });
    clock.set(at('11:00'));
    await expect(run(announceSession, actor.he, { id })).rejects.toMatchObject({ code: 'learning.session-past' });
  });

  test('is repeated every week at the same time of day, each with a code of its own', async () => {
    const world = await openWorld();
    const id = await announcedSession(world);
    const { ids } = await world.run(repeatSession, world.actor.he, { id, every: 'week', times: 3 });
    const { rows } = await world.run(listSessions, world.actor.he, { sort: 'starts' });
    expect(rows.map(({ startsAt }) => new Date(startsAt).toISOString())).toEqual([
      '2026-11-23T01:30:00.000Z',
      '2026-11-30T01:30:00.000Z',
      '2026-12-07T01:30:00.000Z',
      '2026-12-14T01:30:00.000Z'
    ]);
    expect(rows.every(({ status }) => status === 'announced')).toBe(true);
    const codes = await Promise.all([id, ...ids].map((one) => codeOf(world, one)));
    expect(new Set(codes).size).toBe(4);
  });

  test('is repeated every month, on the last day where the month is short', async () => {
    const { run, actor } = await openWorld();
    const { id } = await run(saveSession, actor.he, {
      ...sessionInput,
      startsAt: '2026-12-31T09:30',
      endsAt: '2026-12-31T11:00'
    });
    await run(repeatSession, actor.he, { id, every: 'month', times: 2 });
    const { rows } = await run(listSessions, actor.he, { sort: 'starts', status: 'draft' });
    expect(rows.map(({ startsAt }) => new Date(startsAt).toISOString().slice(0, 10))).toEqual([
      '2026-12-31',
      '2027-01-31',
      '2027-02-28'
    ]);
  });

  test('is copied to a week ahead at its time of day', async () => {
    const world = await openWorld();
    const id = await announcedSession(world);
    expect(await world.run(newSession, world.actor.he, { from: id })).toMatchObject({
      title: sessionInput.title,
      startsAt: Date.parse('2026-11-30T09:30:00+08:00'),
      endsAt: Date.parse('2026-11-30T11:00:00+08:00'),
      makesUpForId: null
    });
  });

  test('is searched, filtered and paged', async () => {
    const { run, actor } = await openWorld();
    for (const title of ['学法一', '学法二', '演练']) await run(saveSession, actor.he, { ...sessionInput, title });
    expect(await run(listSessions, actor.he, { q: '学法', pageSize: 1, page: 2, sort: 'title' })).toMatchObject({
      total: 2,
      rows: [{ title: '学法二' }]
    });
    expect(await run(listSessions, actor.he, { q: '100%', year: 2026 })).toMatchObject({ total: 0 });
    expect(await run(listSessions, actor.he, { year: 2025 })).toMatchObject({ total: 0 });
    expect(await run(listSessions, actor.he, { status: 'closed' })).toMatchObject({ total: 0 });
  });

  test('shows a supervisor of one unit that unit’s people', async () => {
    const world = await openWorld();
    const sessionId = await announcedSession(world);
    const supervisor = accountActor({
      accountId: 1,
      cadreId: null,
      unitId: null,
      roles: [{ role: 'supervisor', unitId: world.unitId['便民服务中心']! }]
    });
    const { rows } = await world.run(listRoll, supervisor, { sessionId });
    expect(rows.map(({ name }) => name)).toEqual(['郭某乙']);
  });

  test('people are named by staff number, and unknown numbers are told', async () => {
    const { run, actor, cadreId } = await openWorld();
    const ids = await run(attendantsByNumber, actor.he, { numbers: ['017', '018'] });
    expect(ids.sort()).toEqual([cadreId.lin, cadreId.guo].sort());
    expect(await run(numbersOfAttendants, actor.he, { cadreIds: ids })).toEqual(['017', '018']);
    await expect(run(attendantsByNumber, actor.he, { numbers: ['017', '999'] })).rejects.toMatchObject({
      fields: { numbers: ['learning.unknown-numbers|numbers=999'] }
    });
  });
});

describe('other audiences', () => {
  test('are groups of names and villages; who is left out of the list is no longer in it', async () => {
    const { run, actor } = await openWorld();
    const { id } = await run(saveGroup, actor.he, {
      name: '各村调解员',
      kind: 'mediators',
      members: '赵某 孟家庄村\n钱某 所前王家村'
    });
    expect(
      await run(saveGroup, actor.he, { id, name: '各村调解员', kind: 'mediators', members: '赵某 孟家庄村' })
    ).toEqual({
      id,
      added: 0,
      removed: 1
    });
    expect((await run(findGroup, actor.he, { id })).members).toMatchObject([{ name: '赵某', village: '孟家庄村' }]);
    expect(await run(listGroups, actor.shen, {})).toEqual([{ id, name: '各村调解员', kind: 'mediators', people: 1 }]);
    await expect(run(saveGroup, actor.he, { name: '各村调解员', kind: 'other' })).rejects.toMatchObject({
      fields: { name: ['learning.group-exists'] }
    });
    await expect(run(findGroup, actor.shen, { id })).rejects.toMatchObject({ kind: 'refused' });
  });

  test('are counted from the signed sheet, once the session has begun', async () => {
    const world = await openWorld();
    const { id: groupId } = await world.run(saveGroup, world.actor.he, {
      name: '应急队',
      kind: 'emergency-team',
      members: '孙某'
    });
    const sessionId = await announcedSession(world, { audience: { scope: 'nobody' }, groupIds: [groupId] });
    const enter = (headcount: number) => world.run(countGroup, world.actor.he, { sessionId, groupId, headcount });
    await expect(enter(9)).rejects.toMatchObject({ code: 'learning.session-not-begun' });
    world.clock.set(at('09:40'));
    expect(await enter(9)).toEqual({ before: null });
    expect(await enter(8)).toEqual({ before: 9 });
    const { groups } = await world.run(sessionPapers, world.actor.shen, { sessionId });
    expect(groups).toMatchObject([{ name: '应急队', headcount: 8, members: [{ name: '孙某' }] }]);
    await expect(
      world.run(countGroup, world.actor.he, { sessionId, groupId: groupId + 1, headcount: 1 })
    ).rejects.toMatchObject({ code: 'learning.group-not-found' });
  });
});

describe('a calendar feed', () => {
  test('is opened by its address alone, and ends with the next one', async () => {
    const world = await openWorld();
    await announcedSession(world);
    const [first, second] = [newFeedToken(), newFeedToken()].map(feedHash) as [string, string];
    await world.run(openOwnFeed, world.actor.lin, { tokenHash: first });
    expect(await world.run(readFeed, world.actor.lin, { tokenHash: first })).toMatchObject([
      { title: sessionInput.title, place: sessionInput.place }
    ]);
    await world.run(openOwnFeed, world.actor.lin, { tokenHash: second });
    await expect(world.run(readFeed, world.actor.lin, { tokenHash: first })).rejects.toMatchObject({ kind: 'missing' });
    await world.run(endOwnFeed, world.actor.lin, {});
    expect(await world.run(findOwnFeed, world.actor.lin, {})).toBeNull();
    await expect(world.run(readFeed, world.actor.lin, { tokenHash: second })).rejects.toMatchObject({
      kind: 'missing'
    });
  });

  test('ends with the account', async () => {
    const world = await openWorld();
    const tokenHash = feedHash(newFeedToken());
    await world.run(openOwnFeed, world.actor.lin, { tokenHash });
    await world.run(disableAccount, world.actor.gao, { accountId: world.actor.lin.accountId! });
    await expect(world.run(readFeed, world.actor.lin, { tokenHash })).rejects.toMatchObject({
      code: 'learning.feed-not-found'
    });
  });

  test('is RFC 5545: escaped, folded at 75 octets, CRLF, in UTC', () => {
    const title = `涉企检查；亮证, 询问\\记录\n${'执法培训'.repeat(20)}`;
    const text = calendarOf(
      '培训',
      [{ id: 7, title, place: '三楼', startsAt: 0, endsAt: 3_600_000, status: 'announced', savedAt: 0 }],
      'https://portal.example'
    );
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const unfolded = text.replaceAll('\r\n ', '');
    expect(unfolded).toContain('SUMMARY:涉企检查；亮证\\, 询问\\\\记录\\n执法培训');
    expect(unfolded).toContain('DTSTART:19700101T000000Z');
    expect(unfolded).toContain('UID:session-7@portal.example');
    expect(unfolded).toContain('https://portal.example/sessions/7');
  });
});

describe('files', () => {
  const handout = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

  test('are seen by the audience and by nobody else, until they are taken off', async () => {
    const world = await openWorld();
    const sessionId = await announcedSession(world, {
      audience: { scope: 'cadres', cadreIds: [world.cadreId.lin] }
    });
    const kept = await world.house.files.put(handout);
    const { id: attachmentId } = await world.run(addAttachment, world.actor.he, {
      sessionId,
      kind: 'material',
      name: '讲义.pdf',
      ...kept
    });
    const which = { sessionId, attachmentId };
    expect(await world.run(findAttachment, world.actor.lin, which)).toMatchObject({ name: '讲义.pdf' });
    await expect(world.run(findAttachment, world.actor.guo, which)).rejects.toMatchObject({ kind: 'missing' });
    await expect(world.run(removeAttachment, world.actor.lin, which)).rejects.toMatchObject({ kind: 'refused' });
    await world.run(removeAttachment, world.actor.he, which);
    await expect(world.run(findAttachment, world.actor.lin, which)).rejects.toMatchObject({ kind: 'missing' });
    await expect(world.run(removeAttachment, world.actor.he, which)).rejects.toMatchObject({ kind: 'missing' });
  });
});
