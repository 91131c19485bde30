import { z } from 'zod';
import { isDay, type Day } from './clock.ts';

/**
 * What is wrong with a field is a code, not a sentence: `input.required`, or with values `input.too-short|min=8`.
 * The words are chosen where the reader's language is known.
 */
z.config({
  customError(issue) {
    switch (issue.code) {
      case 'invalid_type':
        return issue.input === undefined || issue.input === null ? 'input.required' : `input.type`;
      case 'too_small':
        if (issue.origin === 'string')
          return issue.minimum === 1 ? 'input.required' : `input.too-short|min=${issue.minimum}`;
        if (issue.origin === 'array' || issue.origin === 'set') return `input.too-few|min=${issue.minimum}`;
        return `input.too-small|min=${issue.minimum}`;
      case 'too_big':
        if (issue.origin === 'string') return `input.too-long|max=${issue.maximum}`;
        if (issue.origin === 'array' || issue.origin === 'set') return `input.too-many|max=${issue.maximum}`;
        return `input.too-large|max=${issue.maximum}`;
      default:
        return 'input.format';
    }
  }
});

/** One line of text: trimmed, not empty, at most `longest` characters. */
export const line = (longest = 100) => z.string().trim().min(1).max(longest);
/** A line that may stay empty. */
export const optionalLine = (longest = 100) => z.string().trim().max(longest).default('');
/** Several lines of text. */
export const prose = (longest = 4000) => z.string().trim().max(longest).default('');
/** A calendar day `YYYY-MM-DD` that exists. */
export const dayInput = z
  .string()
  .trim()
  .refine((value): value is Day => isDay(value), 'input.day');
/** The key of a row. */
export const rowId = z.coerce.number().int().positive();

/** Paging of a list: pages count from 1. */
export const paging = z.object({
  page: z.coerce.number().int().min(1).catch(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).catch(50).default(50)
});
export interface Page<Row> {
  rows: Row[];
  total: number;
}
