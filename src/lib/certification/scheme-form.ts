import { z } from 'zod';
import type { Day } from '#lib/platform/clock.ts';
import { dayInput, line, optionalLine } from '#lib/platform/input.ts';
import type { Certainty } from '#lib/platform/settings.ts';
import { certaintyInput, requirementKinds, type Requirement, type RequirementKind, type Scheme } from './scheme.ts';

/** Requirements that take a number of months. */
export const timedKinds: readonly RequirementKind[] = [
  'official-exam',
  'internal-exam',
  'mentoring',
  'health',
  'pledge'
];

const months = z.union([z.literal(''), z.coerce.number().int().min(1).max(120)]).default('');
const asked = Object.fromEntries(
  requirementKinds.flatMap((kind) => [
    [`asks-${kind}`, z.boolean().default(false)],
    [`months-${kind}`, months],
    [`source-${kind}`, optionalLine(200)],
    [`certainty-${kind}`, z.union([z.literal(''), certaintyInput]).default('')]
  ])
);

/** A scheme as a form without script holds it: one flat field for each thing. */
export const SchemeForm = z.object({
  name: line(80),
  effectiveFrom: dayInput,
  source: line(300),
  certainty: certaintyInput,
  audience: z.enum(['enforcement-posts', 'everyone']).default('enforcement-posts'),
  ...asked
});
/** Beside the named ones, `asks-`, `months-`, `source-` and `certainty-` of each requirement. */
export type SchemeForm = {
  name: string;
  effectiveFrom: Day;
  source: string;
  certainty: Certainty;
  audience: 'enforcement-posts' | 'everyone';
} & Record<string, unknown>;

/** What the form says, as `setScheme` takes it. */
export function schemeOf(form: SchemeForm) {
  const { name, effectiveFrom, source, certainty } = form;
  return { name, effectiveFrom, source, certainty, requirements: requirementsOf(form) };
}

/** The requirements in the order in which they are asked. */
function requirementsOf(form: SchemeForm): Requirement[] {
  return requirementKinds
    .filter((kind) => form[`asks-${kind}`] === true)
    .map((kind) => {
      const withinMonths = form[`months-${kind}`];
      const source = String(form[`source-${kind}`] ?? '');
      const certainty = form[`certainty-${kind}`];
      return {
        kind,
        ...(kind === 'hours' ? { audience: form.audience } : {}),
        ...(timedKinds.includes(kind) && withinMonths ? { withinMonths: Number(withinMonths) } : {}),
        ...(source ? { source } : {}),
        ...(source && certainty ? { certainty } : {})
      } as Requirement;
    });
}

/** A scheme as the form shows it, to begin a new one with. */
export function formOf(scheme: Scheme, effectiveFrom: string): Record<string, unknown> {
  const hours = scheme.requirements.find(({ kind }) => kind === 'hours');
  return {
    name: scheme.name,
    effectiveFrom,
    source: scheme.source,
    certainty: scheme.certainty,
    audience: hours && 'audience' in hours ? hours.audience : 'enforcement-posts',
    ...Object.fromEntries(
      requirementKinds.flatMap((kind) => {
        const found = scheme.requirements.find((one) => one.kind === kind);
        return [
          [`asks-${kind}`, found !== undefined],
          [`months-${kind}`, found && 'withinMonths' in found ? (found.withinMonths ?? '') : ''],
          [`source-${kind}`, found?.source ?? ''],
          [`certainty-${kind}`, found?.certainty ?? '']
        ];
      })
    )
  };
}
