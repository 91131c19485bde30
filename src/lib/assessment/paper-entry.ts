/** What a marker types from a paper into the grid, and back. Letters are those printed: by place, not the bank's. */
import { isPossibleChoice, offPaper, onPaper } from './answers.ts';
import { optionLetters, type QuestionType } from './question.ts';

/** A place of a printed paper. */
export interface PrintedPlace {
  type: QuestionType;
  /** Keys in the order printed; with a matching the numbers of its right side after them. */
  order: readonly string[];
  blanks: number;
}

const YES = /^(t|y|√|✓|对|正确|是)$/i;
const NO = /^(f|n|×|x|✗|错|错误|否)$/i;

/**
 * The answer that a cell means, in the bank's keys; undefined when the paper has no such answer. An empty cell is no
 * answer. Letters may be parted by anything or by nothing; blanks are parted by ；or a bar.
 */
export function readKeyed(text: string, place: PrintedPlace): string[] | undefined {
  const typed = text.trim().normalize('NFKC');
  if (!typed) return [];
  const choice = choiceOf(typed, place, text.trim());
  const { type, order, blanks } = place;
  return choice?.length && isPossibleChoice(choice, { type, keys: order, blanks }) ? choice : undefined;
}

function choiceOf(typed: string, { type, order, blanks }: PrintedPlace, words: string): string[] | undefined {
  const letters = [...typed.toUpperCase().matchAll(/[A-J]/g)].map(([letter]) => letter);
  const onlyLetters = /^[A-J\s,、.\-;]+$/.test(typed.toUpperCase());
  switch (type) {
    case 'true-false':
      return YES.test(typed) ? ['T'] : NO.test(typed) ? ['F'] : undefined;
    case 'single':
    case 'multiple':
      return onlyLetters ? letters.map((letter) => order[optionLetters.indexOf(letter as never)] ?? letter) : undefined;
    case 'ordering':
      return onlyLetters ? offPaper(letters, type, order) : undefined;
    case 'matching': {
      const pairs = typed.toUpperCase().match(/[A-J]\s*-?\s*\d+/g);
      return pairs
        ? offPaper(
            pairs.map((pair) => pair.replace(/[^A-J\d]/g, '')),
            type,
            order
          )
        : undefined;
    }
    case 'fill-in': {
      const replies = typed.split(/[;|]/).map((reply) => reply.trim());
      return replies.length <= blanks
        ? [...replies, ...Array.from({ length: blanks - replies.length }, () => '')]
        : undefined;
    }
    case 'short-answer':
      return [words];
    case 'case':
      return undefined;
  }
}

/** An answer as it stands on the paper: for the key sheet, and for a cell that is corrected. */
export function printedAnswer(choice: readonly string[], { type, order }: PrintedPlace): string {
  switch (type) {
    case 'true-false':
      return choice.map((key) => (key === 'T' ? '√' : '×')).join('');
    case 'single':
    case 'multiple':
      return choice
        .map((key) => optionLetters[order.indexOf(key)] ?? '')
        .sort()
        .join('');
    case 'ordering':
      return onPaper(choice, type, order).join('');
    case 'matching':
      return [...onPaper(choice, type, order)].sort().join(' ');
    case 'fill-in':
      return choice.join('；');
    default:
      return choice.join('');
  }
}

/** A block copied from a spreadsheet, row by row. */
export const pastedBlock = (text: string): string[][] =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map((row) => row.split('\t'));
