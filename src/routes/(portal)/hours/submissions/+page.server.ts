import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { listSubmissions } from '#lib/hours/submission-list.server.ts';
import {
  ApproveSubmission,
  approveSubmission,
  ReturnSubmission,
  returnSubmission
} from '#lib/hours/submission.server.ts';
import { rowId } from '#lib/platform/input.ts';
import { readQuery, submit } from '#routes/submit.server.ts';
import { SubmissionsQuery } from './submissions-query.ts';
import type { Actions, PageServerLoad } from './$types';

const Query = SubmissionsQuery.extend({ decide: rowId.optional() });

export const load: PageServerLoad = async ({ locals, url }) => {
  const { decide, ...asked } = readQuery(url, Query);
  const { rows, total, minutesPerHour } = await locals.run(listSubmissions, asked);
  // The one that waits longest lies open unless another is asked for.
  const open =
    asked.state === 'pending' ? (rows.find(({ id }) => id === decide) ?? (asked.q ? undefined : rows[0])) : undefined;
  return {
    title: m.hours_submissions(),
    wide: true,
    asked,
    rows,
    total,
    minutesPerHour,
    open,
    approveForm: await superValidate(
      { submissionId: open?.id ?? 0, minutes: open?.minutes ?? 0, reason: '' },
      zod4(ApproveSubmission),
      { errors: false, id: 'approve' }
    ),
    returnForm: await superValidate({ submissionId: open?.id ?? 0, reason: '' }, zod4(ReturnSubmission), {
      errors: false,
      id: 'return'
    })
  };
};

export const actions: Actions = {
  approve: (event) =>
    submit(event, ApproveSubmission, (data) => event.locals.run(approveSubmission, data), {
      id: 'approve',
      done: () => ({ to: event.url.pathname, say: m.hours_submission_approved_said() })
    }),
  return: (event) =>
    submit(event, ReturnSubmission, (data) => event.locals.run(returnSubmission, data), {
      id: 'return',
      done: () => ({ to: event.url.pathname, say: m.hours_submission_returned_said() })
    })
};
