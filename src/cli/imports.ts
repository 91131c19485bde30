import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { exportQuestions, writeQuestionFile } from '#lib/assessment/export.server.ts';
import { formatByExtension, readQuestionFile, writtenFormats } from '#lib/assessment/formats/file.server.ts';
import { formatNames, type FileProblem, type FormatName } from '#lib/assessment/formats/format.ts';
import { importQuestions, previewImport } from '#lib/assessment/import.server.ts';
import { readStarterFiles } from '#lib/assessment/starter.server.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { importStatutes } from '#lib/law/import.server.ts';
import { readStarterStatutes } from '#lib/law/starter.server.ts';
import { loadStarterCourses } from '#lib/learning/starter.server.ts';
import { importRoster, previewRoster, readRoster } from '#lib/people/roster.server.ts';
import { system } from '#lib/platform/actor.ts';
import { requireWord, type Command, type Outcome } from './command.ts';

const say = (code: string, params: Record<string, string | number> = {}) => errorText(code, params, 'zh-CN');

/** Whole files in and out, by the same readers and rules as the pages. */
export const imports: Record<string, Command> = {
  'import-roster': {
    usage: 'FILE [--dry-run]',
    says: 'roster from Excel or CSV: all rows or none',
    needsPortal: true,
    async run({ portal, words, options }) {
      const read = await readRoster(await readFile(requireWord(words, 0, 'FILE')));
      const preview = read.rows.length ? await portal.run(previewRoster, system, { rows: read.rows }) : undefined;
      const rejected = [...read.problems, ...(preview?.problems ?? [])].map((problem) => ({
        ...problem,
        reason: say(problem.code, problem.params)
      }));
      const result = { accepted: read.rows.length, rejected, ...preview?.counts, newUnits: preview?.newUnits ?? [] };
      if (rejected.length) return refusal(result, rejected);
      if (!options['dry-run']) await portal.run(importRoster, system, { rows: read.rows });
      return { result, lines: [`${result.accepted} rows${options['dry-run'] ? ' would go in' : ''}`] };
    }
  },
  'import-questions': {
    usage: `FILE [--format ${formatNames.join('|')}] [--live] [--dry-run]`,
    says: 'questions: all or none; --live when they were reviewed already',
    needsPortal: true,
    async run({ portal, words, options }) {
      const path = requireWord(words, 0, 'FILE');
      const read = await readQuestionFile(basename(path), await readFile(path), asFormat(options.format));
      const questions = read.questions.map(({ row, draft }) => ({ row, draft }));
      const input = { questions, status: options.live ? ('live' as const) : ('draft' as const) };
      const preview = questions.length ? await portal.run(previewImport, system, input) : undefined;
      const open = (preview?.rows ?? []).filter(({ outcome }) => outcome === 'broken' || outcome === 'duplicate');
      const itemOf = new Map(read.questions.map(({ row, item }) => [row, item]));
      const rejected = [
        ...read.problems.filter(({ kind }) => kind === 'error').map(reported),
        ...open.map(({ row, code, outcome, problems, twin }) => ({
          row,
          item: itemOf.get(row) ?? code,
          reason:
            outcome === 'duplicate'
              ? say('bank.duplicate', { code: twin?.code ?? '' })
              : problems.map((problem) => partly(problem.part) + say(problem.code, problem.params)).join('；')
        }))
      ];
      const passedOver = read.problems.filter(({ kind }) => kind === 'unsupported').map(reported);
      const result = {
        format: read.format,
        unit: read.unit,
        accepted: questions.length - open.length,
        rejected,
        unsupported: passedOver,
        leftOut: read.problems.filter(({ kind }) => kind === 'left-out').map(reported),
        warnings: (preview?.newTopics ?? []).map((topic) => ({ newTopic: topic })),
        counts: preview?.counts
      };
      const aside = passedOver.map(({ row, item, reason }) => `  ${row} ${item}: ${reason}`);
      if (rejected.length || !questions.length) return refusal(result, [...rejected, ...passedOver]);
      if (!options['dry-run']) await portal.run(importQuestions, system, input);
      return {
        result,
        lines: [
          `${result.accepted} questions${options['dry-run'] ? ' would go in' : ''}: ${JSON.stringify(result.counts)}`,
          ...(aside.length ? ['Passed over:', ...aside] : [])
        ]
      };
    }
  },
  'export-questions': {
    usage: `FILE [--format ${writtenFormats.join('|')}]`,
    says: 'the whole bank into a file that imports back unchanged',
    needsPortal: true,
    async run({ portal, words, options }) {
      const file = typeof options.out === 'string' ? options.out : requireWord(words, 0, 'FILE');
      const format = asFormat(options.format) ?? formatByExtension(file) ?? 'xlsx';
      if (!writtenFormats.includes(format)) {
        throw new Error(`Nothing is written as ${format}; one of ${writtenFormats.join(', ')}.`);
      }
      const questions = await portal.run(exportQuestions, system, {});
      await writeFile(file, await writeQuestionFile(format, questions));
      return {
        result: { questions: questions.length, format, file },
        lines: [`${questions.length} questions → ${file}`]
      };
    }
  },
  'setup-content': {
    usage: '',
    says: 'takes in the starter law library, the starter questions and the starter courses (as drafts to be reviewed)',
    needsPortal: true,
    async run({ portal }) {
      const statutes = await readStarterStatutes();
      await portal.run(importStatutes, system, { statutes });
      const files = await readStarterFiles();
      const questions = files.flatMap((file) => file.questions).map(({ draft }, at) => ({ row: at + 1, draft }));
      const counts = await portal.run(importQuestions, system, { questions });
      const { taken } = await loadStarterCourses(portal.run, system);
      return {
        result: { statutes: statutes.length, questions: counts, courses: taken },
        lines: [`${statutes.length} statutes, ${questions.length} questions, ${taken.length} courses`]
      };
    }
  }
};

function refusal(result: unknown, rejected: { row: number; reason: string }[]): Outcome {
  return {
    ok: false,
    result,
    lines: ['Nothing was taken in:', ...rejected.map(({ row, reason }) => `  ${row}: ${reason}`)]
  };
}

/** A problem of the file as machines and people read it. */
const reported = ({ row, item, code, params, excerpt }: FileProblem) => ({
  row,
  item: item ?? '',
  code,
  excerpt,
  reason: say(code, params)
});
const partly = (part: number | undefined) => (part ? `（${part}）` : '');

function asFormat(word: unknown): FormatName | undefined {
  if (word === undefined) return undefined;
  const found = formatNames.find((format) => format === word);
  if (!found) throw new Error(`Unknown format ${String(word)}; one of ${formatNames.join(', ')}.`);
  return found;
}
