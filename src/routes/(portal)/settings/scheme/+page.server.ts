import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { formOf, schemeOf, SchemeForm, type SchemeForm as Form } from '#lib/certification/scheme-form.ts';
import { listSchemes, setScheme, withdrawScheme } from '#lib/certification/scheme.server.ts';
import { addDays, dayOf, type Day } from '#lib/platform/clock.ts';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { schemes, current } = await locals.run(listSchemes, {});
  const today = dayOf(locals.house.clock.now());
  const inForce = schemes.find(({ effectiveFrom }) => effectiveFrom === current)!;
  return {
    title: m.register_scheme_title(),
    schemes: schemes.map((scheme) => ({ ...scheme, ahead: scheme.effectiveFrom > today })),
    current,
    mayManage: locals.actor.may('settings.manage'),
    form: await superValidate(formOf(inForce, addDays(today, 1)) as never, zod4(SchemeForm), { errors: false })
  };
};

export const actions: Actions = {
  set: (event) =>
    submit(event, SchemeForm, (data) => event.locals.run(setScheme, schemeOf(data as Form)), {
      done: () => ({ to: '/settings/scheme', say: m.register_scheme_saved() })
    }),
  withdraw: async (event) => {
    const effectiveFrom = String((await event.request.formData()).get('effectiveFrom')) as Day;
    return act(event, () => event.locals.run(withdrawScheme, { effectiveFrom }), {
      to: '/settings/scheme',
      say: m.register_scheme_withdrawn()
    });
  }
};
