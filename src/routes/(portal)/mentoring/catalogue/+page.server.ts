import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { publishCatalogue, discardCatalogue, showCatalogue } from '#lib/mentoring/catalogue.server.ts';
import { rowId } from '#lib/platform/input.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Asked = z.object({ version: rowId.optional() });

export const load: PageServerLoad = async ({ locals, url }) => ({
  title: m.mentoring_catalogue(),
  wide: true,
  shown: await locals.run(showCatalogue, readQuery(url, Asked))
});

export const actions: Actions = {
  publish: (event) =>
    act(
      event,
      () => event.locals.run(publishCatalogue, {}),
      ({ number }) => ({ to: '/mentoring/catalogue', say: m.mentoring_catalogue_published({ number }) })
    ),
  discard: (event) =>
    act(event, () => event.locals.run(discardCatalogue, {}), {
      to: '/mentoring/catalogue',
      say: m.mentoring_catalogue_discarded()
    })
};
