import { openCase, recordStep, tickCase } from '#lib/certification/case.server.ts';
import { enterAbsence, enterTeam } from '#lib/certification/duty-roster.server.ts';
import { dutyBoard, type DutyBoard } from '#lib/certification/duty.server.ts';
import {
  answerProposal,
  recordDocument,
  recordMeasure,
  recordOfficialExam,
  recordProposal
} from '#lib/certification/records.server.ts';
import { declareOwnCheck, decideCheck, listCheck, openYearlyCheck } from '#lib/certification/yearly-check.server.ts';
import { addDays, dayOf, instantOf, type Day } from '#lib/platform/clock.ts';
import type { Stage } from './town.ts';

const AUTHORITY = '示例市司法局';
const TOWN = '示例镇党政办公会';

/** What lies beside the cards: official exams, documents, a measure, proposals, a renewal under way. */
export async function fillRecords({ door, clock, now, holders, as }: Stage): Promise<number> {
  const today = dayOf(now);
  const by = as('034');
  const who = (seat: number) => holders[seat]!.id;
  const exam = { part: 'whole' as const, authority: AUTHORITY, passed: true };
  // The one who waits for the card passed the exam; one who renews sat it again.
  await door.run(recordOfficialExam, by, { ...exam, cadreId: who(48), satOn: addDays(today, -40), score: '82' });
  await door.run(recordOfficialExam, by, { ...exam, cadreId: who(4), satOn: addDays(today, -75), score: '88' });
  await door.run(recordOfficialExam, by, {
    ...exam,
    cadreId: who(52),
    satOn: addDays(today, -75),
    passed: false,
    score: '54'
  });
  for (const kind of ['photo', 'identity', 'pledge'] as const)
    await door.run(recordDocument, by, { cadreId: who(4), kind, signedOn: addDays(today, -20) });
  await door.run(recordMeasure, by, {
    cadreId: who(29),
    kind: 'off-post-training',
    fromDay: addDays(today, -2),
    untilDay: addDays(today, 3),
    decidedBy: TOWN,
    reason: '演示：检查时没有出示证件',
    documentNumber: '演示〔2〕号'
  });
  await door.run(recordMeasure, by, {
    cadreId: who(12),
    kind: 'admonition',
    fromDay: addDays(today, -120),
    decidedBy: TOWN,
    reason: '演示：文书填写不规范'
  });
  const waiting = { cadreId: who(40), addressee: AUTHORITY, reason: '演示：暂扣期间整改完成，请研究' };
  await door.run(recordProposal, by, { ...waiting, kind: 'off-post-education', madeOn: addDays(today, -4) });
  const answered = await door.run(recordProposal, by, {
    cadreId: who(12),
    kind: 'education',
    madeOn: addDays(today, -110),
    addressee: AUTHORITY,
    reason: '演示：请研究是否另作处理'
  });
  await door.run(answerProposal, by, {
    proposalId: answered.id,
    answeredOn: addDays(today, -95),
    outcome: 'not-followed',
    note: '演示：由本单位处理即可'
  });
  clock.set(now - 15 * 86_400_000);
  const { id: caseId } = await door.run(openCase, by, { cadreId: who(4), kind: 'renewal', dueOn: addDays(today, 15) });
  for (const key of ['form', 'unit-opinion'] as const) await door.run(tickCase, by, { caseId, key, done: true });
  clock.set(now);
  await door.run(recordStep, by, {
    caseId,
    stage: 'submitted',
    happenedOn: addDays(today, -5),
    authority: AUTHORITY,
    documentNumber: '演示〔3〕号'
  });
  return 11;
}

/** A yearly check that is half done: some declared, some decided, one with something to look at. */
export async function fillCheck({ door, clock, now, holders, as }: Stage): Promise<number> {
  const today = dayOf(now);
  clock.set(now - 12 * 86_400_000);
  await door.run(openYearlyCheck, as('034'), { year: Number(today.slice(0, 4)), dueOn: addDays(today, 20) });
  const usual = { onPost: true, punished: false, cardInOrder: true, enforced: true, remark: '' };
  // The officer whom a visitor plays has the declaration still before them.
  const declaring = holders.filter((_, seat) => seat % 3 !== 1 && seat !== 0);
  for (const [at, { staffNumber }] of declaring.entries()) {
    const odd = at === 6 ? { enforced: false, remark: '演示：去年底才调来' } : at === 11 ? { cardInOrder: false } : {};
    await door.run(declareOwnCheck, as(staffNumber), { ...usual, ...odd });
  }
  clock.set(now - 2 * 86_400_000);
  const { rows } = await door.run(listCheck, as('034'), {});
  const clear = rows.filter(({ declaredAt, concerns, own }) => declaredAt !== null && !concerns.length && !own);
  for (const { id } of clear.slice(0, 20)) await door.run(decideCheck, as('034'), { entryId: id, result: 'passed' });
  clock.set(now);
  return rows.length;
}

const ERRANDS = [
  { startsAt: '08:30', task: '校园周边食品摊点', place: '演示中心小学、演示幼儿园', field: '市场监管' },
  { startsAt: '09:00', task: '早市占道巡查', place: '演示农贸市场南门', field: '市容环境' },
  { startsAt: '09:30', task: '秸秆禁烧巡查', place: '东片各村', field: '农业农村' },
  { startsAt: '14:00', task: '店外经营复查', place: '演示大街', field: '市容环境' },
  { startsAt: '14:30', task: '宅基地在建巡查', place: '西片各村', field: '规划建设' }
];

/** Teams of last week and this one; one of today's has to be made up anew because somebody went on leave. */
export async function fillDuty({ door, clock, now, as }: Stage): Promise<number> {
  const by = as('034');
  const today = dayOf(now);
  const monday = mondayOf(today);
  clock.set(instantOf(addDays(monday, -7), '07:00'));
  let entered = 0;
  let last: string | undefined;
  for (let after = 0; after < 12; after += 1) {
    const day = addDays(monday, after - 7);
    if (after % 7 > 4 && day !== today) continue;
    const board = await door.run(dutyBoard, by, { on: day });
    const errands = day === today ? ERRANDS : ERRANDS.slice(after % 3, (after % 3) + 2);
    for (const [at, errand] of errands.entries()) {
      const pair = pairFor(board, errand.field, after + at);
      if (pair.length < 2) continue;
      await door.run(enterTeam, by, { day, ...errand, numbers: pair.join(' ') });
      if (day === today && errand.startsAt === '14:00') last = pair[0];
      entered += 1;
    }
  }
  clock.set(now);
  if (last)
    await door.run(enterAbsence, by, { number: last, fromDay: today, untilDay: addDays(today, 2), kind: 'leave' });
  return entered;
}

/** Two officers of a field, others from day to day. */
function pairFor({ people }: DutyBoard, field: string, turn: number): string[] {
  const able = people.filter(({ standing, fields }) => standing === 'officer' && fields.includes(field));
  return [turn * 2, turn * 2 + 1].flatMap((at) => able[at % able.length]?.staffNumber ?? []);
}

function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}
