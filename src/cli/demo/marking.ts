import { attemptPage, startAttempt, submitAttempt } from '#lib/assessment/attempt.server.ts';
import { publishExam, saveExam } from '#lib/assessment/exam.server.ts';
import { markingDesk, saveMark, setMarkingRules } from '#lib/assessment/human-marking.server.ts';
import { importQuestions } from '#lib/assessment/import.server.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import type { DraftQuestion } from '#lib/assessment/question.ts';
import { applyRemark, remarkList, tryRemark } from '#lib/assessment/remark.server.ts';
import { system } from '#lib/platform/actor.ts';
import { addDays, DAY, dayOf, HOUR, MINUTE } from '#lib/platform/clock.ts';
import { townKnowledge } from './knowledge.ts';
import type { Stage } from './town.ts';

const [SUPERVISOR, TRAINER, MENTOR] = ['034', '035', '036'];
/** A topic of their own, so that the paper asks these two and no others. */
const TOPIC = '现场简答（演示）';

const shortAnswer = (
  code: string,
  stem: string,
  model: string,
  rubric: [string, number][],
  basis: string
): DraftQuestion => ({
  ...{ code, type: 'short-answer', topic: TOPIC, difficulty: 2, stem, options: [], answer: [model], basis },
  details: { rubric: rubric.map(([criterion, points]) => ({ criterion, points })) },
  explanation: '按评分标准逐项给分。',
  validFrom: null,
  validTo: null
});

const questions = [
  shortAnswer(
    'YS-101',
    '（演示）到小超市检查，店主问“凭什么查我”。你怎么说、怎么做？',
    '两名以上人员在场，主动出示行政执法证，说明身份、检查的事由和依据，告知其有申请回避和陈述的权利，再开始检查并记录。',
    [
      ['两人以上并主动出示行政执法证', 2],
      ['说明事由和依据', 2],
      ['告知权利，全程记录', 2]
    ],
    '行政处罚法 第五十五条'
  ),
  shortAnswer(
    'YS-102',
    '（演示）拟对摊主作出罚款决定前，当事人说“我要说几句”。接下来怎么办？',
    '听取陈述和申辩，记入笔录；对提出的事实、理由和证据进行复核，成立的采纳；不因陈述申辩加重处罚。',
    [
      ['充分听取并记录', 2],
      ['复核，成立的采纳', 2],
      ['不得因此加重处罚', 2]
    ],
    '行政处罚法 第四十五条'
  )
];

/** From full to thin; taken by seat. */
const replies: Record<string, string[]> = {
  超市: [
    '先亮证，两个人一起，说清楚我们是镇综合执法中心的，今天按计划查什么、依据哪一条。告诉他可以申请回避、可以说明情况，然后边查边记，全程开记录仪。',
    '出示执法证，说明来意和依据，让他配合检查，做好笔录。',
    '两个人到场，出示证件，说明检查依据。',
    '跟他讲这是我们的职责，请他配合，不配合就按规定处理。',
    '说明身份，开始检查。'
  ],
  摊主: [
    '让他把话说完，记在笔录里，回去核实他说的事实和证据，成立就采纳，不会因为他申辩就罚得更重。',
    '听他陈述申辩并记录，核实后再作决定。',
    '听完后做笔录，请他签字。',
    '告诉他有意见可以申请复议。',
    '听他说，但罚款金额不变。'
  ]
};

