import { describe, expect, test } from 'vitest';
import { readStarterStatutes } from '#lib/law/starter.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import { checkBank, positionsOf, type LawOnRecord } from './bank-check.ts';
import { checkAgainstTexts } from './bank-texts.ts';
import { questionTypes, type DraftQuestion } from './question.ts';
import { readStarterFiles } from './starter.server.ts';

const TODAY = '2026-11-26';
const law: LawOnRecord[] = [
  {
    title: '中华人民共和国养蜂法',
    shortTitle: '养蜂法',
    versions: [
      { effectiveFrom: '2010-01-01', effectiveTo: '2025-12-31', positions: positionsOf(['第一条', '第九条']) },
      { effectiveFrom: '2026-01-01', effectiveTo: null, positions: positionsOf(['第一条', '第二条']) }
    ]
  }
];
const question = (change: Partial<DraftQuestion> = {}): DraftQuestion => ({
  code: 'A-1',
  type: 'single',
  topic: '养蜂',
  difficulty: 1,
  stem: '养蜂场至少要有几名持证人员？',
  options: [
    { key: 'A', text: '一名' },
    { key: 'B', text: '两名' }
  ],
  answer: ['B'],
  details: null,
  explanation: '至少两名。',
  basis: '养蜂法 第二条',
  validFrom: '2026-01-01',
  validTo: null,
  ...change
});
const found = (...bank: DraftQuestion[]) =>
  checkBank(bank, law, TODAY).findings.map(({ rule, question: name, found: what }) => [rule, name, what]);

describe('a bank', () => {
  test('that keeps to every rule has no findings, and is counted', () => {
    const report = checkBank([question()], law, TODAY);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ questions: 1, types: { single: 1 }, topics: { 养蜂: 1 }, statutes: { 养蜂法: 1 } });
  });

  test.each<[string, Partial<DraftQuestion>, [string, string]]>([
    ['two keys of a single choice', { answer: ['A', 'B'] }, ['malformed', 'answer bank.answer-one']],
    ['no explanation', { explanation: '' }, ['incomplete', 'explanation']],
    ['no first day', { validFrom: null }, ['incomplete', 'validFrom']],
    ['a statute nobody knows', { basis: '养鸭法 第二条' }, ['citation', '养鸭法 2']],
    ['an article that no version has', { basis: '养蜂法 第八条' }, ['citation', '养蜂法 8']],
    ['an article that ended', { basis: '养蜂法 第九条' }, ['not-in-force', '养蜂法 9 2026-01-01']],
    [
      'an article not yet in force on its first day',
      { validFrom: '2025-06-01' },
      ['not-in-force', '养蜂法 2 2025-06-01']
    ],
    [
      'an option that stands for all others',
      {
        options: [
          { key: 'A', text: '以上都对' },
          { key: 'B', text: '两名' }
        ]
      },
      ['catch-all', '以上都对']
    ],
    [
      'steps shown in their right order',
      {
        type: 'ordering',
        options: ['甲', '乙', '丙'].map((text, at) => ({ key: 'ABC'[at]!, text })),
        answer: ['A', 'B', 'C']
      },
      ['order-given-away', 'ABC']
    ]
  ])('is told of %s', (_, change, [rule, what]) => {
    expect(found(question(change))).toContainEqual([rule, 'A-1', what]);
  });

  test('asking the same twice is found by stem and answer, also inside a case', () => {
    const twin = question({ code: 'A-2', stem: '养蜂场里至少要有几名持证人员' });
    expect(found(question(), twin)).toEqual([['twins', 'A-2', expect.stringContaining('A-1')]]);
    expect(found(question(), { ...twin, answer: ['A'] })).toEqual([]);
    const { stem, options, answer } = twin;
    const aCase = question({
      code: 'A-3',
      type: 'case',
      stem: '材料',
      options: [],
      answer: [],
      details: {
        parts: [
          { type: 'single', stem, options, answer, details: null, weight: 1 },
          { type: 'true-false', stem: '甲？', options: trueFalse, answer: ['T'], details: null, weight: 1 }
        ]
      }
    });
    expect(found(question(), aCase)).toContainEqual(['twins', 'A-3.1', expect.stringContaining('A-1')]);
  });

  test('whose answers mostly stand under one letter is told so', () => {
    const bank = Array.from({ length: 40 }, (_, at) =>
      question({ code: `A-${at}`, stem: `第${at}题：${String.fromCodePoint(0x4e00 + at * 7).repeat(4)}？` })
    );
    expect(found(...bank)).toContainEqual(['letters-uneven', '', 'single-2 {"A":0,"B":40}']);
  });
});

const trueFalse = [
  { key: 'T', text: '' },
  { key: 'F', text: '' }
];

describe('held against the texts themselves', () => {
  const texts = [{ title: '中华人民共和国养蜂法', articles: new Map([[200, '第二条 持证人员不得少于二人。']]) }];
  const check = (change: Partial<DraftQuestion>) =>
    checkAgainstTexts([question(change)], law, texts).map(({ kind, found: what }) => [kind, what]);

  test('an article that is there and a figure it states are well', () => {
    expect(check({})).toEqual([]);
  });
  test('a missing article, a missing text and a figure of the right answer alone are named', () => {
    expect(check({ basis: '养蜂法 第一条' })).toEqual([
      ['no-article', '养蜂法 1'],
      ['figure', '两名']
    ]);
    expect(check({ basis: '养鸭法 第一条', answer: ['A'] })).toContainEqual(['no-text', '养鸭法']);
    expect(check({ answer: ['A'] })).toEqual([['figure', '一名']]);
  });
  test('a filled blank is read together with its unit', () => {
    const blank = { type: 'fill-in' as const, stem: '持证人员不得少于____人。', options: [] };
    expect(check({ ...blank, answer: ['二'], details: { blanks: [['二']] } })).toEqual([]);
    expect(check({ ...blank, answer: ['三'], details: { blanks: [['三']] } })).toEqual([['figure', '三人']]);
  });
});

describe('the bank that comes with the portal', () => {
  const readBank = async () =>
    (await readStarterFiles()).flatMap(({ questions }) => questions.map(({ draft }) => draft));
  const readLaw = async (): Promise<LawOnRecord[]> =>
    (await readStarterStatutes()).map(({ versions, ...names }) => ({
      ...names,
      versions: versions.map(({ effectiveFrom, effectiveTo, articles }) => ({
        effectiveFrom: effectiveFrom as Day,
        effectiveTo: effectiveTo as Day | null,
        positions: positionsOf(articles.map(({ number }) => number))
      }))
    }));

  test('keeps to every rule', async () => {
    expect(checkBank(await readBank(), await readLaw(), TODAY).findings).toEqual([]);
  });

  test('has every type of question, and enough of each to practise', async () => {
    const { types, questions } = checkBank(await readBank(), await readLaw(), TODAY);
    expect(questions).toBeGreaterThanOrEqual(330);
    for (const type of questionTypes) expect(types[type], type).toBeGreaterThanOrEqual(10);
  });
});
