import { isHttpError } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { CheckIn, checkIn, wrongCodes } from '#lib/learning/check-in.server.ts';
import { myOpenSessions } from '#lib/learning/my-sessions.server.ts';
import { codeBrake } from '#lib/platform/rate-limit.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const brake = codeBrake();

export const load: PageServerLoad = async ({ locals, url }) => {
  const mine = await locals.run(myOpenSessions, {});
  const open = mine.filter(({ phase }) => phase === 'open');
  const asked = url.searchParams.get('session');
  const chosen = open.find(({ id }) => String(id) === asked) ?? open[0];
  return {
    title: m.sessions_check_in(),
    now: locals.house.clock.now(),
    person: locals.account?.displayName ?? '',
    open: open.map(({ id, title }) => ({ id, title })),
    session: chosen,
    /** The code was scanned for a session that is not open for this person. */
    astray: asked !== null && String(chosen?.id) !== asked,
    next: mine.find(({ phase, status }) => phase === 'upcoming' && status === 'announced'),
    form: await superValidate({ sessionId: chosen?.id ?? 0, code: url.searchParams.get('code') ?? '' }, zod4(CheckIn), {
      errors: false
    })
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, CheckIn, (input) => withBrake(event.locals, () => event.locals.run(checkIn, input)), {
      done: ({ sessionId, way }) => ({
        to: `/check-in?session=${sessionId}`,
        say: way === 'in' ? m.sessions_checked_in_now() : m.sessions_checked_out_now()
      })
    })
};

/** Wrong codes are counted per person: six signs cannot be guessed at ten tries in five minutes. */
async function withBrake<R>(locals: App.Locals, work: () => Promise<R>): Promise<R> {
  const account = `account-${locals.actor.accountId}`;
  await locals.attempt(() => brake.require(account));
  try {
    return await work();
  } catch (problem) {
    if (isHttpError(problem) && wrongCodes.includes(problem.body.code ?? ''))
      await locals.attempt(() => brake.take(account));
    throw problem;
  }
}
