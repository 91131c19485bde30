/** What a remedy can be, and which of it fits a case. */
import { z } from 'zod';
import { statutesOfTopics } from '#lib/assessment/topic-statutes.server.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import { openCitations } from '#lib/law/resolve.server.ts';
import { coursesToAssign, sessionsToAssign } from '#lib/learning/completion.server.ts';
import { findTask } from '#lib/mentoring/catalogue.ts';
import { guidedIn, tasksToAssign } from '#lib/mentoring/task-asked.server.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { rowId } from '#lib/platform/input.ts';
import { requireOwnCase } from './assignment.server.ts';
import { asksForRemedy, type RemedyKind } from './complaint.ts';
import { works } from './decision.server.ts';
import { accusedOf, allegationsOf } from './finding.server.ts';
import { byFit, reasonsFor, type Fault, type RemedyReason } from './remedy-match.ts';

export interface Assignable {
  kind: RemedyKind;
  /** The key of a course, topic or session; of a practice task its word. */
  target: string;
  name: string;
  /** Of a session: when it begins. */
  startsAt: number | null;
}

interface Offer extends Assignable {
  /** What else it is about. */
  about: string;
  /** As written. */
  cites: string;
  statuteIds: ReadonlySet<number>;
}

export interface RemedyChoice extends Assignable {
  why: RemedyReason[];
}

/** Everything that can be assigned. */
export async function offers(ctx: Context): Promise<Offer[]> {
  const courses = await coursesToAssign(ctx);
  const topics = await ctx.callAsSystem(listTopics, {});
  const statutes = await statutesOfTopics(ctx);
  const tasks = await tasksToAssign(ctx);
  const sessions = await sessionsToAssign(ctx);
  const plain = { about: '', cites: '', statuteIds: new Set<number>(), startsAt: null };
  return [
    ...courses.map(({ id, title, topic, cites }) => ({
      ...plain,
      ...{ kind: 'course' as const, target: String(id), name: title, about: topic, cites }
    })),
    ...topics
      .filter(({ live }) => live > 0)
      .map(({ id, name }) => ({
        ...plain,
        ...{ kind: 'practice' as const, target: String(id), name, statuteIds: statutes.get(id) ?? new Set() }
      })),
    ...tasks.map(({ key, title, cites }) => ({ ...plain, kind: 'task' as const, target: key, name: title, cites })),
    ...sessions.map(({ id, title, startsAt }) => ({
      ...plain,
      ...{ kind: 'session' as const, target: String(id), name: title, startsAt }
    }))
  ];
}

/** What can be assigned in a case, what fits its findings first. */
export const remedyChoices = query('complaints.remedy-choices', {
  input: z.object({ complaintId: rowId }),
  allow: works,
  async run(ctx, { complaintId }): Promise<RemedyChoice[]> {
    await requireOwnCase(ctx, complaintId);
    const statutesIn = await statuteFinder(ctx);
    const found = (await allegationsOf(ctx, complaintId)).filter(
      ({ finding }) => finding !== null && asksForRemedy(finding)
    );
    const fault: Fault = {
      categories: found.map(({ category }) => category),
      statuteIds: new Set(found.flatMap(({ cites }) => statutesIn(cites ?? '')))
    };
    const maySee = await practisable(ctx, complaintId);
    return byFit(
      (await offers(ctx)).filter(maySee).map(({ about, cites, statuteIds, ...choice }) => {
        const teaches = {
          words: `${choice.name} ${about}`,
          statuteIds: new Set([...statuteIds, ...statutesIn(cites)])
        };
        return { ...choice, why: reasonsFor(teaches, fault) };
      })
    );
  }
});

/** A task is offered only where everybody complained of is guided by somebody who can practise it with them. */
async function practisable(ctx: Context, complaintId: number): Promise<(offer: Assignable) => boolean> {
  const accused = await accusedOf(ctx, complaintId);
  const guided = await Promise.all(accused.map((cadreId) => guidedIn(ctx, cadreId)));
  return ({ kind, target }) =>
    kind !== 'task' ||
    (accused.length > 0 && guided.every((pair) => pair !== undefined && findTask(pair.catalogue, target)));
}

/** Which statutes a text cites as the law stands today. */
async function statuteFinder(ctx: Context): Promise<(text: string) => number[]> {
  const resolve = await openCitations(ctx);
  return (text) => (text ? resolve(text, ctx.today).citations.map(({ statuteId }) => statuteId) : []);
}
