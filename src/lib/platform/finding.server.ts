/** Finding by words: every room's lists, and its part in the search everywhere. */
import { and, or, sql, type Column, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { line } from './input.ts';
import { containing } from './pinyin.ts';

/** The input of a room's part in the search everywhere: what was typed, and how many to find at the most. */
export const finding = z.object({ q: line(60), most: z.number().int().min(1).max(20) });

/** What was typed, word by word. */
export const wordsOf = (typed: string): string[] => typed.split(/\s+/).filter(Boolean);

/** Every word typed stands in one of the columns, which hold stored keys; undefined when nothing was typed. */
export function holdsEveryWord(typed: string, ...columns: Column[]): SQL | undefined {
  return and(
    ...wordsOf(typed).map((word) => or(...columns.map((column) => sql`${column} like ${containing(word)} escape '\\'`)))
  );
}
