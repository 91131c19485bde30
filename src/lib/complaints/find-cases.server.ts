/** The complaints' part in the search everywhere: a number leads to its case, nothing else does. */
import { and, desc, sql } from 'drizzle-orm';
import type { Day } from '#lib/platform/clock.ts';
import { query } from '#lib/platform/door.server.ts';
import { finding } from '#lib/platform/finding.server.ts';
import { containing } from '#lib/platform/pinyin.ts';
import { existingFor } from './case.server.ts';
import type { Stage } from './complaint.ts';
import { works } from './decision.server.ts';
import { complaint } from './schema.server.ts';

export interface CaseFound {
  id: number;
  number: string;
  stage: Stage;
  receivedOn: Day;
}

/** The cases that exist for the actor, by the digits of their own number; newest first. */
export const findCases = query('complaints.find-cases', {
  input: finding,
  allow: works,
  async run(ctx, { q, most }): Promise<CaseFound[]> {
    // Letters alone are in every number: they would list the newest cases to whoever types a name.
    if (!/\d/.test(q)) return [];
    return ctx.db
      .select({
        id: complaint.id,
        number: complaint.number,
        stage: complaint.stage,
        receivedOn: complaint.receivedOn
      })
      .from(complaint)
      .where(and(await existingFor(ctx), sql`lower(${complaint.number}) like ${containing(q)} escape '\\'`))
      .orderBy(desc(complaint.receivedOn), desc(complaint.id))
      .limit(most);
  }
});
