/** How the page carries what it read from looking to writing; the command checks every question again. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import {
  formatNames,
  type FileProblem,
  type FileQuestion,
  type FormatName,
  type Unit
} from '#lib/assessment/formats/format.ts';
import { duplicateChoices, type DuplicateChoice } from '#lib/assessment/import.server.ts';
import { LONGEST } from '#lib/assessment/question.ts';

/** All that the page sends back to write what it showed. */
export interface Batch {
  name: string;
  format: FormatName;
  unit: Unit;
  status: 'draft' | 'live';
  topic: string;
  questions: FileQuestion[];
  /** Places of the file that became no question, or not whole. */
  problems: FileProblem[];
  decisions: Record<string, DuplicateChoice>;
}

/** Ten megabytes of question file are no more than this as a batch. */
const LARGEST_BATCH = 128 * 1024 * 1024;

const CarriedBatch = z.object({
  name: z.string().max(300),
  format: z.enum(formatNames),
  unit: z.enum(['row', 'line', 'item']),
  status: z.enum(['draft', 'live']),
  topic: z.string().max(LONGEST.topic),
  questions: z.array(
    z.object({
      row: z.number(),
      item: z.string().optional(),
      draft: z.record(z.string(), z.unknown())
    })
  ),
  problems: z.array(
    z.object({
      row: z.number(),
      item: z.string().optional(),
      kind: z.enum(['error', 'unsupported', 'left-out']),
      code: z.string().max(60),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      excerpt: z.string().max(200)
    })
  )
});

export const packed = (batch: Batch): string =>
  deflateRawSync(JSON.stringify({ ...batch, decisions: {} }), { level: 4 }).toString('base64');

/** The batch of a form, with what was decided of its duplicates; undefined when it did not come whole. */
export function batchOf(data: FormData): Batch | undefined {
  const text = data.get('batch');
  const read = typeof text === 'string' ? CarriedBatch.safeParse(unpacked(text)) : undefined;
  if (!read?.success) return undefined;
  const decisions: Batch['decisions'] = {};
  for (const [name, value] of data) {
    const row = /^choice-(\d+)$/.exec(name)?.[1];
    const choice = duplicateChoices.find((known) => known === value);
    if (row && choice) decisions[row] = choice;
  }
  return { ...(read.data as unknown as Batch), decisions };
}

function unpacked(text: string): unknown {
  try {
    const bytes = inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: LARGEST_BATCH });
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
