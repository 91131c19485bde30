import { describe, expect, test } from 'vitest';
import { checkIn } from '#lib/learning/check-in.server.ts';
import { closeSession } from '#lib/learning/closing.server.ts';
import { enterHours } from '#lib/hours/ledger.server.ts';
import { anonymous } from '#lib/platform/actor.ts';
import { DAY } from '#lib/platform/clock.ts';
import { listOwnNotifications } from '#lib/platform/notifications.server.ts';
import { groupedCode } from '#lib/platform/written-code.ts';
import { announcedSession, at, codeOf } from '#tests/support/sessions.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { findProof, listProofs, ownProofs, verifyProof } from './proof-list.server.ts';
import { hoursSource, maskedName, proofNumber } from './proof.ts';
import { drawOwnProof, issueProof, ownProvable, provable, revokeProof } from './proof.server.ts';
import { unprintableOf } from './proof-pdf.server.ts';
import { issueSessionProofs, provableSessions, sessionProofs } from './proof-session.server.ts';
import { proof, proofRevocation } from './schema.server.ts';

const error = (code: string) => expect.objectContaining({ code });
const HOURS = { kind: 'hours', source: '2026 11-23' } as const;

let world: World;

/** Two people have hours of this year. */
async function openTown() {
  world = await openWorld();
  await world.run(enterHours, world.actor.he, {
    cadreIds: [world.cadreId.lin, world.cadreId.guo],
    category: 'enforcement-training',
    endedOn: '2026-11-02',
    title: '行政处罚法专题',
    amount: 24,
    unit: 'hours'
  });
}

const draw = (who: Person) => world.run(drawOwnProof, world.actor[who], HOURS);
const find = (who: Person, number: string) => world.run(findProof, world.actor[who], { number });

describe('what is proved', () => {
  test('the hours of the year are read from the ledger with the target that binds the person', async () => {
    await openTown();
    const own = await world.run(ownProvable, world.actor.lin, {});
    expect(own!.items).toEqual([
      { ...HOURS, facts: { title: '', on: '2026-11-23', hours: 24, target: 60 }, number: null }
    ]);
  });

  test('whoever has done nothing has nothing to draw', async () => {
    await openTown();
    expect((await world.run(ownProvable, world.actor.zhou, {}))!.items).toEqual([]);
    await expect(draw('zhou')).rejects.toThrow(error('certification.nothing-to-prove'));
  });

  test('a year that is over is one proof, the running year one for each day', () => {
    expect(hoursSource(2025, '2025-12-31')).toBe('2025');
    expect(hoursSource(2026, '2026-11-23')).not.toBe(hoursSource(2026, '2026-11-24'));
  });
});

describe('drawing and issuing', () => {
  test('a person draws what their records show, once', async () => {
    await openTown();
    const { number } = await draw('lin');
    expect(number).toBe('ZM-2026-0001');
    await expect(draw('lin')).rejects.toThrow(error('certification.proof-there'));
    expect((await world.run(ownProofs, world.actor.lin, {})).map(({ number: own, drawn }) => [own, drawn])).toEqual([
      ['ZM-2026-0001', true]
    ]);
  });

  test('numbers run on through the year and begin anew with the next', async () => {
    await openTown();
    expect([(await draw('lin')).number, (await draw('guo')).number]).toEqual(['ZM-2026-0001', 'ZM-2026-0002']);
    world.clock.set('2027-01-04T01:00:00Z');
    const { number } = await world.run(drawOwnProof, world.actor.lin, { kind: 'hours', source: '2026' });
    expect(number).toBe(proofNumber(2027, 1));
  });

  test('what the centre issues is told its holder, without a name', async () => {
    await openTown();
    const { number } = await world.run(issueProof, world.actor.he, { ...HOURS, staffNumber: '017' });
    const { rows } = await world.run(listOwnNotifications, world.actor.lin, {});
    expect(rows).toMatchObject([{ kind: 'proof-issued', values: { number }, href: `/proofs/${number}` }]);
    expect(await find('lin', number)).toMatchObject({ drawn: false, own: true, mayRevoke: false });
  });

  test('only those who may issue do, and only within their reach', async () => {
    await openTown();
    const issue = (who: Person, staffNumber: string) =>
      world.run(issueProof, world.actor[who], { ...HOURS, staffNumber });
    for (const who of ['lin', 'xu', 'gao', 'tang'] as const)
      await expect(issue(who, '018')).rejects.toThrow(error('people.not-allowed'));
    await expect(issue('shen', '999')).rejects.toThrow(error('certification.person-not-found'));
    await expect(world.run(provable, world.actor.lin, { staffNumber: '018' })).rejects.toThrow(
      error('people.not-allowed')
    );
  });

  test('a proof keeps what it said when the records grow', async () => {
    await openTown();
    const { number } = await draw('lin');
    await world.run(enterHours, world.actor.he, {
      cadreIds: [world.cadreId.lin],
      category: 'enforcement-training',
      endedOn: '2026-11-20',
      title: '再学',
      amount: 4,
      unit: 'hours'
    });
    expect((await find('lin', number)).facts.hours).toBe(24);
  });
});

