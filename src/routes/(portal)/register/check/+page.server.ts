import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
  closeYearlyCheck,
  DecideCheck,
  decideCheck,
  ListCheck,
  listCheck,
  OpenCheck,
  openYearlyCheck
} from '#lib/certification/yearly-check.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { rowId } from '#lib/platform/input.ts';
import { act, readQuery, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Query = ListCheck.extend({
  entry: rowId.optional().catch(undefined),
  page: z.coerce.number().int().min(1).catch(1).default(1)
});
const PAGE = 100;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { entry: entryId, page, ...asked } = readQuery(url, Query);
  const list = await locals.run(listCheck, asked);
  const { check, counts, next } = list;
  const all = asked.show === 'all' && !asked.q ? list.rows : (await locals.run(listCheck, { year: asked.year })).rows;
  const entry = all.find(({ id }) => id === entryId);
  const whole = locals.actor.may('register.manage') && locals.actor.reach('register.manage') === 'all';
  return {
    title: m.register_check_title(),
    lead: check
      ? m.register_check_lead({
          year: check.year,
          day: formatDay(check.dueOn),
          count: counts.all,
          declared: counts.declared,
          passed: counts.passed,
          failed: counts.failed
        })
      : '',
    today: dayOf(locals.house.clock.now()),
    asked: { ...asked, page },
    checks: list.checks,
    check,
    counts,
    rows: list.rows.slice((page - 1) * PAGE, page * PAGE),
    total: list.rows.length,
    next,
    entry: check && !check.closed ? entry : undefined,
    mayManage: locals.actor.may('register.manage'),
    mayOpen: whole && next !== null && (check === null || check.closed),
    mayClose: whole && check !== null && !check.closed && counts.all === counts.passed + counts.failed,
    openForm: await superValidate((next ?? {}) as never, zod4(OpenCheck), { errors: false, id: 'open' }),
    decideForm: await superValidate(
      { entryId: entry?.id ?? 0, result: entry?.result ?? 'passed', note: entry?.resultNote ?? '' } as never,
      zod4(DecideCheck),
      { errors: false, id: 'decide' }
    )
  };
};

export const actions: Actions = {
  open: (event) =>
    submit(event, OpenCheck, (data) => event.locals.run(openYearlyCheck, data), {
      id: 'open',
      done: ({ people }) => ({ to: '/register/check', say: m.register_check_opened({ count: people }) })
    }),
  decide: (event) =>
    submit(event, DecideCheck, (data) => event.locals.run(decideCheck, data), {
      id: 'decide',
      done: () => ({ to: '/register/check?show=undecided', say: m.register_check_saved() })
    }),
  close: async (event) => {
    const checkId = String((await event.request.formData()).get('checkId'));
    return act(event, () => event.locals.run(closeYearlyCheck, { checkId }), {
      to: '/register/check',
      say: m.register_check_closed()
    });
  }
};
