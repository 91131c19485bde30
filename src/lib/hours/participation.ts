/** People, person-times and sessions, three different counts. Source: domain report, section 7 (人数, 人次, 场次). Pure. */
import type { Day } from '#lib/platform/clock.ts';

/** That a person was at something. Several entries of the same thing are one attendance. */
export interface Attendance {
  cadreId: number;
  sourceKind: string | null;
  sourceId: number | null;
  title: string;
  endedOn: Day;
}

export interface Participation {
  /** Who should attend, and who was there at least once. */
  expected: number;
  people: number;
  /** The share of those who should, in per cent with one decimal; null of nobody. */
  rate: number | null;
  personTimes: number;
  sessions: number;
}

/** The participation of those who should attend; what others attended is left out. */
export function participationOf(attendances: readonly Attendance[], expected: ReadonlySet<number>): Participation {
  const theirs = attendances.filter(({ cadreId }) => expected.has(cadreId));
  const people = new Set(theirs.map(({ cadreId }) => cadreId)).size;
  return {
    expected: expected.size,
    people,
    rate: expected.size ? Math.floor((people / expected.size) * 1000) / 10 : null,
    personTimes: new Set(theirs.map((row) => `${row.cadreId}\n${sessionOf(row)}`)).size,
    sessions: new Set(theirs.map(sessionOf)).size
  };
}

/**
 * What makes one session: a room's own record, or else the same title on the same day. Submissions and imports are
 * records of one person or of a file, so that for them the title and the day decide.
 */
const sessionOf = ({ sourceKind, sourceId, title, endedOn }: Attendance) =>
  sourceKind === null || sourceKind === 'submission' || sourceKind === 'import'
    ? `${endedOn}\n${title}`
    : `${sourceKind} ${sourceId}`;