describe('reading', () => {
  test('a proof is for its holder and for those who issue; to others there is none', async () => {
    await openTown();
    const { number } = await draw('lin');
    expect(await find('lin', number)).toMatchObject({ name: '林某甲', own: true });
    expect(await find('shen', number)).toMatchObject({ own: false, mayRevoke: true });
    for (const who of ['guo', 'xu', 'gao'] as const)
      await expect(find(who, number)).rejects.toThrow(error('certification.proof-not-found'));
    await expect(find('lin', 'ZM-2026-9999')).rejects.toThrow(error('certification.proof-not-found'));
  });

  test('the list is searched by number, name, pinyin and kind, and carries no code', async () => {
    await openTown();
    const { number } = await draw('lin');
    await draw('guo');
    const list = async (asked: object) =>
      (await world.run(listProofs, world.actor.he, asked)).rows.map((row) => row.name);
    expect(await list({})).toEqual(['郭某乙', '林某甲']);
    expect(await list({ q: number.toLowerCase() })).toEqual(['林某甲']);
    expect(await list({ q: 'linm' })).toEqual(['林某甲']);
    expect(await list({ kind: 'exam' })).toEqual([]);
    expect(await list({ state: 'revoked' })).toEqual([]);
    expect(JSON.stringify(await world.run(listProofs, world.actor.he, {}))).not.toContain(
      (await find('lin', number)).code
    );
    await expect(world.run(listProofs, world.actor.lin, {})).rejects.toThrow(error('people.not-allowed'));
  });
});

describe('revoking', () => {
  test('takes a reason and holds for good; afterwards the same may be issued anew', async () => {
    await openTown();
    const { number } = await draw('lin');
    const revoke = (reason: string, who: Person = 'he') => world.run(revokeProof, world.actor[who], { number, reason });
    await expect(revoke('')).rejects.toThrow();
    await expect(revoke('我不要了', 'lin')).rejects.toThrow(error('people.not-allowed'));
    await revoke('学时录错');
    await expect(revoke('再撤一次')).rejects.toThrow(error('certification.proof-revoked-already'));
    expect(await find('lin', number)).toMatchObject({ state: 'revoked', reason: '学时录错' });
    expect((await draw('lin')).number).toBe('ZM-2026-0002');
  });

  test('neither a proof nor its revocation can be changed or deleted', async () => {
    await openTown();
    const { number } = await draw('lin');
    await world.run(revokeProof, world.actor.he, { number, reason: '测试' });
    for (const table of [proof, proofRevocation]) {
      await expect(world.store.transaction((db) => db.delete(table))).rejects.toThrow();
    }
    await expect(world.store.transaction((db) => db.update(proof).set({ name: '别人' }))).rejects.toThrow();
  });
});

