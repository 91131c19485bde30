import { z } from 'zod';
import { rulingKinds } from '#lib/assessment/ruling.ts';
import { optionalLine } from '#lib/platform/input.ts';

/** The address of a re-mark: which question, and what is tried. */
export const RemarkQuery = z.object({
  q: optionalLine(60),
  item: z.string().max(14).default(''),
  kind: z.enum(['', ...rulingKinds]).default(''),
  version: z.coerce.number().int().positive().optional(),
  also: optionalLine(100),
  page: z.coerce.number().int().min(1).catch(1).default(1)
});

/** What is asked of the trial; `C` or `AC`, alternatives parted by commas or spaces. */
export function rulingOf({ kind, version, also }: Pick<z.output<typeof RemarkQuery>, 'kind' | 'version' | 'also'>) {
  const answers = also
    .normalize('NFKC')
    .toUpperCase()
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .map((letters) => [...letters]);
  return { kind: kind || ('as-written' as const), versionId: version, answers };
}
