import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { command, query } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line } from '#lib/platform/input.ts';
import { schemeInForce } from './evidence.server.ts';
import { scheme } from './schema.server.ts';
import { certaintyInput, requirementKinds, type Requirement, type Scheme } from './scheme.ts';
import { starterScheme } from './starter/scheme.ts';

const milestone = z.object({
  from: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  percent: z.number().int().min(0).max(100)
});
const grounds = { source: line(200).optional(), certainty: certaintyInput.optional() };
const within = { withinMonths: z.number().int().min(1).max(120).optional() };
const requirement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('card'), ...grounds }),
  z.object({ kind: z.literal('internal-exam'), ...within, ...grounds }),
  z.object({
    kind: z.literal('hours'),
    audience: z.enum(['enforcement-posts', 'everyone']),
    milestones: z.array(milestone).min(1).max(12).optional(),
    ...grounds
  }),
  z.object({ kind: z.literal('no-suspension'), ...grounds }),
  z.object({ kind: z.literal('official-exam'), ...within, ...grounds }),
  z.object({ kind: z.literal('mentoring'), ...within, ...grounds }),
  z.object({ kind: z.literal('yearly-check'), ...grounds }),
  z.object({ kind: z.literal('health'), ...within, ...grounds }),
  z.object({ kind: z.literal('pledge'), ...within, ...grounds })
]);

export const SetScheme = z.object({
  name: line(80),
  effectiveFrom: dayInput,
  requirements: z
    .array(requirement)
    .min(1)
    .max(requirementKinds.length)
    .refine((list) => new Set(list.map(({ kind }) => kind)).size === list.length, 'certification.requirement-twice'),
  source: line(300),
  certainty: certaintyInput
});

/** Sets what is asked of people from a day on. What held before stays, so that past days are judged as they were. */
export const setScheme = command('certification.set-scheme', {
  input: SetScheme,
  allow: holds('settings.manage'),
  async run(ctx, { requirements, ...input }) {
    if (input.effectiveFrom < ctx.today) throw new InvalidInput({ effectiveFrom: ['platform.effective-day-past'] });
    const values = { ...input, requirements: requirements as Requirement[] };
    const [row] = await ctx.db
      .insert(scheme)
      .values(values)
      .onConflictDoUpdate({ target: scheme.effectiveFrom, set: values })
      .returning({ id: scheme.id });
    return row!;
  },
  trace: ({ effectiveFrom }, { id }) => ({ subject: 'scheme', id, detail: { effectiveFrom } })
});

/** All schemes, the newest first, the one that the portal brings last: what was asked when. */
export const listSchemes = query('certification.list-schemes', {
  input: z.object({}),
  allow: holds('settings.view'),
  async run(ctx): Promise<{ schemes: Scheme[]; current: Day }> {
    const own: Scheme[] = await ctx.db
      .select({
        name: scheme.name,
        effectiveFrom: scheme.effectiveFrom,
        requirements: scheme.requirements,
        source: scheme.source,
        certainty: scheme.certainty
      })
      .from(scheme)
      .orderBy(desc(scheme.effectiveFrom));
    return { schemes: [...own, starterScheme], current: (await schemeInForce(ctx, ctx.today)).effectiveFrom };
  }
});

export const WithdrawScheme = z.object({ effectiveFrom: dayInput });

/** Takes a scheme back that has not begun; one that counted on any day stays for ever. */
export const withdrawScheme = command('certification.withdraw-scheme', {
  input: WithdrawScheme,
  allow: holds('settings.manage'),
  async run(ctx, { effectiveFrom }) {
    if (effectiveFrom <= ctx.today) throw conflict('certification.scheme-has-begun');
    const gone = await ctx.db
      .delete(scheme)
      .where(eq(scheme.effectiveFrom, effectiveFrom))
      .returning({ id: scheme.id });
    if (!gone.length) throw missing('certification.scheme-not-found');
  },
  trace: ({ effectiveFrom }) => ({ subject: 'scheme', id: null, detail: { withdrawn: effectiveFrom } })
});

/** What is asked of people on a day, with its sources. */
export const showScheme = query('certification.show-scheme', {
  input: z.object({ on: dayInput.optional() }),
  allow: holds('own.view'),
  run: (ctx, { on = ctx.today as Day }) => schemeInForce(ctx, on)
});
