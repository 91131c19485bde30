import type { Actor } from '#lib/platform/actor.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { myExams } from '#lib/assessment/exam-candidate.server.ts';
import { listExams } from '#lib/assessment/exam.server.ts';
import { practiceToday } from '#lib/assessment/practice-book.server.ts';
import { countsAsOfficer } from '#lib/certification/readiness.ts';
import { personReadiness, showWall } from '#lib/certification/wall.server.ts';
import { myOpenSessions } from '#lib/learning/my-sessions.server.ts';
import { listSessions } from '#lib/learning/session.server.ts';
import { meanOf } from '#lib/hours/hours.ts';
import { listEntries } from '#lib/hours/ledger.server.ts';
import { countWaiting } from '#lib/hours/submission-list.server.ts';
import { myCourses } from '#lib/learning/catalogue.server.ts';
import { dayOf, type Day } from '#lib/platform/clock.ts';
import { bankHealth, rosterHealth } from '#lib/reporting/health.server.ts';
import {
  behindPace,
  coursesAtHand,
  decisionsFor,
  mostUrgent,
  ownHours,
  partOfDay,
  topDecisions
} from '#lib/reporting/home.ts';
import { formatTime } from '#lib/i18n/format.ts';
import type { PageServerLoad } from './$types';

/** Lines of a list on the home page; the rest is one tap away. */
const FEW = 5;
const DECISIONS = 6;
const COURSES = 2;
const SESSIONS = 3;

export const load: PageServerLoad = async ({ locals }) => {
  const { actor } = locals;
  const now = locals.house.clock.now();
  const on = dayOf(now);
  const held = actor.may('session.manage') ? await sessionsToHold(locals) : [];
  const keepsPeople = may(actor, 'accounts.manage', 'accounts.view', 'roles.manage');
  const waiting = actor.may('hours.approve') ? await locals.run(countWaiting, {}) : 0;
  return {
    title: m.reporting_home_title(),
    wide: actor.may('wall.view'),
    now,
    on,
    part: partOfDay(Number(formatTime(now).slice(0, 2))),
    name: locals.account?.displayName ?? '',
    waiting,
    supervisor: actor.may('wall.view') ? await supervisorHome(locals, on, waiting) : undefined,
    exams: may(actor, 'exam.manage', 'exam.results') ? await examsAtHand(locals) : undefined,
    sessions: {
      held,
      // Whoever holds a session sees it there, not a second time as a guest.
      own: actor.may('session.attend')
        ? (await locals.run(myOpenSessions, {}))
            .filter(({ id }) => !held.some((row) => row.id === id))
            .slice(0, SESSIONS)
        : []
    },
    bank: actor.may('bank.manage') ? await locals.run(bankHealth, {}) : undefined,
    roster: keepsPeople ? await locals.run(rosterHealth, {}) : undefined,
    own: actor.cadreId === null ? undefined : await ownHome(locals, actor.cadreId, on),
    tasks: {
      people: actor.may('roster.manage'),
      accounts: actor.may('accounts.manage'),
      roles: actor.may('roles.manage'),
      settings: actor.may('settings.manage'),
      audit: actor.may('audit.view'),
      law: actor.may('law.view'),
      enterHours: actor.may('hours.enter'),
      makeExam: actor.may('exam.manage')
    }
  };
};

const may = (actor: Actor, ...permissions: Parameters<Actor['may']>[0][]) =>
  permissions.some((permission) => actor.may(permission));

