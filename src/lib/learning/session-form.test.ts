import { describe, expect, test } from 'vitest';
import { summariseFeedback } from './feedback.ts';
import { membersIn, membersText } from './groups.ts';
import { instructorsIn, instructorsText } from './session-form.ts';

describe('teachers are typed one a line', () => {
  test('the name first, the department after a comma or blank', () =>
    expect(instructorsIn('张某，区综合行政执法局\n李某 区司法局 法制科\n\n王某')).toEqual([
      { name: '张某', department: '区综合行政执法局' },
      { name: '李某', department: '区司法局 法制科' },
      { name: '王某', department: '' }
    ]));

  test('and come back as they were typed', () => {
    const text = '张某，区综合行政执法局\n王某';
    expect(instructorsText(instructorsIn(text))).toBe(text);
  });
});

describe('a group is pasted one person a line', () => {
  test('name and village, each person once', () =>
    expect(membersIn('赵某 孟家庄村\n钱某，所前王家村\n赵某 孟家庄村\n\n孙某')).toEqual([
      { name: '赵某', village: '孟家庄村' },
      { name: '钱某', village: '所前王家村' },
      { name: '孙某', village: '' }
    ]));

  test('and comes back as text', () =>
    expect(membersIn(membersText(membersIn('赵某 孟家庄村\n孙某')))).toHaveLength(2));
});

describe('feedback', () => {
  const row = (mark: number, remark = '') => ({ answers: [mark, mark, mark, mark, mark], remark });

  test('is not shown while four could be told apart', () =>
    expect(summariseFeedback([row(1, '太长'), row(2), row(3), row(4)])).toEqual({
      given: 4,
      questions: [],
      remarks: []
    }));

  test('from five on gives means and spreads, and remarks in no order of time', () => {
    const { given, questions, remarks } = summariseFeedback([row(5, '实用'), row(4), row(4, '好'), row(3), row(1)]);
    expect(given).toBe(5);
    expect(questions).toHaveLength(5);
    expect(questions[0]).toMatchObject({ question: 'useful', mean: 3.4, spread: [1, 0, 1, 2, 1] });
    expect(remarks).toEqual([...remarks].sort());
  });
});
