/** Marks take an unreasonable complaint out of the rates, so that one caller does not spoil a year. Two people are needed. */
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command } from '#lib/platform/door.server.ts';
import { conflict } from '#lib/platform/errors.ts';
import { prose, rowId } from '#lib/platform/input.ts';
import { requireOwnCase } from './assignment.server.ts';
import { addAct } from './case.server.ts';
import { requireAsked } from './clock.server.ts';
import { marks } from './complaint.ts';
import { reason, works } from './decision.server.ts';

export const AskMark = z.object({ complaintId: rowId, mark: z.enum(marks), reason });

/** Proposes to take a case out of the rates. It is handled like any other. @throws conflict `complaints.marked-already` */
export const askMark = command('complaints.ask-mark', {
  input: AskMark,
  allow: works,
  async run(ctx, { complaintId, mark, reason: words }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.state.mark ?? found.state.markAsked) throw conflict('complaints.marked-already');
    await addAct(ctx, found, 'mark-asked', { mark }, words);
  },
  trace: ({ complaintId, mark }) => ({ subject: 'complaint', id: complaintId, detail: { mark } })
});

export const DecideMark = z.object({ complaintId: rowId, confirm: z.boolean(), reason: prose(500) });

/** A second person confirms or refuses. @throws conflict `complaints.nothing-to-decide`, `complaints.own-request` */
export const decideMark = command('complaints.decide-mark', {
  input: DecideMark,
  allow: holds('complaints.approve'),
  async run(ctx, { complaintId, confirm, reason: words }) {
    const found = await requireAsked(ctx, complaintId);
    const mark = found.state.markAsked;
    if (!mark) throw conflict('complaints.nothing-to-decide');
    await addAct(ctx, found, confirm ? 'mark-confirmed' : 'mark-refused', { mark }, words);
  },
  trace: ({ complaintId, confirm }) => ({ subject: 'complaint', id: complaintId, detail: { confirm } })
});
