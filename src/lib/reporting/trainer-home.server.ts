import { listExams } from '#lib/assessment/exam.server.ts';
import { listSessions } from '#lib/learning/session.server.ts';
import type { Context } from '#lib/platform/door.server.ts';

/** Lines of a list on the home page; the rest is one tap away. */
const FEW = 5;

/** What a trainer has to hold or to close next: soonest first. */
export async function sessionsToHold(ctx: Context) {
  const { rows } = await ctx.call(listSessions, { status: 'announced', sort: 'starts', pageSize: FEW });
  return rows;
}

/** Exams that are open, come next or wait to be published, for whoever makes them or reads their results. */
export async function examsAtHand(ctx: Context) {
  const { rows } = await ctx.call(listExams, { status: 'published', pageSize: 50 });
  const drafts = ctx.actor.may('exam.manage')
    ? await ctx.call(listExams, { status: 'draft', pageSize: FEW })
    : undefined;
  const soonest = (a: { opensAt: number }, b: { opensAt: number }) => a.opensAt - b.opensAt;
  return {
    open: rows
      .filter(({ phase }) => phase === 'open')
      .sort((a, b) => a.closesAt - b.closesAt)
      .slice(0, FEW),
    upcoming: rows
      .filter(({ phase }) => phase === 'upcoming')
      .sort(soonest)
      .slice(0, FEW),
    drafts: drafts?.rows
  };
}
