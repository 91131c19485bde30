/** What the pages of those who make sessions ask for. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByIds, peopleByNumbers } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { addDays, dayOf, instantOf } from '#lib/platform/clock.ts';
import { query } from '#lib/platform/door.server.ts';
import { InvalidInput } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { attachmentsOf, type AttachmentRow } from './attachments.server.ts';
import { groupsAt, type GroupAtSession } from './groups.server.ts';
import { trainingSession } from './schema.server.ts';
import { invitedTo } from './session-audience.server.ts';
import { sessionRulesOn } from './session-rules.server.ts';
import { requireSession, seesSessions, type SessionRow } from './session.server.ts';
import { sessionPhase, windowOf, type CheckInWindow, type SessionPhase } from './session.ts';

export type SessionDraft = Omit<
  SessionRow,
  | 'id'
  | 'status'
  | 'secret'
  | 'createdAt'
  | 'createdBy'
  | 'savedAt'
  | 'searchKey'
  | 'announcedAt'
  | 'closedAt'
  | 'closedBy'
  | 'cancelledAt'
  | 'cancelledReason'
>;

/** A new session as the settings suggest it: a half day in a week; or a copy; or the make-up of an earlier one. */
export const newSession = query('learning.new-session', {
  input: z.object({ from: rowId.optional(), makesUpFor: rowId.optional() }),
  allow: holds('session.manage'),
  async run(ctx, { from, makesUpFor }): Promise<SessionDraft> {
    const day = addDays(ctx.today, 7);
    const earlier = from ?? makesUpFor;
    if (earlier !== undefined) {
      const original = await requireSession(ctx, earlier);
      const { title, kind, place, hours, instructors, programme, quota, audience, groupIds, checkOutRequired } =
        original;
      const startsAt = instantOf(day) + (original.startsAt - instantOf(dayOf(original.startsAt)));
      const isMakeUp = makesUpFor !== undefined;
      return {
        ...{ title, kind, place, hours, instructors, programme, checkOutRequired, startsAt },
        endsAt: startsAt + (original.endsAt - original.startsAt),
        quota: isMakeUp ? null : quota,
        audience: isMakeUp
          ? { scope: 'missed' }
          : audience.scope === 'missed'
            ? { scope: 'enforcement-posts' }
            : audience,
        groupIds: isMakeUp ? [] : groupIds,
        makesUpForId: isMakeUp ? original.id : null
      };
    }
    const settings = await settingsOn(ctx.db, ctx.today);
    return {
      title: '',
      kind: 'enforcement-training',
      place: '',
      startsAt: instantOf(day, '14:00'),
      endsAt: instantOf(day, '17:30'),
      hours: settings['hours.half-day'],
      instructors: [],
      programme: '',
      quota: null,
      audience: { scope: 'enforcement-posts' },
      groupIds: [],
      checkOutRequired: false,
      makesUpForId: null
    };
  }
});

export interface FoundSession extends Omit<SessionRow, 'secret' | 'searchKey'> {
  phase: SessionPhase;
  window: CheckInWindow;
  /** How many of the roster it is meant for, by today's roster. */
  invited: number;
  groups: GroupAtSession[];
  attachments: AttachmentRow[];
  /** The session that this one makes up for, and those that make up for it. */
  makesUpFor: { id: number; title: string } | null;
  madeUpBy: { id: number; title: string; startsAt: number }[];
}

/** A session as those see it who make sessions, or look on. */
export const findSession = query('learning.find-session', {
  input: z.object({ id: rowId }),
  allow: seesSessions,
  async run(ctx, { id }): Promise<FoundSession> {
    const { secret: _, searchKey: __, ...session } = await requireSession(ctx, id);
    const rules = await sessionRulesOn(ctx, dayOf(session.startsAt));
    const original = session.makesUpForId === null ? undefined : await requireSession(ctx, session.makesUpForId);
    return {
      ...session,
      phase: sessionPhase(session, rules, ctx.now),
      window: windowOf(session, rules),
      invited: (await invitedTo(ctx, session)).length,
      groups: await groupsAt(ctx, session),
      attachments: await attachmentsOf(ctx, id),
      makesUpFor: original ? { id: original.id, title: original.title } : null,
      madeUpBy: await ctx.db
        .select({ id: trainingSession.id, title: trainingSession.title, startsAt: trainingSession.startsAt })
        .from(trainingSession)
        .where(
          and(eq(trainingSession.makesUpForId, id), inArray(trainingSession.status, ['draft', 'announced', 'closed']))
        )
        .orderBy(desc(trainingSession.startsAt))
    };
  }
});

/** The people behind staff numbers. @throws InvalidInput that names those nobody has. */
export const attendantsByNumber = query('learning.attendants-by-number', {
  input: z.object({ numbers: z.array(z.string()).max(5000), field: z.string().default('numbers') }),
  allow: holds('session.manage'),
  async run(ctx, { numbers, field }): Promise<number[]> {
    const found = await peopleByNumbers(ctx, numbers);
    const unknown = numbers.filter((number) => !found.has(number)).map((number) => number.replace(/[|=]/g, ''));
    if (unknown.length)
      throw new InvalidInput({ [field]: [`learning.unknown-numbers|numbers=${unknown.slice(0, 20).join('、')}`] });
    return [...found.values()].map(({ cadreId }) => cadreId);
  }
});

/** The staff numbers of named people, for the form. */
export const numbersOfAttendants = query('learning.numbers-of-attendants', {
  input: z.object({ cadreIds: z.array(rowId).max(5000) }),
  allow: holds('session.manage'),
  async run(ctx, { cadreIds }): Promise<string[]> {
    return (await peopleByIds(ctx, cadreIds)).map(({ staffNumber }) => staffNumber).sort();
  }
});
