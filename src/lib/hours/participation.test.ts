import { describe, expect, it } from 'vitest';
import { participationOf, type Attendance } from './participation.ts';

const at = (cadreId: number, other: Partial<Attendance> = {}): Attendance => ({
  cadreId,
  sourceKind: null,
  sourceId: null,
  title: '周五学法',
  endedOn: '2026-05-08',
  ...other
});
const session = (cadreId: number, sourceId: number) => at(cadreId, { sourceKind: 'session', sourceId });

describe('participation', () => {
  it('keeps people, person-times and sessions apart', () => {
    const attendances = [at(1), at(2), at(1, { endedOn: '2026-05-15' }), session(1, 7), session(3, 7), session(3, 8)];
    expect(participationOf(attendances, new Set([1, 2, 3, 4]))).toEqual({
      expected: 4,
      people: 3,
      rate: 75,
      personTimes: 6,
      sessions: 4
    });
  });

  it('several entries of one session are one attendance, also when the record calls it differently', () => {
    const entries = [at(1), at(1), session(1, 7), at(1, { sourceKind: 'session', sourceId: 7, title: '现场笔录' })];
    expect(participationOf(entries, new Set([1]))).toMatchObject({ personTimes: 2, sessions: 2 });
  });

  it('the same title on the same day is one session, whoever reported it', () => {
    const entries = [
      at(1),
      at(2, { sourceKind: 'submission', sourceId: 5 }),
      at(3, { sourceKind: 'import', sourceId: 9 })
    ];
    expect(participationOf(entries, new Set([1, 2, 3]))).toMatchObject({ personTimes: 3, sessions: 1 });
  });

  it('whoever need not attend is not counted, and nobody expected gives no rate', () => {
    expect(participationOf([at(1), at(9)], new Set([1, 2]))).toMatchObject({ people: 1, rate: 50, personTimes: 1 });
    expect(participationOf([at(9)], new Set())).toMatchObject({ people: 0, rate: null, sessions: 0 });
  });
});
