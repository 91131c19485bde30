/** What a bench says of one bar. */
export interface Row {
  bar: string;
  what: string;
  goal: string;
  measured: string;
  /** Against something measured in the same run. */
  ratio: string;
  /** Processor time of the server, and of the client that shares the machine with it. */
  cost: string;
}

const headings: Row = { bar: 'bar', what: 'what', goal: 'goal', measured: 'measured', ratio: 'ratio', cost: 'cost' };
const columns = Object.keys(headings) as (keyof Row)[];

export function printTable(rows: readonly Row[]) {
  const all = [headings, ...rows];
  const widths = columns.map((column) => Math.max(...all.map((row) => row[column].length)));
  for (const row of all)
    console.log(
      columns
        .map((column, at) => row[column].padEnd(widths[at]!))
        .join('  ')
        .trimEnd()
    );
}

/** Four figures of anything, thousands apart: `7,312`, `41.3`. */
export const figure = (value: number) =>
  value.toLocaleString('en', { maximumFractionDigits: value < 100 ? (value < 1 ? 2 : 1) : 0 });

/** The value below which so much of the sorted list lies. */
export const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
