/**
 * A fictional town a visitor can walk through at once: its own commands fill it, under a clock that starts in the past,
 * so that every row has the history a real one would have.
 */
import { importStatutes } from '#lib/law/import.server.ts';
import { readStarterStatutes } from '#lib/law/starter.server.ts';
import { createAccounts, insertNamedAccount } from '#lib/people/accounts.server.ts';
import { listCadres, type Cadre } from '#lib/people/cadres.server.ts';
import { hashPassword, initialPassword } from '#lib/people/passwords.server.ts';
import { grantRole } from '#lib/people/roles.server.ts';
import { importRoster } from '#lib/people/roster.server.ts';
import { accountActor, system, type Actor } from '#lib/platform/actor.ts';
import { fixedClock, type Instant } from '#lib/platform/clock.ts';
import { openDoor, type Door } from '#lib/platform/door.server.ts';
import type { FileStore } from '#lib/platform/files.server.ts';
import type { Role } from '#lib/platform/permissions.ts';
import type { Portal } from '#lib/portal.server.ts';
import { fillBank } from './bank.ts';
import { fillCards } from './cards.ts';
import { fillComplaints } from './complaints.ts';
import { fillCourses } from './courses.ts';
import { fillExams } from './exams.ts';
import { fillHours } from './hours.ts';
import { fillLawChange } from './law.ts';
import { fillMarking } from './marking.ts';
import { fillMentoring } from './mentoring.ts';
import { fillOutreach } from './outreach.ts';
import { fillPractice } from './practice.ts';
import { fillProofs, fillReminders } from './proofs.ts';
import { fillQuestionTypes } from './question-types.ts';
import { fillCheck, fillDuty, fillRecords } from './register.ts';
import { fillReport } from './report.ts';
import { fillTokens } from './tokens.ts';
import { demoRoster } from './roster.ts';
import { fillSessions } from './sessions.ts';

/** What the parts of the demo share. */
export interface Stage {
  door: Door;
  files: FileStore;
  clock: ReturnType<typeof fixedClock>;
  /** The instant at which the visitor arrives. */
  now: Instant;
  /** The 71 on enforcement posts, by staff number. */
  holders: Cadre[];
  /** Somebody as they would act after signing in. */
  as(staffNumber: string): Actor;
}

/** Who plays which part; everybody on the roster is an officer besides. */
const parts: Record<string, Role[]> = {
  '034': ['supervisor'],
  '035': ['trainer'],
  '036': ['mentor'],
  '026': ['mentor'],
  // One with no mentee yet, so that a visitor can make a pairing.
  '018': ['mentor'],
  '021': ['mentor'],
  '037': [],
  '066': ['complaint-handler'],
  '007': ['discipline']
};
const outsiders: [login: string, name: string, role: Role][] = [
  ['admin', '演示系统管理员', 'system-admin'],
  ['security', '演示安全管理员', 'security-admin'],
  ['auditor', '演示审计员', 'auditor']
];

/** Fills an empty installation. @returns how much of what there is afterwards. */
export async function fillTown(portal: Portal): Promise<Record<string, number>> {
  const now = portal.house.clock.now();
  const clock = fixedClock(now);
  const door = openDoor({ ...portal.house, clock });
  await door.run(importRoster, system, { rows: demoRoster() });
  const { rows: cadres } = await door.run(listCadres, system, { pageSize: 200, sort: 'number' });
  const accounts = await makeAccounts(door, cadres);
  const actors = new Map(cadres.map((cadre) => [cadre.staffNumber, actorOf(cadre, accounts.get(cadre.id)!)]));
  const stage: Stage = {
    door,
    files: portal.house.files,
    clock,
    now,
    holders: cadres.filter(({ enforcementPost }) => enforcementPost),
    as: (number) => actors.get(number)!
  };
  const statutes = await readStarterStatutes();
  await door.run(importStatutes, system, { statutes });
  const questions = await fillBank(stage);
  await fillLawChange(stage);
  return {
    units: new Set(cadres.map(({ unitId }) => unitId)).size,
    cadres: cadres.length,
    accounts: accounts.size + outsiders.length,
    statutes: statutes.length + 1,
    questions: questions + 1,
    certificates: await fillCards(stage),
    courses: await fillCourses(stage),
    hours: await fillHours(stage),
    sessions: await fillSessions(stage),
    attempts: await fillExams(stage),
    types: await fillQuestionTypes(stage),
    answersToMark: await fillMarking(stage),
    practice: await fillPractice(stage),
    pairings: await fillMentoring(stage),
    outreach: await fillOutreach(stage),
    complaints: await fillComplaints(stage),
    records: await fillRecords(stage),
    checked: await fillCheck(stage),
    teams: await fillDuty(stage),
    proofs: await fillProofs(stage),
    reminders: await fillReminders(stage),
    totals: await fillReport(stage),
    tokens: await fillTokens(stage)
  };
}

/** One-tap sign-in needs no password: the one hash behind these accounts belongs to a password nobody knows. */
async function makeAccounts(door: Door, cadres: Cadre[]): Promise<Map<number, number>> {
  const passwordHash = await hashPassword(initialPassword());
  const ids = await door.run(createAccounts, system, {
    accounts: cadres.map(({ id }) => ({ cadreId: id, passwordHash }))
  });
  const byCadre = new Map(cadres.map(({ id }, at) => [id, ids[at]!]));
  for (const [number, roles] of Object.entries(parts)) {
    const cadre = cadres.find(({ staffNumber }) => staffNumber === number)!;
    for (const role of roles) await door.run(grantRole, system, { accountId: byCadre.get(cadre.id)!, role });
  }
  for (const [login, displayName, role] of outsiders) {
    const accountId = await door.run(insertNamedAccount, system, { login, displayName, passwordHash });
    await door.run(grantRole, system, { accountId, role });
  }
  return byCadre;
}

function actorOf(cadre: Cadre, accountId: number): Actor {
  const roles: Role[] = ['officer', ...(parts[cadre.staffNumber] ?? [])];
  return accountActor({
    accountId,
    cadreId: cadre.id,
    unitId: cadre.unitId,
    roles: roles.map((role) => ({ role, unitId: null }))
  });
}
