import { z } from 'zod';
import { localMoment, momentOf } from '#lib/assessment/exam-input.ts';
import { line, prose, rowId } from '#lib/platform/input.ts';
import { sessionKinds } from './session.ts';

export const AudienceInput = z.discriminatedUnion('scope', [
  z.object({ scope: z.enum(['everyone', 'enforcement-posts', 'missed', 'nobody']) }),
  z.object({ scope: z.literal('units'), unitIds: z.array(rowId).min(1).max(200) }),
  z.object({ scope: z.literal('cadres'), cadreIds: z.array(rowId).min(1).max(5000) })
]);

export const hoursInput = z.coerce
  .number()
  .min(0)
  .max(56)
  .refine((hours) => (hours * 2) % 1 === 0, 'learning.hours-format');

export const SessionInput = z
  .object({
    /** Absent: a new draft. */
    id: rowId.optional(),
    title: line(60),
    kind: z.enum(sessionKinds),
    place: line(60),
    startsAt: localMoment,
    endsAt: localMoment,
    hours: hoursInput,
    instructors: z.array(z.object({ name: line(30), department: z.string().trim().max(60) })).max(20),
    programme: prose(4000),
    quota: z.int().min(1).max(5000).nullable(),
    audience: AudienceInput,
    groupIds: z.array(rowId).max(50),
    checkOutRequired: z.boolean(),
    makesUpForId: rowId.nullable()
  })
  .refine(({ startsAt, endsAt }) => momentOf(startsAt) < momentOf(endsAt), {
    path: ['endsAt'],
    message: 'learning.ends-before-start'
  })
  .refine(({ audience, makesUpForId }) => audience.scope !== 'missed' || makesUpForId !== null, {
    path: ['audience'],
    message: 'learning.nothing-to-make-up'
  })
  .refine(({ audience, groupIds }) => audience.scope !== 'nobody' || groupIds.length > 0, {
    path: ['audience'],
    message: 'learning.audience-needed'
  });
export type SessionInput = z.infer<typeof SessionInput>;
