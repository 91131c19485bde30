import { overseesPairings, seesPairings } from '#lib/mentoring/access.server.ts';
import { myOpinionsDue } from '#lib/mentoring/completion.server.ts';
import { listPairings, myPairings } from '#lib/mentoring/view.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import { recordKeys } from './record-keys.server.ts';
import { PairingsQuery } from './pairings-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { actor } = locals;
  await requireAllowed(locals, seesPairings);
  const oversees = overseesPairings(actor);
  const { tab, ...query } = readQuery(url, PairingsQuery);
  const mine = actor.may('mentoring.take-part') ? await locals.run(myPairings, {}) : [];
  const all = oversees && (tab === 'all' || (tab === undefined && !mine.length));
  return {
    title: m.mentoring_title(),
    wide: all,
    all,
    oversees,
    mayManage: actor.may('mentoring.manage'),
    query,
    mine: mine.map((pair) => ({ ...pair, keys: recordKeys(pair.plan) })),
    opinions: actor.may('mentoring.take-part') ? await locals.run(myOpinionsDue, {}) : [],
    list: all ? await locals.run(listPairings, query) : undefined
  };
};
