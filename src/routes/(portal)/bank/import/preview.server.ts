/** What the import page shows of a file before anything is written. */
import { previewImport, type DuplicateChoice, type ImportOutcome } from '#lib/assessment/import.server.ts';
import type { FileProblem, FileQuestion } from '#lib/assessment/question-table.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';

/** All that the page sends back to write what it showed. */
export interface Batch {
  name: string;
  status: 'draft' | 'live';
  topic: string;
  questions: FileQuestion[];
  /** Rows of the file that became no question. */
  problems: FileProblem[];
  decisions: Record<string, DuplicateChoice>;
}

export type BlockKind = 'ready' | 'same' | 'wrong' | 'duplicate' | 'unsupported';

const kindOf: Record<ImportOutcome, BlockKind> = {
  new: 'ready',
  changed: 'ready',
  same: 'same',
  skipped: 'duplicate',
  duplicate: 'duplicate',
  broken: 'wrong'
};

/** Looks at a batch as it would be written now, in the reader's language. */
export async function lookAt(locals: App.Locals, batch: Batch) {
  const { name: _, problems, ...input } = batch;
  const { rows, counts, newTopics } = await locals.run(previewImport, { ...input, decisions: {} });
  const say = ({ code, params }: { code: string; params: FileProblem['params'] }) =>
    errorText(code, params, locals.locale);
  const wrong = new Map<number, { row: number; stem: string; texts: string[] }>();
  const note = (row: number, stem: string, texts: string[]) => {
    const known = wrong.get(row);
    if (known) known.texts.push(...texts);
    else wrong.set(row, { row, stem, texts });
  };
  for (const problem of problems) if (problem.kind === 'error') note(problem.row, problem.excerpt, [say(problem)]);
  for (const one of rows) if (one.outcome === 'broken') note(one.row, one.stem, one.problems.map(say));
  const blocks = new Map<number, BlockKind>(rows.map(({ row, outcome }) => [row, kindOf[outcome]]));
  for (const problem of problems) blocks.set(problem.row, problem.kind === 'error' ? 'wrong' : 'unsupported');
  return {
    name: batch.name,
    status: batch.status,
    blocks: [...blocks].sort(([a], [b]) => a - b).map(([row, kind]) => ({ row, kind })),
    counts,
    newTopics,
    wrong: [...wrong.values()].sort((a, b) => a.row - b.row),
    duplicates: rows
      .filter(({ outcome }) => outcome === 'duplicate')
      .map(({ row, stem, twin }) => ({
        row,
        stem,
        twin: twin!,
        choice: batch.decisions[String(row)] ?? ('skip' as const)
      })),
    unsupported: problems
      .filter(({ kind }) => kind === 'unsupported')
      .map((problem) => ({ row: problem.row, excerpt: problem.excerpt, text: say(problem) })),
    batch: JSON.stringify(batch)
  };
}

export type Preview = Awaited<ReturnType<typeof lookAt>>;
