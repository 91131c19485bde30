/** What is printed of a session: the sheet that people sign, and the record for the file. */
import { z } from 'zod';
import { query } from '#lib/platform/door.server.ts';
import { rowId } from '#lib/platform/input.ts';
import { findSession, type FoundSession } from './session-drafting.server.ts';
import { membersOf } from './groups.server.ts';
import { countRoll, rollOf, rowOf, seesUnit, type RollCounts, type RollRow } from './roll.server.ts';
import { requireSession, seesSessions } from './session.server.ts';

export interface SessionPapers {
  session: FoundSession;
  counts: RollCounts;
  roll: RollRow[];
  groups: { name: string; headcount: number | null; members: { id: number; name: string; village: string }[] }[];
}

export const sessionPapers = query('learning.session-papers', {
  input: z.object({ sessionId: rowId }),
  allow: seesSessions,
  async run(ctx, { sessionId }): Promise<SessionPapers> {
    const session = await ctx.call(findSession, { id: sessionId });
    const roll = (await rollOf(ctx, await requireSession(ctx, sessionId))).filter(({ person }) =>
      seesUnit(ctx.actor, person.unitId)
    );
    const groups = [];
    for (const { id, name, headcount } of session.groups)
      groups.push({ name, headcount, members: await membersOf(ctx, id) });
    return { session, counts: countRoll(roll), roll: roll.map(rowOf), groups };
  }
});
