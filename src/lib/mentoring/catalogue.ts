/** The practice catalogue (实操清单): what a newcomer learns on the job, task by task and step by step. Pure. */
import { z } from 'zod';
import { line, optionalLine } from '#lib/platform/input.ts';

/** How far the mentee takes part: 看 watches, 协 assists, 做 does it with the mentor beside, 独 does it alone. */
export const levels = ['watch', 'assist', 'perform', 'alone'] as const;
export type Level = (typeof levels)[number];

/** From 1 (看) to 4 (独). */
export const rankOf = (level: Level): number => levels.indexOf(level) + 1;
export const isAtLeast = (level: Level | null, wanted: Level): boolean =>
  level !== null && rankOf(level) >= rankOf(wanted);

/** As many steps as a thumb can rate in one standing. */
export const MOST_STEPS = 8;
/** Keys outlive every edit: records and plans name tasks by them. */
export const taskKeyInput = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'mentoring.key-format');

export const PracticeTaskInput = z.object({
  key: taskKeyInput,
  title: line(40),
  steps: z.array(line(80)).min(1).max(MOST_STEPS),
  /** What a good performance looks like. */
  standard: line(300),
  /** The legal basis as people write it; the law room resolves it. */
  cites: optionalLine(300),
  /** Where it is usually practised; names of the catalogue's sites. */
  sites: z.array(line(40)).max(12),
  /** Passed performances needed before the task counts as learnt. */
  needed: z.number().int().min(1).max(20),
  /** The level to reach. */
  reach: z.enum(levels)
});
export type PracticeTask = z.output<typeof PracticeTaskInput>;

export const CatalogueInput = z
  .object({
    sites: z.array(line(40)).min(1).max(40),
    areas: z
      .array(z.object({ key: taskKeyInput, title: line(20), tasks: z.array(PracticeTaskInput).min(1).max(30) }))
      .min(1)
      .max(40)
  })
  .superRefine(({ areas, sites }, check) => {
    const seen = new Set<string>();
    for (const [place, area] of areas.entries()) {
      for (const [at, task] of area.tasks.entries()) {
        if (seen.has(task.key))
          check.addIssue({
            code: 'custom',
            path: ['areas', place, 'tasks', at, 'key'],
            message: 'mentoring.key-twice'
          });
        seen.add(task.key);
        if (task.sites.some((site) => !sites.includes(site)))
          check.addIssue({
            code: 'custom',
            path: ['areas', place, 'tasks', at, 'sites'],
            message: 'mentoring.site-unknown'
          });
      }
    }
  });
export type Catalogue = z.output<typeof CatalogueInput>;

export const allTasks = ({ areas }: Catalogue): PracticeTask[] => areas.flatMap(({ tasks }) => tasks);
export const findTask = (catalogue: Catalogue, key: string): PracticeTask | undefined =>
  allTasks(catalogue).find((task) => task.key === key);

/** A task as a pairing plans it: the catalogue's own numbers, which the plan may raise or lower for a person. */
export interface PlannedTask {
  key: string;
  needed: number;
  reach: Level;
}

/** The plan that takes the chosen tasks as the catalogue has them. Unknown keys are left out. */
export const planOf = (catalogue: Catalogue, keys: readonly string[]): PlannedTask[] =>
  allTasks(catalogue)
    .filter(({ key }) => keys.includes(key))
    .map(({ key, needed, reach }) => ({ key, needed, reach }));
