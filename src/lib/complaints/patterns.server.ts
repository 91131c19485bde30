/** 反复出现的问题: what comes up again at a place or in a unit, for whoever plans the training. Never about a person. */
import { and, asc, eq, gte, inArray, lte } from 'drizzle-orm';
import { z } from 'zod';
import { inChunks } from '#lib/people/chunks.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { dayInput } from '#lib/platform/input.ts';
import { openCase } from './case.server.ts';
import type { AllegationCategory } from './complaint.ts';
import { SMALL } from './statistics.ts';
import { allegation, complaint, complaintPerson } from './schema.server.ts';

export interface Pattern {
  by: 'place' | 'unit';
  name: string;
  category: AllegationCategory;
  /** Complaints, five or more: fewer could point at one matter. */
  count: number;
}

/** Kinds of allegation that came up five times or more at one place or about one unit; marked cases are left out. */
export const complaintPatterns = query('complaints.complaint-patterns', {
  input: z.object({ from: dayInput, to: dayInput }),
  allow: holds('complaints.statistics'),
  async run(ctx, { from, to }): Promise<Pattern[]> {
    const rows = await ctx.db
      .select()
      .from(complaint)
      .where(and(gte(complaint.receivedOn, from), lte(complaint.receivedOn, to)))
      .orderBy(asc(complaint.id));
    const kept = [];
    for (const row of rows) if (!(await openCase(ctx, row)).state.mark) kept.push(row);
    const ids = kept.map(({ id }) => id);
    const categories = await categoriesOf(ctx, ids);
    const units = await unitsOf(ctx, ids);
    const counts = new Map<string, Pattern>();
    const add = (by: Pattern['by'], name: string, category: AllegationCategory) => {
      const key = JSON.stringify([by, name, category]);
      const known = counts.get(key);
      if (known) known.count += 1;
      else counts.set(key, { by, name, category, count: 1 });
    };
    for (const { id, place } of kept) {
      for (const category of categories.get(id) ?? []) {
        add('place', place.trim(), category);
        for (const unit of units.get(id) ?? []) add('unit', unit, category);
      }
    }
    return [...counts.values()]
      .filter(({ count }) => count >= SMALL)
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }
});

async function categoriesOf(ctx: Context, ids: readonly number[]) {
  const found = new Map<number, Set<AllegationCategory>>();
  for (const some of inChunks(ids)) {
    const rows = await ctx.db
      .select({ complaintId: allegation.complaintId, category: allegation.category })
      .from(allegation)
      .where(inArray(allegation.complaintId, some));
    for (const { complaintId, category } of rows)
      found.set(complaintId, (found.get(complaintId) ?? new Set()).add(category));
  }
  return found;
}

async function unitsOf(ctx: Context, ids: readonly number[]) {
  const found = new Map<number, Set<string>>();
  for (const some of inChunks(ids)) {
    const rows = await ctx.db
      .select({ complaintId: complaintPerson.complaintId, cadreId: complaintPerson.cadreId })
      .from(complaintPerson)
      .where(and(inArray(complaintPerson.complaintId, some), eq(complaintPerson.part, 'accused')));
    const people = await peopleByIds(ctx, [...new Set(rows.flatMap(({ cadreId }) => cadreId ?? []))]);
    for (const { complaintId, cadreId } of rows) {
      const unit = people.find((person) => person.cadreId === cadreId)?.unitName;
      if (unit) found.set(complaintId, (found.get(complaintId) ?? new Set()).add(unit));
    }
  }
  return found;
}
