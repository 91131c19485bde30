/** 纸质考试: the one paper printed in two orders, and its answers keyed in as if they had been given on a screen. */
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds, reaches } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { optionalLine, paging, rowId } from '#lib/platform/input.ts';
import type { UnitPerson } from '#lib/people/people-of.server.ts';
import { countingChoices } from './answers.ts';
import { askedBody } from './asked.ts';
import { paperForms, type PaperForm } from './attempt-events.ts';
import { labelsOf, layPaper, markAttempt, paperFor } from './attempt.server.ts';
import { questionContents } from './bank-access.server.ts';
import { paperTotals } from './blueprint.ts';
import { seededRandom } from './draw.ts';
import { membersOf } from './exam-audience.server.ts';
import { deadlineOf } from './exam-clock.ts';
import { extraMinutesOf } from './extra-time.server.ts';
import { requireExam, type ExamRow } from './found-exam.server.ts';
import { printedAnswer, readKeyed, type PrintedPlace } from './paper-entry.ts';
import { bodyAt, optionLetters } from './question.ts';
import { answer, attempt, attemptQuestion } from './schema.server.ts';

type AttemptRow = typeof attempt.$inferSelect;
const form = z.enum(paperForms);

/** Places of one form: A as the paper was put together, B in another order of questions and options, always the same. */
async function placesOfForm(ctx: Context, found: ExamRow, which: PaperForm) {
  const isOther = which === 'B';
  const order = { ...found, shuffleQuestions: isOther, shuffleOptions: isOther };
  return paperFor(ctx, order, seededRandom(`${found.id}/${which}`));
}

/** One form as it is printed, with the key for the marker. Letters are by place. */
export const printedPaper = query('assessment.printed-paper', {
  input: z.object({ examId: rowId, form }),
  allow: holds('exam.manage'),
  async run(ctx, { examId, form: which }) {
    const found = await requirePrintable(ctx, examId);
    const places = await placesOfForm(ctx, found, which);
    const contents = new Map(
      (
        await questionContents(
          ctx,
          places.map(({ versionId }) => versionId)
        )
      ).map((content) => [content.versionId, content])
    );
    const labels = labelsOf(places);
    const { id, title, minutes, opensAt, place, notice, statement } = found;
    return {
      exam: { id, title, minutes, opensAt, place, notice, statement, ...paperTotals(found.blueprint) },
      form: which,
      places: places.map(({ versionId, part, points, section, optionOrder }, at) => {
        const whole = contents.get(versionId)!;
        const body = bodyAt(whole, part);
        const printed = { type: body.type, order: optionOrder, blanks: body.details?.blanks?.length ?? 0 };
        const letters = new Map(optionOrder.map((key, index) => [key, optionLetters[index] ?? key]));
        const keys = body.type === 'single' || body.type === 'multiple' ? letters : undefined;
        return {
          label: labels[at]!,
          points,
          section,
          material: part === 0 ? whole.stem : null,
          ...askedBody(body, optionOrder, keys ?? paperLetters(printed)),
          key: printedAnswer(body.answer, printed)
        };
      })
    };
  }
});

export type Printed = Awaited<ReturnType<(typeof printedPaper)['run']>>;

const paperLetters = ({ type, order }: PrintedPlace) => {
  if (type !== 'ordering' && type !== 'matching') return undefined;
  const [lefts, rights] = [order.filter((key) => !/^\d/.test(key)), order.filter((key) => /^\d/.test(key))];
  return new Map([
    ...lefts.map((key, at): [string, string] => [key, optionLetters[at]!]),
    ...rights.map((key, at): [string, string] => [key, String(at + 1)])
  ]);
};

export interface KeyingRow {
  cadreId: number;
  name: string;
  staffNumber: string;
  unitName: string;
  /** The paper that was keyed in already; a second keying corrects it. */
  attemptId: number | null;
  form: PaperForm | null;
  answers: string[];
  points: number | null;
}

