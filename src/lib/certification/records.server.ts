/**
 * The books beside the history of cards: town measures, proposals, official exams and documents. Each has its own right;
 * none is ever overwritten, a wrong row is taken back by a further one.
 */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { findWithinReach, type UnitPerson } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, optionalLine, rowId } from '#lib/platform/input.ts';
import type { Permission } from '#lib/platform/permissions.ts';
import { holdsCard, startHandIn } from './case.server.ts';
import { attachFile, KeptFile } from './files.server.ts';
import { documentKinds, examParts, measureKinds, proposalKinds, proposalOutcomes, standing } from './records.ts';
import { authorityProposal, officialExam, personDocument, proposalAnswer, townMeasure } from './schema.server.ts';

const optionalDay = z.union([z.literal(''), dayInput]).default('');
const paper = { documentNumber: optionalLine(60), note: optionalLine(300) };
const file = { file: KeptFile.optional() };
const dayOr = (value: '' | Day): Day | null => value || null;

export const MeasureForm = z.object({
  cadreId: rowId,
  kind: z.enum(measureKinds),
  fromDay: dayInput,
  untilDay: optionalDay,
  decidedBy: line(60),
  reason: line(200),
  ...paper
});

/**
 * Records a measure of the person's own unit (山东省行政执法监督条例 art. 38). Off-post training needs its last day
 * or stays open; the others have none.
 * @throws InvalidInput for days that cannot be; DomainError `certification.person-not-found`.
 */
export const recordMeasure = command('certification.record-measure', {
  input: MeasureForm.extend(file),
  allow: holds('measures.record'),
  async run(ctx, { file: kept, ...input }) {
    const person = await requirePerson(ctx, 'measures.record', input.cadreId);
    requirePast(ctx, 'fromDay', input.fromDay);
    const untilDay = input.kind === 'off-post-training' ? dayOr(input.untilDay) : null;
    if (untilDay && untilDay < input.fromDay)
      throw new InvalidInput({ untilDay: ['certification.expires-before-issue'] });
    const [row] = await ctx.db
      .insert(townMeasure)
      .values({ ...input, untilDay, ...paperOf(input), ...signed(ctx) })
      .returning({ id: townMeasure.id });
    await attachFile(ctx, { cadreId: person.cadreId, book: 'measure', recordId: row!.id }, kept);
    // Whoever leaves the post gives the card back: the rules demand it, not the person who records the measure.
    if (input.kind === 'removal' && (await holdsCard(ctx, person.cadreId)))
      await ctx.callAsSystem(startHandIn, { cadreId: person.cadreId, cause: 'removal' });
    return row!;
  },
  trace: ({ cadreId, kind, fromDay }, { id }) => ({ subject: 'town-measure', id, detail: { cadreId, kind, fromDay } })
});

export const ProposalForm = z.object({
  cadreId: rowId,
  kind: z.enum(proposalKinds),
  madeOn: dayInput,
  addressee: line(60),
  reason: line(200),
  ...paper
});

/** Records what was proposed to those who may decide; the proposal itself changes nothing (行政执法监督条例 art. 32). */
export const recordProposal = command('certification.record-proposal', {
  input: ProposalForm.extend(file),
  allow: holds('proposals.record'),
  async run(ctx, { file: kept, ...input }) {
    const person = await requirePerson(ctx, 'proposals.record', input.cadreId);
    requirePast(ctx, 'madeOn', input.madeOn);
    const [row] = await ctx.db
      .insert(authorityProposal)
      .values({ ...input, ...paperOf(input), ...signed(ctx) })
      .returning({ id: authorityProposal.id });
    await attachFile(ctx, { cadreId: person.cadreId, book: 'proposal', recordId: row!.id }, kept);
    return row!;
  },
  trace: ({ cadreId, kind, madeOn }, { id }) => ({
    subject: 'authority-proposal',
    id,
    detail: { cadreId, kind, madeOn }
  })
});

export const AnswerForm = z.object({
  proposalId: rowId,
  answeredOn: dayInput,
  outcome: z.enum(proposalOutcomes),
  ...paper
});

/**
 * Records the answer to a proposal, once. What follows from it is an act of the authority and is recorded as such.
 * @throws DomainError `certification.proposal-not-found`, `certification.answered-already`.
 */
export const answerProposal = command('certification.answer-proposal', {
  input: AnswerForm,
  allow: holds('proposals.record'),
  async run(ctx, { proposalId, ...input }) {
    const [proposal] = await ctx.db.select().from(authorityProposal).where(eq(authorityProposal.id, proposalId));
    if (!proposal || !(await findWithinReach(ctx, 'proposals.record', { cadreId: proposal.cadreId })))
      throw missing('certification.proposal-not-found');
    const all = await ctx.db.select().from(authorityProposal).where(eq(authorityProposal.cadreId, proposal.cadreId));
    if (!standing(all).some(({ id }) => id === proposalId)) throw missing('certification.proposal-not-found');
    const [given] = await ctx.db.select().from(proposalAnswer).where(eq(proposalAnswer.proposalId, proposalId));
    if (given) throw conflict('certification.answered-already');
    requirePast(ctx, 'answeredOn', input.answeredOn);
    if (input.answeredOn < proposal.madeOn)
      throw new InvalidInput({ answeredOn: ['certification.answer-before-proposal'] });
    const [row] = await ctx.db
      .insert(proposalAnswer)
      .values({
        proposalId,
        answeredOn: input.answeredOn,
        outcome: input.outcome,
        ...paperOf(input),
        ...signed(ctx)
      })
      .returning({ id: proposalAnswer.id });
    return row!;
  },
  trace: ({ proposalId, outcome }) => ({ subject: 'authority-proposal', id: proposalId, detail: { outcome } })
});