async function ownHome(locals: App.Locals, cadreId: number, on: Day) {
  const person = await locals.run(personReadiness, {});
  const exams = locals.actor.may('exam.sit') ? await locals.run(myExams, {}) : { open: [], upcoming: [] };
  const ledger = await locals.run(listEntries, { cadreId, year: Number(on.slice(0, 4)) });
  const mine = locals.actor.may('learn.use') ? await locals.run(myCourses, {}) : { current: null, toDo: [] };
  const urgent = mostUrgent(person.readiness, exams, mine.toDo, on);
  const pressing = 'examId' in urgent ? urgent.examId : undefined;
  const toSit = exams.open.filter(
    ({ attempts, openAttemptId }) => openAttemptId === null && !attempts.some(({ passed }) => passed)
  );
  const next = [...toSit, ...exams.upcoming].find(({ examId }) => examId !== pressing);
  return {
    readiness: person.readiness,
    urgent,
    sits: locals.actor.may('exam.sit'),
    hours: ownHours(person) ?? person.hours.everyone,
    bound: ownHours(person) !== undefined,
    byCategory: ledger.byCategory,
    practice: locals.actor.may('practice.use') ? await locals.run(practiceToday, {}) : undefined,
    courses: coursesAtHand(mine, 'course' in urgent ? urgent.course : undefined, COURSES),
    nextExam: next && {
      examId: next.examId,
      title: next.title,
      opensAt: next.opensAt,
      closesAt: next.closesAt,
      minutes: next.minutes,
      questions: next.questions,
      open: next.phase === 'open'
    }
  };
}

async function supervisorHome(locals: App.Locals, on: Day, waiting: number) {
  const wall = await locals.run(showWall, {});
  const everybody = [...wall.people, ...wall.exempt];
  const decisions = decisionsFor(wall.people, everybody, on, waiting);
  const top = topDecisions(decisions, DECISIONS);
  const behind = behindPace(everybody, on);
  const expiring = wall.people
    .filter(({ readiness: { standing } }) => standing.state === 'expiring')
    .sort((a, b) => a.readiness.standing.daysLeft! - b.readiness.standing.daysLeft!);
  const bound = everybody.filter((person) => ownHours(person));
  const enforcement = bound.filter((person) => ownHours(person) === person.hours.enforcement);
  return {
    /** In a large town: the unit that the figures are about. */
    unit: wall.unitId === null ? undefined : wall.units.find(({ unitId }) => unitId === wall.unitId)?.name,
    decisions: top,
    moreDecisions: decisions.length - top.length,
    waiting: decisions.length,
    able: wall.people.filter(({ readiness: { state } }) => countsAsOfficer(state)).length,
    people: wall.people.map(({ name, staffNumber, readiness: { state } }) => ({
      char: name.charAt(0),
      name,
      staffNumber,
      state
    })),
    counts: wall.counts,
    expiringDays: wall.expiringDays,
    expiries: {
      total: expiring.length,
      people: expiring.slice(0, FEW).map(({ staffNumber, name, readiness: { standing } }) => ({
        staffNumber,
        name,
        daysLeft: standing.daysLeft!,
        href: `/register/${staffNumber}`
      }))
    },
    behind: {
      total: behind.length,
      people: behind.slice(0, FEW).map(({ staffNumber, name, unitName, earned }) => ({
        staffNumber,
        name,
        unitName,
        short: earned.short
      }))
    },
    pace: {
      enforcement: paceOf(enforcement.map(({ hours }) => hours.enforcement)),
      everyone: paceOf(bound.map(({ hours }) => hours.everyone))
    }
  };
}

function paceOf(earned: { hours: number; target: number; short: number }[]) {
  return {
    people: earned.length,
    target: earned[0]?.target ?? 0,
    mean: meanOf(earned.map(({ hours }) => hours)),
    full: earned.filter(({ short }) => short === 0).length
  };
}

/** What a trainer has to hold or to close next: soonest first. */
async function sessionsToHold(locals: App.Locals) {
  const { rows } = await locals.run(listSessions, { status: 'announced', sort: 'starts', pageSize: FEW });
  return rows;
}

async function examsAtHand(locals: App.Locals) {
  const { rows } = await locals.run(listExams, { status: 'published', pageSize: 50 });
  const drafts = locals.actor.may('exam.manage')
    ? await locals.run(listExams, { status: 'draft', pageSize: FEW })
    : undefined;
  const soonest = (a: { opensAt: number }, b: { opensAt: number }) => a.opensAt - b.opensAt;
  return {
    open: rows
      .filter(({ phase }) => phase === 'open')
      .sort((a, b) => a.closesAt - b.closesAt)
      .slice(0, FEW),
    upcoming: rows
      .filter(({ phase }) => phase === 'upcoming')
      .sort(soonest)
      .slice(0, FEW),
    drafts: drafts?.rows
  };
}
