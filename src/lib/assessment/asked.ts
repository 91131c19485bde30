/** What whoever answers may see of a question, and nothing that tells what is right. */
import { seededRandom, shuffled, type Random } from './draw.ts';
import type { Option, QuestionBody, QuestionType } from './question.ts';

export interface AskedBody {
  type: QuestionType;
  stem: string;
  /** In the order shown. */
  options: Option[];
  /** The right side of a matching, in the order shown. */
  targets: Option[];
}

/**
 * A body without its answer, laid out in one order.
 * @param keys what to call the options instead of by their letters in the bank.
 */
export function askedBody(
  { type, stem, options, details }: QuestionBody,
  order: readonly string[],
  keys?: ReadonlyMap<string, string>
): AskedBody {
  const inOrder = (all: readonly Option[]) =>
    order.flatMap((key) => {
      const found = all.find((option) => option.key === key);
      return found ? [{ key: keys?.get(key) ?? key, text: found.text }] : [];
    });
  return { type, stem, options: inOrder(options), targets: inOrder(details?.targets ?? []) };
}

/**
 * An order in which to show a body. An ordering is never shown in the right one, for then whoever does nothing would be
 * right; the sides of a matching are shuffled apart; of the others `options` is the order.
 */
export function shownOrder(
  { type, options, answer, details }: QuestionBody,
  random: Random,
  shuffleOptions = true
): string[] {
  const keys = options.map(({ key }) => key);
  switch (type) {
    case 'ordering': {
      const [first, ...rest] = shuffled(keys, random);
      const order = [first!, ...rest];
      return order.join() === answer.join() ? [...rest, first!] : order;
    }
    case 'matching':
      return [
        ...shuffled(keys, random),
        ...shuffled(
          (details?.targets ?? []).map(({ key }) => key),
          random
        )
      ];
    case 'single':
    case 'multiple':
      return shuffleOptions ? shuffled(keys, random) : keys;
    default:
      return keys;
  }
}

export interface PractisedBody extends AskedBody {
  /** What a case asks; empty for every other question. */
  parts: AskedBody[];
}

/** A question as practice asks it, in an order that stays the same for one seed; with the bank's keys. */
export function practisedBody(body: QuestionBody, seed: string): PractisedBody {
  const laidOut = (one: QuestionBody, own: string) => askedBody(one, shownOrder(one, seededRandom(own), false));
  return {
    ...laidOut(body, seed),
    parts: (body.details?.parts ?? []).map((part, at) => laidOut(part, `${seed}/${at}`))
  };
}
