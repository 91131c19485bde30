import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { verifyAudit, type AuditVerdict } from './audit.server.ts';
import { openStore, type Store } from './database.server.ts';
import type { House } from './door.server.ts';
import { conflict, invalid } from './errors.ts';
import { installationKey } from './keys.server.ts';
import { silentLog } from './log.server.ts';
import { appliedMigrations, migrationsFolder, pendingMigrations } from './migrate.server.ts';

/** Where an installation keeps its parts, beneath its data folder. */
const DATABASE = 'portal.db';
const ANCHOR = 'audit-anchor';
const FOLDERS = ['keys', 'files'];
const MANIFEST = 'manifest.json';

const Manifest = z.object({
  format: z.literal(1),
  takenAt: z.number(),
  /** How many migrations the database had seen. */
  migrations: z.number(),
  /** Rows of each table. */
  rows: z.record(z.string(), z.number()),
  files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() }))
});
export type BackupManifest = z.output<typeof Manifest>;

/**
 * Copies a running installation into a new folder: database, uploaded files, keys, and the anchor of the trail.
 * Work goes on meanwhile; what was acknowledged before the call is in the copy. The folder appears under its name
 * only when the copy was checked. It holds the keys, so keep it as safe as the installation itself.
 *
 * @param target a folder that does not exist yet, such as `backups/2026-11-23T01-00-00Z`.
 * @throws DomainError `platform.backup-postgres`, `platform.backup-exists`, `platform.backup-damaged`.
 */
export async function backupInstallation(house: House, dataFolder: string, target: string): Promise<BackupManifest> {
  if (house.store.engine === 'postgres') throw conflict('platform.backup-postgres');
  if (await exists(target)) throw conflict('platform.backup-exists', { folder: target });
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  // The order matters: an anchor newer than the database would look like a trail cut off, a database newer than
  // the files would speak of files that are not there.
  await copyTree(dataFolder, partial, [ANCHOR]);
  await house.store.copyTo(join(partial, DATABASE));
  await copyTree(dataFolder, partial, FOLDERS);
  const counted = await withStore(join(partial, DATABASE), inspect);
  const files = await describeFiles(partial);
  const manifest: BackupManifest = { format: 1, takenAt: house.clock.now(), ...counted, files };
  await writeFile(join(partial, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(partial, target);
  return manifest;
}

/** The name of a backup's folder, from its time. */
export const backupName = (at: number): string => new Date(at).toISOString().slice(0, 19).replaceAll(':', '-') + 'Z';

/**
 * Puts a backup into an empty data folder and checks it there: every byte, the file's integrity, references,
 * counts, and the trail.
 *
 * @returns the manifest and the verdict on the trail, which is for people to judge: a trail that was tampered with
 *   before the backup is restored as it was.
 * @throws DomainError `platform.restore-not-empty`, `platform.restore-no-backup`, `platform.restore-newer`,
 *   `platform.backup-damaged`; the data folder is then left empty.
 */
export async function restoreInstallation(
  backup: string,
  dataFolder: string
): Promise<{ manifest: BackupManifest; audit: AuditVerdict }> {
  if (await holdsAnything(dataFolder)) throw conflict('platform.restore-not-empty', { folder: dataFolder });
  const manifest = await readManifest(backup);
  await requireIntact(backup, manifest);
  try {
    await copyTree(
      backup,
      dataFolder,
      manifest.files.map(({ path }) => path)
    );
    await requireIntact(dataFolder, manifest);
    return {
      manifest,
      audit: await withStore(join(dataFolder, DATABASE), (store) => check(store, dataFolder, manifest))
    };
  } catch (problem) {
    for (const name of [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`, ANCHOR, ...FOLDERS]) {
      await rm(join(dataFolder, name), { recursive: true, force: true });
    }
    throw problem;
  }
}

async function check(store: Store, dataFolder: string, manifest: BackupManifest): Promise<AuditVerdict> {
  const found = await inspect(store);
  for (const [table, rows] of Object.entries(manifest.rows)) {
    if (found.rows[table] !== rows) throw damaged(`${table}: ${found.rows[table] ?? 0} / ${rows}`);
  }
  if ((await pendingMigrations(store, migrationsFolder('sqlite'))) < 0) throw conflict('platform.restore-newer');
  return verifyAudit({
    store,
    log: silentLog,
    auditKey: await installationKey(dataFolder, 'audit'),
    auditAnchor: join(dataFolder, ANCHOR)
  });
}

/** Checks a database file as SQLite itself can, and counts it. */
async function inspect(store: Store): Promise<Pick<BackupManifest, 'migrations' | 'rows'>> {
  const [verdict] = await store.rows('PRAGMA quick_check');
  if (verdict?.quick_check !== 'ok') throw damaged(String(verdict?.quick_check));
  const [dangling] = await store.rows('PRAGMA foreign_key_check');
  if (dangling) throw damaged(String(dangling.table));
  const tables = await store.rows(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name"
  );
  const rows: Record<string, number> = {};
  for (const { name } of tables) {
    const [counted] = await store.rows(`select count(*) as n from "${String(name)}"`);
    rows[String(name)] = Number(counted!.n);
  }
  return { migrations: await appliedMigrations(store), rows };
}

async function withStore<T>(path: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ path }).catch((cause: unknown) => {
    throw Object.assign(damaged(DATABASE), { cause });
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Copies files and whole folders, as far as they exist, readable by the owner alone, and waits for the disk. */
async function copyTree(from: string, to: string, paths: string[]): Promise<void> {
  for (const path of paths) {
    for (const file of await filesBeneath(from, path)) {
      const place = join(to, file);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await copyFile(join(from, file), place);
      await chmod(place, 0o600);
      const handle = await open(place, 'r+');
      await handle.sync();
      await handle.close();
    }
  }
}

/** The files of a folder by their path from it, sorted; `*.new` are still being written. */
async function filesBeneath(folder: string, path = ''): Promise<string[]> {
  const found = await stat(join(folder, path)).catch(absent);
  if (!found) return [];
  if (found.isFile()) return path.endsWith('.new') ? [] : [path];
  const names = (await readdir(join(folder, path))).sort();
  return (await Promise.all(names.map((name) => filesBeneath(folder, join(path, name))))).flat();
}

async function describeFiles(folder: string): Promise<BackupManifest['files']> {
  const described: BackupManifest['files'] = [];
  for (const path of await filesBeneath(folder)) {
    described.push({ path, size: (await stat(join(folder, path))).size, sha256: await sha256Of(join(folder, path)) });
  }
  return described;
}

async function requireIntact(folder: string, manifest: BackupManifest): Promise<void> {
  for (const { path, sha256 } of manifest.files) {
    if ((await sha256Of(join(folder, path)).catch(absent)) !== sha256) throw damaged(path);
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function readManifest(backup: string): Promise<BackupManifest> {
  const text = await readFile(join(backup, MANIFEST), 'utf8').catch(absent);
  if (text === undefined) throw invalid('platform.restore-no-backup', { folder: backup });
  const read = Manifest.safeParse(parseJson(text));
  const strays = read.success && read.data.files.some(({ path }) => path.split(/[\\/]/).includes('..'));
  if (!read.success || strays) throw damaged(MANIFEST);
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const damaged = (what: string) => conflict('platform.backup-damaged', { what });
const exists = async (path: string) => (await stat(path).catch(absent)) !== undefined;
const holdsAnything = async (folder: string) => ((await readdir(folder).catch(absent)) ?? []).length > 0;

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
