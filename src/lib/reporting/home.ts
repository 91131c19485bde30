import type { WallPerson } from '#lib/certification/wall.server.ts';
import type { Readiness } from '#lib/certification/readiness.ts';
import type { OwnExam } from '#lib/assessment/exam-candidate.server.ts';
import { bindingTarget, outlook } from '#lib/hours/hours.ts';
import type { LearnerCourse, MyCourses } from '#lib/learning/catalogue.server.ts';
import { daysBetween, type Day, type Instant } from '#lib/platform/clock.ts';

/** The one pressing thing of somebody's day. */
export type Urgent =
  | { code: 'resume-exam'; attemptId: number; title: string; deadlineAt: Instant }
  | { code: 'sit-exam'; examId: number; title: string; closesAt: Instant; questions: number; minutes: number }
  | { code: 'suspended'; since: Day; authority: string }
  | { code: 'expired' | 'expiring'; day: Day; days: number }
  | { code: 'no-card' }
  | { code: 'course'; course: string; lesson: string | null; title: string; dueOn: Day; overdue: boolean }
  | { code: 'hours'; short: number; behind: number }
  | { code: 'exam-to-come'; examId: number; title: string; opensAt: Instant; questions: number; minutes: number }
  | { code: 'calm' };

type Exam = Pick<
  OwnExam,
  'examId' | 'title' | 'opensAt' | 'closesAt' | 'minutes' | 'questions' | 'openAttemptId' | 'attempts'
>;

/** A mandatory course is pressing when its last day is so near. */
const COURSE_WITHIN = 7;

/**
 * What cannot wait comes first: an open paper, an open exam, the card, a course about to be due, the hours, an exam to come.
 * @param exams the person's own, soonest first; those already passed or used up are not among the open ones.
 * @param toDo the person's courses, by their last day.
 */
export function mostUrgent(
  readiness: Readiness | undefined,
  exams: { open: readonly Exam[]; upcoming: readonly Exam[] },
  toDo: readonly CourseAtHand[],
  on: Day
): Urgent {
  const sitting = exams.open.find(({ openAttemptId }) => openAttemptId !== null);
  if (sitting) {
    const paper = sitting.attempts.find(({ attemptId }) => attemptId === sitting.openAttemptId);
    return {
      code: 'resume-exam',
      attemptId: sitting.openAttemptId!,
      title: sitting.title,
      deadlineAt: paper?.deadlineAt ?? sitting.closesAt
    };
  }
  const open = exams.open.find(({ attempts }) => !attempts.some(({ result }) => result?.passed));
  if (open) {
    const { examId, title, closesAt, questions, minutes } = open;
    return { code: 'sit-exam', examId, title, closesAt, questions, minutes };
  }
  const card = readiness && cardUrgency(readiness);
  if (card) return card;
  const due = toDo.find(
    ({ mandatory, dueOn }) => mandatory && dueOn !== null && daysBetween(on, dueOn) <= COURSE_WITHIN
  );
  if (due) {
    const { code, title, dueOn, overdue, next } = due;
    return { code: 'course', course: code, lesson: next?.key ?? null, title, dueOn: dueOn!, overdue };
  }
  const hours = readiness?.findings.find(({ note }) => note.code === 'hours-short')?.note;
  if (hours?.code === 'hours-short') return { code: 'hours', short: hours.short, behind: hours.behind };
  const [next] = exams.upcoming;
  if (next) {
    const { examId, title, opensAt, questions, minutes } = next;
    return { code: 'exam-to-come', examId, title, opensAt, questions, minutes };
  }
  return { code: 'calm' };
}

/** What the home page shows of a course. */
export type CourseAtHand = Pick<
  LearnerCourse,
  'code' | 'title' | 'mandatory' | 'dueOn' | 'overdue' | 'state' | 'done' | 'lessons' | 'next'
>;

/** The course to continue, then what is due, at most so many; without the one that is pressing anyway. */
export function coursesAtHand(mine: Pick<MyCourses, 'current' | 'toDo'>, pressing: string | undefined, most: number) {
  const first = mine.current ? [mine.current] : [];
  return [...first, ...mine.toDo.filter(({ code }) => code !== mine.current?.code)]
    .filter(({ code }) => code !== pressing)
    .slice(0, most);
}

