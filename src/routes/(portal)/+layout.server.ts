import { takeFlash } from '../flash.server.ts';
import { navigationOf } from './navigation.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, cookies, url }) => ({
  navigation: navigationOf(locals.actor, url.pathname),
  owner: locals.account!.id,
  person: { name: locals.account!.displayName, line: locals.account!.login },
  theme: locals.theme,
  demo: locals.demo,
  said: takeFlash(cookies)
});