export const ExamForm = z.object({
  cadreId: rowId,
  part: z.enum(examParts),
  satOn: dayInput,
  authority: line(60),
  passed: z.boolean().default(false),
  score: optionalLine(20),
  validUntil: optionalDay,
  ...paper
});
export type ExamForm = z.output<typeof ExamForm>;

/** Records a result of the official exam, apart from the portal's own exams. @throws as `certification.record-measure`. */
export const recordOfficialExam = command('certification.record-official-exam', {
  input: ExamForm.extend(file),
  allow: holds('register.manage'),
  async run(ctx, { file: kept, ...input }) {
    const person = await requirePerson(ctx, 'register.manage', input.cadreId);
    requirePast(ctx, 'satOn', input.satOn);
    requireOrder('validUntil', input.satOn, input.validUntil);
    const id = await addOfficialExam(ctx, input);
    await attachFile(ctx, { cadreId: person.cadreId, book: 'exam', recordId: id }, kept);
    return { id };
  },
  trace: ({ cadreId, satOn, passed }, { id }) => ({ subject: 'official-exam', id, detail: { cadreId, satOn, passed } })
});

/** Writes a result that was checked. */
export async function addOfficialExam(ctx: Context, input: ExamForm): Promise<number> {
  const [row] = await ctx.db
    .insert(officialExam)
    .values({
      ...input,
      score: input.score || null,
      validUntil: dayOr(input.validUntil),
      ...paperOf(input),
      ...signed(ctx)
    })
    .returning({ id: officialExam.id });
  return row!.id;
}

export const DocumentForm = z.object({
  cadreId: rowId,
  kind: z.enum(documentKinds),
  signedOn: dayInput,
  validUntil: optionalDay,
  ...paper
});

/** Records a document on file. @throws as `certification.record-measure`. */
export const recordDocument = command('certification.record-document', {
  input: DocumentForm.extend(file),
  allow: holds('register.manage'),
  async run(ctx, { file: kept, ...input }) {
    const person = await requirePerson(ctx, 'register.manage', input.cadreId);
    requirePast(ctx, 'signedOn', input.signedOn);
    requireOrder('validUntil', input.signedOn, input.validUntil);
    const [row] = await ctx.db
      .insert(personDocument)
      .values({ ...input, validUntil: dayOr(input.validUntil), ...paperOf(input), ...signed(ctx) })
      .returning({ id: personDocument.id });
    await attachFile(ctx, { cadreId: person.cadreId, book: 'document', recordId: row!.id }, kept);
    return row!;
  },
  trace: ({ cadreId, kind, signedOn }, { id }) => ({
    subject: 'person-document',
    id,
    detail: { cadreId, kind, signedOn }
  })
});

export const TakeBack = z.object({ recordId: rowId, reason: line(300) });

/** The same for each book: the row stays, a further one says that it no longer counts and why. */
function takingBack(
  book: 'measure' | 'proposal' | 'official-exam' | 'document',
  permission: Permission,
  table: typeof townMeasure
) {
  return command(`certification.take-back-${book}`, {
    input: TakeBack,
    allow: holds(permission),
    async run(ctx, { recordId, reason }) {
      const [row] = await ctx.db.select().from(table).where(eq(table.id, recordId));
      if (!row || !(await findWithinReach(ctx, permission, { cadreId: row.cadreId })))
        throw missing('certification.record-not-found');
      const all = await ctx.db.select().from(table).where(eq(table.cadreId, row.cadreId));
      if (!standing(all).some(({ id }) => id === recordId)) throw conflict('certification.taken-back-already');
      const { id: _, ...copy } = row;
      await ctx.db.insert(table).values({ ...copy, note: reason, takesBackId: recordId, ...signed(ctx) });
      return { cadreId: row.cadreId };
    },
    trace: ({ recordId }, { cadreId }) => ({ subject: book, id: recordId, detail: { cadreId } })
  });
}

// The four tables share the columns that this touches; the types of the rest do not matter to it.
type AnyBook = typeof townMeasure;
export const takeBackMeasure = takingBack('measure', 'measures.record', townMeasure);
export const takeBackProposal = takingBack('proposal', 'proposals.record', authorityProposal as unknown as AnyBook);
export const takeBackExam = takingBack('official-exam', 'register.manage', officialExam as unknown as AnyBook);
export const takeBackDocument = takingBack('document', 'register.manage', personDocument as unknown as AnyBook);

async function requirePerson(ctx: Context, permission: Permission, cadreId: number): Promise<UnitPerson> {
  const person = await findWithinReach(ctx, permission, { cadreId });
  if (!person) throw missing('certification.person-not-found');
  return person;
}

function requirePast(ctx: Context, field: string, day: Day) {
  if (day > ctx.today) throw new InvalidInput({ [field]: ['certification.day-to-come'] });
}

function requireOrder(field: string, from: Day, to: '' | Day) {
  if (to && to < from) throw new InvalidInput({ [field]: ['certification.expires-before-issue'] });
}

const paperOf = ({ documentNumber, note }: { documentNumber: string; note: string }) => ({
  documentNumber: documentNumber || null,
  note: note || null
});
const signed = (ctx: Context) => ({ recordedAt: ctx.now, recordedBy: ctx.actor.accountId });
