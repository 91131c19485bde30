import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { caseFile, recordStep, StepForm, tickCase } from '#lib/certification/case.server.ts';
import type { TickKey } from '#lib/certification/case.ts';
import { caseName, stageName } from '#lib/certification/records-words.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { act, submit } from '#routes/submit.server.ts';
import { keptFile } from '../../kept-file.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const file = await locals.run(caseFile, { caseId: params.id });
  const { name, staffNumber, unitName, post } = file.person;
  const today = dayOf(locals.house.clock.now());
  return {
    title: caseName(file.kind),
    today,
    file: { ...file, person: { name, staffNumber, unitName, post } },
    mayManage: locals.actor.may('register.manage'),
    stepForm: await superValidate(
      { caseId: file.id, happenedOn: today, authority: file.card?.issuer ?? '', stage: file.next[0] } as never,
      zod4(StepForm),
      { errors: false, id: 'step' }
    )
  };
};

export const actions: Actions = {
  tick: async (event) => {
    const { key, done } = Object.fromEntries(await event.request.formData());
    const tick = { caseId: event.params.id, key: key as TickKey, done: done === 'true' };
    return act(event, () => event.locals.run(tickCase, tick), event.url.pathname);
  },
  step: async (event) => {
    const file = await keptFile(event);
    return submit(event, StepForm, (data) => event.locals.run(recordStep, { ...data, file }), {
      id: 'step',
      done: (_, { stage }) => ({
        to: event.url.pathname,
        say: m.register_case_step_saved({ stage: stageName(stage) })
      })
    });
  }
};
