/** Generated banks of all types, with texts made of everything that some format treats as a sign of its own. */
import * as fc from 'fast-check';
import {
  cleanText,
  optionLetters,
  settledDraft,
  trueFalseOptions,
  type DraftQuestion,
  type Part,
  type PartType,
  type QuestionBody
} from '../question.ts';

const nasty = [
  '=',
  '+',
  '-',
  '@',
  '{',
  '}',
  '~',
  '#',
  ':',
  '::',
  '\\',
  '\\n',
  '\n',
  '"',
  "'",
  ',',
  ';',
  '；',
  '|',
  '｜',
  '%50%',
  '####',
  '//',
  '->',
  '[html]',
  '[plain]',
  '<b>',
  '</text>',
  ']]>',
  '<!--',
  '&amp;',
  '&nbsp;',
  '&#10;',
  '&&092;',
  '$CATEGORY: x',
  ' ',
  '  ',
  '　',
  '\u00a0',
  '甲',
  '乙',
  'a',
  '1',
  '0.5',
  '*',
  '𠮷',
  '_x000D_',
  'TRUE',
  '（2 分）',
  '评分要点：',
  '难度=',
  '依据:',
  '答案：',
  'A.'
];
const words = (least: number, most = 8) =>
  fc.array(fc.constantFrom(...nasty), { minLength: least, maxLength: most }).map((parts) => cleanText(parts.join('')));
const full = (most = 8) => words(1, most).filter((text) => /[\p{L}\p{N}]/u.test(text));
const foldedText = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim();
const several = (least: number, most: number) =>
  fc.uniqueArray(words(1).filter(Boolean), { minLength: least, maxLength: most, selector: foldedText });
const lettered = (texts: string[]) => texts.map((text, at) => ({ key: optionLetters[at]!, text }));

const bodies: Record<PartType, fc.Arbitrary<QuestionBody>> = {
  single: fc.record({ stem: words(0), texts: several(2, 6), seed: fc.nat() }).map(({ stem, texts, seed }) => ({
    type: 'single',
    stem,
    options: lettered(texts),
    answer: [optionLetters[seed % texts.length]!],
    details: null
  })),
  multiple: fc.record({ stem: words(0), texts: several(2, 10), seed: fc.nat() }).map(({ stem, texts, seed }) => ({
    type: 'multiple',
    stem,
    options: lettered(texts),
    answer: texts.flatMap((_, at) => (at < 2 || (seed >> at) % 2 ? optionLetters[at]! : [])),
    details: null
  })),
  'true-false': fc.record({ stem: words(0), right: fc.constantFrom('T', 'F') }).map(({ stem, right }) => ({
    type: 'true-false',
    stem,
    options: [...trueFalseOptions],
    answer: [right],
    details: null
  })),
  'fill-in': fc
    .record({
      around: fc.array(words(0, 4), { minLength: 2, maxLength: 4 }),
      blanks: fc.array(several(1, 3), { minLength: 3, maxLength: 3 })
    })
    .map(({ around, blanks }) => ({
      type: 'fill-in',
      stem: cleanText(
        around
          .map((text) => text.replaceAll('_', ''))
          .map((text, at) => text || (at ? '与' : ''))
          .join('____')
      ),
      options: [],
      answer: [],
      details: { blanks: blanks.slice(0, around.length - 1) }
    })),
  ordering: fc.record({ stem: words(0), texts: several(3, 6), seed: fc.nat() }).map(({ stem, texts, seed }) => {
    const keys = lettered(texts).map(({ key }) => key);
    const turn = seed % keys.length;
    return {
      type: 'ordering',
      stem,
      options: lettered(texts),
      answer: [...keys.slice(turn), ...keys.slice(0, turn)],
      details: null
    };
  }),
  matching: fc
    .record({ stem: words(0), left: several(2, 5), right: several(2, 6), seed: fc.nat() })
    .map(({ stem, left, right, seed }) => ({
      type: 'matching',
      stem,
      options: lettered(left),
      answer: left.map((_, at) => `${optionLetters[at]}${((seed + at * 3) % right.length) + 1}`),
      details: { targets: right.map((text, at) => ({ key: String(at + 1), text })) }
    })),
  'short-answer': fc
    .record({
      stem: words(0),
      reply: full(),
      rubric: fc.array(fc.record({ criterion: full(), points: fc.constantFrom(1, 2, 0.5, 10) }), {
        minLength: 1,
        maxLength: 3
      })
    })
    .map(({ stem, reply, rubric }) => ({
      type: 'short-answer',
      stem,
      options: [],
      answer: [reply],
      details: { rubric }
    }))
};

const anyBody = fc.constantFrom(...(Object.keys(bodies) as PartType[])).chain((type) => bodies[type]);
/** A stem has words, whatever else. */
const asked = (body: QuestionBody, mark: string): QuestionBody => ({ ...body, stem: `${body.stem}问${mark}`.trim() });
const anyCase: fc.Arbitrary<QuestionBody> = fc
  .record({
    stem: words(0),
    parts: fc.array(fc.record({ body: anyBody, weight: fc.constantFrom(1, 2, 3) }), { minLength: 1, maxLength: 3 })
  })
  .map(({ stem, parts }) => ({
    type: 'case',
    stem,
    options: [],
    answer: [],
    details: { parts: parts.map(({ body, weight }, at) => ({ ...asked(body, String(at)), weight }) as Part) }
  }));

const anyDraft = fc.record({
  body: fc.oneof({ weight: 5, arbitrary: anyBody }, { weight: 1, arbitrary: anyCase }),
  topic: words(1)
    .map((text) => text.replace(/\s+/g, ' '))
    .filter((text) => /[\p{L}\p{N}]/u.test(text)),
  difficulty: fc.constantFrom(1, 2, 3),
  explanation: words(0),
  basis: fc.constantFrom('', '行政处罚法 第四十二条', '行政处罚法 第九条；公务员法 第六十条', '宪法'),
  validFrom: fc.constantFrom(null, '2021-07-15' as const),
  validTo: fc.constantFrom(null, '2030-12-31' as const)
});

/** Banks as they lie in the database: settled, with codes. */
export const anyBank: fc.Arbitrary<DraftQuestion[]> = fc
  .array(anyDraft, { minLength: 1, maxLength: 6 })
  .map((drafts) =>
    drafts.map(({ body, ...rest }, at) => settledDraft({ ...rest, ...asked(body, String(at)), code: `题${at}.x-1` }))
  );
