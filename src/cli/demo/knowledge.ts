import { seededRandom } from '#lib/assessment/draw.ts';
import type { Option, QuestionType } from '#lib/assessment/question.ts';
import { readStarterFiles } from '#lib/assessment/starter.server.ts';

interface Asked {
  stem: string;
  type: QuestionType;
  options: Option[];
}
export type Answering = (asked: Asked) => string[];

/** What each level of difficulty takes off, in logits. */
const HARD = [0, -0.7, 0, 0.8];
/** What everybody knows less of, and how much less a unit may know of a topic. */
const GAPS: Record<string, number> = { 诉讼与赔偿: 1.1, 行政强制: 0.7 };
const UNIT_GAP = 1.5;

/**
 * How the people of the demo town answer: some know more than others, some units less of a topic, some questions are
 * hard, and of one in sixty the best think that another option is right. Without that an analysis of the answers would
 * find nothing but chance.
 */
export async function townKnowledge(): Promise<(seat: number, unit: string, weak: boolean) => Answering> {
  const files = await readStarterFiles();
  const drafts = new Map(files.flatMap(({ questions }) => questions.map(({ draft }) => [draft.stem, draft])));
  return (seat, unit, weak) => {
    const ability = weak ? -1.4 : 2.1 + 0.7 * normal(`ability ${seat}`);
    const chance = seededRandom(`answers ${seat}`);
    return ({ stem, type, options }) => {
      const draft = drafts.get(stem);
      if (!draft) return options.slice(0, 1).map(({ key }) => key);
      const hardness = HARD[draft.difficulty]! + 0.5 * normal(stem) + (GAPS[draft.topic] ?? 0);
      const gap = seededRandom(`${unit} ${draft.topic}`)() < 0.15 ? UNIT_GAP : 0;
      const misled = type === 'single' && seededRandom(`misled ${stem}`)() < 1 / 60;
      const logit = misled ? 1.2 - ability : ability - hardness - gap;
      return chance() < 1 / (1 + Math.exp(-logit)) ? draft.answer : wrong(draft.answer, type, options, stem, chance);
    };
  };
}

/** Mostly the same wrong option: what tempts one person tempts the next. */
function wrong(answer: string[], type: QuestionType, options: Option[], stem: string, chance: () => number): string[] {
  if (chance() < 0.04) return [];
  if (type === 'multiple' && answer.length > 2 && chance() < 0.7) return answer.slice(0, -1);
  const others = options.map(({ key }) => key).filter((key) => !answer.includes(key));
  const favourite = Math.floor(seededRandom(`tempting ${stem}`)() * others.length);
  const taken = others.toSorted()[chance() < 0.55 ? favourite : Math.floor(chance() * others.length)];
  if (taken === undefined) return answer.slice(0, -1);
  return type === 'multiple' ? [...answer, taken].toSorted() : [taken];
}

/** A standard normal number that belongs to a text (Box and Muller). */
function normal(text: string): number {
  const random = seededRandom(text);
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
