/** 证件事项: one case file for applying, renewing, replacing or handing in a card. */
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, notInArray, or } from 'drizzle-orm';
import { z } from 'zod';
import { findWithinReach, peopleByIds, peopleOf, withinReach, type UnitPerson } from '#lib/people/people-of.server.ts';
import { holds, onlySystem, reaches } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, optionalLine, rowId } from '#lib/platform/input.ts';
import { attachFile, KeptFile } from './files.server.ts';
import {
  caseKinds,
  caseStages,
  checklistOf,
  handInCauses,
  isOver,
  nextStages,
  tickKeys,
  type CaseCheck,
  type CaseFacts,
  type CaseKind,
  type CaseStage,
  type HandInCause
} from './case.ts';
import { dutiesAhead } from './duty-roster.server.ts';
import { recordsOf } from './person-records.server.ts';
import { wholePasses, type DocumentKind } from './records.ts';
import { cardCase, caseStep, certificate } from './schema.server.ts';
import { judge, type WallPerson } from './wall.server.ts';

export const OpenCase = z.object({
  cadreId: rowId,
  kind: z.enum(caseKinds),
  /** Of a handing-in: what starts it. */
  cause: z.enum(handInCauses).optional(),
  dueOn: z.union([z.literal(''), dayInput]).default('')
});

/**
 * Opens a case file.
 * @throws InvalidInput for a handing-in without its cause; DomainError `certification.person-not-found`,
 *   `certification.case-open-already` while one of the same kind is open.
 */
export const openCase = command('certification.open-case', {
  input: OpenCase,
  allow: holds('register.manage'),
  async run(ctx, { cadreId, kind, cause, dueOn }) {
    const person = await findWithinReach(ctx, 'register.manage', { cadreId });
    if (!person) throw missing('certification.person-not-found');
    if (person.establishment === 'auxiliary') throw conflict('certification.auxiliary-holds-no-card');
    if (kind === 'hand-in' && !cause) throw new InvalidInput({ cause: ['input.required'] });
    const [open] = await ctx.db
      .select({ id: cardCase.id })
      .from(cardCase)
      .where(and(eq(cardCase.cadreId, cadreId), eq(cardCase.kind, kind), isNull(cardCase.closedAt)));
    if (open) throw conflict('certification.case-open-already');
    const [row] = await ctx.db
      .insert(cardCase)
      .values({
        cadreId,
        kind,
        cause: kind === 'hand-in' ? (cause ?? null) : null,
        dueOn: dueOn || null,
        openedOn: ctx.today,
        openedAt: ctx.now,
        openedBy: ctx.actor.accountId,
        ticks: {}
      })
      .returning({ id: cardCase.id });
    return row!;
  },
  trace: ({ cadreId, kind }, { id }) => ({ subject: 'card-case', id, detail: { cadreId, kind } })
});

/** Starts a handing-in as a consequence of something else; one that is open already goes on. */
export const startHandIn = command('certification.start-hand-in', {
  input: z.object({ cadreId: rowId, cause: z.enum(handInCauses) }),
  allow: onlySystem,
  async run(ctx, { cadreId, cause }) {
    const [open] = await ctx.db
      .select({ id: cardCase.id })
      .from(cardCase)
      .where(and(eq(cardCase.cadreId, cadreId), eq(cardCase.kind, 'hand-in'), isNull(cardCase.closedAt)));
    if (open) return open;
    return ctx.call(openCase, { cadreId, kind: 'hand-in', cause });
  },
  trace: ({ cadreId, cause }, { id }) => ({ subject: 'card-case', id, detail: { cadreId, cause } })
});

/** Whether somebody has a card that is neither back nor cancelled. */
export async function holdsCard(ctx: Context, cadreId: number): Promise<boolean> {
  const cards = await ctx.db.select().from(certificate).where(eq(certificate.cadreId, cadreId));
  return cards.some(({ condition }) => condition === 'in-force' || condition === 'suspended');
}

export interface Leaver {
  cadreId: number;
  staffNumber: string;
  name: string;
  unitName: string;
  leftOn: Day | null;
}

/** Who left, or left the enforcement post, with a card still out and no handing-in begun. */
export const listLeavers = query('certification.list-leavers', {
  input: z.object({}),
  allow: holds('register.view'),
  async run(ctx): Promise<Leaver[]> {
    const person = peopleOf(ctx.db);
    const begun = ctx.db.select({ cadreId: cardCase.cadreId }).from(cardCase).where(eq(cardCase.kind, 'hand-in'));
    return ctx.db
      .selectDistinct({
        cadreId: person.cadreId,
        staffNumber: person.staffNumber,
        name: person.name,
        unitName: person.unitName,
        leftOn: person.leftOn
      })
      .from(certificate)
      .innerJoin(person, eq(person.cadreId, certificate.cadreId))
      .where(
        and(
          withinReach(ctx, person, 'register.view'),
          inArray(certificate.condition, ['in-force', 'suspended']),
          or(isNotNull(person.leftOn), eq(person.enforcementPost, false)),
          notInArray(certificate.cadreId, begun)
        )
      )
      .orderBy(asc(person.staffNumber))
      .limit(200);
  }
});

