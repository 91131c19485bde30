import { newFeedToken, endOwnFeed, feedHash, findOwnFeed, openOwnFeed } from '#lib/learning/calendar.server.ts';
import { myOpenSessions, myPastSessions } from '#lib/learning/my-sessions.server.ts';
import { sessionFigures } from '#lib/learning/session-figures.server.ts';
import { listSessions, seesSessions } from '#lib/learning/session.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dayOf } from '#lib/platform/clock.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import { SessionsQuery } from './sessions-query.ts';
import type { Actions, PageServerLoad } from './$types';

const PAST = 20;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { actor } = locals;
  const [attends, sees] = [actor.may('session.attend'), seesSessions(actor)];
  await requireAllowed(locals, () => attends || sees);
  const { tab, ...query } = readQuery(url, SessionsQuery);
  const managing = sees && (tab === 'manage' || !attends);
  const year = Number(dayOf(locals.house.clock.now()).slice(0, 4));
  return {
    title: m.sessions_title(),
    wide: managing,
    tabs: attends && sees,
    managing,
    mayManage: actor.may('session.manage'),
    query,
    list: managing ? await locals.run(listSessions, query) : undefined,
    figures: managing ? await locals.run(sessionFigures, { year }) : undefined,
    mine: managing
      ? undefined
      : {
          open: await locals.run(myOpenSessions, {}),
          past: await locals.run(myPastSessions, { page: query.page, pageSize: PAST }),
          pageSize: PAST,
          feedSince: await locals.run(findOwnFeed, {})
        }
  };
};

export const actions: Actions = {
  // The address is shown once, in the answer to this post, and kept nowhere.
  feed: async ({ locals, url }) => {
    const token = newFeedToken();
    await locals.run(openOwnFeed, { tokenHash: feedHash(token) });
    return { feed: `${url.origin}/api/calendar/${token}.ics` };
  },
  endFeed: (event) =>
    act(event, () => event.locals.run(endOwnFeed, {}), { to: '/sessions', say: m.sessions_feed_ended() })
};
