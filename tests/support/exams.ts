/** A small question bank and an exam, for tests of what is done with them. */
import type { World } from './world.ts';
import type { BlueprintRow } from '#lib/assessment/blueprint.ts';
import { publishExam, saveExam } from '#lib/assessment/exam.server.ts';
import { question, questionVersion, topic } from '#lib/assessment/schema.server.ts';
import { searchKey } from '#lib/platform/pinyin.ts';
import type { QuestionBody, QuestionType } from '#lib/assessment/question.ts';

const options = (keys: string, text = '选项') => [...keys].map((key) => ({ key, text: `${text}${key}` }));
const trueFalse = ['T', 'F'].map((key) => ({ key, text: '' }));

/** One question of each kind; the stem is the kind's name unless the kind needs more. */
const kinds: Record<QuestionType, Partial<QuestionBody> & { answer: string[] }> = {
  single: { options: options('ABCD'), answer: ['B'] },
  multiple: { options: options('ABCD'), answer: ['A', 'C'] },
  'true-false': { options: trueFalse, answer: ['T'] },
  'fill-in': {
    stem: '满____日，报____备案',
    answer: ['60', '司法局'],
    details: { blanks: [['60', '六十'], ['司法局']] }
  },
  ordering: { options: options('ABCD', '步骤'), answer: ['C', 'A', 'D', 'B'] },
  matching: {
    options: options('ABC', '左'),
    answer: ['A2', 'B1', 'C2'],
    details: { targets: ['1', '2', '3'].map((key) => ({ key, text: `右${key}` })) }
  },
  'short-answer': {
    answer: ['先表明身份，再检查'],
    details: {
      rubric: [
        { criterion: '表明身份', points: 2 },
        { criterion: '说明理由', points: 1 }
      ]
    }
  },
  case: {
    answer: [],
    details: {
      parts: [
        { type: 'single', stem: '谁管？', options: options('ABC'), answer: ['C'], details: null, weight: 1 },
        {
          type: 'fill-in',
          stem: '____日内',
          options: [],
          answer: ['15'],
          details: { blanks: [['15', '十五']] },
          weight: 2
        }
      ]
    }
  }
};

/** Live questions: of each topic so many of each kind, with the answers of `rightChoice`. @returns topic ids. */
export async function fillBank(
  world: World,
  topics: string[],
  each: Partial<Record<QuestionType, number>>
): Promise<number[]> {
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
            options: [],
            ...kinds[type],
            explanation: '依据条文',
            fingerprint: `${name}-${type}-${at}`,
            searchKey: searchKey(`${name} ${type} ${at}`),
            writtenAt: 0
          });
        }
      }
    }
    return ids;
  });
}

/** The right answer of a kind in this bank, with the bank's keys. */
export const rightChoice = (type: QuestionType): string[] => kinds[type].answer;

/** The parts of this bank's cases. */
export const caseParts = kinds.case.details!.parts!;

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
