/** How a round looks on a phone without a network: what was taken along, and what was done with it since. Pure. */
import type { NumberedDeed, PracticeDeed } from './practice-deeds.ts';
import { markPractised } from './practice-marking.ts';
import type { PractisedQuestion } from './practice-run.server.ts';
import type { TakenQuestion, TakenRound } from './practice-taken.server.ts';

export interface RoundOnDevice {
  /** Of each place whether it was right; null where nothing was answered. */
  places: (boolean | null)[];
  answered: number;
  right: number;
  /** The first place without an answer, from 1; null when the round is through. */
  firstOpen: number | null;
}

/** @param deeds oldest first: the first answer to a question counts, as on the server. */
export function roundOnDevice(round: TakenRound, deeds: readonly NumberedDeed[]): RoundOnDevice {
  const places = round.questions.map((question) => givenOn(round, question, deeds)?.right ?? null);
  const open = places.indexOf(null);
  return {
    places,
    answered: places.filter((right) => right !== null).length,
    right: places.filter(Boolean).length,
    firstOpen: open < 0 ? null : open + 1
  };
}

/** One question of a round as the page shows it: marked here, by the same rule as on the server. */
export function questionOnDevice(round: TakenRound, place: number, deeds: readonly NumberedDeed[]): PractisedQuestion {
  const { answer, details, explanation, citations, given: _, ...question } = round.questions[place - 1]!;
  const given = givenOn(round, round.questions[place - 1]!, deeds);
  return {
    ...question,
    place,
    ...(last(deeds, 'favourite', question.questionId) ?? {}),
    note: last(deeds, 'note', question.questionId)?.body ?? question.note,
    feedback: given ? { ...given, answer, details, explanation, citations } : null
  };
}

function givenOn(round: TakenRound, question: TakenQuestion, deeds: readonly NumberedDeed[]) {
  if (question.given) return question.given;
  for (const { deed } of deeds) {
    if (deed.what !== 'answer' || deed.runId !== round.runId || deed.versionId !== question.versionId) continue;
    const mark = markPractised(question, { choice: deed.choice, parts: deed.parts ?? [], judged: deed.judged ?? null });
    if (mark.kind === 'marked') return { choice: mark.choice, right: mark.right, parts: mark.parts ?? [] };
  }
  return null;
}

type Own<What extends PracticeDeed['what']> = Extract<PracticeDeed, { what: What }>;

function last<What extends 'favourite' | 'note'>(deeds: readonly NumberedDeed[], what: What, questionId: number) {
  const found = deeds.findLast(({ deed }) => deed.what === what && deed.questionId === questionId);
  return found?.deed as Own<What> | undefined;
}
