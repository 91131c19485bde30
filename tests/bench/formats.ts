/**
 * `npm run bench:formats`: how long a bank of ten thousand questions takes through each format, written and read again
 * in this process, and how much memory it asks for. Asserts nothing.
 */
import { writeQuestionFile } from '#lib/assessment/export.server.ts';
import { readQuestionFile, writtenFormats } from '#lib/assessment/formats/file.server.ts';
import { templateDrafts } from '#lib/assessment/formats/template.ts';
import { settledDraft } from '#lib/assessment/question.ts';

const QUESTIONS = 10_000;
const bank = Array.from({ length: QUESTIONS }, (_, at) => {
  const example = templateDrafts[at % templateDrafts.length]!;
  return settledDraft({ ...example, code: `T-${at}`, stem: `（${at}）${example.stem}` });
});
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
for (const format of writtenFormats) {
  const began = performance.now();
  const content = await writeQuestionFile(format, bank);
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const written = performance.now();
  const { questions } = await readQuestionFile(`bank.${format}`, bytes, format);
  const read = performance.now();
  if (questions.length !== QUESTIONS) throw new Error(`${format}: ${questions.length} came back`);
  console.log(
    `${format.padEnd(8)}${megabytes(bytes.byteLength).padEnd(10)}written in ${seconds(written - began)}, read in ${seconds(read - written)}, memory at most ${megabytes(process.resourceUsage().maxRSS * 1024)}`
  );
}
