import { isHttpError } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { feedbackSummary } from '#lib/learning/feedback.server.ts';
import { findMySession } from '#lib/learning/my-sessions.server.ts';
import { listRoll } from '#lib/learning/roll.server.ts';
import { findSession } from '#lib/learning/session-drafting.server.ts';
import { seesSessions } from '#lib/learning/session.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import { Leave, Mark, ownActions, Repeat, trainerActions, Cancel, Feedback } from './actions.server.ts';
import { RollPage } from './roll-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { actor } = locals;
  const sees = seesSessions(actor);
  const mine = actor.may('session.attend') ? await ownSession(locals, params.id, sees) : undefined;
  const session = sees || !mine ? await locals.run(findSession, { id: params.id }) : undefined;
  const query = readQuery(url, RollPage);
  const held = session && (session.status === 'announced' || session.status === 'closed');
  return {
    title: (mine ?? session!).title,
    wide: session !== undefined,
    now: locals.house.clock.now(),
    mine,
    session,
    query,
    roll: held ? await locals.run(listRoll, { sessionId: session.id, ...query }) : undefined,
    feedback: held ? await locals.run(feedbackSummary, { sessionId: session.id }) : undefined,
    mayManage: actor.may('session.manage'),
    leave: await superValidate(zod4(Leave), { id: 'leave' }),
    give: await superValidate(zod4(Feedback), { id: 'feedback' }),
    mark: await superValidate(zod4(Mark), { id: 'mark' }),
    repeat: await superValidate({ every: 'week', times: 4 }, zod4(Repeat), { id: 'repeat' }),
    cancel: await superValidate(zod4(Cancel), { id: 'cancel' })
  };
};

/** The side of somebody invited; for those who also see every session it may be missing. */
async function ownSession(locals: App.Locals, sessionId: string, sees: boolean) {
  try {
    return await locals.run(findMySession, { sessionId });
  } catch (problem) {
    if (sees && isHttpError(problem, 404)) return undefined;
    throw problem;
  }
}

export const actions: Actions = { ...ownActions, ...trainerActions };
