import { describe, expect, test } from 'vitest';
import { anonymous } from '#lib/platform/actor.ts';
import { instantOf } from '#lib/platform/clock.ts';
import { acceptedCase, callAbout, foundCase } from '#tests/support/complaints.ts';
import { openWorld } from '#tests/support/world.ts';
import { answerComplainant, callBack, closeCase, rehandleCase } from './answer.server.ts';
import { assignCase } from './assignment.server.ts';
import { askExtension, decideExtension, pauseCase, resumeCase } from './clock.server.ts';
import { decideCase, referCase } from './decision.server.ts';
import { listCases, showCase } from './desk.server.ts';
import { findAllegation } from './finding.server.ts';
import { followComplaint, rateByReceipt, writeByReceipt, writeToComplainant } from './follow.server.ts';
import { fileComplaint, similarComplaints } from './intake.server.ts';
import { askMark, decideMark } from './mark.server.ts';
import { listRequests } from './requests.server.ts';
import { askStatement, giveStatement, myStatements } from './statement.server.ts';
import { complaintStatistics } from './statistics.server.ts';

describe('intake', () => {
  test('a call becomes a case with its number, its receipt and its clocks', async () => {
    const world = await openWorld();
    const call = await callAbout(world);
    expect(call).toMatchObject({ number: 'TS2026-0001', route: 'town' });
    const shown = await world.run(showCase, world.actor.xu, { complaintId: call.id });
    expect(shown).toMatchObject({ narrative: '没有出示证件，说话难听。', wish: '希望道歉', gaps: expect.any(Array) });
    expect(shown.allegations.map(({ category }) => category)).toEqual(['equipment', 'conduct']);
    expect(shown.clocks.map(({ key, due }) => [key, due])).toEqual([
      ['accept', '2026-11-27'],
      ['handle', '2026-12-11']
    ]);
    expect((await callAbout(world)).number).toBe('TS2026-0002');
  });

  test('the same place and day are pointed out, without a word about who complained', async () => {
    const world = await openWorld();
    const { id } = await callAbout(world);
    await callAbout(world, { happenedOn: '2026-11-18' });
    const input = { place: '孟家庄大集', happenedOn: '2026-11-19' } as const;
    expect(await world.run(similarComplaints, world.actor.xu, input)).toEqual([
      { id, number: 'TS2026-0001', stage: 'received', channel: 'mayor-hotline' }
    ]);
    expect(await world.run(similarComplaints, world.actor.xu, { ...input, exceptId: id })).toEqual([]);
  });

  test.each([
    ['a day to come', { receivedOn: '2026-12-01' }, 'receivedOn'],
    ['an event to come', { happenedOn: '2026-12-01' }, 'happenedOn'],
    ['an unknown number', { accused: '999' }, 'accused'],
    ['no allegation', { categories: [] }, 'categories'],
    ['nothing told', { narrative: ' ' }, 'narrative']
  ] as const)('%s is said at its field', async (_, changes, field) => {
    const world = await openWorld();
    await expect(callAbout(world, changes as never)).rejects.toMatchObject({
      fields: { [field]: [expect.any(String)] }
    });
    expect((await world.run(listCases, world.actor.xu, {})).total).toBe(0);
  });
});

describe('the complainant', () => {
  const told = { place: '中心大街', narrative: '摊位被掀了，没有说理由。', wish: '', officers: '两个年轻人' };

  test('files without an account, follows with the receipt, writes, and says how satisfied they are', async () => {
    const world = await openWorld();
    const { receipt, id: complaintId } = await world.run(fileComplaint, anonymous, told);
    const follow = () => world.run(followComplaint, anonymous, { receipt: receipt.toLowerCase().replaceAll('-', ' ') });
    expect(await follow()).toMatchObject({ stage: 'received', mayWrite: true, mayRate: false, letters: [] });
    await world.run(writeByReceipt, anonymous, { receipt, message: '还有一段录像。' });
    const { xu } = world.actor;
    await world.run(assignCase, xu, { complaintId, accountId: xu.accountId! });
    await world.run(decideCase, xu, { complaintId, decision: 'accepted', notice: '已受理，15 个工作日内答复。' });
    await world.run(writeToComplainant, xu, { complaintId, message: '请说一下时间。' });
    const [only] = (await world.run(showCase, xu, { complaintId })).allegations;
    await world.run(findAllegation, xu, {
      complaintId,
      allegationId: only!.id,
      finding: 'undetermined',
      reason: '查不清。'
    });
    await world.run(answerComplainant, xu, { complaintId, letter: '经查……' });
    expect(await follow()).toMatchObject({
      stage: 'answered',
      mayRate: true,
      letters: [
        { kind: 'message-in', words: '还有一段录像。' },
        { kind: 'accepted', words: '已受理，15 个工作日内答复。' },
        { kind: 'message-out', words: '请说一下时间。' },
        { kind: 'answered', words: '经查……' }
      ]
    });
    await world.run(rateByReceipt, anonymous, { receipt, satisfaction: 'satisfied', note: '' });
    await world.run(closeCase, xu, { complaintId });
    expect(await follow()).toMatchObject({ stage: 'closed', mayWrite: true, mayRate: false });
    // 90 days later the channel is shut.
    world.clock.set(instantOf('2027-02-22', '09:00'));
    expect(await follow()).toMatchObject({ mayWrite: false });
    await expect(world.run(writeByReceipt, anonymous, { receipt, message: '再问一句' })).rejects.toMatchObject({
      code: 'complaints.channel-closed'
    });
  });

  test.each(['', '0000', '7K3M-0000-0000-0000-0000-0000-00'])(
    'a receipt that is none opens nothing: %s',
    async (receipt) => {
      const world = await openWorld();
      await world.run(fileComplaint, anonymous, told);
      for (const attempt of [
        world.run(followComplaint, anonymous, { receipt }),
        world.run(writeByReceipt, anonymous, { receipt, message: '？' }),
        world.run(rateByReceipt, anonymous, { receipt, satisfaction: 'satisfied', note: '' })
      ]) {
        await expect(attempt).rejects.toMatchObject({ kind: 'missing', code: 'complaints.no-such-receipt' });
      }
    }
  );
});

