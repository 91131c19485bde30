/** 预警: rules watch the complaints that came in; a named supervisor is told, looks, and says what it was. */
import { and, asc, desc, eq, inArray, isNull, notInArray, or } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { accountsWithRole, holderOf, holdersOf } from '#lib/people/role-holders.server.ts';
import { holds, onlySystem } from '#lib/platform/actor.ts';
import { addMonths } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { notify } from '#lib/platform/notifications.server.ts';
import { openCase } from './case.server.ts';
import { allegationCategories } from './complaint.ts';
import { reason } from './decision.server.ts';
import { isNews, isSettled, nextStates, pointedAt, type WarningState, type WatchedComplaint } from './warning.ts';
import { allegation, complaint, complaintPerson, earlyWarning, earlyWarningAct, warningRule } from './schema.server.ts';

/** The place for which what was written of a warning is sealed. */
export const placeOfWarning = (warningId: number) => `early-warning:${warningId}`;

const watches = (actor: Context['actor']) => actor.may('complaints.approve') || actor.may('complaints.discipline');

export const AddWarningRule = z.object({
  count: z.coerce.number().int().min(2).max(20),
  months: z.coerce.number().int().min(1).max(36),
  categories: z.array(z.enum(allegationCategories)).max(allegationCategories.length).default([]),
  watcherId: rowId
});

/** @throws InvalidInput on `watcherId` for somebody who is no supervisor */
export const addWarningRule = command('complaints.add-warning-rule', {
  input: AddWarningRule,
  allow: holds('complaints.approve'),
  async run(ctx, rule) {
    if (!(await holderOf(ctx, 'supervisor', rule.watcherId)))
      throw new InvalidInput({ watcherId: ['complaints.no-such-watcher'] });
    const [row] = await ctx.db
      .insert(warningRule)
      .values({ ...rule, createdAt: ctx.now, createdBy: ctx.actor.accountId })
      .returning({ id: warningRule.id });
    return row!;
  },
  trace: ({ count, months, categories, watcherId }, { id }) => ({
    subject: 'warning-rule',
    id,
    detail: { count, months, categories, watcherId }
  })
});

/** Ends a rule; what it has raised stays to be settled. @throws missing `complaints.no-such-rule` */
export const endWarningRule = command('complaints.end-warning-rule', {
  input: z.object({ ruleId: rowId }),
  allow: holds('complaints.approve'),
  async run(ctx, { ruleId }) {
    const ended = await ctx.db
      .update(warningRule)
      .set({ endedAt: ctx.now })
      .where(and(eq(warningRule.id, ruleId), isNull(warningRule.endedAt)))
      .returning({ id: warningRule.id });
    if (!ended.length) throw missing('complaints.no-such-rule');
  },
  trace: ({ ruleId }) => ({ subject: 'warning-rule', id: ruleId })
});

/** Holds every rule against what came in, raises what is new and tells whom it concerns. Run by the scheduler. */
export const raiseWarnings = command('complaints.raise-warnings', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const rules = await ctx.db.select().from(warningRule).where(isNull(warningRule.endedAt));
    if (!rules.length) return { raised: 0 };
    const watched = await watchedSince(ctx, Math.max(...rules.map(({ months }) => months)));
    let raised = 0;
    for (const rule of rules) {
      const found = pointedAt(rule, watched, ctx.today);
      if (!found.size) continue;
      const earlier = await ctx.db
        .select({ cadreId: earlyWarning.cadreId, state: earlyWarning.state, complaints: earlyWarning.complaints })
        .from(earlyWarning)
        .where(eq(earlyWarning.ruleId, rule.id));
      const watcher = await holderOf(ctx, 'supervisor', rule.watcherId);
      for (const [cadreId, complaints] of found) {
        const own = earlier.filter((one) => one.cadreId === cadreId);
        if (!isNews(complaints, own)) continue;
        // Nobody is told of a warning about themselves; nor is it lost when the one who watched is gone.
        const forDiscipline = !watcher || watcher.cadreId === cadreId;
        const [row] = await ctx.db
          .insert(earlyWarning)
          .values({ ruleId: rule.id, cadreId, complaints, forDiscipline, state: 'open', openedAt: ctx.now })
          .returning({ id: earlyWarning.id });
        raised += 1;
        await notify(ctx, {
          to: forDiscipline ? await disciplineAccounts(ctx) : [rule.watcherId],
          kind: 'early-warning',
          reason: `early-warning:${row!.id}`,
          values: { count: complaints.length },
          href: '/complaints/warnings'
        });
      }
    }
    return { raised };
  },
  trace: (_, { raised }) => (raised ? { subject: 'early-warning', id: null, detail: { raised } } : undefined)
});

const disciplineAccounts = async (ctx: Context) =>
  (await accountsWithRole(ctx, 'discipline')).map(({ accountId }) => accountId);

/** Every complaint of the last months, once for each officer whom it names. */
async function watchedSince(ctx: Context, months: number): Promise<WatchedComplaint[]> {
  const since = addMonths(ctx.today, -months);
  const rows = (
    await ctx.db
      .select({ row: complaint, cadreId: complaintPerson.cadreId })
      .from(complaintPerson)
      .innerJoin(complaint, eq(complaint.id, complaintPerson.complaintId))
      .where(eq(complaintPerson.part, 'accused'))
      .orderBy(asc(complaint.id))
  ).filter(({ row, cadreId }) => cadreId !== null && row.receivedOn > since);
  const found: WatchedComplaint[] = [];
  for (const { row, cadreId } of rows) {
    const { state } = await openCase(ctx, row);
    const allegations = await ctx.db
      .select({ category: allegation.category, finding: allegation.finding })
      .from(allegation)
      .where(eq(allegation.complaintId, row.id));
    found.push({
      complaintId: row.id,
      cadreId: cadreId!,
      receivedOn: row.receivedOn,
      marked: Boolean(state.mark),
      allegations
    });
  }
  return found;
}

