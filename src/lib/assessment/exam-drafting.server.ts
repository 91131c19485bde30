/** What the page of a draft asks for besides the draft itself. */
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { addDays, instantOf, isDay } from '#lib/platform/clock.ts';
import { query } from '#lib/platform/door.server.ts';
import { InvalidInput } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { peopleByIds, peopleByNumbers } from '#lib/people/people-of.server.ts';
import { usableQuestions } from './bank-access.server.ts';
import { countAvailable, type Available, type Blueprint } from './blueprint.ts';
import { requireExam } from './found-exam.server.ts';
import type { QuestionType } from './question.ts';

/** A new draft as the settings suggest it, or a copy of an earlier exam; its window lies a week ahead. */
export const newExam = query('assessment.new-exam', {
  input: z.object({ from: rowId.optional() }),
  allow: holds('exam.manage'),
  async run(ctx, { from }) {
    const opensAt = instantOf(addDays(ctx.today, 7), '09:00');
    const window = { opensAt, closesAt: instantOf(addDays(ctx.today, 7), '11:00') };
    if (from !== undefined) return { ...(await requireExam(ctx, from)), ...window };
    const settings = await settingsOn(ctx.db, ctx.today);
    const layout = settings['exam.layout'];
    const blueprint: Blueprint = Object.entries(layout)
      .filter(([, count]) => count > 0)
      .map(([type, count]) => ({ type: type as QuestionType, topicId: null, count, points: 1 }));
    return {
      ...window,
      title: '',
      kind: 'annual' as const,
      blueprint,
      notice: '',
      paper: 'drawn' as const,
      shuffleQuestions: true,
      shuffleOptions: true,
      scoring: 'exact' as const,
      place: '',
      tryRule: 'best' as const,
      statement: '',
      resultsRelease: 'at-once' as const,
      answersRelease: 'at-once' as const,
      audience: { scope: 'enforcement-posts' as const },
      minutes: settings['exam.minutes'],
      passPercent: settings['exam.pass'],
      attemptsAllowed: Math.min(10, settings['exam.retakes'] + 1)
    };
  }
});

/** What the bank could fill a paper with on the day of the window, or today when that lies behind. */
export const availableQuestions = query('assessment.available-questions', {
  input: z.object({ day: z.string() }),
  allow: holds('exam.manage'),
  async run(ctx, { day }): Promise<Available[]> {
    return countAvailable(await usableQuestions(ctx, isDay(day) && day > ctx.today ? day : ctx.today));
  }
});

/** The people behind staff numbers. @throws InvalidInput that names those nobody has. */
export const candidatesByNumber = query('assessment.candidates-by-number', {
  input: z.object({ numbers: z.array(z.string()).max(5000), field: z.string().default('numbers') }),
  allow: holds('exam.manage'),
  async run(ctx, { numbers, field }): Promise<number[]> {
    const found = await peopleByNumbers(ctx, numbers);
    const unknown = numbers.filter((number) => !found.has(number)).map((number) => number.replace(/[|=]/g, ''));
    if (unknown.length)
      throw new InvalidInput({ [field]: [`assessment.unknown-numbers|numbers=${unknown.slice(0, 20).join('、')}`] });
    return [...found.values()].map(({ cadreId }) => cadreId);
  }
});

/** The staff numbers of named people, for the form. */
export const numbersOfCandidates = query('assessment.numbers-of-candidates', {
  input: z.object({ cadreIds: z.array(rowId).max(5000) }),
  allow: holds('exam.manage'),
  async run(ctx, { cadreIds }): Promise<string[]> {
    return (await peopleByIds(ctx, cadreIds)).map(({ staffNumber }) => staffNumber).sort();
  }
});
