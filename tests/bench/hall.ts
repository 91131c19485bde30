/** An exam hall for the benches: many fictional candidates, one exam that is open now, and the starter questions. */
import { startAttempt } from '#lib/assessment/attempt.server.ts';
import { momentText } from '#lib/assessment/exam-input.ts';
import { publishExam, saveExam } from '#lib/assessment/exam.server.ts';
import { importStatutes } from '#lib/law/import.server.ts';
import { readStarterStatutes } from '#lib/law/starter.server.ts';
import { createAccounts, insertNamedAccount } from '#lib/people/accounts.server.ts';
import { listCadres, type Cadre } from '#lib/people/cadres.server.ts';
import { replaceOwnPassword } from '#lib/people/own-account.server.ts';
import { hashPassword } from '#lib/people/passwords.server.ts';
import { grantRole } from '#lib/people/roles.server.ts';
import { importRoster } from '#lib/people/roster.server.ts';
import { accountActor, system, type Actor } from '#lib/platform/actor.ts';
import { HOUR } from '#lib/platform/clock.ts';
import { readEnvironment } from '#lib/platform/environment.server.ts';
import { openPortal, type Portal } from '#lib/portal.server.ts';
import { fillBank } from '../../src/cli/demo/bank.ts';
import { demoUnits } from '../../src/cli/demo/roster.ts';

/** Twenty questions, the kinds one after another as a paper has them; of each kind a choice that is always possible. */
const paper = [
  { type: 'true-false' as const, count: 6, points: 2, choice: 'T' },
  { type: 'single' as const, count: 10, points: 6, choice: 'A' },
  { type: 'multiple' as const, count: 4, points: 7, choice: 'B' }
];
export const choices = paper.flatMap(({ count, choice }) => Array.from({ length: count }, () => [choice]));

export const password = 'Qiaotou-桥头-2026';

export interface Candidate {
  login: string;
  /** Of a session that was opened before the server started. */
  token: string;
}

export interface Sitting {
  token: string;
  attemptId: number;
}

export interface Hall {
  examId: number;
  /** Each has never sat the exam. */
  candidates: Candidate[];
  /** Papers that are open already. */
  sittings: Sitting[];
}

/** Fills an empty data folder. */
export async function fillHall(folder: string, candidates: number, sittings: number): Promise<Hall> {
  const portal = await openPortal(readEnvironment({ DATA_DIR: folder, LOG_LEVEL: 'error' }));
  try {
    await portal.run(importStatutes, system, { statutes: await readStarterStatutes() });
    await fillBank({ door: portal });
    const passwordHash = await hashPassword(password);
    await makeAdmin(portal, passwordHash);
    const people = await signUp(portal, candidates + sittings, passwordHash);
    const examId = await openExam(portal);
    const sitting = people.splice(0, sittings).map(async ({ actor, token }) => {
      const { attemptId } = await portal.run(startAttempt, actor, { examId });
      return { token, attemptId };
    });
    return {
      examId,
      sittings: await Promise.all(sitting),
      candidates: people.map(({ login, token }) => ({ login, token }))
    };
  } finally {
    await portal.close();
  }
}

/** While nobody administers an installation its sign-in page says so. */
async function makeAdmin(portal: Portal, passwordHash: string) {
  const accountId = await portal.run(insertNamedAccount, system, {
    login: 'admin',
    displayName: '系统管理员',
    passwordHash
  });
  await portal.run(grantRole, system, { accountId, role: 'system-admin' });
}

/** Puts people on the roster, gives them accounts, and has each set their password, which signs them in. */
async function signUp(portal: Portal, count: number, passwordHash: string) {
  const rows = Array.from({ length: count }, (_, at) => ({
    row: at + 2,
    staffNumber: String(at + 1).padStart(5, '0'),
    name: '某某某',
    unit: demoUnits[at % demoUnits.length]!,
    post: '科员',
    establishment: 'administrative' as const,
    enforcementPost: true,
    joinedOn: '2020-05-01',
    leftOn: null
  }));
  await portal.run(importRoster, system, { rows });
  const people: (Candidate & { actor: Actor })[] = [];
  for (let page = 1; people.length < count; page += 1) {
    const { rows: cadres } = await portal.run(listCadres, system, { page, pageSize: 200, sort: 'number' });
    people.push(...(await giveAccounts(portal, cadres, passwordHash)));
  }
  return people;
}

async function giveAccounts(portal: Portal, cadres: Cadre[], passwordHash: string) {
  const accounts = cadres.map(({ id }) => ({ cadreId: id, passwordHash }));
  const ids = await portal.run(createAccounts, system, { accounts });
  return Promise.all(
    cadres.map(async ({ id, unitId, staffNumber }, at) => {
      const roles = [{ role: 'officer' as const, unitId: null }];
      const actor = accountActor({ accountId: ids[at]!, cadreId: id, unitId, roles });
      const change = { before: passwordHash, passwordHash, device: 'bench' };
      return { login: staffNumber, actor, token: await portal.run(replaceOwnPassword, actor, change) };
    })
  );
}

async function openExam(portal: Portal): Promise<number> {
  const now = portal.house.clock.now();
  const { id } = await portal.run(saveExam, system, {
    title: '行政处罚法专项考核',
    kind: 'special',
    blueprint: paper.map(({ type, count, points }) => ({ type, count, points, topicId: null })),
    notice: '独立作答，不翻书、不交流。答案逐题保存；断网可以继续作答，恢复后自动补传。',
    attemptsAllowed: 1,
    opensAt: momentText(now - HOUR),
    closesAt: momentText(now + 24 * HOUR),
    minutes: 120,
    passPercent: 60,
    audience: { scope: 'enforcement-posts' }
  });
  await portal.run(publishExam, system, { id });
  return id;
}