function cardUrgency({ state, exemption, standing }: Readiness): Urgent | undefined {
  if (exemption) return undefined;
  const { since, authority, validTo, daysLeft } = standing;
  if (state === 'suspended') return { code: 'suspended', since: since!, authority: authority ?? '' };
  if (standing.state === 'expired' || standing.state === 'expiring') {
    return { code: standing.state, day: validTo!, days: Math.abs(daysLeft!) };
  }
  return standing.state === 'none' || standing.state === 'cancelled' ? { code: 'no-card' } : undefined;
}

/** Something that waits for a supervisor. */
export type Decision =
  | {
      code: 'suspended' | 'expired' | 'renew';
      staffNumber: string;
      name: string;
      day: Day;
      days: number;
      authority: string;
    }
  | { code: 'missing'; people: number }
  | { code: 'behind'; people: number }
  | { code: 'submissions'; people: number };

/** Cards that run out this soon are for deciding now. */
const RENEW_WITHIN = 30;

/**
 * What waits, most pressing first: cards one by one, gaps and hours as one each.
 * @param people those on the wall; `learners` are everybody on the roster.
 * @param submissions of hours that wait for this person's decision.
 */
export function decisionsFor(
  people: readonly WallPerson[],
  learners: readonly WallPerson[],
  on: Day,
  submissions = 0
): Decision[] {
  const about = (
    { staffNumber, name, readiness: { standing } }: WallPerson,
    code: 'suspended' | 'expired' | 'renew'
  ): Decision => {
    const day = (code === 'suspended' ? standing.since : standing.validTo) as Day;
    return { code, staffNumber, name, day, days: Math.abs(daysBetween(on, day)), authority: standing.authority ?? '' };
  };
  const cards = (wanted: string, code: 'suspended' | 'expired' | 'renew') =>
    people
      .filter(
        ({ readiness: { standing } }) =>
          standing.state === wanted && (code !== 'renew' || standing.daysLeft! <= RENEW_WITHIN)
      )
      .sort((a, b) => ((a.readiness.standing.validTo ?? '') < (b.readiness.standing.validTo ?? '') ? -1 : 1))
      .map((person) => about(person, code));
  const missing = people.filter(({ readiness }) => readiness.state === 'missing').length;
  const behind = behindPace(learners, on).length;
  return [
    ...cards('expired', 'expired'),
    ...cards('suspended', 'suspended'),
    ...cards('expiring', 'renew'),
    ...(missing ? [{ code: 'missing' as const, people: missing }] : []),
    ...(behind ? [{ code: 'behind' as const, people: behind }] : []),
    ...(submissions ? [{ code: 'submissions' as const, people: submissions }] : [])
  ];
}

/** As many as fit on a page: cards give way to what stands for several people. */
export function topDecisions(decisions: readonly Decision[], most: number): Decision[] {
  const groups = decisions.filter((decision) => 'people' in decision);
  const cards = decisions.filter((decision) => !('people' in decision));
  return [...cards.slice(0, Math.max(0, most - groups.length)), ...groups];
}

/** The hours of the target that binds a person; undefined for auxiliaries. */
export const ownHours = (person: WallPerson) => bindingTarget(person, person.hours);

/** Who will miss the year's target at an even pace, furthest behind first. */
export function behindPace(people: readonly WallPerson[], on: Day) {
  return people
    .flatMap((person) => {
      const earned = ownHours(person);
      return earned && outlook(earned, on) === 'behind' ? [{ ...person, earned }] : [];
    })
    .sort((a, b) => b.earned.short - a.earned.short || (a.staffNumber < b.staffNumber ? -1 : 1));
}

export type PartOfDay = 'early' | 'morning' | 'noon' | 'afternoon' | 'evening';

/** Which greeting fits an hour of the day, 0 to 23. */
export function partOfDay(hour: number): PartOfDay {
  if (hour < 9) return hour < 5 ? 'evening' : 'early';
  if (hour < 12) return 'morning';
  if (hour < 14) return 'noon';
  return hour < 18 ? 'afternoon' : 'evening';
}
