import { asc, eq, inArray } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { bodyAt } from './question.ts';
import type { Ruling, RulingInForce } from './ruling.ts';
import { questionVersion, remark } from './schema.server.ts';

/** What was decided about questions of an exam, by `rulingKey`. */
export type Rulings = ReadonlyMap<string, RulingInForce>;

export const rulingKey = (versionId: number, part: number | null): string => `${versionId}/${part ?? ''}`;

/** The rulings of an exam that hold: of each wording and part the newest. */
export async function rulingsOf(ctx: Pick<Context, 'db'>, examId: number): Promise<Rulings> {
  const rows = await ctx.db.select().from(remark).where(eq(remark.examId, examId)).orderBy(asc(remark.id));
  return rulingsInForce(ctx, rows);
}

/** Rulings with the keys they need; later ones take the place of earlier ones. */
export async function rulingsInForce(
  ctx: Pick<Context, 'db'>,
  rows: readonly { questionVersionId: number; part: number | null; ruling: Ruling }[]
): Promise<Rulings> {
  const ids = rows.flatMap(({ ruling }) => (ruling.kind === 'by-version' ? [ruling.versionId] : []));
  const versions = ids.length
    ? await ctx.db.select().from(questionVersion).where(inArray(questionVersion.id, ids))
    : [];
  const bodies = new Map(versions.map((version) => [version.id, version]));
  return new Map(
    rows.map(({ questionVersionId, part, ruling }): [string, RulingInForce] => [
      rulingKey(questionVersionId, part),
      ruling.kind === 'by-version' ? { kind: 'by-version', body: bodyAt(bodies.get(ruling.versionId)!, part) } : ruling
    ])
  );
}
