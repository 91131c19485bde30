/** Right answers as people write them into a cell or behind 答案：. */
import type { QuestionType } from '../question.ts';
import { readBlanks } from './notation.ts';
import { readTruth, wordOf } from './words.ts';

/**
 * The response that an answer means: `AC`, `A、C`, `ａ，ｃ`, 对, ×, `C→A→B`, `A2、B1`, `60|六十；区政府`. Empty for an empty
 * text; undefined when it means nothing for this type. A case has no answer of its own.
 */
export function parseAnswer(text: string, type: QuestionType): string[] | undefined {
  if (!text.trim()) return [];
  switch (type) {
    case 'true-false': {
      const truth = readTruth(text.replace(/[,、;.。；，]/g, ''));
      return truth && [truth];
    }
    case 'single':
    case 'multiple': {
      const letters = lettersOf(text, /[,、;.。/和及|]/g);
      return letters && [...new Set(letters)].sort();
    }
    case 'ordering':
      return lettersOf(text, /[,、;.。/|>→-]/g);
    case 'matching':
      return pairsOf(text);
    case 'fill-in':
      return readBlanks(text).map(([first]) => first ?? '');
    case 'short-answer':
      return [text];
    case 'case':
      return undefined;
  }
}

function lettersOf(text: string, between: RegExp): string[] | undefined {
  const word = wordOf(text).replace(between, '');
  return /^[a-j]*$/.test(word) ? [...word.toUpperCase()] : undefined;
}

function pairsOf(text: string): string[] | undefined {
  const word = wordOf(text).toUpperCase();
  const pairs = [...word.matchAll(/([A-J])[-:=→>]*(\d{1,2})/g)];
  const rest = word.replace(/([A-J])[-:=→>]*(\d{1,2})/g, '').replace(/[,、;.。/|和及]/g, '');
  return rest ? undefined : pairs.map(([, left, right]) => `${left}${Number(right)}`);
}
