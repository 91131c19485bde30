/** The learning records of a year as statements, some people at a time: a file of any length in little memory. */
import { z } from 'zod';
import { releasedResults } from '#lib/assessment/released-results.server.ts';
import { achievedBetween } from '#lib/learning/achieved.server.ts';
import { signedOf } from '#lib/mentoring/signed.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { rosterPage } from '#lib/people/roster-page.server.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { seesReport } from '#lib/reporting/annual/access.ts';
import { yearPeriod } from '#lib/reporting/annual/figure.ts';
import { durationOf, noonOf, scoreOf, statementOf, type Fact, type Statement } from './statement.ts';

/** People whose records are read at a time. */
const PEOPLE = 20;
/** No person of a town hands in so many papers in a year. */
const MOST_PAPERS = 10_000;

/**
 * Statements of a year, person by person: lessons and courses completed, sessions attended, exam results that are out,
 * practice under seal. For whoever reads the report of the whole town, since behind each of its figures stand the same
 * people. What was corrected away since an earlier file is not in the next one; taking it back is the other side's.
 * @returns `next`: the person behind whom the next piece begins, null at the end
 */
export const walkStatements = query('exchange.walk-statements', {
  input: z.object({
    year: z.coerce.number().int().min(2000).max(2100),
    origin: z.url(),
    after: z.int().min(0).default(0)
  }),
  allow: seesReport,
  async run(ctx, { year, origin, after }): Promise<{ rows: Statement[]; next: number | null }> {
    const people = await rosterPage(ctx, { after, limit: PEOPLE });
    const staffNumbers = new Map(people.map(({ cadreId, staffNumber }) => [cadreId, staffNumber]));
    const facts = people.length ? await factsOf(ctx, staffNumbers, year) : [];
    return {
      rows: facts.map((fact) => statementOf(fact, origin)),
      next: people.length === PEOPLE ? people.at(-1)!.cadreId : null
    };
  }
});

async function factsOf(ctx: Context, people: ReadonlyMap<number, string>, year: number): Promise<Fact[]> {
  const ids = [...people.keys()];
  const period = yearPeriod(year);
  const { lessons, courses, sessions } = await achievedBetween(ctx, ids, period);
  const results = await releasedResults(ctx, { after: 0, limit: MOST_PAPERS, year, among: ids });
  const seals = await signedOf(ctx, ids, period);
  const mentors = await peopleByIds(ctx, [...new Set(seals.map(({ mentorId }) => mentorId))]);
  const of = (cadreId: number) => ({ staffNumber: people.get(cadreId)! });
  return [
    ...lessons.map(({ cadreId, courseCode, lessonKey, title, at }): Fact => ({
      ...of(cadreId),
      key: `lesson:${courseCode}:${lessonKey}:${cadreId}`,
      ...{ verb: 'completed', type: 'lesson', path: `/learn/${courseCode}/${lessonKey}`, title, at },
      result: { completion: true }
    })),
    ...courses.map(({ cadreId, courseCode, title, version, at }): Fact => ({
      ...of(cadreId),
      key: `course:${courseCode}:${version}:${cadreId}`,
      ...{ verb: 'completed', type: 'course', path: `/learn/${courseCode}`, title, at },
      result: { completion: true }
    })),
    ...sessions.map(({ cadreId, sessionId, title, startsAt, endsAt }): Fact => ({
      ...of(cadreId),
      key: `session:${sessionId}:${cadreId}`,
      ...{ verb: 'attended', type: 'meeting', path: `/sessions/${sessionId}`, title, at: endsAt },
      result: { completion: true, duration: durationOf((endsAt - startsAt) / 60_000) }
    })),
    ...results.map(({ cadreId, attemptId, examId, title, submittedAt, points, pointsPossible, passed }): Fact => ({
      ...of(cadreId),
      key: `attempt:${attemptId}:${points}:${pointsPossible}:${passed}`,
      ...{ verb: passed ? 'passed' : 'failed', type: 'assessment', path: `/exams/${examId}`, title, at: submittedAt },
      result: { completion: true, success: passed, score: scoreOf(points, 0, pointsPossible) }
    })),
    ...seals.map(({ menteeId, mentorId, recordId, turn, taskKey, practisedOn, minutes, mean, passed }): Fact => ({
      ...of(menteeId),
      key: `seal:${recordId}:${turn}`,
      ...{
        verb: passed ? 'passed' : 'failed',
        type: 'performance',
        path: `/mentoring/tasks/${taskKey}`,
        title: taskKey
      },
      at: noonOf(practisedOn),
      result: {
        ...{ completion: true, success: passed, duration: durationOf(minutes) },
        // Each step is rated from 1 to 4.
        ...(mean === null ? {} : { score: scoreOf(mean, 1, 4) })
      },
      instructor: mentors.find((person) => person.cadreId === mentorId)?.staffNumber
    }))
  ];
}

/** One statement a line, as learning record stores take them in. */
export async function* statementLines(statements: AsyncIterable<Statement>): AsyncGenerator<string> {
  for await (const statement of statements) yield `${JSON.stringify(statement)}\n`;
}
