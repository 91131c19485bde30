import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { CatalogueForm, catalogueOf } from '#lib/mentoring/catalogue-form.ts';
import { catalogueText } from '#lib/mentoring/catalogue-text.ts';
import { draftCatalogue, saveCatalogue } from '#lib/mentoring/catalogue.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { content, draft } = await locals.run(draftCatalogue, {});
  return {
    title: m.mentoring_catalogue_edit(),
    draft,
    form: await superValidate({ text: catalogueText(content) }, zod4(CatalogueForm), { errors: false })
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, CatalogueForm, ({ text }) => event.locals.run(saveCatalogue, { content: catalogueOf(text) }), {
      done: ({ number }) => ({
        to: `/mentoring/catalogue?version=${number}`,
        say: m.mentoring_catalogue_saved()
      })
    })
};
