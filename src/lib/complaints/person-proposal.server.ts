/**
 * 处理建议: what a finding is to mean for an officer. Whoever handles the case only proposes; a supervisor writes down who
 * decided, and what was adopted enters the person's file, without a word about the complaint.
 */
import { z } from 'zod';
import { measureKinds, proposalKinds } from '#lib/certification/records.ts';
import { recordMeasure, recordProposal } from '#lib/certification/records.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput } from '#lib/platform/errors.ts';
import { dayInput, optionalLine, prose, rowId } from '#lib/platform/input.ts';
import { requireOwnCase } from './assignment.server.ts';
import type { PersonProposal, Proposed } from './case-state.ts';
import { addAct } from './case.server.ts';
import { isUpheld } from './complaint.ts';
import { requireAsked } from './clock.server.ts';
import { reason, works } from './decision.server.ts';
import { accusedOf, allegationsOf } from './finding.server.ts';

const proposed = [
  ...measureKinds.map((kind) => `measure:${kind}` as const),
  ...proposalKinds.map((kind) => `proposal:${kind}` as const)
];

export const ProposeForPerson = z.object({
  complaintId: rowId,
  cadreId: rowId,
  /** `measure:admonition` for what the town itself decides, `proposal:disqualification` for what others do. */
  what: z.enum(proposed),
  reason
});

/**
 * Proposes what a finding is to mean for an officer complained of, once something was substantiated.
 * @throws conflict `complaints.not-the-towns` (another body judges of its own cases), `complaints.nothing-upheld`,
 *   `complaints.proposed-already`; InvalidInput for somebody who is not complained of
 */
export const proposeForPerson = command('complaints.propose-for-person', {
  input: ProposeForPerson,
  allow: works,
  async run(ctx, { complaintId, cadreId, what, reason: words }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.row.route !== 'town') throw conflict('complaints.not-the-towns');
    if (!(await accusedOf(ctx, complaintId)).includes(cadreId)) {
      throw new InvalidInput({ cadreId: ['complaints.not-accused'] });
    }
    if (!(await allegationsOf(ctx, complaintId)).some(({ finding }) => isUpheld(finding)))
      throw conflict('complaints.nothing-upheld');
    const [book, kind] = what.split(':') as ['measure' | 'proposal', never];
    const isOpen = (one: PersonProposal) => one.cadreId === cadreId && one.kind === kind && one.decision === null;
    if (found.state.proposals.some(isOpen)) throw conflict('complaints.proposed-already');
    await addAct(ctx, found, 'person-proposed', { cadreId, book, kind } satisfies Proposed, words);
  },
  trace: ({ complaintId, what }) => ({ subject: 'complaint', id: complaintId, detail: { what } })
});

const optionalDay = z.union([z.literal(''), dayInput]).default('');

export const DecidePersonProposal = z.object({
  complaintId: rowId,
  place: z.coerce.number().int().min(0).max(99),
  adopt: z.boolean(),
  /** Who decided: a meeting, an office. */
  decidedBy: optionalLine(60),
  fromDay: optionalDay,
  untilDay: optionalDay,
  /** Of a proposal to an authority: which. */
  addressee: optionalLine(60),
  documentNumber: optionalLine(60),
  /** What stands in the person's file; nothing of the complaint. */
  register: optionalLine(200),
  /** For the case: why it was adopted or not. */
  reason: prose(500)
});

/**
 * Writes down what was decided of a proposal. What was adopted is recorded in the register within the same change, under
 * the rights that recording asks for.
 * @throws conflict `complaints.nothing-to-decide`, `complaints.own-request`; InvalidInput for what recording needs
 */
export const decidePersonProposal = command('complaints.decide-person-proposal', {
  input: DecidePersonProposal,
  allow: holds('complaints.approve'),
  async run(ctx, { complaintId, place, adopt, decidedBy, reason: words, ...entry }) {
    const found = await requireAsked(ctx, complaintId);
    const proposal = found.state.proposals[place];
    if (!proposal || proposal.decision) throw conflict('complaints.nothing-to-decide');
    if (!adopt && !words) throw new InvalidInput({ reason: ['input.required'] });
    if (adopt) await enterRegister(ctx, proposal, { decidedBy, ...entry });
    await addAct(ctx, found, 'person-decided', { place, adopted: adopt, decidedBy }, words);
  },
  trace: ({ complaintId, place, adopt }) => ({ subject: 'complaint', id: complaintId, detail: { place, adopt } })
});

type Entry = Pick<
  z.output<typeof DecidePersonProposal>,
  'decidedBy' | 'fromDay' | 'untilDay' | 'addressee' | 'documentNumber' | 'register'
>;

async function enterRegister(ctx: Context, proposal: PersonProposal, entry: Entry) {
  const needed = ['decidedBy', 'fromDay', 'register', ...(proposal.book === 'proposal' ? ['addressee'] : [])] as const;
  const absent = needed.filter((field) => !entry[field as keyof Entry]);
  if (absent.length) throw new InvalidInput(Object.fromEntries(absent.map((field) => [field, ['input.required']])));
  if (entry.fromDay > ctx.today) throw new InvalidInput({ fromDay: ['certification.day-to-come'] });
  const { cadreId } = proposal;
  const paper = { reason: entry.register, documentNumber: entry.documentNumber };
  if (proposal.book === 'measure') {
    const { decidedBy, fromDay, untilDay } = entry;
    await ctx.call(recordMeasure, { cadreId, kind: proposal.kind, decidedBy, fromDay, untilDay, ...paper });
  } else {
    const { addressee, fromDay } = entry;
    await ctx.call(recordProposal, { cadreId, kind: proposal.kind, addressee, madeOn: fromDay, ...paper });
  }
}
