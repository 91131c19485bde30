import { describe, expect, test } from 'vitest';
import type { NumberedDeed, PracticeDeed } from './practice-deeds.ts';
import type { TakenQuestion, TakenRound } from './practice-taken.server.ts';
import { questionOnDevice, roundOnDevice } from './taken-round.ts';

const question = (versionId: number, change: Partial<TakenQuestion> = {}): TakenQuestion => ({
  versionId,
  questionId: versionId + 100,
  code: `Q${versionId}`,
  type: 'single',
  topicId: 1,
  topic: '程序',
  stem: '题干',
  options: [
    { key: 'A', text: '甲' },
    { key: 'B', text: '乙' }
  ],
  targets: [],
  parts: [],
  seen: 0,
  wrong: 0,
  streak: 0,
  inBook: false,
  favourite: false,
  note: '',
  answer: ['B'],
  details: null,
  explanation: '依据条文',
  citations: [],
  given: null,
  ...change
});
const round: TakenRound = {
  runId: 7,
  mode: 'random',
  name: null,
  rich: { blocks: {}, lines: {} },
  questions: [question(1, { given: { choice: ['B'], right: true, parts: [] } }), question(2), question(3)]
};
const deeds = (...done: PracticeDeed[]): NumberedDeed[] =>
  done.map((deed, at) => ({ sequence: at + 1, at: at + 1, deed }));
const answer = (versionId: number, choice: string[], runId = 7): PracticeDeed => ({
  what: 'answer',
  runId,
  versionId,
  choice
});

describe('a round on the phone', () => {
  test('goes on where it was when it was taken along', () => {
    expect(roundOnDevice(round, [])).toEqual({ places: [true, null, null], answered: 1, right: 1, firstOpen: 2 });
  });

  test('marks what is answered, the first answer to a question, and only its own', () => {
    const done = deeds(answer(2, ['A']), answer(2, ['B']), answer(3, ['B'], 8));
    expect(roundOnDevice(round, done)).toEqual({ places: [true, false, null], answered: 2, right: 1, firstOpen: 3 });
    expect(roundOnDevice(round, [...done, ...deeds(answer(3, ['B']))])).toMatchObject({ right: 2, firstOpen: null });
  });

  test('tells the answer and its reasons after the question was answered and not before', () => {
    expect(questionOnDevice(round, 2, [])).toMatchObject({ place: 2, feedback: null });
    expect(JSON.stringify(questionOnDevice(round, 2, []))).not.toContain('依据条文');
    expect(questionOnDevice(round, 2, deeds(answer(2, ['A']))).feedback).toEqual({
      choice: ['A'],
      right: false,
      parts: [],
      answer: ['B'],
      details: null,
      explanation: '依据条文',
      citations: []
    });
  });

  test('shows the newest note and mark made on the phone', () => {
    const done = deeds(
      { what: 'note', questionId: 102, body: '旧' },
      { what: 'favourite', questionId: 102, favourite: true },
      { what: 'note', questionId: 102, body: '新' },
      { what: 'note', questionId: 103, body: '别的题' }
    );
    expect(questionOnDevice(round, 2, done)).toMatchObject({ note: '新', favourite: true });
    expect(questionOnDevice(round, 2, deeds({ what: 'note', questionId: 102, body: '' })).note).toBe('');
  });
});
