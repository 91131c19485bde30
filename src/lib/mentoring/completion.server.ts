/** 出师: the final assessment, the opinions in their order, the result and what follows from it. */
import { and, asc, desc, eq, or } from 'drizzle-orm';
import { z } from 'zod';
import { passesSince } from '#lib/assessment/exam-candidate.server.ts';
import { creditHours } from '#lib/hours/credit.server.ts';
import { peopleByIds, peopleByNumbers } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { addMonths, type Day, type Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput } from '#lib/platform/errors.ts';
import { dayInput, line, prose, rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { requireManaged, requirePairing, seesPairings, type PairingRow } from './access.server.ts';
import { extend } from './change.server.ts';
import { nextSeat, opinionSeats, pairingCode, results, type OpinionSeat, type Result } from './pairing.ts';
import { note } from './pairing.server.ts';
import { completionConditions, planProgress, type CompletionFacts, type Condition } from './progress.ts';
import { mentoringRulesOn } from './rules.server.ts';
import { pairing, pairingAssessment, pairingOpinion } from './schema.server.ts';
import { signedIn } from './signed.server.ts';

const score = z.coerce.number().int().min(0).max(100);

export const AssessPairing = z.object({
  pairingId: rowId,
  /** Staff number of whoever assessed: not the mentor, not the mentee. */
  assessor: line(20),
  fieldScore: score,
  fileScore: score,
  remark: prose(600),
  assessedOn: dayInput
});

/**
 * Enters the final assessment, which somebody else than the mentor made: a trainer is not the last judge of their own work.
 * @throws DomainError `mentoring.opinions-begun`; InvalidInput for an assessor who is a side.
 */
export const assessPairing = command('mentoring.assess-pairing', {
  input: AssessPairing,
  allow: holds('mentoring.manage'),
  async run(ctx, { pairingId, assessor, ...values }) {
    const { row } = await requireManaged(ctx, pairingId);
    if (row.status !== 'active') throw conflict('mentoring.pairing-ended');
    if ((await opinionsOf(ctx, row)).length) throw conflict('mentoring.opinions-begun');
    const person = (await peopleByNumbers(ctx, [assessor])).get(assessor);
    if (!person) throw new InvalidInput({ assessor: ['mentoring.person-not-found'] });
    if ([row.mentorId, row.menteeId].includes(person.cadreId))
      throw new InvalidInput({ assessor: ['mentoring.assessor-is-a-side'] });
    if (values.assessedOn > ctx.today || values.assessedOn < row.startsOn)
      throw new InvalidInput({ assessedOn: ['mentoring.day-outside'] });
    await ctx.db.insert(pairingAssessment).values({
      ...values,
      pairingId,
      round: row.round,
      assessorId: person.cadreId,
      at: ctx.now,
      recordedBy: ctx.actor.accountId
    });
    await note(ctx, pairingId, 'assessed', { cadreId: person.cadreId, detail: { round: row.round } });
    return { assessorId: person.cadreId, round: row.round };
  },
  trace: ({ pairingId, fieldScore, fileScore }, { assessorId, round }) => ({
    subject: 'pairing',
    id: pairingId,
    detail: { assessorId, round, fieldScore, fileScore }
  })
});

export const GiveOpinion = z.object({
  pairingId: rowId,
  text: line(500),
  /** Asked only of the last one, who decides. */
  result: z.enum(results).nullable(),
  /** For 延期: by how many months. */
  months: z.coerce.number().int().min(1).max(12).nullable()
});

/**
 * Gives the opinion whose turn it is, by the one person it belongs to. The last one decides: 合格 needs every condition,
 * 延期 is possible once, and each result but 延期 closes the pairing and credits both with their hours.
 * @throws DomainError `mentoring.not-your-turn`, `mentoring.no-assessment`, `mentoring.conditions-open` {count}.
 */
export const giveOpinion = command('mentoring.give-opinion', {
  input: GiveOpinion,
  allow: holds('mentoring.take-part'),
  async run(ctx, { pairingId, text, result, months }) {
    const { row } = await requirePairing(ctx, pairingId);
    if (row.status !== 'active') throw conflict('mentoring.pairing-ended');
    const facts = await completionFacts(ctx, row);
    if (!facts.assessment) throw conflict('mentoring.no-assessment');
    const seat = nextSeat((await opinionsOf(ctx, row)).map((one) => one.seat));
    const cadreId = seat && holderOf(row, seat);
    if (!seat || ctx.actor.cadreId !== cadreId) throw conflict('mentoring.not-your-turn');
    const decision = seat === 'leader' ? result : null;
    if (seat === 'leader' && !decision) throw new InvalidInput({ result: ['input.required'] });
    await ctx.db.insert(pairingOpinion).values({
      ...{ pairingId, round: row.round, seat, cadreId, text },
      result: decision,
      at: ctx.now,
      writtenBy: ctx.actor.accountId
    });
    await note(ctx, pairingId, 'opinion', { cadreId, detail: { seat, round: row.round } });
    if (decision) await decide(ctx, row, decision, facts, text, months);
    return { seat, result: decision };
  },
  trace: ({ pairingId }, { seat, result }) => ({ subject: 'pairing', id: pairingId, detail: { seat, result } })
});

async function decide(
  ctx: Context,
  row: PairingRow,
  result: Result,
  facts: CompletionFacts,
  reason: string,
  months: number | null
) {
  if (result === 'extended') {
    if (months === null) throw new InvalidInput({ months: ['input.required'] });
    await extend(ctx, row, months, reason);
    // The next assessment begins anew, with its own opinions.
    await ctx.db
      .update(pairing)
      .set({ round: row.round + 1 })
      .where(eq(pairing.id, row.id));
    return;
  }
  const open = completionConditions(facts).filter(({ met }) => !met);
  if (result === 'passed' && open.length) throw conflict('mentoring.conditions-open', { count: open.length });
  const status = result === 'passed' ? 'completed' : 'failed';
  await ctx.db.update(pairing).set({ status, closedAt: ctx.now }).where(eq(pairing.id, row.id));
  await note(ctx, row.id, status, { reason });
  await creditBoth(ctx, row);
}

/** The most that one credit may hold; source: the hours room. */
const MOST_MINUTES = 20_000;

/** The signed practice and coaching of the whole pairing, for both: teaching is learning too. */
async function creditBoth(ctx: Context, row: PairingRow) {
  const signed = await signedIn(ctx, row.id);
  const sums = new Map<number, number>([[row.menteeId, 0]]);
  for (const { mentorId, menteeId, minutes } of signed)
    for (const cadreId of [mentorId, menteeId]) sums.set(cadreId, (sums.get(cadreId) ?? 0) + minutes);
  for (const [cadreId, minutes] of sums) {
    if (minutes < 1) continue;
    await ctx.callAsSystem(creditHours, {
      cadreId,
      minutes: Math.min(minutes, MOST_MINUTES),
      category: 'practice',
      endedOn: ctx.today,
      title: row.field,
      sourceKind: 'pairing',
      sourceId: row.id
    });
  }
}

const holderOf = (row: PairingRow, seat: OpinionSeat): number =>
  ({ mentee: row.menteeId, mentor: row.mentorId, 'team-leader': row.teamLeaderId, leader: row.leaderId })[seat];

const opinionsOf = (ctx: Context, row: PairingRow) =>
  ctx.db
    .select()
    .from(pairingOpinion)
    .where(and(eq(pairingOpinion.pairingId, row.id), eq(pairingOpinion.round, row.round)))
    .orderBy(asc(pairingOpinion.id));

async function assessmentOf(ctx: Context, row: PairingRow) {
  const [newest] = await ctx.db
    .select()
    .from(pairingAssessment)
    .where(and(eq(pairingAssessment.pairingId, row.id), eq(pairingAssessment.round, row.round)))
    .orderBy(desc(pairingAssessment.id))
    .limit(1);
  return newest;
}

async function completionFacts(ctx: Context, row: PairingRow): Promise<CompletionFacts> {
  const signed = await signedIn(ctx, row.id);
  const rules = await mentoringRulesOn(ctx, ctx.today);
  const within = (await settingsOn(ctx.db, ctx.today))['exam.pass-within-months'];
  const [pass] = await passesSince(ctx, [row.menteeId], addMonths(ctx.today, -within), ctx.today);
  return {
    tasks: planProgress(row.plan, signed),
    records: signed.length,
    leastRecords: rules.leastRecords,
    theory: pass ? { title: pass.examTitle, passedOn: pass.passedOn, percent: pass.percent } : null,
    assessment: (await assessmentOf(ctx, row)) ?? null
  };
}

export interface ShownOpinion {
  seat: OpinionSeat;
  name: string;
  staffNumber: string;
  /** Null while it is not given. */
  text: string | null;
  result: Result | null;
  at: Instant | null;
  /** Whose turn it is. */
  current: boolean;
}

export interface Appraisal {
  id: number;
  code: string;
  field: string;
  startsOn: Day;
  endsOn: Day;
  status: PairingRow['status'];
  round: number;
  mentor: { name: string; staffNumber: string; unitName: string };
  mentee: { name: string; staffNumber: string; unitName: string };
  conditions: Condition[];
  theory: CompletionFacts['theory'];
  assessment: { assessor: string; fieldScore: number; fileScore: number; remark: string; assessedOn: Day } | null;
  /** Mean of all rated steps, of 4. */
  practiceMean: number | null;
  records: number;
  opinions: ShownOpinion[];
  /** The seat that the reader may fill now. */
  mine: OpinionSeat | null;
  mayAssess: boolean;
  mayExtend: boolean;
  extension: number;
}

/** The form of completion (考核鉴定表) as it stands. */
export const findAppraisal = query('mentoring.find-appraisal', {
  input: z.object({ pairingId: rowId }),
  allow: seesPairings,
  async run(ctx, { pairingId }): Promise<Appraisal> {
    const { row, mentor, mentee } = await requirePairing(ctx, pairingId);
    const facts = await completionFacts(ctx, row);
    const given = await opinionsOf(ctx, row);
    const assessed = await assessmentOf(ctx, row);
    const people = await peopleByIds(ctx, [
      ...new Set([row.teamLeaderId, row.leaderId, ...(assessed ? [assessed.assessorId] : [])])
    ]);
    const all = [mentor, mentee, ...people];
    const who = (id: number) => all.find(({ cadreId }) => cadreId === id)!;
    const open = row.status === 'active';
    const current = open && facts.assessment ? nextSeat(given.map(({ seat }) => seat)) : undefined;
    const signed = await signedIn(ctx, row.id);
    const rated = signed.flatMap(({ mean }) => mean ?? []);
    const { extension } = await mentoringRulesOn(ctx, ctx.today);
    return {
      ...{ id: row.id, code: pairingCode(row), field: row.field, startsOn: row.startsOn, endsOn: row.endsOn },
      ...{ status: row.status, round: row.round },
      mentor: inWords(mentor),
      mentee: inWords(mentee),
      conditions: completionConditions(facts),
      theory: facts.theory,
      assessment: assessed
        ? {
            assessor: who(assessed.assessorId).name,
            fieldScore: assessed.fieldScore,
            fileScore: assessed.fileScore,
            remark: assessed.remark,
            assessedOn: assessed.assessedOn
          }
        : null,
      practiceMean: rated.length ? rated.reduce((sum, value) => sum + value, 0) / rated.length : null,
      records: signed.length,
      opinions: opinionSeats.map((seat): ShownOpinion => {
        const person = who(holderOf(row, seat));
        const one = given.find((opinion) => opinion.seat === seat);
        return {
          seat,
          name: person.name,
          staffNumber: person.staffNumber,
          text: one?.text ?? null,
          result: one?.result ?? null,
          at: one?.at ?? null,
          current: seat === current
        };
      }),
      mine: current && ctx.actor.cadreId === holderOf(row, current) ? current : null,
      mayAssess: open && !given.length && ctx.actor.may('mentoring.manage'),
      mayExtend: row.extendedAt === null,
      extension
    };
  }
});

export interface OpinionDue {
  pairingId: number;
  code: string;
  mentor: string;
  mentee: string;
  seat: OpinionSeat;
}

/** The forms on which it is the reader's turn. */
export const myOpinionsDue = query('mentoring.my-opinions-due', {
  input: z.object({}),
  allow: holds('mentoring.take-part'),
  async run(ctx): Promise<OpinionDue[]> {
    const { cadreId } = ctx.actor;
    if (cadreId === null) return [];
    const rows = await ctx.db
      .select()
      .from(pairing)
      .where(
        and(
          eq(pairing.status, 'active'),
          or(
            eq(pairing.menteeId, cadreId),
            eq(pairing.mentorId, cadreId),
            eq(pairing.teamLeaderId, cadreId),
            eq(pairing.leaderId, cadreId)
          )
        )
      )
      .orderBy(asc(pairing.endsOn));
    const due: OpinionDue[] = [];
    for (const row of rows) {
      const seat = nextSeat((await opinionsOf(ctx, row)).map((one) => one.seat));
      if (!seat || holderOf(row, seat) !== cadreId || !(await assessmentOf(ctx, row))) continue;
      const people = await peopleByIds(ctx, [row.mentorId, row.menteeId]);
      const nameOf = (id: number) => people.find((person) => person.cadreId === id)!.name;
      due.push({
        pairingId: row.id,
        code: pairingCode(row),
        mentor: nameOf(row.mentorId),
        mentee: nameOf(row.menteeId),
        seat
      });
    }
    return due;
  }
});

const inWords = ({ name, staffNumber, unitName }: { name: string; staffNumber: string; unitName: string }) => ({
  ...{ name, staffNumber, unitName }
});
