/** The form of a session: what a page can send without script, and its way to and from the session. */
import { z } from 'zod';
import { staffNumbers } from '#lib/assessment/exam-form.ts';
import { localMoment, momentOf, momentText } from '#lib/assessment/exam-input.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { line, prose } from '#lib/platform/input.ts';
import { hoursInput, type SessionInput } from './session-input.ts';
import { audienceScopes, sessionKinds, type Instructor, type SessionAudience, type SessionKind } from './session.ts';

export const SessionForm = z
  .object({
    title: line(60),
    kind: z.enum(sessionKinds),
    place: line(60),
    startsAt: localMoment,
    endsAt: localMoment,
    hours: hoursInput,
    /** One a line: name, then department. */
    instructors: prose(2000),
    programme: prose(4000),
    /** Empty: no limit. */
    quota: z
      .string()
      .trim()
      .regex(/^(|[1-9]\d{0,3})$/, 'learning.quota-format'),
    scope: z.enum(audienceScopes),
    unitIds: z.array(z.number().int().positive()).max(200),
    numbers: prose(60_000),
    groupIds: z.array(z.number().int().positive()).max(50),
    checkOutRequired: z.boolean(),
    makesUpForId: z.number().int().min(0)
  })
  .refine(({ startsAt, endsAt }) => momentOf(startsAt) < momentOf(endsAt), {
    path: ['endsAt'],
    message: 'learning.ends-before-start'
  })
  .refine(({ scope, unitIds }) => scope !== 'units' || unitIds.length > 0, {
    path: ['unitIds'],
    message: 'learning.units-needed'
  })
  .refine(({ scope, numbers }) => scope !== 'cadres' || staffNumbers(numbers).length > 0, {
    path: ['numbers'],
    message: 'learning.people-needed'
  })
  .refine(({ scope, groupIds }) => scope !== 'nobody' || groupIds.length > 0, {
    path: ['groupIds'],
    message: 'learning.audience-needed'
  })
  .refine(({ scope, makesUpForId }) => scope !== 'missed' || makesUpForId > 0, {
    path: ['scope'],
    message: 'learning.nothing-to-make-up'
  });
export type SessionForm = z.infer<typeof SessionForm>;

/** The teachers in a text: one a line, the name up to the first comma or blank, then the department. */
export function instructorsIn(text: string): Instructor[] {
  return text
    .split(/\r?\n/)
    .map((typed) => typed.trim())
    .filter(Boolean)
    .slice(0, 20)
    .map((typed) => {
      const [, name = '', department = ''] = /^([^\s,，、]+)[\s,，、]*(.*)$/.exec(typed) ?? [];
      return { name: name.slice(0, 30), department: department.slice(0, 60) };
    })
    .filter(({ name }) => name);
}

export const instructorsText = (instructors: readonly Instructor[]) =>
  instructors.map(({ name, department }) => (department ? `${name}，${department}` : name)).join('\n');

interface Described {
  title: string;
  kind: SessionKind;
  place: string;
  startsAt: Instant;
  endsAt: Instant;
  hours: number;
  instructors: Instructor[];
  programme: string;
  quota: number | null;
  audience: SessionAudience;
  groupIds: number[];
  checkOutRequired: boolean;
  makesUpForId: number | null;
}

/** The form of a session. @param numbers the staff numbers of an audience that names people. */
export function sessionFormOf(session: Described, numbers: readonly string[]): SessionForm {
  const { audience } = session;
  return {
    title: session.title,
    kind: session.kind,
    place: session.place,
    startsAt: momentText(session.startsAt),
    endsAt: momentText(session.endsAt),
    hours: session.hours,
    instructors: instructorsText(session.instructors),
    programme: session.programme,
    quota: session.quota === null ? '' : String(session.quota),
    scope: audience.scope,
    unitIds: audience.scope === 'units' ? audience.unitIds : [],
    numbers: numbers.join(' '),
    groupIds: session.groupIds,
    checkOutRequired: session.checkOutRequired,
    makesUpForId: session.makesUpForId ?? 0
  };
}

/** What the form says as the command takes it. @param cadreIds the people whom its staff numbers name. */
export function sessionInputOf(form: SessionForm, cadreIds: number[]): Omit<SessionInput, 'id'> {
  const { scope, unitIds, numbers: _, instructors, quota, makesUpForId, ...rest } = form;
  return {
    ...rest,
    instructors: instructorsIn(instructors),
    quota: quota === '' ? null : Number(quota),
    makesUpForId: makesUpForId || null,
    audience: scope === 'units' ? { scope, unitIds } : scope === 'cadres' ? { scope, cadreIds } : { scope }
  };
}