/** Whom a paper may be keyed in for, with what was keyed in. Whoever sits on a screen, or has no try left, is not among them. */
export const keyingSheet = query('assessment.keying-sheet', {
  input: paging.extend({ examId: rowId, search: optionalLine(40) }),
  allow: holds('exam.manage'),
  async run(ctx, { examId, search, page, pageSize }) {
    const found = await requirePrintable(ctx, examId);
    const tries = await triesOf(ctx, examId);
    const people = (await membersOf(ctx, found.audience)).filter(
      (person) =>
        reaches(ctx.actor, 'exam.manage', person.unitId) &&
        mayBeKeyed(found, tries.get(person.cadreId) ?? []) &&
        (!search || person.name.includes(search) || person.staffNumber.includes(search))
    );
    const shown = people.slice((page - 1) * pageSize, page * pageSize);
    const places = { A: await placesOfForm(ctx, found, 'A'), B: await placesOfForm(ctx, found, 'B') };
    return {
      exam: { id: found.id, title: found.title },
      labels: { A: labelsOf(places.A), B: labelsOf(places.B) },
      total: people.length,
      rows: await Promise.all(shown.map((person) => keyingRow(ctx, person, tries.get(person.cadreId)?.at(-1))))
    };
  }
});

function mayBeKeyed({ attemptsAllowed }: ExamRow, tries: readonly AttemptRow[]): boolean {
  const newest = tries.at(-1);
  if (newest?.paperForm) return true;
  return newest?.submittedAt !== null || !newest ? tries.length < attemptsAllowed : false;
}

async function keyingRow(ctx: Context, person: UnitPerson, newest: AttemptRow | undefined): Promise<KeyingRow> {
  const { cadreId, name, staffNumber, unitName } = person;
  const who = { cadreId, name, staffNumber, unitName };
  if (!newest?.paperForm) return { ...who, attemptId: null, form: null, answers: [], points: null };
  const places = await printedPlaces(ctx, newest.id);
  const kept = await ctx.db.select().from(answer).where(eq(answer.attemptId, newest.id));
  const choices = countingChoices(kept, false);
  return {
    ...who,
    attemptId: newest.id,
    form: newest.paperForm,
    answers: places.map((place, at) => printedAnswer(choices.get(at + 1) ?? [], place)),
    points: newest.points
  };
}

const KeyedRow = z.object({
  cadreId: rowId,
  form,
  /** Place by place as typed; missing ones are empty. */
  answers: z.array(z.string().max(4000)).max(500),
  /** The same a second time, where two keyings are to agree. */
  again: z.array(z.string().max(4000)).max(500).nullable().default(null)
});

/**
 * Keys in the papers of some candidates. Each becomes a sitting like any other, marked at once, and shows that it was
 * sat on paper; keying in again corrects it. All or nothing.
 *
 * @throws InvalidInput with `cadreId/place` for each cell that the paper cannot mean or that two keyings disagree about.
 */
export const keyInPapers = command('assessment.key-in-papers', {
  input: z.object({ examId: rowId, rows: z.array(KeyedRow).min(1).max(100) }),
  allow: holds('exam.manage'),
  async run(ctx, { examId, rows }) {
    const found = await requirePrintable(ctx, examId);
    if (ctx.now < found.opensAt) throw conflict('assessment.exam-not-open-yet');
    const tries = await triesOf(ctx, examId);
    const members = new Map((await membersOf(ctx, found.audience)).map((person) => [person.cadreId, person]));
    const broken: Record<string, string[]> = {};
    const points: number[] = [];
    for (const row of rows) {
      const person = members.get(row.cadreId);
      if (!person || !reaches(ctx.actor, 'exam.manage', person.unitId)) throw missing('assessment.candidate-not-found');
      const own = tries.get(row.cadreId) ?? [];
      if (!mayBeKeyed(found, own)) throw conflict('assessment.not-on-paper', { name: person.name });
      const sitting = await sittingOnPaper(ctx, found, row.cadreId, own, row.form);
      const places = await printedPlaces(ctx, sitting.id);
      const choices = places.map((place, at) => {
        const typed = row.answers[at] ?? '';
        const choice = readKeyed(typed, place);
        const second = row.again && readKeyed(row.again[at] ?? '', place);
        if (!choice) broken[`${row.cadreId}/${at + 1}`] = ['assessment.not-an-answer'];
        else if (second !== null && second?.join() !== choice.join())
          broken[`${row.cadreId}/${at + 1}`] = ['assessment.keyings-differ'];
        return choice ?? [];
      });
      await keepKeyed(ctx, sitting.id, choices);
      points.push((await markAttempt(ctx, sitting, 'marker')).points);
    }
    if (Object.keys(broken).length) throw new InvalidInput(broken);
    return { papers: points.length };
  },
  trace: ({ examId, rows }, { papers }) => ({
    subject: 'exam',
    id: examId,
    detail: { papers, cadreIds: rows.map(({ cadreId }) => cadreId) }
  })
});

