/** Taking many questions in at once: everything is looked at first, then all is written or nothing. */
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { invalid } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { DraftInput } from './question-input.ts';
import { foldStem, LONGEST, type DraftQuestion, type QuestionProblem } from './question.ts';
import {
  knownQuestions,
  openCodes,
  openSettling,
  saysTheSame,
  topicIds,
  twinsOf,
  writeQuestion,
  writeVersion,
  type KnownQuestion,
  type SettledQuestion
} from './question-writing.server.ts';
import { topic } from './schema.server.ts';

/** What to do with a question whose stem is known under another code. */
export const duplicateChoices = ['reject', 'skip', 'update', 'keep'] as const;
export type DuplicateChoice = (typeof duplicateChoices)[number];

const ImportInput = z.object({
  questions: z.array(z.object({ row: rowId, draft: DraftInput })).max(20_000),
  /** New and changed questions begin as drafts; `live`: they were reviewed before, by others, outside the portal. */
  status: z.enum(['draft', 'live']).default('draft'),
  duplicates: z.enum(['reject', 'skip', 'keep']).default('reject'),
  /** Choices for single rows, before the general one. */
  decisions: z.record(z.string(), z.enum(duplicateChoices)).default({}),
  /** For questions that name none. */
  topic: z.string().trim().max(LONGEST.topic).default('')
});
type ImportInput = z.output<typeof ImportInput>;

export type ImportOutcome = 'new' | 'changed' | 'same' | 'skipped' | 'duplicate' | 'broken';

/** What will become of one row. */
export interface PlannedRow {
  row: number;
  outcome: ImportOutcome;
  code: string;
  stem: string;
  problems: QuestionProblem[];
  /** The question of the bank, or the earlier row of the file, that reads the same. */
  twin: { code: string; stem: string; row: number | null } | null;
  choice: DuplicateChoice | null;
}

interface Planned extends PlannedRow {
  settled: SettledQuestion;
  known: KnownQuestion | undefined;
}

export const previewImport = query('assessment.preview-import', {
  input: ImportInput,
  allow: holds('bank.manage'),
  async run(ctx, input) {
    const plan = await planImport(ctx, input);
    const topics = new Set((await ctx.db.select({ name: topic.name }).from(topic)).map(({ name }) => name));
    const newTopics = [...new Set(plan.map(({ settled }) => settled.draft.topic))].filter(
      (name) => name && !topics.has(name)
    );
    return {
      rows: plan.map(({ settled: _, known: __, ...row }): PlannedRow => row),
      counts: countOutcomes(plan),
      newTopics
    };
  }
});

/**
 * Writes all questions of an import, or none. A known 编号 gets a new wording where the content differs and is left
 * alone where it does not.
 * @throws invalid `bank.import-problems` when a row is broken or a duplicate undecided; `bank.import-empty`
 */
export const importQuestions = command('assessment.import-questions', {
  input: ImportInput,
  allow: holds('bank.manage'),
  async run(ctx, input) {
    if (!input.questions.length) throw invalid('bank.import-empty');
    const plan = await planImport(ctx, input);
    const counts = countOutcomes(plan);
    const open = counts.broken + counts.duplicate;
    if (open)
      throw invalid('bank.import-problems', {
        count: open,
        rows: plan
          .filter(isOpen)
          .slice(0, 10)
          .map(({ row }) => row)
          .join('、')
      });
    const writing = plan.filter(({ outcome }) => outcome === 'new' || outcome === 'changed');
    const topics = await topicIds(
      ctx,
      writing.map(({ settled }) => settled.draft.topic)
    );
    const nextCode = await openCodes(ctx);
    for (const { settled, known } of writing) {
      const topicId = topics.get(settled.draft.topic)!;
      if (known) await writeVersion(ctx, settled, known, topicId, input.status);
      else
        await writeQuestion(
          ctx,
          { ...settled, draft: { ...settled.draft, code: settled.draft.code || nextCode() } },
          topicId,
          input.status
        );
    }
    return counts;
  },
  trace: ({ status }, counts) => ({ subject: 'question', id: null, detail: { status, ...counts } })
});

const isOpen = ({ outcome }: PlannedRow) => outcome === 'broken' || outcome === 'duplicate';

function countOutcomes(plan: readonly PlannedRow[]): Record<ImportOutcome, number> {
  const counts = { new: 0, changed: 0, same: 0, skipped: 0, duplicate: 0, broken: 0 };
  for (const { outcome } of plan) counts[outcome] += 1;
  return counts;
}

async function planImport(ctx: Context, input: ImportInput): Promise<Planned[]> {
  const drafts: { row: number; draft: DraftQuestion }[] = input.questions.map(({ row, draft }) => ({
    row,
    draft: { ...draft, topic: draft.topic.trim() || input.topic }
  }));
  const settle = await openSettling(ctx, true);
  const twins = await twinsOf(
    ctx,
    drafts.map(({ draft }) => draft.stem)
  );
  const codes = [...drafts.map(({ draft }) => draft.code.trim()), ...[...twins.values()].map(({ code }) => code)];
  const known = await knownQuestions(ctx, [...new Set(codes.filter(Boolean))]);
  const seenCodes = new Map<string, number>();
  const seenStems = new Map<string, { row: number; code: string; stem: string }>();
  return drafts.map(({ row, draft }) => planRow(row, draft));

  function planRow(row: number, draft: DraftQuestion): Planned {
    const before = known.get(draft.code.trim());
    const { problems, ...settled } = settle(draft, before);
    const base = {
      row,
      code: settled.draft.code,
      stem: settled.draft.stem,
      problems,
      twin: null,
      choice: null,
      settled,
      known: before
    };
    if (input.status === 'live' && !settled.citations.length && !problems.length) {
      problems.push({ field: 'basis', code: 'bank.basis-missing', params: { code: base.code } });
    }
    const earlier = base.code ? seenCodes.get(base.code) : undefined;
    if (earlier !== undefined)
      problems.push({ field: 'code', code: 'bank.code-twice', params: { code: base.code, row: earlier } });
    else if (base.code) seenCodes.set(base.code, row);
    if (problems.length) return { ...base, outcome: 'broken' };
    if (before) return { ...base, outcome: saysTheSame(settled, before) ? 'same' : 'changed' };
    return planNew(base);
  }

  function planNew(base: Omit<Planned, 'outcome'>): Planned {
    const print = foldStem(base.stem);
    const inBank = twins.get(print);
    const inFile = seenStems.get(print);
    if (!inFile) seenStems.set(print, { row: base.row, code: base.code, stem: base.stem });
    const twin = inBank ? { ...inBank, row: null } : (inFile ?? null);
    if (!twin) return { ...base, outcome: 'new' };
    const choice = input.decisions[String(base.row)] ?? input.duplicates;
    if (choice === 'keep') return { ...base, twin, choice, outcome: 'new' };
    if (choice === 'skip') return { ...base, twin, choice, outcome: 'skipped' };
    const updated = choice === 'update' && inBank && !seenCodes.has(inBank.code) ? known.get(inBank.code) : undefined;
    if (updated) {
      seenCodes.set(updated.code, base.row);
      return { ...base, twin, choice, code: updated.code, known: updated, outcome: 'changed' };
    }
    return { ...base, twin, choice: 'reject', outcome: 'duplicate' };
  }
}
