import { m } from '#lib/i18n/paraglide/messages.js';
import { findEverywhere } from './find.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ title: m.search_title() });

export const actions: Actions = {
  // A post, because what is searched may be a name, and names are in no address.
  default: async ({ locals, request }) => {
    const typed = (await request.formData()).get('q');
    const q = typeof typed === 'string' ? typed.trim().slice(0, 60) : '';
    return { q, groups: q ? await findEverywhere(locals, q) : [] };
  }
};
