import type { QuestionType } from './question.ts';

/** One line of a paper's plan: so many questions that fit its wishes, at so many points each. */
export interface BlueprintRow {
  type: QuestionType;
  /** Null: any topic. */
  topicId: number | null;
  /** Null or absent: resting on any law. */
  statuteId?: number | null | undefined;
  /** Null or absent: any difficulty, mixed as the bank is. */
  difficulty?: number | null | undefined;
  /** The title of the part of the paper it stands in; rows with the same title make one part. */
  section?: string | undefined;
  count: number;
  points: number;
}
export type Blueprint = BlueprintRow[];

/** Questions that no row can tell apart, and how many of them the bank holds. */
export interface Available {
  type: QuestionType;
  topicId: number;
  difficulty: number;
  statuteIds: number[];
  count: number;
}

export interface RowCheck {
  /** Position of the row in the blueprint. */
  row: number;
  wanted: number;
  /** What the bank holds that fits this row, whatever the other rows take. */
  available: number;
  /** How many questions this row does not get. */
  short: number;
  /** Why a short row is short: these rows (this one included) want `wanted` of `held` questions between them. */
  together: { rows: number[]; wanted: number; held: number } | null;
}

export interface BlueprintCheck {
  /** Every row can be filled without using a question twice. */
  ok: boolean;
  rows: RowCheck[];
  questions: number;
  points: number;
}

/** What the bank holds, counted by what rows ask for. */
export function countAvailable(pool: readonly Omit<Available, 'count'>[]): Available[] {
  const counts = new Map<string, Available>();
  for (const { type, topicId, difficulty, statuteIds } of pool) {
    const statutes = [...statuteIds].sort((a, b) => a - b);
    const key = `${type} ${topicId} ${difficulty} ${statutes.join()}`;
    const held = counts.get(key);
    if (held) held.count += 1;
    else counts.set(key, { type, topicId, difficulty, statuteIds: statutes, count: 1 });
  }
  return [...counts.values()];
}

/** Whether a question is what a row asks for. */
export function fitsRow(row: BlueprintRow, question: Omit<Available, 'count'>): boolean {
  return (
    question.type === row.type &&
    (row.topicId === null || question.topicId === row.topicId) &&
    (row.difficulty == null || question.difficulty === row.difficulty) &&
    (row.statuteId == null || question.statuteIds.includes(row.statuteId))
  );
}

/** So many of each kind of question for each row: `[row][kind]`. */
export type Allotment = number[][];

/**
 * Fills rows from kinds of questions, as far as it can be done at all: a maximal flow from rows to kinds, grown by
 * augmenting paths (Ford and Fulkerson). Rows may overlap in any way: no order of taking turns would be right, since
 * a row for a topic and a row for a law may both want the one question that has both. A row once filled stays filled,
 * so of rows that compete the more particular ones come first.
 *
 * @param begun an allotment to start from; what a row has of it may move to other kinds.
 */
export function allot(blueprint: Blueprint, available: readonly Available[], begun?: Allotment): Allotment {
  const taken = begun ? begun.map((line) => [...line]) : blueprint.map(() => available.map(() => 0));
  const left = available.map(({ count }, kind) => count - sum(taken.map((line) => line[kind]!)));
  for (const row of mostParticularFirst(blueprint)) {
    let wanted = blueprint[row]!.count - sum(taken[row]!);
    while (wanted > 0) {
      const { path } = searchFrom(row, blueprint, available, taken, left);
      if (!path) break;
      wanted -= augment(path, taken, left, wanted);
    }
  }
  return taken;
}

/** A step of a path: `row` takes from `kind`, which the next step's row gives up. */
type Path = { row: number; kind: number }[];

/** Looks, broadest first, for a way to one more question for a row; `rows` and `kinds` are what it came across. */
function searchFrom(
  start: number,
  blueprint: Blueprint,
  available: readonly Available[],
  taken: Allotment,
  left: readonly number[]
): { path: Path | undefined; rows: Set<number>; kinds: Set<number> } {
  const cameBy = new Map<number, { row: number; kind: number } | undefined>([[start, undefined]]);
  const kinds = new Set<number>();
  const queue = [start];
  for (const row of queue) {
    for (const [kind, held] of available.entries()) {
      if (kinds.has(kind) || !fitsRow(blueprint[row]!, held)) continue;
      kinds.add(kind);
      if (left[kind]! > 0) {
        const path: Path = [{ row, kind }];
        for (let back = cameBy.get(row); back; back = cameBy.get(back.row)) path.unshift(back);
        return { path, rows: new Set(cameBy.keys()), kinds };
      }
      for (const [other, line] of taken.entries()) {
        if (line[kind]! > 0 && !cameBy.has(other)) {
          cameBy.set(other, { row, kind });
          queue.push(other);
        }
      }
    }
  }
  return { path: undefined, rows: new Set(cameBy.keys()), kinds };
}

