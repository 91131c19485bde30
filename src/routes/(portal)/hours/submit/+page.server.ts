import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { hoursRulesOn } from '#lib/hours/rules.server.ts';
import { listOwnSubmissions } from '#lib/hours/submission-list.server.ts';
import { SubmissionForm, submitOwn } from '#lib/hours/submission.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { invalid } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { readQuery, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Query = z.object({ again: rowId.optional() });

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireAllowed(locals, ({ cadreId, may }) => cadreId !== null && may('own.view'));
  const on = dayOf(locals.house.clock.now());
  const { again } = readQuery(url, Query);
  const earlier = again ? (await locals.run(listOwnSubmissions, {})).find(({ id }) => id === again) : undefined;
  return {
    title: m.hours_submit(),
    rules: await hoursRulesOn({ db: locals.house.store.read }, on),
    form: await superValidate(
      earlier
        ? { ...earlier, amount: earlier.minutes, unit: 'minutes' as const }
        : ({ category: 'other', endedOn: on, unit: 'hours', amount: '' } as never),
      zod4(SubmissionForm),
      { errors: false }
    )
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { locals, request } = event;
    const file = (await request.clone().formData()).get('evidence');
    return submit(
      event,
      SubmissionForm,
      async (data) => {
        const evidence = await locals.attempt(async () => {
          if (!(file instanceof File) || file.size === 0) throw invalid('hours.evidence-needed');
          const kept = await locals.house.files.put(new Uint8Array(await file.arrayBuffer()));
          return { ...kept, name: file.name.slice(-200) };
        });
        return locals.run(submitOwn, { ...data, evidence });
      },
      { done: () => ({ to: '/hours?view=own', say: m.hours_submit_sent() }) }
    );
  }
};
