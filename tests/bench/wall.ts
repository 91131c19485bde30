/**
 * `npm run bench:wall`: what the wall, the duty board and the register cost on the server in a town of 5,000 (quality
 * bar P4: ≤ 100 ms a page, whatever the size of other units). Prints one table and asserts nothing.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCertificates } from '#lib/certification/import.server.ts';
import { createAccounts } from '#lib/people/accounts.server.ts';
import { listCadres } from '#lib/people/cadres.server.ts';
import { replaceOwnPassword } from '#lib/people/own-account.server.ts';
import { hashPassword } from '#lib/people/passwords.server.ts';
import { grantRole } from '#lib/people/roles.server.ts';
import { importRoster } from '#lib/people/roster.server.ts';
import { accountActor, system } from '#lib/platform/actor.ts';
import { addDays, dayOf } from '#lib/platform/clock.ts';
import { readEnvironment } from '#lib/platform/environment.server.ts';
import { openPortal } from '#lib/portal.server.ts';
import { openClient } from './client.ts';
import { password } from './hall.ts';
import { startServer } from './server.ts';
import { figure, percentile, printTable, type Row } from './table.ts';

const PEOPLE = 5000;
const UNIT_SIZE = 100;
const ROUNDS = 60;
const WARM_UP = 10;
const paths = ['/wall', '/wall?view=list', '/wall?q=00042', '/duty', '/register', '/register/check'];

const folder = await mkdtemp(join(tmpdir(), 'chizheng-bench-'));
try {
  printTable(await measure(await fillTown()));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** 5,000 people with cards in fifty units, and a supervisor over all of them. @returns the supervisor's session. */
async function fillTown(): Promise<string> {
  const portal = await openPortal(readEnvironment({ DATA_DIR: folder, LOG_LEVEL: 'error' }));
  try {
    const today = dayOf(portal.house.clock.now());
    const numbers = Array.from({ length: PEOPLE }, (_, at) => String(at + 1).padStart(5, '0'));
    const rows = numbers.map((staffNumber, at) => ({
      row: at + 2,
      staffNumber,
      name: '某某某',
      unit: `示例单位${Math.floor(at / UNIT_SIZE) + 1}`,
      post: '科员',
      establishment: 'administrative' as const,
      enforcementPost: true,
      joinedOn: '2020-05-01',
      leftOn: null
    }));
    await portal.run(importRoster, system, { rows });
    const cards = numbers.map((staffNumber, at) => ({
      row: at + 2,
      staffNumber,
      number: `演示-${staffNumber}`,
      issuer: '示例市司法局',
      field: ['市容环境', '市场监管', '农业农村', '规划建设'][at % 4]!,
      issuedOn: addDays(today, -900),
      expiresOn: addDays(today, (at % 900) - 20)
    }));
    await portal.run(importCertificates, system, { rows: cards });
    const passwordHash = await hashPassword(password);
    const { rows: cadres } = await portal.run(listCadres, system, { pageSize: 1, sort: 'number' });
    const { id: cadreId, unitId } = cadres[0]!;
    const [accountId] = await portal.run(createAccounts, system, { accounts: [{ cadreId, passwordHash }] });
    await portal.run(grantRole, system, { accountId: accountId!, role: 'supervisor' });
    const actor = accountActor({
      accountId: accountId!,
      cadreId,
      unitId,
      roles: [{ role: 'supervisor', unitId: null }]
    });
    return await portal.run(replaceOwnPassword, actor, { before: passwordHash, passwordHash, device: 'bench' });
  } finally {
    await portal.close();
  }
}

async function measure(token: string): Promise<Row[]> {
  const server = await startServer(folder);
  const client = openClient(1);
  try {
    const rows: Row[] = [];
    for (const path of paths) {
      for (let round = 0; round < WARM_UP; round += 1) await client.ask({ path, token }, 200);
      const before = server.cpu();
      const times: number[] = [];
      let bytes = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const began = performance.now();
        bytes = (await client.ask({ path, token }, 200)).body.length;
        times.push(performance.now() - began);
      }
      times.sort((a, b) => a - b);
      rows.push({
        bar: 'P4',
        what: `${path} of ${figure(PEOPLE)} people`,
        goal: '≤ 100 ms',
        measured: `${figure(percentile(times, 0.5))} ms, p95 ${figure(percentile(times, 0.95))} ms`,
        ratio: `${figure(bytes / 1024)} kB`,
        cost: `${figure(((server.cpu() - before) / ROUNDS) * 1000)} ms of processor`
      });
    }
    return rows;
  } finally {
    await client.close();
    await server.stop();
  }
}
