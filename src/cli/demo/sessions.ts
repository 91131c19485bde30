import { momentText } from '#lib/assessment/exam-input.ts';
import { addAttachment } from '#lib/learning/attachments.server.ts';
import { checkIn, checkInScreen } from '#lib/learning/check-in.server.ts';
import { closeSession } from '#lib/learning/closing.server.ts';
import { giveFeedback } from '#lib/learning/feedback.server.ts';
import { countGroup, saveGroup } from '#lib/learning/groups.server.ts';
import { askLeave, decideLeave } from '#lib/learning/leave.server.ts';
import { announceSession, repeatSession, saveSession } from '#lib/learning/session.server.ts';
import type { SessionInput } from '#lib/learning/session-input.ts';
import type { Cadre } from '#lib/people/cadres.server.ts';
import {
  addDays,
  DAY,
  dayOf,
  daysBetween,
  HOUR,
  instantOf,
  MINUTE,
  SECOND,
  type Day,
  type Instant
} from '#lib/platform/clock.ts';
import type { Stage } from './town.ts';

const TRAINER = '035';

interface Training {
  title: string;
  teacher: SessionInput['instructors'][number];
  programme: string;
  /** How far through the time from 1 January to today, from 0 to 1. */
  when: number;
  /** One in this many does not come. */
  absent: number;
}

/** The four trainings of the yearly report, a full day each. */
const trainings: Training[] = [
  {
    title: '第一期执法培训：行政处罚程序',
    teacher: { name: '陈某', department: '示例区司法局' },
    programme: '立案与调查\n告知与听证\n集体讨论与决定\n送达与执行',
    when: 0.15,
    absent: 12
  },
  {
    title: '第二期执法培训：现场检查与询问',
    teacher: { name: '吴某', department: '示例区综合行政执法局' },
    programme: '亮证与告知\n现场笔录\n询问笔录\n执法记录仪',
    when: 0.4,
    absent: 9
  },
  {
    title: '第三期执法培训：行政执法监督条例',
    teacher: { name: '孙某', department: '示例区司法局' },
    programme: '监督机关与乡镇\n督办函、意见书、决定书\n整改与申辩',
    when: 0.7,
    absent: 14
  },
  {
    title: '第四期执法培训：以案释法',
    teacher: { name: '钱某', department: '示例市生态环境局' },
    programme: '三个案卷评查\n分组讨论\n答疑',
    when: 0.95,
    absent: 11
  }
];

/** The trainings held so far with their attendance, and one that a visitor can sign in to. @returns how many there are. */
export async function fillSessions(stage: Stage): Promise<number> {
  const { door, clock, now, as } = stage;
  const today = dayOf(now);
  const newYear = `${today.slice(0, 4)}-01-01` as Day;
  clock.set(Math.min(now, instantOf(newYear, '09:00')));
  const { id: groupId } = await door.run(saveGroup, as(TRAINER), {
    name: '演示村调解员',
    kind: 'mediators',
    members: '赵某甲 示例村\n钱某乙 示例村\n孙某丙 样板村\n李某丁 样板村\n周某戊 模范村'
  });
  let held = 0;
  for (const [at, training] of trainings.entries()) {
    const day = addDays(newYear, Math.floor(daysBetween(newYear, today) * training.when));
    if (instantOf(day, '18:00') > now) continue;
    await hold(stage, training, day, at, at === 2 ? [groupId] : []);
    held += 1;
  }
  clock.set(now);
  return held + (await plan(stage, groupId));
}