describe('the officer is heard', () => {
  test('nothing is found before, unless the day for it has passed', async () => {
    const world = await openWorld();
    const { complaintId } = await acceptedCase(world);
    const { xu } = world.actor;
    const { allegations, unasked } = await world.run(showCase, xu, { complaintId });
    expect(unasked).toEqual([world.cadreId.lin]);
    const find = () =>
      world.run(findAllegation, xu, {
        complaintId,
        allegationId: allegations[0]!.id,
        finding: 'substantiated',
        reason: '属实。'
      });
    await expect(find()).rejects.toMatchObject({ code: 'complaints.officer-not-heard' });
    const { dueOn } = await world.run(askStatement, xu, {
      complaintId,
      cadreId: world.cadreId.lin,
      question: '请说明当时情况。'
    });
    expect(dueOn).toBe('2026-11-30');
    await expect(find()).rejects.toMatchObject({ code: 'complaints.officer-not-heard' });
    world.clock.set(instantOf('2026-12-01', '09:00'));
    await expect(find()).resolves.toMatchObject({ category: 'equipment' });
  });

  test('answers once, and nobody answers for another', async () => {
    const world = await openWorld();
    const { complaintId } = await acceptedCase(world);
    const ask = { complaintId, cadreId: world.cadreId.lin, question: '请说明。' };
    await world.run(askStatement, world.actor.xu, ask);
    await expect(world.run(askStatement, world.actor.xu, ask)).rejects.toMatchObject({
      code: 'complaints.asked-already'
    });
    await expect(world.run(askStatement, world.actor.xu, { ...ask, cadreId: world.cadreId.guo })).rejects.toMatchObject(
      { code: 'complaints.not-named' }
    );
    const [asked] = await world.run(myStatements, world.actor.lin, {});
    const give = { statementId: asked!.id, answer: '证件忘在车上。' };
    await expect(world.run(giveStatement, world.actor.guo, give)).rejects.toMatchObject({ kind: 'missing' });
    await world.run(giveStatement, world.actor.lin, give);
    await expect(world.run(giveStatement, world.actor.lin, give)).rejects.toMatchObject({
      code: 'complaints.statement-given'
    });
  });
});

