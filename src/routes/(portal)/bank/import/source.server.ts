import type { Unit } from '#lib/assessment/formats/format.ts';
import { readDocument } from '#lib/platform/document.server.ts';

/** So many lines are shown beside the problems. */
const MOST_LINES = 1500;
const LONGEST_LINE = 400;

/** The lines of a text, so that a problem can lead to the one it means; nothing for tables and packages. */
export function sourceOf(bytes: Uint8Array, unit: Unit): { lines: string[]; cut: boolean } | undefined {
  if (unit !== 'line') return undefined;
  const lines = readDocument(bytes, { numbers: true }).text.split(/\r\n?|\n/);
  return {
    lines: lines.slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST_LINE)),
    cut: lines.length > MOST_LINES
  };
}
