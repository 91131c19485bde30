import { readFile } from 'node:fs/promises';
import { questionsCiting } from '#lib/assessment/question-list.server.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { changeKinds } from '#lib/law/compare.ts';
import { importOfficialText, previewOfficialText } from '#lib/law/official-import.server.ts';
import { system } from '#lib/platform/actor.ts';
import { isDay } from '#lib/platform/clock.ts';
import { readDocument } from '#lib/platform/document.server.ts';
import { requireWord, type Command } from './command.ts';

/** An official text from a file, by the same reader and rules as the page. */
export const importLaw: Command = {
  usage: 'FILE --from DATE [--dry-run]',
  says: 'an official text (.md .txt .docx), in force from a day: all of it or nothing',
  needsPortal: true,
  async run({ portal, words, options }) {
    const { text } = readDocument(await readFile(requireWord(words, 0, 'FILE')));
    const from = options.from;
    if (typeof from !== 'string' || !isDay(from)) throw new Error('Missing: --from DATE (YYYY-MM-DD)');
    const { changes: _, endedArticles, ...preview } = await portal.run(previewOfficialText, system, { text, from });
    const problems = preview.problems.map((problem) => ({
      ...problem,
      reason: errorText(problem.code, problem.params, 'zh-CN')
    }));
    const ended = new Set(endedArticles);
    const citing = preview.known ? await portal.run(questionsCiting, system, { statuteId: preview.known.id }) : [];
    const waiting = new Set(
      citing.filter(({ articleId }) => articleId && ended.has(articleId)).map(({ code }) => code)
    );
    const ok = !problems.some(({ blocks }) => blocks);
    const done = ok && !options['dry-run'] && (await portal.run(importOfficialText, system, { text, from }));
    const counts = changeKinds.map((kind) => `${kind} ${preview.counts[kind]}`).join(', ');
    return {
      ok,
      result: { ...preview, problems, questionsWaiting: waiting.size, imported: done !== false && done.changed },
      lines: [
        `${preview.title || '?'} ${preview.label}: ${preview.articles} articles from ${from}`,
        ...problems.map(({ line, reason, blocks }) => `  ${blocks ? '!' : '·'} ${line}: ${reason}`),
        ...(preview.against ? [`  ${preview.against.side} ${preview.against.label}: ${counts}`] : []),
        ...(preview.ends ? [`  ends ${preview.ends.label} on ${preview.ends.lastDay}`] : []),
        ...(waiting.size ? [`  ${waiting.size} live questions wait for review`] : []),
        !ok ? 'Nothing was taken in.' : !done ? 'Would go in.' : done.changed ? 'Taken in.' : 'Already there.'
      ]
    };
  }
};
