/** Bodies of questions from files of other programs, which hold them in their own order and without letters. */
import { optionLetters, targetNumbers, type Option, type QuestionBody } from '../question.ts';
import { mixed } from './mixed.ts';

type Body = Omit<QuestionBody, 'stem'>;

export const lettered = (texts: readonly string[]): Option[] =>
  texts.map((text, at) => ({ key: optionLetters[at] ?? `#${at + 1}`, text }));

/** One right answer makes a single choice, several a multiple one. */
export function choiceBody(choices: readonly { text: string; right: boolean }[]): Body {
  const options = lettered(choices.map(({ text }) => text));
  const answer = options.filter((_, at) => choices[at]!.right).map(({ key }) => key);
  return { type: answer.length > 1 ? 'multiple' : 'single', options, answer, details: null };
}

/**
 * @param steps in their right order
 * @param shown the letters that they are shown under, in the same order; where it does not fit they are mixed.
 */
export function orderingBody(steps: readonly string[], shown = ''): Body {
  const letters = [...shown];
  const fits = letters.length === steps.length && lettered(steps).every(({ key }) => letters.includes(key));
  if (fits) {
    const options = letters.map((key, at) => ({ key, text: steps[at]! })).sort((a, b) => (a.key < b.key ? -1 : 1));
    return { type: 'ordering', options, answer: letters, details: null };
  }
  const options = lettered(mixed(steps));
  const left = [...options];
  const answer = steps.map(
    (step) =>
      left.splice(
        left.findIndex(({ text }) => text === step),
        1
      )[0]!.key
  );
  return { type: 'ordering', options, answer, details: null };
}

/**
 * @param pairs left and right; a left side without words makes the right one a distractor
 * @param places the numbers of the pairs' right sides; where they do not fit the right side is mixed.
 */
export function matchingBody(pairs: readonly (readonly [string, string])[], places: readonly string[] = []): Body {
  const real = pairs.filter(([left]) => left);
  const texts = [...new Set(pairs.map(([, right]) => right))];
  const keyOf = placed(real, places, texts) ?? new Map(mixed(texts).map((text, at) => [text, numberOf(at)]));
  const free = texts.map((_, at) => numberOf(at)).filter((key) => ![...keyOf.values()].includes(key));
  for (const text of texts) if (!keyOf.has(text)) keyOf.set(text, free.shift()!);
  const options = lettered(real.map(([left]) => left));
  return {
    type: 'matching',
    options,
    answer: real.map(([, right], at) => `${options[at]!.key}${keyOf.get(right)!}`).sort(),
    details: {
      targets: [...keyOf].map(([text, key]) => ({ key, text })).sort((a, b) => Number(a.key) - Number(b.key))
    }
  };
}

const numberOf = (at: number) => targetNumbers[at] ?? String(at + 1);

function placed(pairs: readonly (readonly [string, string])[], places: readonly string[], texts: readonly string[]) {
  if (places.length !== pairs.length) return undefined;
  const keyOf = new Map<string, string>();
  const textOf = new Map<string, string>();
  for (const [at, [, right]] of pairs.entries()) {
    const key = places[at]!;
    const known = Number(key) >= 1 && Number(key) <= texts.length && Number.isInteger(Number(key));
    if (!known || (keyOf.get(right) ?? key) !== key || (textOf.get(key) ?? right) !== right) return undefined;
    keyOf.set(right, key);
    textOf.set(key, right);
  }
  return keyOf;
}