describe('the clock', () => {
  test('stands with a reason and goes on; the last day moves with it', async () => {
    const world = await openWorld();
    const { complaintId } = await acceptedCase(world);
    const { xu } = world.actor;
    await world.run(pauseCase, xu, { complaintId, because: 'court', reason: '当事人已起诉。' });
    const standing = await world.run(showCase, xu, { complaintId });
    expect(standing).toMatchObject({ state: { frozen: 'court' } });
    expect(standing.gaps).toContain('clock-stands');
    expect((await world.run(listCases, xu, {})).rows[0]!.dueOn).toBeNull();
    await expect(world.run(pauseCase, xu, { complaintId, reason: '再停' })).rejects.toMatchObject({
      code: 'complaints.clock-stands'
    });
    world.clock.set(instantOf('2026-11-26', '09:00'));
    await world.run(resumeCase, xu, { complaintId, reason: '撤诉' });
    expect((await world.run(listCases, xu, {})).rows[0]!.dueOn).toBe('2026-12-15');
  });

  test('is lengthened once, by somebody else, within the bounds', async () => {
    const world = await openWorld();
    const { complaintId } = await acceptedCase(world);
    const { xu, shen } = world.actor;
    const ask = { complaintId, days: 10, outerDays: 0, reason: '证人在外地。' };
    await expect(world.run(askExtension, xu, { ...ask, days: 11 })).rejects.toMatchObject({
      fields: { days: ['input.too-large|max=10'] }
    });
    await expect(world.run(decideExtension, shen, { complaintId, approve: true, reason: '' })).rejects.toMatchObject({
      kind: 'missing'
    });
    await world.run(askExtension, xu, ask);
    expect(await world.run(listRequests, shen, {})).toEqual([
      expect.objectContaining({
        id: complaintId,
        extension: expect.objectContaining({ days: 10, reason: '证人在外地。' })
      })
    ]);
    await world.run(decideExtension, shen, { complaintId, approve: true, reason: '同意' });
    const { clocks } = await world.run(showCase, xu, { complaintId });
    expect(clocks.find(({ key }) => key === 'handle')).toMatchObject({ due: '2026-12-25', extendedBy: 10 });
    await expect(world.run(askExtension, xu, ask)).rejects.toMatchObject({ code: 'complaints.extended-already' });
    expect(await world.run(listRequests, shen, {})).toEqual([]);
  });

  test('a supervisor of whom the complaint speaks hears nothing of its requests', async () => {
    const world = await openWorld();
    const { complaintId } = await acceptedCase(world, {
      earlierPart: '001'
    });
    await world.run(askExtension, world.actor.xu, { complaintId, days: 5, outerDays: 0, reason: '证人在外地。' });
    expect(await world.run(listRequests, world.actor.shen, {})).toEqual([]);
    await expect(
      world.run(decideExtension, world.actor.shen, { complaintId, approve: true, reason: '' })
    ).rejects.toMatchObject({ kind: 'missing' });
  });
});

describe('the end', () => {
  test('a case closes only when every step was done', async () => {
    const world = await openWorld();
    const { complaintId } = await acceptedCase(world, { name: '王某', contact: '某号' });
    const { xu } = world.actor;
    expect((await world.run(showCase, xu, { complaintId })).gaps).toEqual([
      'statement-missing',
      'finding-missing',
      'answer-missing'
    ]);
    await expect(world.run(closeCase, xu, { complaintId })).rejects.toMatchObject({ code: 'complaints.not-closable' });
  });

  test('what was substantiated does not close without a remedy', async () => {
    const world = await openWorld();
    const { complaintId } = await foundCase(world, 'substantiated');
    expect((await world.run(showCase, world.actor.xu, { complaintId })).gaps).toEqual(['remedy-missing']);
  });

  test('an unsatisfied complainant is heard once more, and only once', async () => {
    const world = await openWorld();
    const { complaintId } = await foundCase(world);
    const { xu } = world.actor;
    const answer = () => world.run(answerComplainant, xu, { complaintId, letter: '经查不属实。' });
    const again = () => world.run(rehandleCase, xu, { complaintId, reason: '不满意' });
    await answer();
    await world.run(callBack, xu, { complaintId, satisfaction: 'not-satisfied', note: '' });
    await again();
    await answer();
    await expect(again()).rejects.toMatchObject({ code: 'complaints.rehandled-enough' });
  });

  test('what was handed over, declined or closed is not changed any more', async () => {
    const world = await openWorld();
    const { complaintId } = await acceptedCase(world);
    const { xu } = world.actor;
    await world.run(referCase, xu, {
      complaintId,
      to: 'discipline',
      receiver: '镇纪委',
      receiptNumber: 'J-3',
      reason: '线索'
    });
    await expect(world.run(closeCase, xu, { complaintId })).rejects.toMatchObject({ code: 'complaints.case-over' });
    expect((await world.run(listCases, xu, { view: 'over' })).rows.map(({ stage }) => stage)).toEqual(['referred']);
  });
});

describe('a mark takes a case out of the rates', () => {
  test('when a second person confirms, and not before', async () => {
    const world = await openWorld();
    const { complaintId } = await acceptedCase(world);
    const { xu, shen } = world.actor;
    const year = { from: '2026-01-01', to: '2026-12-31' } as const;
    const figures = () => world.run(complaintStatistics, shen, year);
    await world.run(askMark, xu, { complaintId, mark: 'vexatious', reason: '第九次，已查清。' });
    expect(await figures()).toMatchObject({ received: 1, marked: 0 });
    await expect(world.run(decideMark, xu, { complaintId, confirm: true, reason: '' })).rejects.toMatchObject({
      kind: 'refused'
    });
    await world.run(decideMark, shen, { complaintId, confirm: true, reason: '' });
    expect(await figures()).toMatchObject({ received: 0, marked: 1 });
  });
});
