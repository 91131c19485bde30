import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { followComplaint, rateByReceipt, writeByReceipt } from '#lib/complaints/follow.server.ts';
import { satisfactions } from '#lib/complaints/complaint.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The receipt travels in the body of the form, never in an address that stays in a history or a log. */
const Receipt = z.object({ receipt: z.string().trim().min(1).max(100) });
const Message = Receipt.extend({ message: z.string().trim().min(1).max(2000) });
const Rating = Receipt.extend({
  satisfaction: z.enum(satisfactions).exclude(['unreached']),
  note: z.string().trim().max(1000).default('')
});

export const load: PageServerLoad = () => ({ title: m.complaints_public_follow() });

export const actions: Actions = {
  show: (event) => submit(event, Receipt, (data) => event.locals.run(followComplaint, data), { id: 'show' }),
  write: (event) =>
    submit(
      event,
      Message,
      async ({ receipt, message }) => {
        await event.locals.run(writeByReceipt, { receipt, message });
        return event.locals.run(followComplaint, { receipt });
      },
      { id: 'write' }
    ),
  rate: (event) =>
    submit(
      event,
      Rating,
      async ({ receipt, ...rating }) => {
        await event.locals.run(rateByReceipt, { receipt, ...rating });
        return event.locals.run(followComplaint, { receipt });
      },
      { id: 'rate' }
    )
};
