/** Questions of a bank that ask the same twice, though not in the same words. */
import { foldStem, type QuestionBody } from './question.ts';

export interface Twins {
  first: string;
  second: string;
  /** 0…1: Dice's coefficient of the pairs of neighbouring characters of both stems. */
  alike: number;
}

/** Stems this much alike ask the same, whatever the answer. */
const SAME = 0.9;
/** Stems this much alike ask the same when their right answers read the same. */
const SAME_WITH_ANSWER = 0.7;

export function twinsAmong(asked: readonly { name: string; body: QuestionBody }[]): Twins[] {
  const known = asked.map(({ name, body }) => ({
    name,
    pairs: pairsOf(foldStem(body.stem)),
    answer: foldStem(rightWords(body))
  }));
  return known.flatMap((one, at) =>
    known.slice(0, at).flatMap((other) => {
      const alike = dice(one.pairs, other.pairs);
      const bound = one.answer === other.answer ? SAME_WITH_ANSWER : SAME;
      return alike >= bound ? [{ first: other.name, second: one.name, alike }] : [];
    })
  );
}

/** What the right answer says: the words of the right options, else the answer as it is written. */
export const rightWords = ({ options, answer }: Pick<QuestionBody, 'options' | 'answer'>): string =>
  answer.map((key) => options.find((option) => option.key === key)?.text || key).join('；');

function pairsOf(text: string): ReadonlySet<string> {
  const signs = [...text];
  return new Set(signs.slice(1).map((sign, at) => signs[at]! + sign));
}

function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (!one.size || !other.size) return 0;
  return (2 * one.intersection(other).size) / (one.size + other.size);
}