function augment(path: Path, taken: Allotment, left: number[], wanted: number): number {
  const last = path.at(-1)!;
  let amount = Math.min(wanted, left[last.kind]!);
  for (const [at, { kind }] of path.slice(0, -1).entries()) {
    amount = Math.min(amount, taken[path[at + 1]!.row]![kind]!);
  }
  left[last.kind]! -= amount;
  for (const [at, { row, kind }] of path.entries()) {
    taken[row]![kind]! += amount;
    const next = path[at + 1];
    if (next) taken[next.row]![kind]! -= amount;
  }
  return amount;
}

/**
 * Whether the bank can fill a paper, and where not by how much and why: when a row gets no further question, the rows
 * and kinds that the search came across are the proof (Hall's condition), since those rows want more than there is.
 */
export function checkBlueprint(blueprint: Blueprint, available: readonly Available[]): BlueprintCheck {
  const taken = allot(blueprint, available);
  const left = available.map(({ count }, kind) => count - sum(taken.map((line) => line[kind]!)));
  const rows = blueprint.map((row, at): RowCheck => {
    const short = row.count - sum(taken[at]!);
    const fitting = available.filter((held) => fitsRow(row, held));
    return {
      row: at,
      wanted: row.count,
      available: sum(fitting.map(({ count }) => count)),
      short,
      together: short ? deficit(at, blueprint, available, taken, left) : null
    };
  });
  return {
    ok: blueprint.length > 0 && rows.every(({ short }) => short === 0),
    rows,
    ...paperTotals(blueprint)
  };
}

function deficit(at: number, blueprint: Blueprint, available: readonly Available[], taken: Allotment, left: number[]) {
  const { rows, kinds } = searchFrom(at, blueprint, available, taken, left);
  return {
    rows: [...rows].sort((a, b) => a - b),
    wanted: sum([...rows].map((row) => blueprint[row]!.count)),
    held: sum([...kinds].map((kind) => available[kind]!.count))
  };
}

/** How many of each difficulty a row takes: `[easy, middling, hard]`. */
export type Mix = [number, number, number];

/**
 * How many questions of each difficulty every row takes, the same for every candidate: a row that does not name one
 * is mixed as its part of the bank is (largest remainders), as far as the rows together can be filled that way.
 *
 * @returns undefined when the bank cannot fill the blueprint.
 */
export function mixOf(blueprint: Blueprint, available: readonly Available[]): Mix[] | undefined {
  const wishes = blueprint.map((row) => proportionalMix(row, available));
  const parts = blueprint.flatMap((row, at) => partsOf(row, wishes[at]!).map((part) => ({ at, part })));
  const partly = allot(
    parts.map(({ part }) => part),
    available
  );
  const begun = blueprint.map((_, at) =>
    available.map((__, kind) => sum(parts.map((part, index) => (part.at === at ? partly[index]![kind]! : 0))))
  );
  const taken = allot(blueprint, available, begun);
  if (blueprint.some(({ count }, at) => sum(taken[at]!) < count)) return undefined;
  return taken.map((line) =>
    levels.map((level) => sum(line.filter((_, kind) => available[kind]!.difficulty === level)))
  ) as Mix[];
}

const levels = [1, 2, 3] as const;

function proportionalMix(row: BlueprintRow, available: readonly Available[]): Mix {
  const fitting = available.filter((held) => fitsRow(row, held));
  const total = sum(fitting.map(({ count }) => count));
  const shares = levels.map((level) => {
    const held = sum(fitting.filter(({ difficulty }) => difficulty === level).map(({ count }) => count));
    const exact = total ? (held * row.count) / total : 0;
    return { level, quota: Math.floor(exact), remainder: exact - Math.floor(exact) };
  });
  const missing = (total ? row.count : 0) - sum(shares.map(({ quota }) => quota));
  const lucky = [...shares].sort((a, b) => b.remainder - a.remainder).slice(0, missing);
  return shares.map((share) => share.quota + (lucky.includes(share) ? 1 : 0)) as Mix;
}

/** A row parted by difficulty; parts that ask for nothing are left out. */
export function partsOf(row: BlueprintRow, mix: Mix): BlueprintRow[] {
  return levels.flatMap((difficulty, at) => (mix[at]! > 0 ? [{ ...row, difficulty, count: mix[at]! }] : []));
}

/** Questions and points of the whole paper. */
export function paperTotals(blueprint: Blueprint): { questions: number; points: number } {
  return {
    questions: sum(blueprint.map(({ count }) => count)),
    points: roundPoints(sum(blueprint.map(({ count, points }) => count * points)))
  };
}

/** Points may be halves; sums of them stay free of binary dust. */
export const roundPoints = (points: number): number => Math.round(points * 100) / 100;

/** Positions of the rows, those that ask for most first, else as written. */
export function mostParticularFirst(blueprint: Blueprint): number[] {
  const wishes = ({ topicId, statuteId, difficulty }: BlueprintRow) =>
    Number(topicId !== null) + Number(statuteId != null) + Number(difficulty != null);
  return blueprint.map((_, at) => at).sort((a, b) => wishes(blueprint[b]!) - wishes(blueprint[a]!) || a - b);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
