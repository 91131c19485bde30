/** 培训: sessions held, attendances and people, three counts; the two yearly targets; internal exams. Pure. */
import { dayOf } from '#lib/platform/clock.ts';
import type { LearnerHours } from '#lib/hours/figures.server.ts';
import { meanOf, type HoursEarned } from '#lib/hours/hours.ts';
import { personRow } from './figures-cards.ts';
import type { Facts } from './facts.server.ts';
import { counted, shared, summed, type FigureRow } from './figure.ts';
import type { Figure } from './figures.ts';

type Session = Facts['sessions'][number];

const trainings = ({ sessions }: Facts) =>
  sessions.filter(({ kind, status }) => kind === 'enforcement-training' && status === 'closed');

const sessionRow = (session: Session, amount: number | null): FigureRow => ({
  label: session.title,
  note: null,
  day: dayOf(session.startsAt),
  amount,
  href: `/sessions/${session.id}`
});

type Learner = Facts['people'][number] & LearnerHours;
const learnersOf = ({ people, learners }: Facts): Learner[] =>
  people.map((person) => ({ ...person, ...learners.get(person.cadreId)! }));
const hoursRow = (person: Learner, amount: number | null): FigureRow => ({
  ...personRow(person),
  amount,
  href: `/hours/${person.staffNumber}`
});

/** Those whom a target binds, with what they earned towards it. */
function towards(facts: Facts, target: (person: Learner) => HoursEarned | null) {
  return learnersOf(facts).flatMap((person) => {
    const earned = target(person);
    return earned ? [{ person, earned }] : [];
  });
}
const full = ({ earned }: { earned: HoursEarned }) => earned.short === 0;
const rowsOf = (some: { person: Learner; earned: HoursEarned }[]) =>
  some.map(({ person, earned }) => hoursRow(person, earned.hours));

const studying = (facts: Facts) => towards(facts, ({ everyone }) => everyone);
const certified = (facts: Facts) =>
  towards(facts, ({ standing, enforcement }) =>
    standing.state === 'valid' || standing.state === 'expiring' ? enforcement : null
  );

export const trainingFigures = {
  trainingSessions: {
    chapter: 'training',
    unit: 'session',
    source: 'sessions',
    compute: (facts) => counted(trainings(facts).map((session) => sessionRow(session, null)))
  },
  trainingTimes: {
    chapter: 'training',
    unit: 'personTime',
    amountUnit: 'personTime',
    source: 'sessions',
    compute: (facts) => summed(trainings(facts).map((session) => sessionRow(session, session.attended)))
  },
  trainingPeople: {
    chapter: 'training',
    unit: 'person',
    amountUnit: 'session',
    source: 'sessions',
    compute: (facts) =>
      counted(
        facts.trained.map(({ cadreId, times }) => {
          const person = facts.personOf(cadreId)!;
          return { ...personRow(person), amount: times, href: `/hours/${person.staffNumber}` };
        })
      )
  },
  trainingAttendance: {
    chapter: 'training',
    unit: 'percent',
    amountUnit: 'personTime',
    source: 'sessions',
    compute(facts) {
      const sum = (some: number[]) => some.reduce((all, one) => all + one, 0);
      const held = trainings(facts);
      return shared(
        sum(held.map(({ attended }) => attended)),
        sum(held.map(({ invited }) => invited)),
        held.map((session) => sessionRow(session, session.attended))
      );
    }
  },
  studyRate: {
    chapter: 'training',
    unit: 'percent',
    amountUnit: 'hour',
    source: 'hours',
    compute(facts) {
      const all = studying(facts);
      return shared(all.filter(({ person }) => person.tookPart).length, all.length, rowsOf(all));
    }
  },
  studyFull: {
    chapter: 'training',
    unit: 'person',
    amountUnit: 'hour',
    source: 'hours',
    compute: (facts) => counted(rowsOf(studying(facts).filter(full)))
  },
  studyFullRate: {
    chapter: 'training',
    unit: 'percent',
    amountUnit: 'hour',
    source: 'hours',
    compute(facts) {
      const all = studying(facts);
      return shared(all.filter(full).length, all.length, rowsOf(all));
    }
  },
  enforcementFull: {
    chapter: 'training',
    unit: 'person',
    amountUnit: 'hour',
    source: 'hours',
    compute: (facts) => counted(rowsOf(certified(facts).filter(full)))
  },
  enforcementFullRate: {
    chapter: 'training',
    unit: 'percent',
    amountUnit: 'hour',
    source: 'hours',
    compute(facts) {
      const all = certified(facts);
      return shared(all.filter(full).length, all.length, rowsOf(all));
    }
  },
  hoursMean: {
    chapter: 'training',
    unit: 'hour',
    amountUnit: 'hour',
    source: 'hours',
    compute(facts) {
      const rows = rowsOf(studying(facts));
      return {
        value: rows.length ? meanOf(rows.map(({ amount }) => amount!)) : null,
        part: rows.reduce((sum, { amount }) => sum + amount!, 0),
        of: rows.length,
        rows
      };
    }
  },
  exams: {
    chapter: 'training',
    unit: 'session',
    amountUnit: 'personTime',
    source: 'exams',
    compute: ({ exams }) =>
      counted(
        exams.exams.map(({ id, title, closesAt, papers }) => ({
          ...{ label: title, note: null, day: dayOf(closesAt), amount: papers },
          href: `/exams/${id}`
        }))
      )
  },
  examTimes: {
    chapter: 'training',
    unit: 'personTime',
    amountUnit: 'personTime',
    source: 'exams',
    compute: ({ exams }) =>
      summed(
        exams.exams.map(({ id, title, closesAt, papers }) => ({
          ...{ label: title, note: null, day: dayOf(closesAt), amount: papers },
          href: `/exams/${id}`
        }))
      )
  },
  examPassed: {
    chapter: 'training',
    unit: 'person',
    amountUnit: 'personTime',
    source: 'exams',
    compute: (facts) =>
      counted(
        facts.exams.people
          .filter(({ passed }) => passed)
          .map(({ cadreId, papers }) => ({ ...personRow(facts.personOf(cadreId)!), amount: papers }))
      )
  }
} satisfies Record<string, Figure>;