/** A written exam of fifteen people whose free text is half marked, and a question of the yearly exam taken out of the count. @returns answers to mark. */
export async function fillMarking(stage: Stage): Promise<number> {
  const { door, clock, now, as } = stage;
  clock.set(now - 6 * DAY);
  await door.run(importQuestions, system, {
    questions: questions.map((draft, at) => ({ row: at + 1, draft })),
    status: 'live'
  });
  const examId = await writtenExam(stage);
  const sat = stage.holders
    .filter(({ staffNumber }) => ![SUPERVISOR, TRAINER, MENTOR].includes(staffNumber))
    .slice(20, 35);
  const knowledge = await townKnowledge();
  for (const [seat, { staffNumber, unit }] of sat.entries()) {
    clock.set(now - 4 * DAY + seat * HOUR);
    const { attemptId } = await door.run(startAttempt, as(staffNumber), { examId });
    const sheet = await door.run(attemptPage, as(staffNumber), { attemptId });
    const known = knowledge(seat, unit, false);
    const answers = sheet.questions.map((asked) => ({
      position: asked.position,
      sequence: 1,
      choice: asked.type === 'short-answer' ? [replyTo(asked.stem, seat + asked.position)] : known(asked)
    }));
    clock.advance(25 * MINUTE);
    await door.run(submitAttempt, as(staffNumber), { attemptId, answers });
  }
  clock.set(now - 1 * DAY);
  for (let turn = 0; turn < 9; turn += 1) await markOne(stage, examId, TRAINER!, turn);
  for (let turn = 0; turn < 12; turn += 1) await markOne(stage, examId, SUPERVISOR!, turn + 1);
  await markOne(stage, examId, MENTOR!, 0);
  await annulOne(stage);
  clock.set(now);
  return sat.length * questions.length;
}

async function writtenExam({ door, now, as }: Stage) {
  const at = (days: number, time: string) => `${addDays(dayOf(now), days)}T${time}`;
  const topics = await door.run(listTopics, system, {});
  const topicId = topics.find(({ name }) => name === TOPIC)!.id;
  const { id } = await door.run(saveExam, as(TRAINER!), {
    title: '现场执法专项考核',
    kind: 'special',
    blueprint: [
      { type: 'single', topicId: null, count: 8, points: 10 },
      { type: 'short-answer', topicId, count: 2, points: 10 }
    ],
    notice: '简答题由两人分别评分，评完前成绩为待阅。',
    attemptsAllowed: 1,
    opensAt: at(-5, '08:30'),
    closesAt: at(-2, '17:30'),
    minutes: 60,
    passPercent: 60,
    audience: { scope: 'enforcement-posts' }
  });
  await door.run(publishExam, as(TRAINER!), { id });
  await door.run(setMarkingRules, as(TRAINER!), { examId: id, markers: 2, tolerance: 2, blind: true });
  return id;
}

const replyTo = (stem: string, seat: number) => {
  const [, texts] = Object.entries(replies).find(([word]) => stem.includes(word))!;
  return texts[seat % texts.length]!;
};

/** The longer a reply, the more points; the second marker is stricter with some. */
async function markOne({ door, as }: Stage, examId: number, staffNumber: string, turn: number) {
  const { answer, question } = await door.run(markingDesk, as(staffNumber), { examId });
  if (!answer || !question) return;
  const share = Math.min(1, answer.reply.length / 55) - (staffNumber === SUPERVISOR && turn % 4 === 0 ? 0.45 : 0);
  const given = question.rubric.map(({ points }) => Math.max(0, Math.round(points * share * 2) / 2));
  const comment = share < 0.4 ? '要点不全，对照参考答案再看一遍。' : '';
  await door.run(saveMark, as(staffNumber), { examId, ticket: answer.ticket, given, comment, finish: true });
}

/** The question that rests on the changed rule is taken out of the yearly exam's count, if it was on a paper. */
async function annulOne({ door, as }: Stage) {
  const { items } = await door.run(remarkList, as(TRAINER!), { examId: 1 });
  const item = items.find(({ code }) => code === 'YS-001');
  if (!item) return;
  const asked = { examId: 1, item: item.id, ruling: { kind: 'not-counted' as const } };
  const { changed, newlyPassed, newlyFailed } = await door.run(tryRemark, as(TRAINER!), asked);
  const expected = { changed, newlyPassed, newlyFailed };
  await door.run(applyRemark, as(TRAINER!), { ...asked, reason: '所依据的规定已修改，不计分', expected });
}
