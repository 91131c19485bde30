import { asc, eq, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import { holds, signedIn } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { newestVersion } from './bank-access.server.ts';
import { LONGEST } from './question.ts';
import { question, questionVersion, topic } from './schema.server.ts';

const TopicName = line(LONGEST.topic).transform((name) => name.replace(/\s+/g, ' '));

/** The topics in their order, with how many questions they hold and how many of them are live. */
export const listTopics = query('assessment.list-topics', {
  input: z.object({}),
  // Everybody who practises chooses among them.
  allow: signedIn,
  async run(ctx) {
    const counts = ctx.db
      .select({
        topicId: questionVersion.topicId,
        questions: sql<number>`count(*)`.as('questions'),
        live: sql<number>`sum(case when ${question.status} = 'live' then 1 else 0 end)`.as('live')
      })
      .from(question)
      .innerJoin(questionVersion, newestVersion)
      .groupBy(questionVersion.topicId)
      .as('counts');
    const rows = await ctx.db
      .select({ id: topic.id, name: topic.name, questions: counts.questions, live: counts.live })
      .from(topic)
      .leftJoin(counts, eq(counts.topicId, topic.id))
      .orderBy(asc(topic.position), asc(topic.id));
    return rows.map((row) => ({ ...row, questions: Number(row.questions ?? 0), live: Number(row.live ?? 0) }));
  }
});

export const addTopic = command('assessment.add-topic', {
  input: z.object({ name: TopicName }),
  allow: holds('bank.manage'),
  async run(ctx, { name }) {
    await requireFree(ctx, name);
    const [{ last } = { last: 0 }] = await ctx.db.select({ last: max(topic.position) }).from(topic);
    const [row] = await ctx.db
      .insert(topic)
      .values({ name, position: (last ?? 0) + 1 })
      .returning({ id: topic.id });
    return row!.id;
  },
  trace: (_, id) => ({ subject: 'topic', id })
});

/** The name changes everywhere at once, in questions already sat too: it is the same topic under a better name. */
export const renameTopic = command('assessment.rename-topic', {
  input: z.object({ id: rowId, name: TopicName }),
  allow: holds('bank.manage'),
  async run(ctx, { id, name }) {
    await requireFree(ctx, name, id);
    const [row] = await ctx.db.update(topic).set({ name }).where(eq(topic.id, id)).returning({ id: topic.id });
    if (!row) throw missing('bank.topic-not-found');
  },
  trace: ({ id }) => ({ subject: 'topic', id })
});

async function requireFree(ctx: Context, name: string, own?: number) {
  const [taken] = await ctx.db.select().from(topic).where(eq(topic.name, name));
  if (taken && taken.id !== own) throw conflict('bank.topic-taken', { name });
}