describe('checking a code', () => {
  const check = (code: string) => world.run(verifyProof, anonymous, { code });

  test('anybody learns the least: masked name, unit, kind, number, state, day', async () => {
    await openTown();
    const { number } = await draw('lin');
    const { code } = await find('lin', number);
    const answer = await check(groupedCode(code).toLowerCase());
    expect(answer).toEqual({
      state: 'valid',
      kind: 'hours',
      number,
      name: '林**',
      unitName: '综合执法中心',
      issuedOn: '2026-11-23',
      revokedOn: null,
      checkedAt: world.clock.now()
    });
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  test('a revoked proof says so from that moment, and not why', async () => {
    await openTown();
    const { number } = await draw('lin');
    const { code } = await find('lin', number);
    world.clock.advance(DAY);
    await world.run(revokeProof, world.actor.he, { number, reason: '冒用' });
    const answer = await check(code);
    expect(answer).toMatchObject({ state: 'revoked', revokedOn: '2026-11-24' });
    expect(JSON.stringify(answer)).not.toContain('冒用');
  });

  test('a code that nobody was given answers in the same shape', async () => {
    await openTown();
    const { number } = await draw('lin');
    const known = await check((await find('lin', number)).code);
    for (const code of ['0'.repeat(26), 'nonsense', '']) {
      const answer = await check(code);
      expect(answer.state).toBe('unknown');
      expect(Object.keys(answer)).toEqual(Object.keys(known));
    }
  });

  test.each([
    ['林某甲', '林**'],
    ['许某', '许*'],
    ['𠮷某', '𠮷*'],
    ['许', '许*']
  ])('%s is shown as %s', (name, shown) => expect(maskedName(name)).toBe(shown));
});

describe('a whole session', () => {
  /** 林 and 周 signed in, 郭 did not; the session is closed. */
  async function closedSession() {
    world = await openWorld();
    const sessionId = await announcedSession(world);
    world.clock.set(at('09:32'));
    for (const who of ['lin', 'zhou'] as const)
      await world.run(checkIn, world.actor[who], { sessionId, code: await codeOf(world, sessionId) });
    world.clock.set(at('11:30'));
    await world.run(closeSession, world.actor.he, { sessionId, decisions: [] });
    return sessionId;
  }

  test('everybody who was there gets a proof, once, and is told', async () => {
    const sessionId = await closedSession();
    expect(await world.run(provableSessions, world.actor.he, {})).toMatchObject([{ sessionId, people: 2 }]);
    const issue = () => world.run(issueSessionProofs, world.actor.he, { sessionId });
    expect(await issue()).toEqual({ issued: 2, before: 0 });
    expect(await issue()).toEqual({ issued: 0, before: 2 });
    const { rows } = await world.run(listProofs, world.actor.he, { kind: 'session' });
    expect(rows.map(({ name }) => name).sort()).toEqual(['周某丙', '林某甲']);
    expect((await world.run(listOwnNotifications, world.actor.zhou, {})).rows).toMatchObject([
      { kind: 'proof-issued' }
    ]);
  });

  test('whose name cannot be printed is left out, and found before anything is written', async () => {
    const sessionId = await closedSession();
    const papers = await world.run(sessionProofs, world.actor.he, { sessionId });
    expect(await unprintableOf(papers)).toEqual([]);
    const rare = papers.map((paper) => ({ ...paper, person: { ...paper.person, name: '\u{2B739}某' } }));
    expect(await unprintableOf([papers[0]!, ...rare.slice(1)])).toEqual(rare.slice(1));
    const leaveOut = [world.cadreId.lin];
    expect(await world.run(issueSessionProofs, world.actor.he, { sessionId, leaveOut })).toMatchObject({ issued: 1 });
  });

  test('a session that is not there, or not closed, certifies nobody; nor may an officer', async () => {
    world = await openWorld();
    const sessionId = await announcedSession(world);
    await expect(world.run(issueSessionProofs, world.actor.he, { sessionId })).rejects.toThrow(
      error('certification.session-not-found')
    );
    await expect(world.run(issueSessionProofs, world.actor.lin, { sessionId })).rejects.toThrow(
      error('people.not-allowed')
    );
  });
});
