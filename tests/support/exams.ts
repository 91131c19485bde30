/** A small question bank and an exam, for tests of what is done with them. */
import type { World } from './world.ts';
import type { BlueprintRow } from '#lib/assessment/blueprint.ts';
import { publishExam, saveExam } from '#lib/assessment/exam.server.ts';
import { question, questionVersion, topic } from '#lib/assessment/schema.server.ts';
import type { QuestionType } from '#lib/assessment/question.ts';

const kinds: Record<QuestionType, { keys: string[]; answer: string[] }> = {
  single: { keys: ['A', 'B', 'C', 'D'], answer: ['B'] },
  multiple: { keys: ['A', 'B', 'C', 'D'], answer: ['A', 'C'] },
  'true-false': { keys: ['T', 'F'], answer: ['T'] }
};

/** Live questions: of each topic so many of each kind. The right answers are B, A+C and T. @returns topic ids. */
export async function fillBank(world: World, topics: string[], each: Record<QuestionType, number>): Promise<number[]> {
  return world.store.transaction(async (db) => {
    const ids: number[] = [];
    for (const [position, name] of topics.entries()) {
      const [row] = await db.insert(topic).values({ name, position }).returning();
      ids.push(row!.id);
      for (const [type, count] of Object.entries(each) as [QuestionType, number][]) {
        for (let at = 0; at < count; at += 1) {
          const [asked] = await db
            .insert(question)
            .values({ code: `${name}-${type}-${at}`, status: 'live', version: 1, createdAt: 0 })
            .returning();
          await db.insert(questionVersion).values({
            questionId: asked!.id,
            number: 1,
            type,
            topicId: row!.id,
            difficulty: (at % 3) + 1,
            stem: `${name} ${type} ${at}`,
            options: kinds[type].keys.map((key) => ({ key, text: type === 'true-false' ? '' : `选项${key}` })),
            answer: kinds[type].answer,
            explanation: '依据条文',
            fingerprint: `${name}-${type}-${at}`,
            searchKey: '',
            writtenAt: 0
          });
        }
      }
    }
    return ids;
  });
}

/** The right answer of a kind in this bank. */
export const rightChoice = (type: QuestionType): string[] => kinds[type].answer;

export const smallPaper: BlueprintRow[] = [
  { type: 'true-false', topicId: null, count: 2, points: 1 },
  { type: 'single', topicId: null, count: 2, points: 2 },
  { type: 'multiple', topicId: null, count: 1, points: 4 }
];

/** Monday 09:30 to 11:00, forty minutes, six points of ten to pass. */
export const examInput = {
  title: '岗前考试',
  kind: 'pre-post' as const,
  blueprint: smallPaper,
  opensAt: '2026-11-23T09:30',
  closesAt: '2026-11-23T11:00',
  minutes: 40,
  passPercent: 60,
  attemptsAllowed: 2,
  audience: { scope: 'enforcement-posts' as const },
  notice: ''
};

/** A published exam of the trainer's. */
export async function publishedExam(
  world: World,
  change: Partial<Parameters<typeof saveExam.input.parse>[0] & object> = {}
): Promise<number> {
  const { id } = await world.run(saveExam, world.actor.he, { ...examInput, ...change } as typeof examInput);
  await world.run(publishExam, world.actor.he, { id });
  return id;
}
