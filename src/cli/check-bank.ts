import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkBank, positionsOf, type BankReport, type LawOnRecord } from '#lib/assessment/bank-check.ts';
import { checkAgainstTexts, type LawText } from '#lib/assessment/bank-texts.ts';
import { exportQuestions } from '#lib/assessment/export.server.ts';
import { readQuestionFile } from '#lib/assessment/formats/file.server.ts';
import type { DraftQuestion } from '#lib/assessment/question.ts';
import { findStatute, listStatutes } from '#lib/law/collection.server.ts';
import { parseOfficialText } from '#lib/law/official-text.ts';
import { system } from '#lib/platform/actor.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { readDocument } from '#lib/platform/document.server.ts';
import type { Portal } from '#lib/portal.server.ts';
import type { Command } from './command.ts';

/** Every statute of the library fits on one page of it. */
const ALL = 200;

/** The bank as a whole: its law, what it asks twice, what its answers give away. */
export const bankCheck: Command = {
  usage: '[FILE …] [--law-folder DIR]',
  says: 'the bank, or question files: its law, twins, spread of answers; DIR: against official texts',
  needsPortal: true,
  async run({ portal, words, options }) {
    const law = await lawOf(portal);
    const bank = words.length ? await readFiles(words) : await portal.run(exportQuestions, system, {});
    const report = checkBank(bank, law, dayOf(portal.house.clock.now()));
    const folder = options['law-folder'];
    const texts = typeof folder === 'string' ? checkAgainstTexts(bank, law, await readTexts(folder)) : undefined;
    return {
      ok: !report.findings.length && !texts?.some(({ kind }) => kind === 'no-article'),
      result: { ...report, ...(texts && { texts }) },
      lines: [
        ...linesOf(report),
        ...(texts?.map(({ question, kind, found }) => `  ${kind.padEnd(10)} ${question}: ${found}`) ?? [])
      ]
    };
  }
};

function linesOf({ questions, types, topics, statutes, spreads, length, findings }: BankReport): string[] {
  const counted = (title: string, counts: Record<string, number>) => [
    `${title}: ${Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`
  ];
  return [
    `${questions} questions`,
    ...counted('types', types),
    ...counted('topics', topics),
    ...counted('statutes', statutes),
    ...spreads.map(
      ({ of, right, chiSquare, bound }) =>
        `${of}: ${JSON.stringify(right)}, chi-square ${chiSquare.toFixed(2)} of at most ${bound}`
    ),
    `longest option right: ${length.longest} of ${length.questions}, at most ${Math.floor(length.bound * length.questions)}; ` +
      `right options of multiple choices are ${length.multipleRatio.toFixed(2)} times as long as wrong ones`,
    ...findings.map(({ rule, question, found }) => `  ! ${rule} ${question}: ${found}`),
    findings.length ? `${findings.length} findings` : 'No findings.'
  ];
}

async function readFiles(paths: readonly string[]): Promise<DraftQuestion[]> {
  const bank: DraftQuestion[] = [];
  for (const path of paths) {
    const { questions, problems } = await readQuestionFile(basename(path), await readFile(path));
    const [problem] = problems;
    if (problem) throw new Error(`${path}, row ${problem.row}: ${problem.code} (${problem.excerpt})`);
    bank.push(...questions.map(({ draft }) => draft));
  }
  return bank;
}

async function lawOf(portal: Portal): Promise<LawOnRecord[]> {
  const { rows } = await portal.run(listStatutes, system, { pageSize: ALL });
  const law: LawOnRecord[] = [];
  for (const { code } of rows) {
    const { title, shortTitle, versions } = await portal.run(findStatute, system, { code });
    law.push({
      title,
      shortTitle,
      versions: versions.map(({ effectiveFrom, effectiveTo, articles }) => ({
        effectiveFrom,
        effectiveTo,
        positions: positionsOf(articles.map(({ number }) => number))
      }))
    });
  }
  return law;
}

async function readTexts(folder: string): Promise<LawText[]> {
  const names = (await readdir(folder)).filter((name) => /\.(?:md|txt|docx)$/i.test(name)).sort();
  const texts: LawText[] = [];
  for (const name of names) {
    const { title, articles } = parseOfficialText(readDocument(await readFile(join(folder, name))).text);
    if (articles.length)
      texts.push({ title, articles: new Map(articles.map(({ position, text }) => [position, text] as const)) });
  }
  return texts;
}
