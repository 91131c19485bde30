import { answerComplainant, callBack, closeCase } from '#lib/complaints/answer.server.ts';
import { assignCase } from '#lib/complaints/assignment.server.ts';
import { askExtension } from '#lib/complaints/clock.server.ts';
import { decideCase } from '#lib/complaints/decision.server.ts';
import { listCases, showCase } from '#lib/complaints/desk.server.ts';
import { addEvidence } from '#lib/complaints/evidence.server.ts';
import { findAllegation } from '#lib/complaints/finding.server.ts';
import { writeByReceipt } from '#lib/complaints/follow.server.ts';
import { lookAtIdentity } from '#lib/complaints/identity.server.ts';
import { fileComplaint, recordComplaint } from '#lib/complaints/intake.server.ts';
import { proposeForPerson } from '#lib/complaints/person-proposal.server.ts';
import { remedyChoices } from '#lib/complaints/remedy-choice.server.ts';
import { assignRemedy } from '#lib/complaints/remedy.server.ts';
import { askStatement, giveStatement, myStatements } from '#lib/complaints/statement.server.ts';
import { addWarningRule, raiseWarnings } from '#lib/complaints/warning.server.ts';
import { declareRelation } from '#lib/people/relations.server.ts';
import { anonymous, system } from '#lib/platform/actor.ts';
import { addDays, DAY, dayOf } from '#lib/platform/clock.ts';
import type { Stage } from './town.ts';

const HANDLER = '066';
const SUPERVISOR = '034';
const OFFICERS = ['036', '038', '040'];

interface Call {
  /** Days before today. */
  ago: number;
  what: string;
  place: string;
  category: 'conduct' | 'equipment' | 'procedure' | 'inaction-or-excess' | 'decision';
  channel: 'secretary-line' | 'mayor-hotline' | 'letter' | 'visit';
  officer: string;
  as: 'fresh' | 'heard' | 'found' | 'waiting' | 'closed';
}

/** One of each stage, and enough of one kind that the figures show something. Everything in them is invented. */
const calls: Call[] = [
  {
    ago: 1,
    what: '检查时说话很冲，说“不配合就扣秤”。',
    place: '桥头大集',
    category: 'conduct',
    channel: 'mayor-hotline',
    officer: '036',
    as: 'fresh'
  },
  {
    ago: 6,
    what: '要求看证件，对方说“穿了制服”，没有出示。',
    place: '中心大街',
    category: 'equipment',
    channel: 'mayor-hotline',
    officer: '038',
    as: 'heard'
  },
  {
    ago: 9,
    what: '开了单子，没有告知可以申辩。',
    place: '孟家庄大集',
    category: 'procedure',
    channel: 'letter',
    officer: '040',
    as: 'found'
  },
  {
    ago: 12,
    what: '反映占道，打了两次电话没人来。',
    place: '中心大街',
    category: 'inaction-or-excess',
    channel: 'secretary-line',
    officer: '001',
    as: 'waiting'
  },
  ...[40, 55, 70, 95, 120, 150].map((ago, at): Call => ({
    ago,
    what: '态度不好，没有听我说完。',
    place: ['中心大街', '桥头大集', '孟家庄大集'][at % 3]!,
    category: at % 2 ? 'equipment' : 'conduct',
    channel: at % 2 ? 'mayor-hotline' : 'visit',
    officer: OFFICERS[at % 3]!,
    as: 'closed'
  }))
];

