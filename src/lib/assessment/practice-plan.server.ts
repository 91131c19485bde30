/** 备考: the day to be ready on, and what the daily review makes of the days until then. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { addDays, type Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { comingExams, dayToBeReady, practisable, requireCadre, type ReadyDay } from './practice-cards.server.ts';
import { roomToday } from './practice-run.server.ts';
import { capNeeded, forecast, suffices, type Forecast, type ForecastCard } from './review-forecast.ts';
import { practiceCard, practicePlan } from './schema.server.ts';

/** Nobody plans further ahead; it also bounds the work of looking ahead. */
const FURTHEST = 366;

export interface ComingExam {
  examId: number;
  title: string;
  day: Day;
}

export interface PracticePlan {
  exams: ComingExam[];
  /** Null when there is neither a chosen day nor an exam ahead. */
  ready: ReadyDay | null;
  cap: number;
  roomToday: number;
  total: number;
  unseen: number;
  /** Null without a day to be ready on. */
  outlook: (Forecast & { enough: boolean; capNeeded: number | null }) | null;
}

/** The acting person's way to a day, honestly: whether the cap leaves room until then, and what each day holds. */
export const myPracticePlan = query('assessment.my-practice-plan', {
  input: z.object({}),
  allow: holds('practice.use'),
  async run(ctx): Promise<PracticePlan> {
    const cadreId = requireCadre(ctx);
    const pool = await practisable(ctx, cadreId);
    const cards = await cardsOf(ctx, cadreId, new Set(pool.map(({ questionId }) => questionId)));
    const unseen = pool.filter(({ card }) => !card?.seen).length;
    const { 'practice.daily': cap } = await settingsOn(ctx.db, ctx.today);
    const room = await roomToday(ctx, cadreId);
    const ready = await dayToBeReady(ctx, cadreId);
    return {
      exams: await comingExams(ctx),
      ready,
      cap,
      roomToday: room,
      total: pool.length,
      unseen,
      outlook: ready ? outlookOf(ready.day) : null
    };

    function outlookOf(day: Day) {
      const ahead = forecast(cards, unseen, ctx.today, day, cap, room);
      const enough = suffices(ahead);
      return { ...ahead, enough, capNeeded: enough ? null : capNeeded(cards, unseen, ctx.today, day, MOST_A_DAY) };
    }
  }
});

/** What is remembered of questions that may still be asked. */
async function cardsOf(ctx: Context, cadreId: number, usable: ReadonlySet<number>): Promise<ForecastCard[]> {
  const { questionId, dueOn, memory } = practiceCard;
  const rows = await ctx.db
    .select({ questionId, dueOn, memory })
    .from(practiceCard)
    .where(eq(practiceCard.cadreId, cadreId));
  return rows.flatMap((row) =>
    row.dueOn && row.memory && usable.has(row.questionId) ? [{ dueOn: row.dueOn, memory: row.memory }] : []
  );
}

/** More than this nobody should be told to do in a day. */
const MOST_A_DAY = 200;

export const ChooseReadyDay = z.object({
  /** An exam, or a day, or neither: then the next exam counts by itself. */
  examId: rowId.nullable().default(null),
  day: dayInput.nullable().default(null)
});

/**
 * Chooses what the acting person practises towards. An exam is followed when it is moved.
 * @throws missing `assessment.exam-not-found`; invalid with `day`: `practice.day-ahead` unless it is tomorrow or within a year
 */
export const chooseReadyDay = command('assessment.choose-ready-day', {
  input: ChooseReadyDay,
  allow: holds('practice.use'),
  async run(ctx, { examId, day }) {
    const cadreId = requireCadre(ctx);
    if (examId !== null && !(await comingExams(ctx)).some((exam) => exam.examId === examId))
      throw missing('assessment.exam-not-found');
    if (day !== null && (day <= ctx.today || day > addDays(ctx.today, FURTHEST)))
      throw new InvalidInput({ day: ['practice.day-ahead'] });
    await forget(ctx, cadreId);
    if (examId !== null || day !== null)
      await ctx.db
        .insert(practicePlan)
        .values({ cadreId, examId, day: examId === null ? day : null, chosenAt: ctx.now });
  },
  trace: 'own-record'
});

const forget = (ctx: Context, cadreId: number) => ctx.db.delete(practicePlan).where(eq(practicePlan.cadreId, cadreId));
