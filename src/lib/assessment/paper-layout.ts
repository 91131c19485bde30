/** From drawn questions to places on a paper: a case takes one for each of its parts. */
import { shownOrder } from './asked.ts';
import type { DrawnQuestion, Random } from './draw.ts';
import { isChoiceType, type QuestionBody } from './question.ts';

export interface Place {
  versionId: number;
  part: number | null;
  points: number;
  optionOrder: string[];
}

/**
 * The places of one drawn question, in order. Choices keep the order of their options that the draw gave them.
 * @param body the wording; not needed for choices.
 */
export function placesOf(
  { versionId, points, optionOrder }: Omit<DrawnQuestion, 'section'>,
  body: QuestionBody | undefined,
  random: Random,
  shuffleOptions = true
): Place[] {
  if (!body || isChoiceType(body.type)) return [{ versionId, part: null, points, optionOrder }];
  if (body.type !== 'case')
    return [{ versionId, part: null, points, optionOrder: shownOrder(body, random, shuffleOptions) }];
  const parts = body.details?.parts ?? [];
  const shares = shareOut(
    points,
    parts.map(({ weight }) => weight)
  );
  return parts.map((part, at) => ({
    versionId,
    part: at,
    points: shares[at]!,
    optionOrder: shownOrder(part, random, shuffleOptions)
  }));
}

/** Points divided by weight in hundredths, none lost and none won: the largest remainders get the odd ones. */
export function shareOut(points: number, weights: readonly number[]): number[] {
  const whole = Math.round(points * 100);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const exact = weights.map((weight) => (whole * weight) / sum);
  const shares = exact.map(Math.floor);
  const odd = whole - shares.reduce((total, share) => total + share, 0);
  const byRemainder = exact
    .map((share, at) => ({ at, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, odd)) shares[at]! += 1;
  return shares.map((share) => share / 100);
}