/** Ticks off a paper or step that no record shows, or takes the tick away; the trail keeps who did. */
export const tickCase = command('certification.tick-case', {
  input: z.object({ caseId: rowId, key: z.enum(tickKeys), done: z.boolean().default(false) }),
  allow: holds('register.manage'),
  async run(ctx, { caseId, key, done }) {
    const { row } = await requireOpen(ctx, caseId);
    const { [key]: _, ...others } = row.ticks;
    const ticks = done ? { ...others, [key]: { on: ctx.today, by: ctx.actor.accountId } } : others;
    await ctx.db.update(cardCase).set({ ticks }).where(eq(cardCase.id, caseId));
  },
  trace: ({ caseId, key, done }) => ({ subject: 'card-case', id: caseId, detail: { key, done } })
});

export const StepForm = z.object({
  caseId: rowId,
  stage: z.enum(caseStages),
  happenedOn: dayInput,
  authority: line(60),
  documentNumber: optionalLine(60),
  note: optionalLine(300)
});

/**
 * Records where the case stands with the authority. Ending it closes the file; what the authority did to the card is
 * recorded in the card's own history.
 * @throws InvalidInput for a day to come or before the last step; DomainError `certification.step-cannot-follow`.
 */
export const recordStep = command('certification.record-step', {
  input: StepForm.extend({ file: KeptFile.optional() }),
  allow: holds('register.manage'),
  async run(ctx, { caseId, file, documentNumber, note, ...input }) {
    const { row, stage } = await requireOpen(ctx, caseId);
    if (!nextStages(stage).includes(input.stage)) throw conflict('certification.step-cannot-follow');
    if (input.happenedOn > ctx.today) throw new InvalidInput({ happenedOn: ['certification.day-to-come'] });
    const [last] = await stepsOf(ctx, [caseId]).then((steps) => steps.slice(-1));
    if (input.happenedOn < (last?.happenedOn ?? row.openedOn))
      throw new InvalidInput({ happenedOn: ['certification.act-out-of-order'] });
    await ctx.db.insert(caseStep).values({
      caseId,
      ...input,
      documentNumber: documentNumber || null,
      note: note || null,
      recordedAt: ctx.now,
      recordedBy: ctx.actor.accountId
    });
    if (isOver(input.stage)) await ctx.db.update(cardCase).set({ closedAt: ctx.now }).where(eq(cardCase.id, caseId));
    await attachFile(ctx, { cadreId: row.cadreId, book: 'case', recordId: caseId }, file);
    return { cadreId: row.cadreId };
  },
  trace: ({ caseId, stage, happenedOn }) => ({ subject: 'card-case', id: caseId, detail: { stage, happenedOn } })
});

type StepRow = typeof caseStep.$inferSelect;

export interface CaseFile {
  id: number;
  kind: CaseKind;
  cause: HandInCause | null;
  openedOn: Day;
  dueOn: Day | null;
  stage: CaseStage | 'gathering';
  next: readonly CaseStage[];
  person: WallPerson;
  joinedOn: Day;
  /** The card it is about: the newest. */
  card: { number: string; issuer: string; field: string; issuedOn: Day; expiresOn: Day } | null;
  checklist: CaseCheck[];
  steps: StepRow[];
}

/** One case with its checklist as the records stand now. */
export const caseFile = query('certification.case-file', {
  input: z.object({ caseId: rowId }),
  allow: holds('register.view'),
  async run(ctx, { caseId }): Promise<CaseFile> {
    const [row] = await ctx.db.select().from(cardCase).where(eq(cardCase.id, caseId));
    const person = row && (await findWithinReach(ctx, 'register.view', { cadreId: row.cadreId }));
    if (!row || !person) throw missing('certification.case-not-found');
    const [judged] = await judge(ctx, [person], ctx.today);
    const steps = await stepsOf(ctx, [caseId]);
    const stage = steps.at(-1)?.stage ?? 'gathering';
    const [card] = await ctx.db
      .select()
      .from(certificate)
      .where(eq(certificate.cadreId, row.cadreId))
      .orderBy(desc(certificate.id))
      .limit(1);
    return {
      id: row.id,
      kind: row.kind,
      cause: row.cause,
      openedOn: row.openedOn,
      dueOn: row.dueOn,
      stage,
      next: nextStages(stage),
      person: judged!,
      joinedOn: person.joinedOn,
      card: card ?? null,
      checklist: checklistOf(row.kind, await factsOf(ctx, person, judged!), row.ticks),
      steps
    };
  }
});

