/** The Chinese words of question files and what they mean; the same whatever the language of the pages. */
import { isDay, type Day } from '#lib/platform/clock.ts';
import type { Criterion, QuestionType } from '../question.ts';

export const typeNames: Record<QuestionType, string> = {
  single: '单选',
  multiple: '多选',
  'true-false': '判断',
  'fill-in': '填空',
  ordering: '排序',
  matching: '连线',
  'short-answer': '简答',
  case: '案例'
};

const typeWords: Record<string, QuestionType> = {
  单选: 'single',
  单项选择: 'single',
  单选择: 'single',
  选择: 'single',
  single: 'single',
  多选: 'multiple',
  多项选择: 'multiple',
  多选择: 'multiple',
  不定项选择: 'multiple',
  不定项: 'multiple',
  multiple: 'multiple',
  判断: 'true-false',
  判断正误: 'true-false',
  是非: 'true-false',
  'true-false': 'true-false',
  truefalse: 'true-false',
  填空: 'fill-in',
  'fill-in': 'fill-in',
  排序: 'ordering',
  ordering: 'ordering',
  配对: 'matching',
  连线: 'matching',
  匹配: 'matching',
  matching: 'matching',
  简答: 'short-answer',
  问答: 'short-answer',
  论述: 'short-answer',
  名词解释: 'short-answer',
  'short-answer': 'short-answer',
  案例: 'case',
  案例分析: 'case',
  材料分析: 'case',
  材料: 'case',
  case: 'case'
};

/** Width, case and spaces folded away. */
export const wordOf = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '');

export const readType = (text: string): QuestionType | undefined => {
  const word = wordOf(text).replace(/题$/, '');
  return Object.hasOwn(typeWords, word) ? typeWords[word] : undefined;
};

const difficultyWords: Record<string, number> = {
  '': 2,
  易: 1,
  中: 2,
  难: 3,
  容易: 1,
  简单: 1,
  中等: 2,
  一般: 2,
  较难: 3,
  困难: 3
};

/** 1 to 3; 0, which no question may have, when the word means nothing. */
export const readDifficulty = (text: string): number => {
  const word = wordOf(text);
  return Object.hasOwn(difficultyWords, word) ? difficultyWords[word]! : Number(word) || 0;
};

const trueWords = ['对', '√', '✓', '✔', '正确', '是', 't', 'true', 'y'];
const falseWords = ['错', '×', '✗', '✘', 'x', '错误', '否', 'f', 'false', 'n', '不对', '不正确'];

export function readTruth(text: string): 'T' | 'F' | undefined {
  const word = wordOf(text);
  if (trueWords.includes(word)) return 'T';
  return falseWords.includes(word) ? 'F' : undefined;
}

/** A day in one of the usual writings; null for nothing, undefined for what is no day. */
export function readDay(text: string): Day | null | undefined {
  if (!text) return null;
  const [, year, month, date] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC')) ?? [];
  const day = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** What a marker goes by when a file brings a model answer and nothing else; said to the reader as `bank.rubric-added`. */
export const usualRubric: readonly Criterion[] = [{ criterion: '与参考答案相符', points: 10 }];
