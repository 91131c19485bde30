/** 随身练: questions taken along on a phone, with everything that is needed to practise them without a network. */
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { practisedBody } from './asked.ts';
import { questionContents } from './bank-access.server.ts';
import { practisable, requireCadre } from './practice-cards.server.ts';
import { notesOf } from './practice-notes.server.ts';
import { namesOf } from './practice-book.server.ts';
import { answersOf, openRun, type PractisedQuestion } from './practice-run.server.ts';
import type { PartAnswer } from './practice-marking.ts';
import { practiceModes, type PracticeMode } from './practice.ts';
import type { QuestionDetails } from './question.ts';
import { richTexts } from './rich-text.server.ts';
import type { RichTexts } from './rich-text.ts';

/** A question as it lies on the phone: the right answer and its reasons are with it, since nobody can be asked. */
export interface TakenQuestion extends Omit<PractisedQuestion, 'place' | 'feedback'> {
  answer: string[];
  details: QuestionDetails | null;
  explanation: string;
  citations: NonNullable<PractisedQuestion['feedback']>['citations'];
  /** What was answered in this round before it was taken along. */
  given: { choice: string[]; right: boolean; parts: PartAnswer[] } | null;
}

export interface TakenRound {
  runId: number;
  mode: PracticeMode;
  /** The topic or the statute; null for rounds of another kind. */
  name: string | null;
  questions: TakenQuestion[];
  rich: RichTexts;
}

export interface TakenSet {
  owner: number;
  takenAt: Instant;
  leaveAfter: number;
  rounds: TakenRound[];
}

/** More than a shift can hold; a phone keeps them without effort. */
const MOST_QUESTIONS = 300;

export const TakePractice = z.object({
  mode: z.enum(practiceModes),
  topicId: rowId.nullable().default(null),
  statuteId: rowId.nullable().default(null)
});

/**
 * The daily review, as far as it has anything for today, and a chosen round, ready to be practised without a network.
 * Both are ordinary rounds, so that a round may be begun here and ended there.
 * @throws conflict `practice.nothing-to-practise`
 */
export const takePractice = command('assessment.take-practice', {
  input: TakePractice,
  allow: holds('practice.use'),
  async run(ctx, wish): Promise<TakenSet> {
    const cadreId = requireCadre(ctx);
    const daily = await openRun(ctx, cadreId, { mode: 'daily', topicId: null, statuteId: null, like: null });
    const chosen = wish.mode === 'daily' ? undefined : await openRun(ctx, cadreId, { ...wish, like: null });
    const runs = [daily, chosen].filter((run) => run !== undefined);
    if (!runs.length) throw conflict('practice.nothing-to-practise');
    const { 'practice.streak': leaveAfter } = await settingsOn(ctx.db, ctx.today);
    const rounds: TakenRound[] = [];
    for (const run of runs) rounds.push(await roundOf(ctx, cadreId, run));
    return { owner: ctx.actor.accountId!, takenAt: ctx.now, leaveAfter, rounds };
  },
  trace: 'own-record'
});

type Run = NonNullable<Awaited<ReturnType<typeof openRun>>>;

async function roundOf(ctx: Context, cadreId: number, run: Run): Promise<TakenRound> {
  const answers = await answersOf(ctx, run.id);
  const contents = await questionContents(ctx, run.versionIds.slice(0, MOST_QUESTIONS));
  const cards = new Map((await practisable(ctx, cadreId)).map(({ questionId, card }) => [questionId, card]));
  const notes = await notesOf(ctx, cadreId);
  const { topics, statutes } = await namesOf(ctx);
  const named = [
    ...topics.filter(({ id }) => id === run.topicId),
    ...statutes.filter(({ id }) => id === run.statuteId)
  ];
  return {
    runId: run.id,
    mode: run.mode,
    name: named[0]?.name ?? null,
    rich: richTexts(contents),
    questions: contents.map((content) => {
      const card = cards.get(content.questionId);
      const given = answers.get(content.versionId);
      return {
        ...content,
        ...practisedBody(content, `${run.id}/${content.versionId}`),
        seen: card?.seen ?? 0,
        wrong: card?.wrong ?? 0,
        streak: card?.streak ?? 0,
        inBook: card ? card.inBookSince !== null : false,
        favourite: card?.favourite ?? false,
        note: notes.get(content.questionId)?.body ?? '',
        given: given ? { choice: given.choice, right: given.right, parts: given.parts ?? [] } : null
      };
    })
  };
}