async function hold(stage: Stage, training: Training, day: Day, at: number, groupIds: number[]) {
  const { door, clock, as, holders } = stage;
  const trainer = as(TRAINER);
  const startsAt = instantOf(day, '08:30');
  clock.set(startsAt - 7 * DAY);
  const { id: sessionId } = await door.run(
    saveSession,
    trainer,
    input(training, startsAt, instantOf(day, '17:00'), { hours: 8, groupIds })
  );
  await door.run(announceSession, trainer, { id: sessionId });
  const people = holders.filter(({ joinedOn }) => joinedOn <= day);
  const away = people.filter((_, seat) => (seat + at * 5) % training.absent === training.absent - 1);
  const [onLeave] = away;
  if (onLeave) {
    clock.set(startsAt - DAY);
    await door.run(askLeave, as(onLeave.staffNumber), { sessionId, reason: '值班' });
    clock.advance(HOUR);
    await door.run(decideLeave, trainer, { sessionId, cadreId: onLeave.id, approve: true });
  }
  const came = people.filter((person) => !away.includes(person));
  clock.set(startsAt - 15 * MINUTE);
  for (const [seat, person] of came.entries()) {
    clock.set(startsAt - 15 * MINUTE + seat * 20 * SECOND + (seat % 23 === 7 ? 12 * MINUTE : 0));
    await enter(stage, sessionId, person);
  }
  clock.set(instantOf(day, '17:10'));
  for (const groupId of groupIds) await door.run(countGroup, trainer, { sessionId, groupId, headcount: 4 });
  await door.run(closeSession, trainer, { sessionId, decisions: [] });
  for (const [seat, person] of came.slice(0, 12).entries())
    await door.run(giveFeedback, as(person.staffNumber), {
      sessionId,
      answers: [5 - (seat % 2), 4 + (seat % 2), 5 - (seat % 3 === 0 ? 2 : 0), 4, 4 + ((seat + at) % 2)],
      remark: seat === 3 ? '案例多一些' : ''
    });
}

/** Somebody signs in by what the screen shows at that moment. */
async function enter({ door, as }: Stage, sessionId: number, person: Cadre) {
  const { code } = await door.run(checkInScreen, as(TRAINER), { sessionId });
  await door.run(checkIn, as(person.staffNumber), { sessionId, code: code!.text });
}

/** One that has just opened, and law study on the Fridays to come. */
async function plan(stage: Stage, groupId: number): Promise<number> {
  const { door, clock, now, as, holders } = stage;
  const trainer = as(TRAINER);
  const quarter = 15 * MINUTE;
  const startsAt = Math.ceil(now / quarter) * quarter;
  clock.set(now - 3 * DAY);
  const open: Training = {
    title: '涉企检查与亮证',
    teacher: { name: '吴某', department: '示例区综合行政执法局' },
    programme: '入企检查备案\n亮证与告知\n扫码留痕\n情景演练',
    when: 1,
    absent: 0
  };
  const today = await door.run(
    saveSession,
    trainer,
    input(open, startsAt, startsAt + 4 * HOUR, { hours: 4, groupIds: [groupId] })
  );
  await door.run(announceSession, trainer, { id: today.id });
  const handout = await stage.files.put(pdf('Demo handout: show the card, say why, note the answer.'));
  await door.run(addAttachment, trainer, { sessionId: today.id, kind: 'material', name: '演示讲义.pdf', ...handout });
  const [, , , asking] = holders;
  await door.run(askLeave, as(asking!.staffNumber), { sessionId: today.id, reason: '区里开会' });
  const friday = addDays(dayOf(now), 7 - (((daysBetween('2026-01-02', dayOf(now)) % 7) + 7) % 7));
  const study = await door.run(saveSession, trainer, {
    ...input(
      { ...open, title: '周五学法', programme: '行政强制法' },
      instantOf(friday, '15:00'),
      instantOf(friday, '16:30'),
      {
        hours: 2,
        groupIds: []
      }
    ),
    kind: 'law-study',
    instructors: []
  });
  await door.run(announceSession, trainer, { id: study.id });
  const { ids } = await door.run(repeatSession, trainer, { id: study.id, every: 'week', times: 2 });
  clock.set(now);
  // A quarter of the room is there already.
  for (const person of holders.slice(6, 24)) await enter(stage, today.id, person);
  return 2 + ids.length;
}

/** The smallest file that a reader of PDF opens: one page, one line of Latin letters. */
function pdf(line: string): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${line.length + 35}>>stream\nBT /F 16 Tf 60 760 Td (${line}) Tj ET\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'
  ];
  const body = objects.map((object, at) => `${at + 1} 0 obj${object}endobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${body}trailer<</Root 1 0 R>>\n%%EOF\n`);
}

const input = (
  { title, teacher, programme }: Training,
  startsAt: Instant,
  endsAt: Instant,
  { hours, groupIds }: { hours: number; groupIds: number[] }
): SessionInput => ({
  title,
  kind: 'enforcement-training',
  place: '中心三楼会议室',
  startsAt: momentText(startsAt),
  endsAt: momentText(endsAt),
  hours,
  instructors: [teacher],
  programme,
  quota: null,
  audience: { scope: 'enforcement-posts' },
  groupIds,
  checkOutRequired: false,
  makesUpForId: null
});
