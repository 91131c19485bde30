import { z } from 'zod';
import { dayInput, line, optionalLine, prose, rowId } from '#lib/platform/input.ts';
import { allRoles } from '#lib/platform/permissions.ts';
import { audienceScopes, courseCode, LONGEST } from './course.ts';

const emptyDay = z.union([z.literal('').transform(() => null), dayInput.nullable()]).default(null);

/** What is said of a course besides its contents; flat, so that a page can send it without script. */
export const CourseSettings = z
  .object({
    title: line(LONGEST.title),
    summary: optionalLine(LONGEST.summary),
    topic: line(LONGEST.topic),
    author: line(60),
    cites: optionalLine(LONGEST.cites),
    lawAsOf: emptyDay,
    mandatory: z.boolean().default(false),
    dueOn: emptyDay,
    /** Credited to whoever completes the course. */
    minutes: z.coerce.number().int().min(0).max(3000),
    scope: z.enum(audienceScopes).default('everybody'),
    roles: z.array(z.enum(allRoles)).default([]),
    unitIds: z.array(rowId).max(200).default([]),
    /** Staff numbers of named people, as typed. */
    numbers: prose(60_000)
  })
  .superRefine(requireNamed);
export type CourseSettings = z.output<typeof CourseSettings>;

export const NewCourse = CourseSettings.safeExtend({ code: courseCode });
export type NewCourse = z.output<typeof NewCourse>;

type Named = Pick<CourseSettings, 'scope' | 'roles' | 'unitIds' | 'numbers'>;

/** Whoever chooses roles, units or people for an audience also names them. */
export function requireNamed({ scope, roles, unitIds, numbers }: Named, ctx: z.RefinementCtx) {
  const say = (path: keyof Named, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
  if (scope === 'roles' && !roles.length) say('roles', 'learning.roles-needed');
  if (scope === 'units' && !unitIds.length) say('unitIds', 'learning.units-needed');
  if (scope === 'cadres' && !numbers.trim()) say('numbers', 'learning.people-needed');
}
