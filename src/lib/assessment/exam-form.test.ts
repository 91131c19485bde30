import { describe, expect, test } from 'vitest';
import { blueprintOf, examFormOf, examInputOf, ExamForm, staffNumbers } from './exam-form.ts';

const exam = {
  title: '年度考试',
  kind: 'annual' as const,
  opensAt: Date.parse('2026-11-27T01:15:00Z'),
  closesAt: Date.parse('2026-11-27T03:00:00Z'),
  minutes: 60,
  passPercent: 60,
  attemptsAllowed: 2,
  notice: '',
  paper: 'drawn' as const,
  shuffleQuestions: true,
  shuffleOptions: false,
  scoring: 'partial' as const,
  place: '二楼会议室',
  tryRule: 'last' as const,
  statement: '',
  resultsRelease: 'when-over' as const,
  answersRelease: 'never' as const,
  audience: { scope: 'units' as const, unitIds: [3] },
  blueprint: [
    { type: 'single' as const, topicId: 7, statuteId: null, difficulty: 3, section: '基础', count: 8, points: 2 },
    { type: 'multiple' as const, topicId: null, statuteId: 5, difficulty: null, section: '', count: 2, points: 2.5 }
  ]
};

describe('the exam form', () => {
  test('an exam comes back unchanged through the form', () => {
    const form = examFormOf(exam, []);
    expect(form).toMatchObject({
      topicIds: [7, 0, 0, 0, 0],
      statuteIds: [0, 5, 0, 0, 0],
      levels: [3, 0, 0, 0, 0],
      counts: ['8', '2', '', '', ''],
      sections: ['基础', '', '', '', '']
    });
    expect(ExamForm.safeParse(form).success).toBe(true);
    expect(examInputOf(form, [])).toMatchObject({
      blueprint: exam.blueprint,
      audience: exam.audience,
      opensAt: '2026-11-27T09:15',
      place: '二楼会议室',
      tryRule: 'last',
      shuffleOptions: false,
      resultsRelease: 'when-over'
    });
  });

  test('rows without a count ask for nothing', () => {
    const rows = {
      sections: ['', '', ''],
      types: ['single' as const, 'single' as const, 'multiple' as const],
      topicIds: [1, 1, 1],
      statuteIds: [0, 0, 0],
      levels: [0, 0, 2],
      counts: ['', '0', '3'],
      points: ['1', '1', '']
    };
    expect(blueprintOf(rows)).toEqual([
      { type: 'multiple', topicId: 1, statuteId: null, difficulty: 2, section: '', count: 3, points: 1 }
    ]);
  });

  test('what is not a number of questions or of half points is named at its cell', () => {
    const form = { ...examFormOf(exam, []), counts: ['x', '201', ''], points: ['0', '1.25', '1'] };
    const paths = ExamForm.safeParse(form).error!.issues.map(({ path }) => path.join('.'));
    expect(paths).toEqual(['counts.0', 'counts.1', 'points.0', 'points.1']);
  });

  test('staff numbers may be pasted with anything between them', () => {
    expect(staffNumbers('017，018\n 019、017\t020;')).toEqual(['017', '018', '019', '020']);
  });

  test('units or people must be named when the scope says so', () => {
    const form = examFormOf(exam, []);
    expect(ExamForm.safeParse({ ...form, unitIds: [] }).success).toBe(false);
    expect(ExamForm.safeParse({ ...form, scope: 'cadres', numbers: ' ' }).success).toBe(false);
    expect(ExamForm.safeParse({ ...form, scope: 'cadres', numbers: '017' }).success).toBe(true);
  });
});
