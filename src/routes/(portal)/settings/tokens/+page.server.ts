import { z } from 'zod';
import { listTokens, revokeToken } from '#lib/exchange/tokens.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { rowId } from '#lib/platform/input.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Revoked = z.object({ id: rowId, name: z.string() });

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.exchange_title(),
  wide: true,
  rows: await locals.run(listTokens, {})
});

export const actions: Actions = {
  revoke: async (event) => {
    const { id, name } = Revoked.parse(Object.fromEntries(await event.request.formData()));
    return act(event, () => event.locals.run(revokeToken, { id }), {
      to: '/settings/tokens',
      say: m.exchange_revoked({ name })
    });
  }
};
