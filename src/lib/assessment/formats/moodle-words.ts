/**
 * What Moodle has no field for travels as tags, which Moodle keeps: 难度:2, 依据:行政处罚法 第九条. Read and written by
 * `moodle-read.ts` and `moodle-write.ts`.
 */
import type { Criterion } from '../question.ts';

const TAGS = ['难度', '依据', '有效自', '有效至', '次序', '右列', '材料', '分值', '解析'] as const;
type TagName = (typeof TAGS)[number];
export type Tags = Partial<Record<TagName, string>>;

/** Tags of other people's making are not ours and are left alone. */
export function readTags(texts: readonly string[]): Tags {
  const tags: Tags = {};
  for (const text of texts) {
    const name = TAGS.find((known) => text.startsWith(`${known}:`));
    if (name) tags[name] = text.slice(name.length + 1).trim();
  }
  return tags;
}

export const writeTags = (tags: Tags): string[] => TAGS.flatMap((name) => (tags[name] ? `${name}:${tags[name]}` : []));

/** The line between a model answer and its rubric. */
export const RUBRIC = '评分要点：';
const CRITERION = /^(.*)（(\d{1,4}(?:\.\d+)?) 分）$/;

/** A criterion as graders read it, on one line: 写明期限（3 分） */
export const criterionLine = ({ criterion, points }: Criterion) =>
  `${criterion.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}（${points} 分）`;

export function readCriterion(line: string): Criterion | undefined {
  const [, words, points] = CRITERION.exec(line) ?? [];
  if (!words) return undefined;
  const criterion = words.replace(/\\([\\n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
  return { criterion, points: Number(points) };
}

/** A brace in a stem that Cloze would read as a field; a sign without width behind it keeps it a brace. */
export const FIELD_LIKE = /\{(?=\d{0,3}:[A-Z_]{1,20}:)/g;
export const JOINT = '\u200b';
