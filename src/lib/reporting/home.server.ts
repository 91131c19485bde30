import { z } from 'zod';
import { ownDuties } from '#lib/certification/duty-roster.server.ts';
import { ownCheck } from '#lib/certification/yearly-check.server.ts';
import { countWaiting } from '#lib/hours/submission-list.server.ts';
import { myOpenSessions } from '#lib/learning/my-sessions.server.ts';
import { signedIn, type Actor } from '#lib/platform/actor.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { bankHealth, rosterHealth } from './health.server.ts';
import { ownHome } from './own-home.server.ts';
import { supervisorHome } from './supervisor-home.server.ts';
import { examsAtHand, sessionsToHold } from './trainer-home.server.ts';

/** Sessions and duties on the home page; the rest is one tap away. */
const SESSIONS = 3;

const may = (actor: Actor, ...permissions: Parameters<Actor['may']>[0][]) =>
  permissions.some((permission) => actor.may(permission));

/** The first page after sign-in: for each kind of work that the person does, what waits for them today. */
export const home = query('reporting.home', {
  input: z.object({}),
  allow: signedIn,
  async run(ctx) {
    const { actor } = ctx;
    const held = actor.may('session.manage') ? await sessionsToHold(ctx) : [];
    const waiting = actor.may('hours.approve') ? await ctx.call(countWaiting, {}) : 0;
    // Whoever holds a session sees it there, not a second time as a guest.
    const asGuest = actor.may('session.attend')
      ? (await ctx.call(myOpenSessions, {})).filter(({ id }) => !held.some((row) => row.id === id))
      : [];
    return {
      now: ctx.now,
      on: ctx.today,
      waiting,
      supervisor: actor.may('wall.view') ? await supervisorHome(ctx, waiting) : undefined,
      exams: may(actor, 'exam.manage', 'exam.results') ? await examsAtHand(ctx) : undefined,
      sessions: { held, own: asGuest.slice(0, SESSIONS) },
      bank: actor.may('bank.manage') ? await ctx.call(bankHealth, {}) : undefined,
      roster: may(actor, 'accounts.manage', 'accounts.view', 'roles.manage')
        ? await ctx.call(rosterHealth, {})
        : undefined,
      own: actor.cadreId === null ? undefined : await ownHome(ctx, actor.cadreId),
      duties: (may(actor, 'own.view') ? await ctx.call(ownDuties, {}) : []).slice(0, SESSIONS),
      check: await checkToDeclare(ctx),
      tasks: {
        people: actor.may('roster.manage'),
        accounts: actor.may('accounts.manage'),
        roles: actor.may('roles.manage'),
        settings: actor.may('settings.manage'),
        audit: actor.may('audit.view'),
        law: actor.may('law.view'),
        enterHours: actor.may('hours.enter'),
        makeExam: actor.may('exam.manage')
      }
    };
  }
});

/** The yearly check that waits for the person's own declaration. */
async function checkToDeclare(ctx: Context) {
  const own = ctx.actor.may('own.view') ? await ctx.call(ownCheck, {}) : undefined;
  return own?.open && own.declaredAt === null ? { dueOn: own.dueOn } : undefined;
}