export interface CaseRow {
  id: number;
  kind: CaseKind;
  cause: HandInCause | null;
  openedOn: Day;
  dueOn: Day | null;
  closed: boolean;
  stage: CaseStage | 'gathering';
  staffNumber: string;
  name: string;
  unitName: string;
}

export const ListCases = z.object({
  kind: z.enum(caseKinds).optional().catch(undefined),
  show: z.enum(['open', 'all']).catch('open').default('open'),
  q: z.string().max(50).catch('').default('')
});

/** Case files within reach: the open ones by the day they are due, or all of the last two years. */
export const listCases = query('certification.list-cases', {
  input: ListCases,
  allow: holds('register.view'),
  async run(ctx, { kind, show, q }): Promise<CaseRow[]> {
    const since = `${Number(ctx.today.slice(0, 4)) - 2}-01-01` as Day;
    const rows = await ctx.db
      .select()
      .from(cardCase)
      .where(
        and(
          kind ? eq(cardCase.kind, kind) : undefined,
          show === 'open' ? isNull(cardCase.closedAt) : gte(cardCase.openedOn, since)
        )
      )
      .orderBy(asc(cardCase.dueOn), desc(cardCase.id));
    return (await withPeople(ctx, rows)).filter(({ name, staffNumber }) => `${staffNumber}${name}`.includes(q.trim()));
  }
});

/** The cases of one person, newest first; for their file. */
export async function casesOf(ctx: Context, cadreId: number): Promise<(CaseRow & { steps: StepRow[] })[]> {
  const rows = await ctx.db.select().from(cardCase).where(eq(cardCase.cadreId, cadreId)).orderBy(desc(cardCase.id));
  const steps = await stepsOf(
    ctx,
    rows.map(({ id }) => id)
  );
  return (await withPeople(ctx, rows)).map((row) => ({
    ...row,
    steps: steps.filter(({ caseId }) => caseId === row.id)
  }));
}

async function withPeople(ctx: Context, rows: readonly (typeof cardCase.$inferSelect)[]): Promise<CaseRow[]> {
  const people = new Map(
    (await peopleByIds(ctx, [...new Set(rows.map(({ cadreId }) => cadreId))])).map((one) => [one.cadreId, one])
  );
  const steps = await stepsOf(
    ctx,
    rows.map(({ id }) => id)
  );
  return rows.flatMap(({ id, kind, cause, openedOn, dueOn, closedAt, cadreId }) => {
    const { staffNumber, name, unitName, unitId } = people.get(cadreId)!;
    if (!reaches(ctx.actor, 'register.view', unitId)) return [];
    const stage = steps.findLast(({ caseId }) => caseId === id)?.stage ?? 'gathering';
    return [{ id, kind, cause, openedOn, dueOn, closed: closedAt !== null, stage, staffNumber, name, unitName }];
  });
}

async function factsOf(ctx: Context, person: UnitPerson, { readiness }: WallPerson): Promise<CaseFacts> {
  const records = await recordsOf(ctx, [person.cadreId]);
  const documents: Partial<Record<DocumentKind, Day>> = {};
  for (const { kind, signedOn, validUntil } of records.documents.get(person.cadreId) ?? [])
    if (validUntil === null || validUntil >= ctx.today)
      if (!documents[kind] || documents[kind] < signedOn) documents[kind] = signedOn;
  const passes = wholePasses(records.exams.get(person.cadreId) ?? [])
    .filter(({ validUntil }) => validUntil === null || validUntil >= ctx.today)
    .map(({ passedOn }) => passedOn)
    .sort();
  const cards = await ctx.db.select().from(certificate).where(eq(certificate.cadreId, person.cadreId));
  return {
    onPost: person.enforcementPost && person.establishment !== 'auxiliary' && person.leftOn === null,
    findings: readiness.findings,
    documents,
    officialExamOn: passes.at(-1) ?? null,
    cardBack: cards.every(({ condition }) => condition === 'handed-in' || condition === 'cancelled'),
    dutiesAhead: await dutiesAhead(ctx, person.cadreId, ctx.today)
  };
}

async function requireOpen(ctx: Context, caseId: number) {
  const [row] = await ctx.db.select().from(cardCase).where(eq(cardCase.id, caseId));
  if (!row || !(await findWithinReach(ctx, 'register.manage', { cadreId: row.cadreId })))
    throw missing('certification.case-not-found');
  if (row.closedAt) throw conflict('certification.case-closed');
  const steps = await stepsOf(ctx, [caseId]);
  return { row, stage: steps.at(-1)?.stage ?? ('gathering' as const) };
}

function stepsOf(ctx: Context, caseIds: readonly number[]): Promise<StepRow[]> {
  if (!caseIds.length) return Promise.resolve([]);
  return ctx.db
    .select()
    .from(caseStep)
    .where(inArray(caseStep.caseId, [...caseIds]))
    .orderBy(asc(caseStep.caseId), asc(caseStep.id));
}
