/** The learner's own shelf: what waits today, the wrong-question book, favourites. Private, without any ranking. */
import { and, count, eq, gte } from 'drizzle-orm';
import { z } from 'zod';
import { statuteNames } from '#lib/law/collection.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { dayOf, instantOf, type Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { paging, rowId, type Page } from '#lib/platform/input.ts';
import { folded } from '#lib/platform/pinyin.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { questionContents, type QuestionContent } from './bank-access.server.ts';
import { findCard, keepCard, practisable, requireCadre } from './practice-cards.server.ts';
import { notesOf, type OwnNote } from './practice-notes.server.ts';
import { roomToday, unfinishedRuns, type UnfinishedRun } from './practice-run.server.ts';
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
  notes: number;
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
      mastered: pool.filter(isMastered).length,
      favourites: pool.filter(isFavourite).length,
      notes: (await notesOf(ctx, cadreId)).size,
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

export async function namesOf(ctx: Context) {
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
  q: z.string().trim().max(60).catch('').default(''),
  /** Everything on one page, for printing. */
  all: z.coerce.boolean().default(false)
});

export interface BookEntry extends Pick<CardFacts, 'wrong' | 'streak'> {
  content: QuestionContent;
  /** The person's own words on it; empty when there are none. */
  note: string;
  /** Since when it is in the book, or when it left it. */
  day: Day | null;
}

/** The acting person's wrong-question book: what still stands in it, what has left it, what they marked or noted. */
export const wrongBook = query('assessment.wrong-book', {
  input: BookFilter,
  allow: holds('practice.use'),
  async run(
    ctx,
    { tab, topicId, q, all, page, pageSize }
  ): Promise<Page<BookEntry> & { counts: Record<BookTab, number>; topics: Shelf[]; leaveAfter: number }> {
    const cadreId = requireCadre(ctx);
    const pool = await practisable(ctx, cadreId);
    const notes = await notesOf(ctx, cadreId);
    const noteOn = ({ questionId }: Practisable) => notes.get(questionId);
    const momentOf = (entry: Practisable) =>
      (tab === 'notes'
        ? noteOn(entry)?.savedAt
        : tab === 'mastered'
          ? entry.card?.masteredAt
          : entry.card?.inBookSince) ?? 0;
    const belongs: Record<BookTab, (entry: Practisable) => boolean> = {
      open: isInBook,
      mastered: isMastered,
      favourites: isFavourite,
      notes: (entry) => noteOn(entry) !== undefined
    };
    const inTab = pool.filter(belongs[tab]).sort((a, b) => momentOf(b) - momentOf(a));
    const { topics } = await namesOf(ctx);
    const ofTopic = inTab.filter((entry) => topicId === undefined || entry.topicId === topicId);
    const shown = q ? await saying(ctx, ofTopic, q, notes) : ofTopic;
    const rows = all ? shown : shown.slice((page - 1) * pageSize, page * pageSize);
    const contents = await questionContents(
      ctx,
      rows.map(({ versionId }) => versionId)
    );
    const { 'practice.streak': leaveAfter } = await settingsOn(ctx.db, ctx.today);
    return {
      rows: rows.map((row, at) => ({
        content: contents[at]!,
        note: noteOn(row)?.body ?? '',
        wrong: row.card?.wrong ?? 0,
        streak: row.card?.streak ?? 0,
        day: momentOf(row) ? dayOf(momentOf(row)) : null
      })),
      total: shown.length,
      counts: {
        open: pool.filter(belongs.open).length,
        mastered: pool.filter(belongs.mastered).length,
        favourites: pool.filter(belongs.favourites).length,
        notes: pool.filter(belongs.notes).length
      },
      topics: shelves(topics, (id) => inTab.filter((entry) => entry.topicId === id)),
      leaveAfter
    };
  }
});

const isMastered = ({ card }: Practisable) => card !== undefined && card.masteredAt !== null;
const isFavourite = ({ card }: Practisable) => card?.favourite === true;

/** Those whose question, code or own note contains the words, whatever their width and case. */
async function saying(
  ctx: Context,
  entries: readonly Practisable[],
  words: string,
  notes: ReadonlyMap<number, OwnNote>
): Promise<Practisable[]> {
  const contents = await questionContents(
    ctx,
    entries.map(({ versionId }) => versionId)
  );
  const wanted = folded(words);
  return entries.filter(({ questionId }, at) => {
    const { stem, code } = contents[at]!;
    return folded(`${code} ${stem} ${notes.get(questionId)?.body ?? ''}`).includes(wanted);
  });
}

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
