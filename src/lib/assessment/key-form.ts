/** The grid in which papers are keyed in, as a form sends it: `form-7`, `a-7-3`, and `b-7-3` for a second keying. */
import { paperForms, type PaperForm } from './attempt-events.ts';

export interface KeyedRow {
  cadreId: number;
  form: PaperForm;
  answers: string[];
  again: string[] | null;
}

/** The rows in which something was typed; whatever else a form may carry is left out. */
export function keyedRows(typed: Readonly<Record<string, string>>): KeyedRow[] {
  const cadreIds = Object.keys(typed).flatMap((name) => /^form-(\d{1,9})$/.exec(name)?.[1] ?? []);
  return cadreIds.flatMap((id) => {
    const answers = cellsOf(typed, `a-${id}-`);
    if (!answers.some((cell) => cell.trim())) return [];
    const again = cellsOf(typed, `b-${id}-`);
    return [
      {
        cadreId: Number(id),
        form: paperForms.find((form) => form === typed[`form-${id}`]) ?? 'A',
        answers,
        again: again.length ? again : null
      }
    ];
  });
}

function cellsOf(typed: Readonly<Record<string, string>>, prefix: string): string[] {
  const cells: string[] = [];
  while (typed[prefix + (cells.length + 1)] !== undefined) cells.push(typed[prefix + (cells.length + 1)]!);
  return cells;
}
