/** Changing a paper by hand: pure, so that each change is one sentence of a test. */
import { conflict, missing } from '#lib/platform/errors.ts';
import type { Blueprint } from './blueprint.ts';
import { shuffled, type Random } from './draw.ts';
import type { QuestionType } from './question.ts';

/** A question in its place in the one paper. */
export interface PaperQuestion {
  versionId: number;
  type: QuestionType;
  points: number;
  /** Title of the part; empty when the paper has none. */
  section: string;
}

/** A question that may be put in. */
interface Candidate {
  versionId: number;
  questionId: number;
  type: QuestionType;
  topicId: number;
  difficulty: number;
}

export type PaperChange =
  | { kind: 'add'; code: string; points: number; section: string }
  | { kind: 'remove'; position: number }
  | { kind: 'move'; position: number; to: number }
  | { kind: 'swap'; position: number };

/**
 * @param wanted the question that `add` names.
 * @throws conflict when it is in the paper already, or when nothing else of its kind, topic and difficulty is free.
 */
export function changedPaper<Q extends PaperQuestion & { questionId: number }>(
  paper: readonly Q[],
  change: PaperChange,
  usable: readonly Candidate[],
  wanted: Candidate | undefined,
  random: Random
): PaperQuestion[] {
  const used = new Set(paper.map(({ questionId }) => questionId));
  if (change.kind === 'add') {
    if (!wanted || used.has(wanted.questionId)) throw conflict('assessment.question-in-paper', { code: change.code });
    return [
      ...paper,
      { versionId: wanted.versionId, type: wanted.type, points: change.points, section: change.section }
    ];
  }
  const at = change.position - 1;
  const chosen = paper[at];
  if (!chosen) throw missing('assessment.position-not-found', { position: change.position });
  if (change.kind === 'remove') return paper.filter((_, index) => index !== at);
  if (change.kind === 'move') {
    const rest = paper.filter((_, index) => index !== at);
    const to = Math.min(change.to, paper.length) - 1;
    return [...rest.slice(0, to), chosen, ...rest.slice(to)];
  }
  const like = usable.find(({ questionId }) => questionId === chosen.questionId);
  const others = usable.filter(
    ({ questionId, type, topicId, difficulty }) =>
      !used.has(questionId) &&
      type === chosen.type &&
      (!like || (topicId === like.topicId && difficulty === like.difficulty))
  );
  const [other] = shuffled(others, random, Math.min(1, others.length));
  if (!other) throw conflict('assessment.nothing-to-swap', { position: change.position });
  return paper.map((one, index) =>
    index === at ? { versionId: other.versionId, type: other.type, points: one.points, section: one.section } : one
  );
}

/** The plan that a paper chosen by hand amounts to: one row for each kind, worth and part. */
export function planOfPaper(paper: readonly PaperQuestion[]): Blueprint {
  const rows = new Map<string, Blueprint[number]>();
  for (const { type, points, section } of paper) {
    const key = JSON.stringify([section, type, points]);
    const row = rows.get(key);
    if (row) row.count += 1;
    else rows.set(key, { type, topicId: null, section, count: 1, points });
  }
  return [...rows.values()];
}
