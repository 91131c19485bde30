import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { exportQuestions, writeQuestionFile } from '#lib/assessment/export.server.ts';
import { readQuestionFile, type FileFormat } from '#lib/assessment/import-file.server.ts';
import { importQuestions, previewImport } from '#lib/assessment/import.server.ts';
import { readStarterFiles } from '#lib/assessment/starter.server.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { importStatutes } from '#lib/law/import.server.ts';
import { readStarterStatutes } from '#lib/law/starter.server.ts';
import { loadStarterCourses } from '#lib/learning/starter.server.ts';
import { importRoster, previewRoster, readRoster } from '#lib/people/roster.server.ts';
import { system } from '#lib/platform/actor.ts';
import { requireWord, type Command, type Outcome } from './command.ts';

const formats: FileFormat[] = ['xlsx', 'csv', 'gift'];
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
    usage: 'FILE [--format xlsx|csv|gift] [--live] [--dry-run]',
    says: 'questions: all or none; --live when they were reviewed already',
    needsPortal: true,
    async run({ portal, words, options }) {
      const path = requireWord(words, 0, 'FILE');
      const format = asFormat(options.format);
      const read = await readQuestionFile(format ? `questions.${format}` : basename(path), await readFile(path));
      const input = { questions: read.questions, status: options.live ? ('live' as const) : ('draft' as const) };
      const preview = await portal.run(previewImport, system, input);
      const open = preview.rows.filter(({ outcome }) => outcome === 'broken' || outcome === 'duplicate');
      const rejected = [
        ...read.problems.map((problem) => ({ ...problem, reason: say(problem.code, problem.params) })),
        ...open.map(({ row, code, outcome, problems, twin }) => ({
          row,
          code,
          reason:
            outcome === 'duplicate'
              ? say('bank.duplicate', { code: twin?.code ?? '' })
              : problems.map((problem) => say(problem.code, problem.params)).join('；')
        }))
      ];
      const result = {
        accepted: preview.rows.length - open.length,
        rejected,
        warnings: preview.newTopics.map((topic) => ({ newTopic: topic })),
        counts: preview.counts
      };
      if (rejected.length) return refusal(result, rejected);
      if (!options['dry-run']) await portal.run(importQuestions, system, input);
      return {
        result,
        lines: [
          `${result.accepted} questions${options['dry-run'] ? ' would go in' : ''}: ${JSON.stringify(preview.counts)}`
        ]
      };
    }
  },
  'export-questions': {
    usage: '--out FILE [--format xlsx|csv|gift]',
    says: 'the whole bank into a file that imports back unchanged',
    needsPortal: true,
    async run({ portal, options }) {
      if (typeof options.out !== 'string') throw new Error('Missing: --out FILE');
      const format = asFormat(options.format) ?? asFormat(options.out.split('.').at(-1)) ?? 'xlsx';
      const questions = await portal.run(exportQuestions, system, {});
      await writeFile(options.out, await writeQuestionFile(format, questions));
      return {
        result: { questions: questions.length, format, file: options.out },
        lines: [`${questions.length} questions → ${options.out}`]
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

function asFormat(word: unknown): FileFormat | undefined {
  if (word === undefined) return undefined;
  const found = formats.find((format) => format === word);
  if (!found && typeof word === 'string' && formats.length)
    throw new Error(`Unknown format ${word}; one of ${formats.join(', ')}.`);
  return found;
}
