import { takeFlash } from '../flash.server.ts';
import { countUnread } from '#lib/platform/notifications.server.ts';
import { navigationOf } from './navigation.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, cookies, url }) => {
  const unread = await locals.run(countUnread, {});
  return {
    navigation: navigationOf(locals.actor, url.pathname, unread),
    unread,
    owner: locals.account!.id,
    person: { name: locals.account!.displayName, line: locals.account!.login },
    theme: locals.theme,
    demo: locals.demo,
    said: takeFlash(cookies)
  };
};
