import { describe, expect, test } from 'vitest';
import { draftFromForm, formFromDraft, movedPart, QuestionForm } from './question-form.ts';
import { checkQuestion, settledDraft, type DraftQuestion, type Part } from './question.ts';

const options = ['甲', '乙', '丙'].map((text, at) => ({ key: 'ABC'[at]!, text }));
const base: DraftQuestion = {
  code: 'X-1',
  type: 'single',
  topic: '程序',
  difficulty: 2,
  stem: '问什么？',
  options,
  answer: ['B'],
  details: null,
  explanation: '',
  basis: '',
  validFrom: null,
  validTo: null
};
const drafts: DraftQuestion[] = [
  base,
  { ...base, type: 'multiple', answer: ['A', 'C'] },
  { ...base, type: 'true-false', options: [], answer: ['F'] },
  { ...base, type: 'fill-in', stem: '满____日报____', options: [], details: { blanks: [['60', '六十'], ['市局']] } },
  { ...base, type: 'ordering', answer: ['C', 'A', 'B'] },
  {
    ...base,
    type: 'matching',
    answer: ['A2', 'B1', 'C2'],
    details: { targets: ['一', '二', '三'].map((text, at) => ({ key: String(at + 1), text })) }
  },
  {
    ...base,
    type: 'short-answer',
    options: [],
    answer: ['先表明身份'],
    details: { rubric: [{ criterion: '表明身份', points: 2.5 }] }
  }
].map((draft) => settledDraft(draft as DraftQuestion));
const wholeCase = settledDraft({
  ...base,
  type: 'case',
  stem: '材料',
  options: [],
  answer: [],
  details: {
    parts: drafts.map(({ type, stem, options: own, answer, details }, at) => ({
      ...({ type, stem, options: own, answer, details } as Part),
      weight: at + 1
    }))
  }
});

describe('the form', () => {
  test.each([...drafts, wholeCase])('gives $type back as it was', (draft) => {
    expect(checkQuestion(draft)).toEqual([]);
    const form = formFromDraft(draft, 1);
    expect(settledDraft(draftFromForm(form))).toEqual(draft);
    expect(settledDraft(draftFromForm(QuestionForm.parse(form)))).toEqual(draft);
  });

  test('steps are written in their order, and keep their letters when others come and go', () => {
    const ordering = drafts.find(({ type }) => type === 'ordering')!;
    const form = formFromDraft(ordering, 1);
    expect([form.A, form.B, form.C, form.letters]).toEqual(['丙', '甲', '乙', 'CAB']);
    const { options: more, answer } = settledDraft(draftFromForm({ ...form, D: '丁' }));
    expect(answer.map((key) => more.find((option) => option.key === key)!.text)).toEqual(['丙', '甲', '乙', '丁']);
    expect(more.map(({ key, text }) => key + text)).toEqual(['A甲', 'B乙', 'C丙', 'D丁']);
    const fewer = settledDraft(draftFromForm({ ...form, B: '' }));
    expect(fewer.options.map(({ key, text }) => key + text)).toEqual(['A乙', 'B丙']);
    expect(fewer.answer).toEqual(['B', 'A']);
  });

  test('what was typed for another type stays out of the draft', () => {
    const form = {
      ...formFromDraft(
        drafts.find(({ type }) => type === 'matching')!,
        1
      ),
      type: 'single' as const
    };
    expect(settledDraft(draftFromForm(form))).toMatchObject({ answer: [], details: null });
  });

  test('parts change places with all they say, and one taken out closes the gap', () => {
    const form = formFromDraft(wholeCase, 1);
    const stemsOf = (one: QuestionForm) => draftFromForm(one).details!.parts!.map(({ type }) => type);
    const types = stemsOf(form);
    expect(stemsOf(movedPart(form, 0, 2))).toEqual([types[1], types[2], types[0], ...types.slice(3)]);
    expect(stemsOf(movedPart(form, 1, null))).toEqual(types.toSpliced(1, 1));
  });
});
