import { myExams } from '#lib/assessment/exam-candidate.server.ts';
import { practiceToday } from '#lib/assessment/practice-book.server.ts';
import { personReadiness } from '#lib/certification/wall.server.ts';
import { myRemedies } from '#lib/complaints/remedy.server.ts';
import { myStatements } from '#lib/complaints/statement.server.ts';
import { listEntries } from '#lib/hours/ledger.server.ts';
import { myCourses } from '#lib/learning/catalogue.server.ts';
import { myOpinionsDue } from '#lib/mentoring/completion.server.ts';
import { myPairings } from '#lib/mentoring/view.server.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { coursesAtHand, mostUrgent, ownHours } from './home.ts';

/** Courses on the home page; the rest is one tap away. */
const COURSES = 2;

/** What one person sees of themselves: what is most urgent, the hours, the courses and the next exam. */
export async function ownHome(ctx: Context, cadreId: number) {
  const on = ctx.today;
  const person = await ctx.call(personReadiness, {});
  const exams = ctx.actor.may('exam.sit') ? await ctx.call(myExams, {}) : { open: [], upcoming: [] };
  const ledger = await ctx.call(listEntries, { cadreId, year: Number(on.slice(0, 4)) });
  const mine = ctx.actor.may('learn.use') ? await ctx.call(myCourses, {}) : { current: null, toDo: [] };
  const urgent = mostUrgent(person.readiness, exams, mine.toDo, on);
  const pressing = 'examId' in urgent ? urgent.examId : undefined;
  const toSit = exams.open.filter(
    ({ attempts, openAttemptId }) => openAttemptId === null && !attempts.some(({ result }) => result?.passed)
  );
  const next = [...toSit, ...exams.upcoming].find(({ examId }) => examId !== pressing);
  return {
    asked: {
      statements: (await ctx.call(myStatements, {})).filter(({ answeredAt }) => answeredAt === null).length,
      remedies: await ctx.call(myRemedies, {})
    },
    readiness: person.readiness,
    urgent,
    sits: ctx.actor.may('exam.sit'),
    hours: ownHours(person) ?? person.hours.everyone,
    bound: ownHours(person) !== undefined,
    byCategory: ledger.byCategory,
    practice: ctx.actor.may('practice.use') ? await ctx.call(practiceToday, {}) : undefined,
    mentoring: ctx.actor.may('mentoring.take-part') ? await mentoringAtHand(ctx) : undefined,
    courses: coursesAtHand(mine, 'course' in urgent ? urgent.course : undefined, COURSES),
    nextExam: next && {
      examId: next.examId,
      title: next.title,
      opensAt: next.opensAt,
      closesAt: next.closesAt,
      minutes: next.minutes,
      questions: next.questions,
      open: next.phase === 'open'
    }
  };
}

/** Pairings that are open, and opinions that are due. */
async function mentoringAtHand(ctx: Context) {
  const pairs = await ctx.call(myPairings, {});
  return {
    pairs: pairs.filter(({ status }) => status === 'active' || status === 'proposed'),
    opinions: await ctx.call(myOpinionsDue, {})
  };
}
