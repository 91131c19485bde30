/** A complaint about an officer, brought as far as a test needs it. */
import type { z } from 'zod';
import type { World } from './world.ts';
import { assignCase } from '#lib/complaints/assignment.server.ts';
import { decideCase } from '#lib/complaints/decision.server.ts';
import { showCase } from '#lib/complaints/desk.server.ts';
import { findAllegation } from '#lib/complaints/finding.server.ts';
import type { RecordComplaint } from '#lib/complaints/intake.server.ts';
import { recordComplaint } from '#lib/complaints/intake.server.ts';
import { askStatement, giveStatement, myStatements } from '#lib/complaints/statement.server.ts';

type Call = z.input<typeof RecordComplaint>;

/** Nobody's name, number or street: whoever finds one of these has found a leak. */
export const canary = { name: '金丝雀某某', contact: '00000000000', address: '示例街 404 号' };

/** A call about 林某甲 on 孟家庄大集; with `canary` the caller gave a name. */
export const callAbout = (world: World, changes: Partial<Call> = {}) =>
  world.run(recordComplaint, world.actor.xu, {
    channel: 'mayor-hotline',
    channelNumber: 'R-2026-118',
    kind: 'conduct',
    receivedOn: '2026-11-20',
    happenedOn: '2026-11-19',
    place: '孟家庄大集',
    narrative: '没有出示证件，说话难听。',
    wish: '希望道歉',
    categories: ['equipment', 'conduct'],
    accused: '017',
    ...changes
  });

/** Taken by 许某己 and accepted. */
export async function acceptedCase(world: World, changes: Partial<Call> = {}) {
  const recorded = await callAbout(world, changes);
  const complaintId = recorded.id;
  await world.run(assignCase, world.actor.xu, { complaintId, accountId: world.actor.xu.accountId! });
  await world.run(decideCase, world.actor.xu, { complaintId, decision: 'accepted', notice: '已受理。' });
  return { ...recorded, complaintId };
}

/** Accepted, 林某甲 heard, every allegation found as said. */
export async function foundCase(world: World, finding: 'substantiated' | 'unsubstantiated' = 'unsubstantiated') {
  const found = await acceptedCase(world);
  const { complaintId } = found;
  await hear(world, complaintId);
  const { allegations } = await world.run(showCase, world.actor.xu, { complaintId });
  for (const { id: allegationId } of allegations) {
    await world.run(findAllegation, world.actor.xu, { complaintId, allegationId, finding, reason: '看过记录仪。' });
  }
  return found;
}

export async function hear(world: World, complaintId: number) {
  const cadreId = world.cadreId.lin;
  await world.run(askStatement, world.actor.xu, { complaintId, cadreId, question: '11 月 19 日上午你在哪里执勤？' });
  const [asked] = await world.run(myStatements, world.actor.lin, {});
  await world.run(giveStatement, world.actor.lin, { statementId: asked!.id, answer: '在大集东口，证件忘在车上。' });
}
