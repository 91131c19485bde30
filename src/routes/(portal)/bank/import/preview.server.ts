/** What the import page shows of a file before anything is written. */
import type { FileProblem } from '#lib/assessment/formats/format.ts';
import { previewImport, type ImportOutcome } from '#lib/assessment/import.server.ts';
import type { QuestionProblem } from '#lib/assessment/question.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { packed, type Batch } from './batch.server.ts';

export type BlockKind = 'ready' | 'same' | 'wrong' | 'duplicate' | 'unsupported';

const kindOf: Record<ImportOutcome, BlockKind> = {
  new: 'ready',
  changed: 'ready',
  same: 'same',
  skipped: 'duplicate',
  duplicate: 'duplicate',
  broken: 'wrong'
};

/** A place in the file, and what is to be said about it. */
export interface Place {
  row: number;
  item: string;
  stem: string;
  texts: string[];
}

/** Looks at a batch as it would be written now, in the reader's language. */
export async function lookAt(locals: App.Locals, batch: Batch) {
  const { questions, problems, status, topic } = batch;
  const input = { questions: questions.map(({ row, draft }) => ({ row, draft })), status, topic, decisions: {} };
  const { rows, counts, newTopics } = await locals.run(previewImport, input);
  const itemOf = new Map(questions.map(({ row, item }) => [row, item ?? '']));
  const say = ({ code, params }: { code: string; params: FileProblem['params'] }) =>
    errorText(code, params, locals.locale);
  const places = (kind: FileProblem['kind']) =>
    problems
      .filter((problem) => problem.kind === kind)
      .map((problem) => ({
        row: problem.row,
        item: problem.item ?? '',
        stem: problem.excerpt,
        texts: [say(problem)]
      }));
  const sayOfQuestion = (problem: QuestionProblem) => (problem.part ? `（${problem.part}）` : '') + say(problem);
  const broken = rows
    .filter(({ outcome }) => outcome === 'broken')
    .map(({ row, stem, problems: found }) => ({
      row,
      item: itemOf.get(row) ?? '',
      stem,
      texts: found.map(sayOfQuestion)
    }));
  const blocks = new Map<number, BlockKind>(rows.map(({ row, outcome }) => [row, kindOf[outcome]]));
  for (const { row, kind } of problems) if (kind === 'unsupported') blocks.set(row, 'unsupported');
  for (const { row, kind } of problems) if (kind === 'error') blocks.set(row, 'wrong');
  return {
    name: batch.name,
    format: batch.format,
    unit: batch.unit,
    status,
    questions: questions.length,
    blocks: [...blocks].sort(([a], [b]) => a - b).map(([row, kind]) => ({ row, kind })),
    counts,
    newTopics,
    wrong: together([...places('error'), ...broken]),
    duplicates: rows
      .filter(({ outcome }) => outcome === 'duplicate')
      .map(({ row, stem, twin }) => ({
        row,
        stem,
        twin: twin!,
        choice: batch.decisions[String(row)] ?? ('skip' as const)
      })),
    unsupported: together(places('unsupported')),
    leftOut: together(places('left-out')),
    batch: packed(batch)
  };
}

/** One entry a place, whatever is wrong there. */
function together(places: readonly Place[]): Place[] {
  const byRow = new Map<number, Place>();
  for (const place of places) {
    const known = byRow.get(place.row);
    if (known) known.texts.push(...place.texts.filter((text) => !known.texts.includes(text)));
    else byRow.set(place.row, { ...place, texts: [...place.texts] });
  }
  return [...byRow.values()].sort((a, b) => a.row - b.row);
}

export type Preview = Awaited<ReturnType<typeof lookAt>>;
