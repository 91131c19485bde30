/** The learner's own shelf: what waits today, the wrong-question book, favourites. Private, without any ranking. */
import { and, count, eq, gte } from 'drizzle-orm';
import { z } from 'zod';
import { statuteNames } from '#lib/law/collection.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { dayOf, instantOf, type Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { paging, rowId, type Page } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { questionContents, type QuestionContent } from './bank-access.server.ts';
import { findCard, keepCard, practisable } from './practice-cards.server.ts';
import { requireCadre, roomToday, unfinishedRuns, type UnfinishedRun } from './practice-run.server.ts';
import { bookTabs, dueOn, type BookTab, type CardFacts, type Practisable } from './practice.ts';
import { practiceAnswer, question } from './schema.server.ts';
import { listTopics } from './topic.server.ts';

export interface Shelf {
  /** Usable questions that share a topic or a statute, and how many of them were met. */
  id: number;
  name: string;
  total: number;
  seen: number;
  inBook: number;
}

/** The daily review: how many questions it still asks today, and how many of those are due again. */
export interface DailyReview {
  questions: number;
  due: number;
}

export interface PracticeHome {
  daily: DailyReview & { answeredToday: number };
  inBook: number;
  mastered: number;
  favourites: number;
  unseen: number;
  total: number;
  topics: Shelf[];
  statutes: Shelf[];
  unfinished: UnfinishedRun[];
}

/** Everything the page of practice offers the acting person today. */
export const practiceHome = query('assessment.practice-home', {
  input: z.object({}),
  allow: holds('practice.use'),
  async run(ctx): Promise<PracticeHome> {
    const cadreId = requireCadre(ctx);
    const pool = await practisable(ctx, cadreId);
    const { topics, statutes } = await namesOf(ctx);
    return {
      daily: { ...(await dailyReview(ctx, cadreId, pool)), answeredToday: await answeredToday(ctx, cadreId) },
      inBook: pool.filter(isInBook).length,
      mastered: pool.filter(({ card }) => card && card.masteredAt !== null).length,
      favourites: pool.filter(({ card }) => card?.favourite).length,
      unseen: pool.filter(({ card }) => !card?.seen).length,
      total: pool.length,
      topics: shelves(topics, (id) => pool.filter(({ topicId }) => topicId === id)),
      statutes: shelves(statutes, (id) => pool.filter(({ statuteIds }) => statuteIds.includes(id))),
      unfinished: await unfinishedRuns(ctx, cadreId)
    };
  }
});

/** The daily review alone, for the home page. */
export const practiceToday = query('assessment.practice-today', {
  input: z.object({}),
  allow: holds('practice.use'),
  async run(ctx): Promise<DailyReview> {
    const cadreId = requireCadre(ctx);
    return dailyReview(ctx, cadreId, await practisable(ctx, cadreId));
  }
});

async function dailyReview(ctx: Context, cadreId: number, pool: readonly Practisable[]): Promise<DailyReview> {
  const room = await roomToday(ctx, cadreId);
  const due = dueOn(pool, ctx.today).length;
  const unseen = pool.filter(({ card }) => !card?.seen).length;
  return { questions: Math.min(room, due + unseen), due: Math.min(room, due) };
}

const isInBook = ({ card }: Practisable) => card !== undefined && card.inBookSince !== null;

async function namesOf(ctx: Context) {
  const statutes = await ctx.call(statuteNames, {});
  return {
    topics: await ctx.call(listTopics, {}),
    statutes: statutes.map(({ id, shortTitle }) => ({ id, name: shortTitle }))
  };
}

function shelves(names: readonly { id: number; name: string }[], on: (id: number) => Practisable[]): Shelf[] {
  return names.flatMap(({ id, name }) => {
    const questions = on(id);
    if (!questions.length) return [];
    const seen = questions.filter(({ card }) => card?.seen).length;
    return { id, name, total: questions.length, seen, inBook: questions.filter(isInBook).length };
  });
}

async function answeredToday(ctx: Context, cadreId: number): Promise<number> {
  const [row] = await ctx.db
    .select({ answers: count() })
    .from(practiceAnswer)
    .where(and(eq(practiceAnswer.cadreId, cadreId), gte(practiceAnswer.answeredAt, instantOf(ctx.today))));
  return row?.answers ?? 0;
}

export const BookFilter = paging.extend({
  tab: z.enum(bookTabs).catch('open').default('open'),
  topicId: rowId.optional().catch(undefined),
  /** Everything on one page, for printing. */
  all: z.coerce.boolean().default(false)
});

export interface BookEntry extends Pick<CardFacts, 'wrong' | 'streak'> {
  content: QuestionContent;
  /** Since when it is in the book, or when it left it. */
  day: Day | null;
}

/** The acting person's wrong-question book: what still stands in it, what has left it, what they marked. */
export const wrongBook = query('assessment.wrong-book', {
  input: BookFilter,
  allow: holds('practice.use'),
  async run(
    ctx,
    { tab, topicId, all, page, pageSize }
  ): Promise<Page<BookEntry> & { counts: Record<BookTab, number>; topics: Shelf[]; leaveAfter: number }> {
    const pool = await practisable(ctx, requireCadre(ctx));
    const inTab = pool.filter(belongs[tab]);
    const { topics } = await namesOf(ctx);
    const shown = inTab
      .filter((entry) => topicId === undefined || entry.topicId === topicId)
      .sort((a, b) => momentOf(b) - momentOf(a));
    const rows = all ? shown : shown.slice((page - 1) * pageSize, page * pageSize);
    const contents = await questionContents(
      ctx,
      rows.map(({ versionId }) => versionId)
    );
    const { 'practice.streak': leaveAfter } = await settingsOn(ctx.db, ctx.today);
    return {
      rows: rows.map((row, at) => ({
        content: contents[at]!,
        wrong: row.card!.wrong,
        streak: row.card!.streak,
        day: momentOf(row) ? dayOf(momentOf(row)) : null
      })),
      total: shown.length,
      counts: {
        open: pool.filter(belongs.open).length,
        mastered: pool.filter(belongs.mastered).length,
        favourites: pool.filter(belongs.favourites).length
      },
      topics: shelves(topics, (id) => inTab.filter((entry) => entry.topicId === id)),
      leaveAfter
    };
  }
});

const belongs: Record<BookTab, (entry: Practisable) => boolean> = {
  open: isInBook,
  mastered: ({ card }) => card !== undefined && card.masteredAt !== null,
  favourites: ({ card }) => card?.favourite === true
};

const momentOf = ({ card }: Practisable) => card?.inBookSince ?? card?.masteredAt ?? 0;

/** Marks a question to come back to, or takes the mark away. */
export const markFavourite = command('assessment.mark-favourite', {
  input: z.object({ questionId: rowId, favourite: z.boolean() }),
  allow: holds('practice.use'),
  async run(ctx, { questionId, favourite }) {
    const cadreId = requireCadre(ctx);
    const [known] = await ctx.db.select({ id: question.id }).from(question).where(eq(question.id, questionId));
    if (!known) throw missing('bank.question-not-found');
    if (favourite || (await findCard(ctx, cadreId, questionId)))
      await keepCard(ctx, cadreId, questionId, { favourite });
  },
  trace: 'own-record'
});
