import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeQuestionFile } from '../export.server.ts';
import { checkQuestion, settledDraft } from '../question.ts';
import { anyBank } from './banks.fixture.ts';
import { readQuestionFile } from './file.server.ts';
import type { FormatName } from './format.ts';
import { templateDrafts } from './template.ts';

const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? Buffer.from(content) : content);
const written: [FormatName, string, number][] = [
  ['xlsx', 'a.xlsx', 40],
  ['csv', 'a.csv', 250],
  ['gift', 'a.gift', 250],
  ['moodle', 'a.xml', 250],
  ['qti', 'a.zip', 150]
];

describe('what was exported imports back identical', () => {
  test.each(written)('any bank as %s', async (format, name, numRuns) => {
    await fc.assert(
      fc.asyncProperty(anyBank, async (bank) => {
        const read = await readQuestionFile(name, bytesOf(await writeQuestionFile(format, bank)));
        expect(read.format).toBe(format);
        expect(read.problems).toEqual([]);
        expect(read.questions.map(({ draft }) => draft)).toEqual(bank);
      }),
      { numRuns }
    );
  });

  test.each(written)('the examples of the template as %s', async (format, name) => {
    const bank = templateDrafts.map((draft, at) => settledDraft({ ...draft, code: `T-${at}` }));
    for (const draft of bank) expect(checkQuestion(draft)).toEqual([]);
    const read = await readQuestionFile(name, bytesOf(await writeQuestionFile(format, bank)));
    expect(read.questions.map(({ draft }) => draft)).toEqual(bank);
  });
});
