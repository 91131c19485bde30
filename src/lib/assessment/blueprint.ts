import type { QuestionType } from './question.ts';

/** One line of a paper's plan: so many questions of this kind at so many points each. */
export interface BlueprintRow {
  type: QuestionType;
  /** Null: any topic. */
  topicId: number | null;
  count: number;
  points: number;
}
export type Blueprint = BlueprintRow[];

/** What the bank holds of one kind and topic. */
export interface Available {
  type: QuestionType;
  topicId: number;
  count: number;
}

export interface RowCheck {
  /** Position of the row in the blueprint. */
  row: number;
  wanted: number;
  /** What is left for this row once the rows before it have theirs. */
  available: number;
  short: number;
}

export interface BlueprintCheck {
  /** Every row can be filled without using a question twice. */
  ok: boolean;
  rows: RowCheck[];
  questions: number;
  points: number;
}

/** What the bank holds, counted by kind and topic. */
export function countAvailable(pool: readonly { type: QuestionType; topicId: number }[]): Available[] {
  const counts = new Map<string, Available>();
  for (const { type, topicId } of pool) {
    const key = `${type} ${topicId}`;
    const held = counts.get(key);
    if (held) held.count += 1;
    else counts.set(key, { type, topicId, count: 1 });
  }
  return [...counts.values()];
}

/**
 * Whether the bank can fill a paper. Rows with a topic take theirs first; rows for any topic share what is left of
 * their kind. No other order can fill more: two rows only ever compete when they share a kind, and a row with a
 * topic has nowhere else to go.
 */
export function checkBlueprint(blueprint: Blueprint, available: readonly Available[]): BlueprintCheck {
  const left = available.map((line) => ({ ...line }));
  const rows = inFillingOrder(blueprint).map(({ row, at }): RowCheck => {
    const fitting = left.filter(
      (line) => line.type === row.type && (row.topicId === null || line.topicId === row.topicId)
    );
    const found = fitting.reduce((sum, line) => sum + line.count, 0);
    let wanted = row.count;
    for (const line of fitting) {
      const taken = Math.min(line.count, wanted);
      line.count -= taken;
      wanted -= taken;
    }
    return { row: at, wanted: row.count, available: found, short: wanted };
  });
  return {
    ok: blueprint.length > 0 && rows.every((row) => row.short === 0),
    rows: rows.sort((a, b) => a.row - b.row),
    ...paperTotals(blueprint)
  };
}

/** Questions and points of the whole paper. */
export function paperTotals(blueprint: Blueprint): { questions: number; points: number } {
  const points = blueprint.reduce((sum, row) => sum + row.count * row.points, 0);
  return { questions: blueprint.reduce((sum, row) => sum + row.count, 0), points: roundPoints(points) };
}

/** Points may be halves; sums of them stay free of binary dust. */
export const roundPoints = (points: number): number => Math.round(points * 100) / 100;

/** Rows with a topic before rows for any topic, else as written. */
export function inFillingOrder(blueprint: Blueprint): { row: BlueprintRow; at: number }[] {
  const placed = blueprint.map((row, at) => ({ row, at }));
  return [...placed.filter(({ row }) => row.topicId !== null), ...placed.filter(({ row }) => row.topicId === null)];
}
