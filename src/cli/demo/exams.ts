import { saveAnswers } from '#lib/assessment/answers.server.ts';
import { hearFromAttempt } from '#lib/assessment/attempt-device.server.ts';
import { attemptPage, startAttempt, submitAttempt } from '#lib/assessment/attempt.server.ts';
import { drawExamPaper } from '#lib/assessment/exam-paper.server.ts';
import { publishExam, saveExam } from '#lib/assessment/exam.server.ts';
import type { ExamKind } from '#lib/assessment/exam.ts';
import { grantLastingExtraTime } from '#lib/assessment/extra-time.server.ts';
import { addTime, endAttempt, noteReminder } from '#lib/assessment/invigilate-acts.server.ts';
import { readStarterFiles } from '#lib/assessment/starter.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { addDays, DAY, dayOf, MINUTE } from '#lib/platform/clock.ts';
import { reckonStatistics } from '#lib/portal.server.ts';
import { townKnowledge, type Answering } from './knowledge.ts';
import type { Stage } from './town.ts';

const blueprint = [
  { type: 'true-false' as const, topicId: null, count: 8, points: 2 },
  { type: 'single' as const, topicId: null, count: 15, points: 4 },
  { type: 'multiple' as const, topicId: null, count: 4, points: 6 }
];
const notice = '独立作答，不翻书、不交流。答案逐题保存；断网可以继续作答，恢复后自动补传。';
const TRAINER = '035';
type Described = [title: string, kind: ExamKind, window: [opensAt: string, closesAt: string], attemptsAllowed: number];
/** By seat: did not come to the yearly exam, or came and knew little. */
const absent = new Set([18, 33, 59, 48]);
const weak = new Set([24, 66]);

/** The yearly exam lies behind, another is open this week, a third is coming, a fourth is a draft. @returns how many sat. */
export async function fillExams(stage: Stage): Promise<number> {
  const { clock, now } = stage;
  const at = (days: number, time: string) => `${addDays(dayOf(now), days)}T${time}`;
  clock.set(now - 46 * DAY);
  // One paper for all: then every question has been answered by enough people to say something about it.
  const yearly = await publish(stage, '年度内部考核', 'annual', [at(-45, '08:30'), at(-40, '17:30')], 1, {
    paper: 'fixed'
  });
  const knowledge = await townKnowledge();
  let sat = 0;
  for (const [seat, holder] of stage.holders.entries()) {
    if (absent.has(seat)) continue;
    clock.set(now - 44 * DAY + (seat % 4) * DAY + seat * MINUTE);
    await sit(stage, yearly, holder.staffNumber, knowledge(seat, holder.unit, weak.has(seat)));
    sat += 1;
  }
  clock.set(now - 2 * DAY);
  const special = await publish(stage, '行政处罚法专项考核', 'special', [at(-1, '08:30'), at(6, '17:30')], 2);
  await fillRoom(stage, special);
  clock.set(now - 2 * DAY);
  await publish(stage, '冬季岗前模拟', 'mock', [at(7, '08:30'), at(9, '17:30')], 3);
  const same = await draft(stage, '应急管理专项考核', 'special', [at(20, '08:30'), at(24, '17:30')], 2, {
    paper: 'fixed',
    place: '二楼会议室',
    resultsRelease: 'when-over',
    answersRelease: 'by-hand'
  });
  await stage.door.run(drawExamPaper, stage.as(TRAINER), { id: same.id });
  clock.set(now);
  await reckonStatistics(stage.door);
  return sat;
}

async function publish(stage: Stage, ...described: [...Described, more?: { paper: 'fixed' }]) {
  const { id } = await draft(stage, ...described);
  if (described[4]) await stage.door.run(drawExamPaper, stage.as(TRAINER), { id });
  await stage.door.run(publishExam, stage.as(TRAINER), { id });
  return id;
}

function draft({ door, as }: Stage, ...described: [...Described, more?: object]) {
  const [title, kind, [opensAt, closesAt], attemptsAllowed, more] = described;
  return door.run(saveExam, as(TRAINER), {
    title,
    kind,
    blueprint,
    notice,
    attemptsAllowed,
    opensAt,
    closesAt,
    minutes: 60,
    passPercent: 60,
    audience: { scope: 'enforcement-posts' },
    ...more
  });
}

/** Some are sitting as the visitor arrives: writing, out of reach, away for a while, ended, done. */
async function fillRoom(stage: Stage, examId: number) {
  const { door, clock, now, holders, as } = stage;
  const trainer = as(TRAINER);
  const answers = await rightAnswers();
  const sitting = holders.filter(({ staffNumber }) => Number(staffNumber) > 40 && Number(staffNumber) < 50);
  const seats: { attemptId: number; candidate: Actor; device: string }[] = [];
  for (const [at, { id, staffNumber }] of sitting.entries()) {
    const [candidate, device] = [as(staffNumber), `demo-device-${staffNumber}-0`];
    clock.set(now - 30 * MINUTE + at * MINUTE);
    if (at === 0)
      await door.run(grantLastingExtraTime, trainer, { cadreId: id, factor: 1.5, reason: '右手受伤，经中心同意' });
    const { attemptId } = await door.run(startAttempt, candidate, { examId, device });
    const { questions } = await door.run(attemptPage, candidate, { attemptId, device });
    const known = questions.slice(0, 8 + at * 2).map(({ position, stem, options }) => ({
      position,
      sequence: 1,
      choice: answers.get(stem) ?? [options[0]!.key]
    }));
    await door.run(saveAnswers, candidate, { attemptId, device, answers: known });
    seats.push({ attemptId, candidate, device });
  }
  const [, away, silent, done, ended] = seats;
  clock.set(now - 6 * MINUTE);
  await hear(away!, [6, 12]);
  await door.run(noteReminder, trainer, { attemptId: away!.attemptId, reason: '请不要切换页面' });
  await door.run(submitAttempt, done!.candidate, done!);
  clock.set(now - 4 * MINUTE);
  await door.run(endAttempt, trainer, { attemptId: ended!.attemptId, reason: '身体不适，本人申请' });
  await door.run(addTime, trainer, { examId, attemptId: silent!.attemptId, minutes: 10, reason: '设备重启' });
  clock.set(now);
  for (const seat of seats) if (![silent, done, ended].includes(seat)) await hear(seat, seat === away ? [41] : []);

  async function hear({ attemptId, candidate, device }: (typeof seats)[number], times: number[]) {
    await door.run(hearFromAttempt, candidate, { attemptId, device, away: times });
  }
}

async function sit({ door, clock, as }: Stage, examId: number, staffNumber: string, answer: Answering) {
  const candidate = as(staffNumber);
  const { attemptId } = await door.run(startAttempt, candidate, { examId });
  const { questions } = await door.run(attemptPage, candidate, { attemptId });
  const answers = questions.map((asked) => ({ position: asked.position, sequence: 1, choice: answer(asked) }));
  await door.run(saveAnswers, candidate, { attemptId, answers });
  clock.advance(35 * MINUTE);
  await door.run(submitAttempt, candidate, { attemptId });
}

/** The right answers of the starter bank by stem. */
export async function rightAnswers(): Promise<Map<string, string[]>> {
  const files = await readStarterFiles();
  return new Map(files.flatMap(({ questions }) => questions.map(({ draft }) => [draft.stem, draft.answer])));
}
