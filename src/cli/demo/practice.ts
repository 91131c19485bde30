import type { AskedBody } from '#lib/assessment/asked.ts';
import { blanksIn } from '#lib/assessment/fill-in.ts';
import { markFavourite, wrongBook } from '#lib/assessment/practice-book.server.ts';
import { handInMock, openMock, startMock } from '#lib/assessment/practice-mock.server.ts';
import { saveNote } from '#lib/assessment/practice-notes.server.ts';
import {
  answerPractice,
  openPractice,
  startPractice,
  type PractisedQuestion
} from '#lib/assessment/practice-run.server.ts';
import { reportQuestion } from '#lib/assessment/question-report.server.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import { DAY, MINUTE } from '#lib/platform/clock.ts';
import { seededRandom } from '#lib/assessment/draw.ts';
import { readStarterFiles } from '#lib/assessment/starter.server.ts';
import { rightAnswers } from './exams.ts';
import type { Stage } from './town.ts';

/** Who practises: the officer a visitor signs in as first, the mentor, and some others. */
const learners = ['001', '036', '037', '035', '040', '045'];
const DAYS = 6;

/** A week of daily reviews, and a topic left in the middle. @returns how many answers were given. */
export async function fillPractice({ door, clock, now, holders, as }: Stage): Promise<number> {
  const answers = await rightAnswers();
  const random = seededRandom('practice');
  let given = 0;

  async function answer(staffNumber: string, runId: number, count: number) {
    for (let at = 0; at < count; at += 1) {
      const { question, finished } = await door.run(openPractice, as(staffNumber), { runId });
      if (finished) return;
      const right = random() < 0.8;
      await door.run(answerPractice, as(staffNumber), { runId, ...reply(question, answers.get(question.stem), right) });
      clock.advance(MINUTE);
      given += 1;
    }
  }

  for (let day = DAYS; day > 0; day -= 1) {
    for (const [seat, staffNumber] of learners.entries()) {
      if ((day + seat) % 3 === 0) continue;
      clock.set(now - day * DAY + seat * 20 * MINUTE);
      const { runId } = await door.run(startPractice, as(staffNumber), { mode: 'daily' });
      await answer(staffNumber, runId, 10);
    }
  }
  for (const staffNumber of learners) {
    clock.set(now - DAY);
    const { runId } = await door.run(startPractice, as(staffNumber), { mode: 'unseen' });
    await answer(staffNumber, runId, 7);
  }
  await sitMocks();
  await stumble();
  clock.set(now - DAY);
  await reportOne(as('037'));
  await noteSome(as(learners[0]!));
  clock.set(now);
  return given;

  /** A mock paper by five people of each of the three largest units two weeks ago: so their units have figures. */
  async function sitMocks() {
    const topics = await topicOfStem();
    const units = [...Map.groupBy(holders, ({ unitId }) => unitId).values()].sort((a, b) => b.length - a.length);
    const sitters = units.slice(0, 3).flatMap((unit) => unit.slice(0, 5));
    for (const [seat, { staffNumber, unitId }] of sitters.entries()) {
      clock.set(now - 14 * DAY + seat * MINUTE);
      const { runId } = await door.run(startMock, as(staffNumber), {});
      const { questions } = await door.run(openMock, as(staffNumber), { runId });
      const answered = questions.filter((_, at) => (at + seat) % 4 === 0);
      await door.run(handInMock, as(staffNumber), {
        runId,
        answers: answered.map(({ versionId, stem, options }) => {
          const skill = 0.45 + 0.13 * (((topics.get(stem) ?? '').length + unitId) % 5);
          const right = random() < skill ? answers.get(stem) : undefined;
          return { versionId, choice: right ?? [options[0]!.key] };
        })
      });
      given += answered.length;
    }
  }

  /** The largest unit is weak in one topic, whatever was drawn elsewhere: what there is to teach next. */
  async function stumble() {
    const weak = (await door.run(listTopics, as('001'), {})).find(({ name }) => name === '行政强制')!;
    const [largest] = [...Map.groupBy(holders, ({ unitId }) => unitId).values()].sort((a, b) => b.length - a.length);
    for (const [seat, { staffNumber }] of largest!.slice(0, 5).entries()) {
      clock.set(now - 13 * DAY + seat * 10 * MINUTE);
      const { runId } = await door.run(startPractice, as(staffNumber), { mode: 'topic', topicId: weak.id });
      for (let at = 0; at < 8; at += 1) {
        const { question, finished } = await door.run(openPractice, as(staffNumber), { runId });
        if (finished) break;
        const answered = reply(question, answers.get(question.stem), at % 4 === 0);
        await door.run(answerPractice, as(staffNumber), { runId, ...answered });
        clock.advance(MINUTE);
        given += 1;
      }
    }
  }

  async function noteSome(learner: ReturnType<Stage['as']>) {
    const { rows } = await door.run(wrongBook, learner, {});
    for (const { content } of rows.slice(0, 2)) {
      await door.run(saveNote, learner, {
        questionId: content.questionId,
        body: '演示笔记：先看是谁来定，再看时间和数额。'
      });
      await door.run(markFavourite, learner, { questionId: content.questionId, favourite: true });
    }
  }

  async function reportOne(learner: ReturnType<Stage['as']>) {
    const { runId } = await door.run(startPractice, learner, { mode: 'random' });
    const { question } = await door.run(openPractice, learner, { runId });
    await door.run(reportQuestion, learner, {
      versionId: question.versionId,
      body: '演示：两个选项读起来都对，麻烦核对条文'
    });
  }
}

/** An answer to whatever may be asked: as wanted where the starter bank knows what is right, and a wrong one elsewhere. */
function reply(question: PractisedQuestion, right: readonly string[] | undefined, wanted: boolean) {
  const wrong = ({ type, stem, options, targets }: AskedBody): string[] => {
    const [first] = options;
    if (type === 'fill-in') return Array.from({ length: blanksIn(stem) }, () => '不详');
    if (type === 'short-answer') return ['不清楚'];
    if (type === 'ordering') return options.map(({ key }) => key);
    if (type === 'matching') return [`${first!.key}${targets[0]!.key}`];
    return [(options.find(({ key }) => !right?.includes(key)) ?? first!).key];
  };
  const { versionId, type, parts } = question;
  if (type === 'case') return { versionId, parts: parts.map(wrong), judged: false };
  return { versionId, choice: wanted && right?.length ? [...right] : wrong(question), judged: false };
}

/** What every question of the starter bank is about. */
async function topicOfStem(): Promise<Map<string, string>> {
  const files = await readStarterFiles();
  return new Map(files.flatMap((file) => file.questions.map(({ draft }) => [draft.stem, draft.topic] as const)));
}
