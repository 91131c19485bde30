import { markFavourite, wrongBook } from '#lib/assessment/practice-book.server.ts';
import { handInMock, openMock, startMock } from '#lib/assessment/practice-mock.server.ts';
import { saveNote } from '#lib/assessment/practice-notes.server.ts';
import { answerPractice, openPractice, startPractice } from '#lib/assessment/practice-run.server.ts';
import { reportQuestion } from '#lib/assessment/question-report.server.ts';
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
      const { versionId, stem, options } = question;
      const choice = random() < 0.8 ? answers.get(stem)! : [options[0]!.key];
      await door.run(answerPractice, as(staffNumber), { runId, versionId, choice });
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

/** What every question of the starter bank is about. */
async function topicOfStem(): Promise<Map<string, string>> {
  const files = await readStarterFiles();
  return new Map(files.flatMap((file) => file.questions.map(({ draft }) => [draft.stem, draft.topic] as const)));
}