/** Fills the desk with cases of every stage. @returns how many there are */
export async function fillComplaints(stage: Stage): Promise<number> {
  const { clock, now, door } = stage;
  await door.run(declareRelation, stage.as('041'), { staffNumber: '036', kind: 'in-law' });
  for (const call of calls.toSorted((a, b) => b.ago - a.ago)) await fill(stage, call);
  clock.set(now - DAY);
  const { receipt } = await door.run(fileComplaint, anonymous, {
    place: '孟家庄大集',
    happenedOn: addDays(dayOf(now), -2),
    narrative: '收了摊位费，没有给票。',
    officers: '一个戴眼镜的',
    wish: '补一张票'
  });
  await door.run(writeByReceipt, anonymous, { receipt, message: '是上午九点多。' });
  clock.set(now);
  const supervisor = stage.as(SUPERVISOR);
  const rule = { count: 3, months: 12, categories: [], watcherId: supervisor.accountId! };
  await door.run(addWarningRule, supervisor, rule);
  await door.run(raiseWarnings, system, {});
  return (await door.run(listCases, stage.as(HANDLER), { view: 'open' })).total;
}

async function fill(stage: Stage, call: Call) {
  const { door, clock, now, as } = stage;
  const handler = as(HANDLER);
  const at = (days: number) => clock.set(now - Math.max(0, call.ago - days) * DAY);
  at(0);
  const today = dayOf(clock.now());
  const { id: complaintId } = await door.run(recordComplaint, handler, {
    channel: call.channel,
    channelNumber: call.channel === 'mayor-hotline' ? `示例-${call.ago}` : '',
    kind: 'conduct',
    receivedOn: today,
    happenedOn: addDays(today, -1),
    place: call.place,
    narrative: call.what,
    wish: '说明情况',
    categories: [call.category],
    accused: call.officer,
    name: '示例来电人',
    contact: '000 0000 0000'
  });
  if (call.as === 'fresh') return;
  await door.run(assignCase, handler, { complaintId, accountId: handler.accountId! });
  at(1);
  await door.run(decideCase, handler, { complaintId, decision: 'accepted', notice: '已受理，15 个工作日内答复。' });
  const { unasked } = await door.run(showCase, handler, { complaintId });
  const cadreId = unasked[0]!;
  await door.run(askStatement, handler, { complaintId, cadreId, question: `${call.place}那天的检查是怎么做的？` });
  if (call.as === 'waiting') {
    await door.run(askExtension, handler, { complaintId, days: 5, outerDays: 0, reason: '记录仪要从区里调取。' });
    return;
  }
  at(2);
  const asked = (await door.run(myStatements, as(call.officer), {})).find(({ answer }) => answer === null)!;
  await door.run(giveStatement, as(call.officer), { statementId: asked.id, answer: '当时人多，没有做到位。' });
  await door.run(addEvidence, handler, { complaintId, kind: 'recording', words: '记录仪 07 号，09:12 至 09:31。' });
  await door.run(lookAtIdentity, handler, { complaintId, reason: '约定回访时间' });
  if (call.as === 'heard') return;
  at(4);
  const { allegations } = await door.run(showCase, handler, { complaintId });
  const finding = call.as === 'found' || call.ago % 2 === 0 ? 'partly' : 'unsubstantiated';
  for (const { id: allegationId } of allegations) {
    await door.run(findAllegation, handler, {
      complaintId,
      allegationId,
      finding,
      cites: '行政处罚法 第五十五条',
      reason: '[证1] 显示第二次要求后才出示。'
    });
  }
  if (finding === 'partly') {
    const [fits] = await door.run(remedyChoices, handler, { complaintId });
    await door.run(assignRemedy, handler, {
      complaintId,
      target: `${fits!.kind}:${fits!.target}`,
      dueOn: addDays(dayOf(clock.now()), 30)
    });
  }
  if (call.as === 'found') {
    await door.run(proposeForPerson, handler, {
      ...{ complaintId, cadreId, what: 'measure:admonition' },
      reason: '一年内第二次没有告知申辩权利，建议告诫。'
    });
    return;
  }
  at(6);
  await door.run(answerComplainant, handler, { complaintId, letter: '经查，部分属实。已安排补训。' });
  at(8);
  await door.run(callBack, handler, { complaintId, satisfaction: call.ago % 3 ? 'satisfied' : 'partly', note: '' });
  await door.run(closeCase, handler, { complaintId });
}