/** The sitting that a paper becomes: the one keyed in before, or a new one. */
async function sittingOnPaper(
  ctx: Context,
  found: ExamRow,
  cadreId: number,
  tries: readonly AttemptRow[],
  which: PaperForm
): Promise<AttemptRow> {
  const newest = tries.at(-1);
  if (newest?.paperForm === which) return newest;
  if (newest?.paperForm) throw conflict('assessment.other-form', { form: newest.paperForm });
  const [sitting] = await ctx.db
    .insert(attempt)
    .values({
      examId: found.id,
      cadreId,
      number: tries.length + 1,
      startedAt: found.opensAt,
      deadlineAt: deadlineOf(found, await extraMinutesOf(ctx, found, cadreId), found.opensAt),
      pointsPossible: paperTotals(found.blueprint).points,
      paperForm: which
    })
    .returning();
  await layPaper(ctx, sitting!.id, await placesOfForm(ctx, found, which));
  return sitting!;
}

/** Keeps what differs from what was keyed in before, each with the next number of its place. */
async function keepKeyed(ctx: Context, attemptId: number, choices: readonly string[][]) {
  const kept = await ctx.db.select().from(answer).where(eq(answer.attemptId, attemptId));
  const present = countingChoices(kept, false);
  const rows = choices.flatMap((choice, at) => {
    const position = at + 1;
    if ((present.get(position) ?? []).join() === choice.join()) return [];
    const sequence = Math.max(0, ...kept.filter((one) => one.position === position).map((one) => one.sequence)) + 1;
    return [{ attemptId, position, sequence, choice, flagged: false, receivedAt: ctx.now, late: false }];
  });
  for (let at = 0; at < rows.length; at += 100) await ctx.db.insert(answer).values(rows.slice(at, at + 100));
}

async function printedPlaces(ctx: Context, attemptId: number): Promise<PrintedPlace[]> {
  const places = await ctx.db
    .select()
    .from(attemptQuestion)
    .where(eq(attemptQuestion.attemptId, attemptId))
    .orderBy(asc(attemptQuestion.position));
  const contents = new Map(
    (
      await questionContents(
        ctx,
        places.map(({ questionVersionId }) => questionVersionId)
      )
    ).map((content) => [content.versionId, content])
  );
  return places.map(({ questionVersionId, part, optionOrder }) => {
    const { type, details } = bodyAt(contents.get(questionVersionId)!, part);
    return { type, order: optionOrder, blanks: details?.blanks?.length ?? 0 };
  });
}

async function triesOf(ctx: Context, examId: number): Promise<Map<number, AttemptRow[]>> {
  const sat = await ctx.db.select().from(attempt).where(eq(attempt.examId, examId)).orderBy(asc(attempt.number));
  return Map.groupBy(sat, ({ cadreId }) => cadreId);
}

/** Only a paper that is the same for all and will not change any more is printed. */
async function requirePrintable(ctx: Context, examId: number): Promise<ExamRow> {
  const found = await requireExam(ctx, examId);
  if (found.paper !== 'fixed') throw conflict('assessment.paper-not-fixed');
  if (found.status === 'draft') throw conflict('assessment.exam-is-draft');
  if (found.status === 'withdrawn') throw conflict('assessment.exam-withdrawn');
  return found;
}