/** The warnings that the actor is to look at, the unsettled first; and the rules, for those who set them. */
export const listWarnings = query('complaints.list-warnings', {
  input: z.object({}),
  allow: watches,
  async run(ctx) {
    const rows = await ctx.db
      .select({ warning: earlyWarning, rule: warningRule })
      .from(earlyWarning)
      .innerJoin(warningRule, eq(warningRule.id, earlyWarning.ruleId))
      .where(own(ctx))
      .orderBy(desc(earlyWarning.id));
    const known = await peopleByIds(
      ctx,
      rows.map(({ warning }) => warning.cadreId)
    );
    const acts = await actsOf(
      ctx,
      rows.map(({ warning }) => warning.id)
    );
    const warnings = rows.map(({ warning, rule }) => {
      const person = known.find(({ cadreId }) => cadreId === warning.cadreId);
      return {
        id: warning.id,
        person: { name: person?.name ?? '', staffNumber: person?.staffNumber ?? '', unitName: person?.unitName ?? '' },
        complaints: warning.complaints.length,
        rule: { count: rule.count, months: rule.months, categories: rule.categories },
        state: warning.state,
        next: nextStates[warning.state],
        openedAt: warning.openedAt,
        acts: acts.get(warning.id) ?? []
      };
    });
    return {
      warnings: [
        ...warnings.filter(({ state }) => !isSettled(state)),
        ...warnings.filter(({ state }) => isSettled(state))
      ],
      rules: ctx.actor.may('complaints.approve') ? await rulesOf(ctx) : [],
      watchers: ctx.actor.may('complaints.approve') ? await watchersOf(ctx) : []
    };
  }
});

/** How many warnings wait for the actor. */
export const countWarnings = query('complaints.count-warnings', {
  input: z.object({}),
  allow: watches,
  async run(ctx) {
    const rows = await ctx.db
      .select({ id: earlyWarning.id })
      .from(earlyWarning)
      .innerJoin(warningRule, eq(warningRule.id, earlyWarning.ruleId))
      .where(and(own(ctx), notInArray(earlyWarning.state, ['false-positive', 'done'])));
    return { waiting: rows.length };
  }
});

/** A warning is there for the named supervisor, and for discipline inspection where it is about that one. */
function own(ctx: Context) {
  return or(
    ctx.actor.may('complaints.approve')
      ? and(eq(warningRule.watcherId, ctx.actor.accountId ?? 0), eq(earlyWarning.forDiscipline, false))
      : undefined,
    ctx.actor.may('complaints.discipline') ? eq(earlyWarning.forDiscipline, true) : undefined
  );
}

async function rulesOf(ctx: Context) {
  const rules = await ctx.db.select().from(warningRule).where(isNull(warningRule.endedAt)).orderBy(asc(warningRule.id));
  const names = await accountNames(
    ctx,
    rules.map(({ watcherId }) => watcherId)
  );
  return rules.map(({ id, count, months, categories, watcherId }) => ({
    id,
    count,
    months,
    categories,
    watcher: names.get(watcherId) ?? ''
  }));
}

const watchersOf = async (ctx: Context) =>
  (await holdersOf(ctx, 'supervisor')).map(({ accountId, name }) => ({ accountId, name }));

async function actsOf(ctx: Context, warningIds: readonly number[]) {
  const rows = warningIds.length
    ? await ctx.db
        .select()
        .from(earlyWarningAct)
        .where(inArray(earlyWarningAct.warningId, [...warningIds]))
        .orderBy(asc(earlyWarningAct.id))
    : [];
  const names = await accountNames(
    ctx,
    rows.map(({ by }) => by)
  );
  return Map.groupBy(
    rows.map(({ id, warningId, state, wordsSealed, at, by }) => ({
      id,
      warningId,
      state,
      words: ctx.vault.open(wordsSealed, placeOfWarning(warningId)),
      at,
      by: by === null ? null : (names.get(by) ?? null)
    })),
    ({ warningId }) => warningId
  );
}

export const SettleWarning = z.object({
  warningId: rowId,
  state: z.enum(['acknowledged', 'false-positive', 'done']),
  /** What was seen, said or done about it. */
  words: reason
});

/**
 * Moves a warning on, with what was made of it.
 * @throws missing `complaints.no-such-warning`, conflict `complaints.warning-moved-on`
 */
export const settleWarning = command('complaints.settle-warning', {
  input: SettleWarning,
  allow: watches,
  async run(ctx, { warningId, state, words }) {
    const [row] = await ctx.db
      .select({ state: earlyWarning.state })
      .from(earlyWarning)
      .innerJoin(warningRule, eq(warningRule.id, earlyWarning.ruleId))
      .where(and(eq(earlyWarning.id, warningId), own(ctx)));
    if (!row) throw missing('complaints.no-such-warning');
    if (!nextStates[row.state].some((next: WarningState) => next === state))
      throw conflict('complaints.warning-moved-on');
    await ctx.db.insert(earlyWarningAct).values({
      warningId,
      state,
      wordsSealed: ctx.vault.seal(words, placeOfWarning(warningId)),
      at: ctx.now,
      by: ctx.actor.accountId
    });
    await ctx.db.update(earlyWarning).set({ state }).where(eq(earlyWarning.id, warningId));
  },
  trace: ({ warningId, state }) => ({ subject: 'early-warning', id: warningId, detail: { state } })
});
