import { z } from 'zod';
import { CatalogueInput, type Catalogue } from './catalogue.ts';
import { readCatalogueText } from './catalogue-text.ts';

/** The catalogue as its editor sends it: text, checked line by line and then as a whole. */
export const CatalogueForm = z.object({
  text: z
    .string()
    .max(100_000)
    .superRefine((text, check) => {
      const { catalogue, problems } = readCatalogueText(text);
      for (const { line, code } of problems.slice(0, 10))
        check.addIssue({ code: 'custom', message: `${code}|line=${line}` });
      const read = CatalogueInput.safeParse(catalogue);
      if (problems.length || read.success) return;
      for (const { path, message } of read.error.issues.slice(0, 10)) {
        check.addIssue({
          code: 'custom',
          message: message.startsWith('mentoring.') ? message : `mentoring.text-part|where=${whereIn(catalogue, path)}`
        });
      }
    })
});

/** Call only with a text that the form has passed. */
export const catalogueOf = (text: string): Catalogue => CatalogueInput.parse(readCatalogueText(text).catalogue);

/** The title of the task or area in which something is wrong. */
function whereIn({ areas }: ReturnType<typeof readCatalogueText>['catalogue'], path: readonly PropertyKey[]): string {
  const area = areas[Number(path[1])];
  const task = area?.tasks[Number(path[3])];
  return task?.title ?? area?.title ?? '场地';
}
