/** A small town for one test: a fresh database on the engine under test, a standing clock, and the cast. */
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { z } from 'zod';
import { accountActor, type Actor } from '#lib/platform/actor.ts';
import { sealAudit } from '#lib/platform/audit.server.ts';
import { fixedClock } from '#lib/platform/clock.ts';
import { openStore, type Store } from '#lib/platform/database.server.ts';
import { openDoor, type House, type Operation } from '#lib/platform/door.server.ts';
import { engineOf } from '#lib/platform/engine.ts';
import { openFileStore } from '#lib/platform/files.server.ts';
import { silentLog } from '#lib/platform/log.server.ts';
import { openSigningKeys } from '#lib/platform/signing-keys.server.ts';
import { openVault } from '#lib/platform/vault.server.ts';
import type { Role } from '#lib/platform/permissions.ts';
import { openPglite } from './pglite.ts';
import { account, accountRole, cadre, orgUnit } from '#lib/people/schema.server.ts';

/** Monday 23 November 2026, 09:00 in Qiaotou. */
export const NOW = '2026-11-23T01:00:00Z';

/** The cast: one person for each part, in two units, all of them invented. */
export const people = {
  lin: { number: '017', name: '林某甲', pinyin: 'linmoujia', unit: '综合执法中心', roles: ['officer'], enforces: true },
  guo: { number: '018', name: '郭某乙', pinyin: 'guomouyi', unit: '便民服务中心', roles: ['officer'], enforces: true },
  zhou: {
    number: '003',
    name: '周某丙',
    pinyin: 'zhoumoubing',
    unit: '综合执法中心',
    roles: ['officer', 'mentor'],
    enforces: true
  },
  he: { number: '005', name: '何某丁', pinyin: 'hemouding', unit: '综合执法中心', roles: ['trainer'], enforces: false },
  shen: {
    number: '001',
    name: '沈某戊',
    pinyin: 'shenmouwu',
    unit: '综合执法中心',
    roles: ['supervisor'],
    enforces: true
  },
  xu: {
    number: '006',
    name: '许某己',
    pinyin: 'xumouji',
    unit: '便民服务中心',
    roles: ['complaint-handler'],
    enforces: false
  },
  qin: {
    number: '007',
    name: '秦某庚',
    pinyin: 'qinmougeng',
    unit: '便民服务中心',
    roles: ['discipline'],
    enforces: false
  },
  gao: {
    number: '008',
    name: '高某辛',
    pinyin: 'gaomouxin',
    unit: '便民服务中心',
    roles: ['system-admin'],
    enforces: false
  },
  luo: {
    number: '009',
    name: '罗某壬',
    pinyin: 'luomouren',
    unit: '便民服务中心',
    roles: ['security-admin'],
    enforces: false
  },
  tang: {
    number: '010',
    name: '唐某癸',
    pinyin: 'tangmougui',
    unit: '便民服务中心',
    roles: ['auditor'],
    enforces: false
  }
} as const satisfies Record<
  string,
  { number: string; name: string; pinyin: string; unit: string; roles: Role[]; enforces: boolean }
>;

export type Person = keyof typeof people;

export interface World {
  house: House;
  store: Store;
  clock: ReturnType<typeof fixedClock>;
  /** The acting person, as sign-in would make them. */
  actor: Record<Person, Actor>;
  cadreId: Record<Person, number>;
  unitId: Record<string, number>;
  run<I extends z.ZodType, O>(operation: Operation<I, O>, actor: Actor, input: z.input<I>): Promise<O>;
}

/** Opens a world and takes it down when the test ends. */
export async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-world-'));
  const store = await copyOfTemplate(folder);
  const clock = fixedClock(NOW);
  const house: House = {
    store,
    clock,
    files: openFileStore(join(folder, 'files')),
    vault: openVault(join(folder, 'keys', 'vault')),
    badgeKeys: openSigningKeys(join(folder, 'keys', 'badges')),
    log: silentLog,
    auditKey: randomBytes(32),
    auditAnchor: join(folder, 'audit-anchor')
  };
  onTestFinished(async () => {
    await sealAudit(house);
    await putAway(store);
    await rm(folder, { recursive: true, force: true });
  });
  return { house, store, clock, ...(await settle(store, clock.now())), run: openDoor(house).run };
}

async function copyOfTemplate(folder: string): Promise<Store> {
  if (engineOf(process.env.DATABASE_URL) === 'postgres') return emptyPglite();
  const path = join(folder, 'portal.db');
  await copyFile(inject('template'), path);
  return openStore({ path, durable: false });
}

/** Starting PostgreSQL takes a second, emptying it a moment: the tests of one file use one after the other. */
let resting: Store | undefined;

async function emptyPglite(): Promise<Store> {
  const store = resting ?? (await openPglite(new Blob([new Uint8Array(await readFile(inject('template')))])));
  resting = undefined;
  const tables = await store.rows("select tablename from pg_tables where schemaname = 'public'");
  const sequences = await store.rows("select sequencename from pg_sequences where schemaname = 'public'");
  const emptying = [
    ...tables.map(({ tablename }) => `delete from "${String(tablename)}";`),
    ...sequences.map(({ sequencename }) => `alter sequence "${String(sequencename)}" restart;`)
  ].join('\n');
  // As a replica the engine asks neither triggers nor references; truncating is ten times slower.
  await store.exec(`set session_replication_role = replica;\n${emptying}\nset session_replication_role = origin;`);
  return store;
}

async function putAway(store: Store) {
  if (store.engine === 'postgres' && !resting) resting = store;
  else await store.close();
}

async function settle(store: Store, now: number) {
  const unitId: World['unitId'] = {};
  const cadreId = {} as World['cadreId'];
  const actor = {} as World['actor'];
  await store.transaction(async (db) => {
    const names = [...new Set(Object.values(people).map((person) => person.unit))];
    for (const [position, name] of names.entries()) {
      const [row] = await db.insert(orgUnit).values({ name, position }).returning();
      unitId[name] = row!.id;
    }
    for (const [key, person] of Object.entries(people) as [Person, (typeof people)[Person]][]) {
      const unit = unitId[person.unit]!;
      const [row] = await db
        .insert(cadre)
        .values({
          staffNumber: person.number,
          name: person.name,
          nameKey: person.pinyin,
          nameInitials: person.pinyin.slice(0, 1),
          unitId: unit,
          post: '科员',
          establishment: 'administrative',
          enforcementPost: person.enforces,
          joinedOn: '2020-03-01'
        })
        .returning();
      const [held] = await db
        .insert(account)
        .values({
          login: person.number,
          displayName: person.name,
          cadreId: row!.id,
          passwordHash: '!',
          mustChangePassword: false,
          createdAt: now
        })
        .returning();
      await db
        .insert(accountRole)
        .values(person.roles.map((role) => ({ accountId: held!.id, role, unitId: null, grantedAt: now })));
      cadreId[key] = row!.id;
      actor[key] = accountActor({
        accountId: held!.id,
        cadreId: row!.id,
        unitId: unit,
        roles: person.roles.map((role) => ({ role, unitId: null }))
      });
    }
  });
  return { unitId, cadreId, actor };
}
