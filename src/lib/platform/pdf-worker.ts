/** Sets one document after another, beside the thread that answers requests. Only `pdf.server.ts` starts it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { PdfAnswer, PdfOrder } from './pdf.server.ts';

const compiler = NodeCompiler.create({
  fontArgs: [
    {
      fontBlobs: [
        import.meta.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
        import.meta.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')
      ].map((font) => readFileSync(new URL(font)))
    }
  ],
  workspace: 'src/lib'
});

parentPort!.on('message', ({ id, template, data, standard, at }: PdfOrder) => {
  try {
    const pdf = compiler.pdf(
      { mainFilePath: join('src/lib', template), inputs: { data } },
      { pdfStandard: standard, creationTimestamp: Math.floor(at / 1000) }
    );
    answer({ id, pdf: new Uint8Array(pdf) });
  } catch (problem) {
    answer({ id, problem: problem instanceof Error ? problem.message : String(problem) });
  } finally {
    compiler.evictCache(10);
  }
});

const answer = (message: PdfAnswer) => parentPort!.postMessage(message);
