/** Writing questions and moving them from draft to live. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds, type Actor } from '#lib/platform/actor.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing, refused } from '#lib/platform/errors.ts';
import { DraftInput } from './question-input.ts';
import { questionStatuses, type QuestionProblem, type QuestionStatus } from './question.ts';
import {
  decide,
  knownQuestions,
  openCodes,
  openSettling,
  saysTheSame,
  topicIds,
  twinsOf,
  writeQuestion,
  writeVersion,
  type KnownQuestion
} from './question-writing.server.ts';
import { foldStem } from './question.ts';
import { question } from './schema.server.ts';

/**
 * Saves a new question, or a new wording of a known one. The same content writes nothing. A new wording is a draft
 * and goes through review again; papers already drawn keep the wording they were drawn with.
 *
 * @throws InvalidInput with problems by field; conflict `bank.code-taken`, `bank.changed-meanwhile`,
 *   `bank.stem-known`; missing `bank.question-not-found`
 */
export const saveQuestion = command('assessment.save-question', {
  input: DraftInput.extend({
    /** The number of the wording that was edited; null for a new question. */
    basedOn: z.coerce.number().int().positive().nullable(),
    /** Write it although another question has the same stem. */
    keepTwin: z.boolean().default(false)
  }),
  allow: holds('bank.manage'),
  async run(ctx, { basedOn, keepTwin, ...given }) {
    const settle = await openSettling(ctx, false);
    const known = given.code.trim()
      ? (await knownQuestions(ctx, [given.code.trim()])).get(given.code.trim())
      : undefined;
    if (basedOn === null && known) throw conflict('bank.code-taken', { code: known.code });
    if (basedOn !== null && !known) throw missing('bank.question-not-found');
    if (known && known.version.number !== basedOn) throw conflict('bank.changed-meanwhile', { code: known.code });
    const settled = settle(given, known);
    if (settled.problems.length) throw invalidFields(settled.problems);
    if (known && saysTheSame(settled, known))
      return { code: known.code, version: known.version.number, changed: false };
    const twin = (await twinsOf(ctx, [settled.draft.stem])).get(foldStem(settled.draft.stem));
    if (twin && twin.code !== known?.code && !keepTwin) throw conflict('bank.stem-known', { code: twin.code });
    const { topic } = settled.draft;
    const topicId = (await topicIds(ctx, [topic])).get(topic)!;
    if (known) {
      await writeVersion(ctx, settled, known, topicId, 'draft');
      return { code: known.code, version: known.version.number + 1, changed: true };
    }
    const code = settled.draft.code || (await openCodes(ctx))();
    await writeQuestion(ctx, { ...settled, draft: { ...settled.draft, code } }, topicId, 'draft');
    return { code, version: 1, changed: true };
  },
  trace: (_, { code, version, changed }) => ({ subject: 'question', id: code, detail: { version, changed } })
});

/** Problems as the form shows them: codes with their values, by field. */
function invalidFields(problems: readonly QuestionProblem[]): InvalidInput {
  const fields: Record<string, string[]> = {};
  for (const { field, code, params, part } of problems) {
    const values = Object.entries(params).map(([key, value]) => `|${key}=${String(value)}`);
    (fields[part ? `p${part}_${field}` : field] ??= []).push(code + values.join(''));
  }
  return new InvalidInput(fields);
}

/** Which step leads where, and who may take it. */
const steps: Record<QuestionStatus, Partial<Record<QuestionStatus, (actor: Actor) => boolean>>> = {
  draft: { reviewed: holds('bank.review'), retired: holds('bank.manage') },
  reviewed: { live: holds('bank.manage'), draft: holds('bank.review'), retired: holds('bank.manage') },
  live: { retired: holds('bank.manage') },
  retired: { draft: holds('bank.manage') }
};

/** Where a question in this status may go by this person's hand. */
export function stepsFor(
  actor: Actor,
  { status, writtenBy }: { status: QuestionStatus; writtenBy: number | null }
): QuestionStatus[] {
  return questionStatuses.filter((to) => steps[status][to]?.(actor) && !(to === 'reviewed' && isOwn(actor, writtenBy)));
}

export const isOwn = (actor: Actor, writtenBy: number | null) => writtenBy !== null && actor.accountId === writtenBy;

/**
 * Moves questions to a status, all or none. A draft is reviewed by somebody other than its writer, and only when it
 * says on which law it rests; only what was reviewed goes live.
 *
 * @throws missing `bank.question-not-found`; conflict `bank.step-impossible`; refused `bank.own-review`,
 *   `people.not-allowed`; conflict `bank.basis-missing`
 */
export const changeStatus = command('assessment.change-status', {
  input: z.object({ codes: z.array(z.string().max(100)).min(1).max(200), to: z.enum(questionStatuses) }),
  allow: (actor) => actor.may('bank.manage') || actor.may('bank.review'),
  async run(ctx, { codes, to }) {
    const known = await knownQuestions(ctx, codes);
    for (const code of new Set(codes)) {
      const one = known.get(code);
      if (!one) throw missing('bank.question-not-found');
      requireStep(ctx, one, to);
      await ctx.db.update(question).set({ status: to }).where(eq(question.id, one.id));
      await decide(ctx, one.version.id, to);
    }
    return known.size;
  },
  trace: ({ codes, to }) => ({ subject: 'question', id: codes.length === 1 ? codes[0]! : null, detail: { to, codes } })
});

function requireStep(ctx: Context, { code, status, version, citations }: KnownQuestion, to: QuestionStatus) {
  const may = steps[status][to];
  if (!may) throw conflict('bank.step-impossible', { code });
  if (!may(ctx.actor)) throw refused('people.not-allowed', { operation: 'assessment.change-status' });
  if (to !== 'reviewed') return;
  if (isOwn(ctx.actor, version.writtenBy)) throw refused('bank.own-review', { code });
  if (!citations.length) throw conflict('bank.basis-missing', { code });
}
