/** 待批: what handlers ask of a supervisor, with the reason and without the complaint. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { query } from '#lib/platform/door.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import type { CaseActKind, CaseState } from './case-state.ts';
import { asksSomething } from './clock.server.ts';
import { clocksOf, notAboutActor, openCase, openWords } from './case.server.ts';
import { complaint, complaintAct } from './schema.server.ts';

/** Every request that waits for the actor's word, oldest first. */
export const listRequests = query('complaints.list-requests', {
  input: z.object({}),
  allow: holds('complaints.approve'),
  async run(ctx) {
    const rows = await ctx.db
      .select()
      .from(complaint)
      .where(
        and(eq(complaint.route, 'town'), inArray(complaint.stage, ['accepted', 'answered']), await notAboutActor(ctx))
      )
      .orderBy(asc(complaint.id));
    const requests = [];
    for (const row of rows) {
      if (row.handlerId === ctx.actor.accountId) continue;
      const { state } = await openCase(ctx, row);
      if (!asksSomething(state)) continue;
      const clocks = await clocksOf(ctx, row.id, state);
      requests.push({
        id: row.id,
        number: row.number,
        receivedOn: row.receivedOn,
        extension: state.extensionAsked && {
          ...state.extensionAsked,
          reason: await reasonOf(row.id, 'extension-asked'),
          due: clocks.find(({ key }) => key === 'handle')?.due ?? null
        },
        mark: state.markAsked && { mark: state.markAsked, reason: await reasonOf(row.id, 'mark-asked') },
        proposals: await openProposals(row.id, state)
      });
    }
    return requests;

    async function openProposals(complaintId: number, { proposals }: CaseState) {
      const reasons = await reasonsOf(complaintId, 'person-proposed');
      const people = await peopleByIds(
        ctx,
        proposals.map(({ cadreId }) => cadreId)
      );
      return proposals.flatMap(({ decision, cadreId, book, kind }, place) => {
        const person = people.find((one) => one.cadreId === cadreId);
        return decision || !person ? [] : [{ place, book, kind, name: person.name, reason: reasons[place] ?? '' }];
      });
    }

    async function reasonOf(complaintId: number, kind: 'extension-asked' | 'mark-asked') {
      return (await reasonsOf(complaintId, kind)).at(-1) ?? '';
    }

    async function reasonsOf(complaintId: number, kind: CaseActKind) {
      const acts = await ctx.db
        .select({ wordsSealed: complaintAct.wordsSealed })
        .from(complaintAct)
        .where(and(eq(complaintAct.complaintId, complaintId), eq(complaintAct.kind, kind)))
        .orderBy(asc(complaintAct.id));
      return acts.map(({ wordsSealed }) => (wordsSealed ? openWords(ctx, complaintId, 'act', wordsSealed) : ''));
    }
  }
});
