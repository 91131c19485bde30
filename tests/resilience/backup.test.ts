/** Quality bar R8: a backup taken while people work is whole, and what it restores is the installation it was. */
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hashPassword } from '#lib/people/passwords.server.ts';
import { account } from '#lib/people/schema.server.ts';
import { signIn } from '#lib/people/sign-in.server.ts';
import { backupInstallation, backupName, restoreInstallation } from '#lib/platform/backup.server.ts';
import { openStore } from '#lib/platform/database.server.ts';
import type { House } from '#lib/platform/door.server.ts';
import { engineOf } from '#lib/platform/engine.ts';
import { openFileStore } from '#lib/platform/files.server.ts';
import { installationKey } from '#lib/platform/keys.server.ts';
import { openSigningKeys } from '#lib/platform/signing-keys.server.ts';
import { openVault } from '#lib/platform/vault.server.ts';
import { setting } from '#lib/platform/schema.server.ts';
import { changeSetting } from '#lib/platform/settings.server.ts';
import { openWorld } from '#tests/support/world.ts';

const onSqlite = engineOf(process.env.DATABASE_URL) === 'sqlite';
const CANARY = Buffer.from('%PDF-1.7\n% 只有恢复得回来才算备份\n%%EOF\n');

async function openInstallation() {
  const world = await openWorld();
  const folder = dirname(world.house.auditAnchor!);
  await mkdir(join(folder, 'keys'), { recursive: true });
  await writeFile(join(folder, 'keys', 'audit.key'), world.house.auditKey.toString('hex'));
  const canary = await world.house.files.put(CANARY);
  const sealed = world.house.vault.seal('只有打得开才算封存', 'drill');
  let written = 0;
  const write = async () => {
    written += 1;
    const value = 40 + (written % 60);
    await world.run(changeSetting, world.actor.gao, {
      key: 'exam.pass',
      value,
      effectiveFrom: '2026-12-01',
      basis: `第 ${written} 次`
    });
    return written;
  };
  for (let turn = 0; turn < 50; turn += 1) await write();
  return { world, folder, canary, sealed, write, target: join(folder, 'backups', backupName(world.clock.now())) };
}

/** Ten people who change something again and again until they are stopped. */
function keepWriting(write: () => Promise<number>) {
  let stopped = false;
  const people = Array.from({ length: 10 }, async () => {
    while (!stopped) await write();
  });
  return async () => {
    stopped = true;
    await Promise.all(people);
  };
}

async function openRestored(folder: string, world: { house: House }): Promise<House> {
  const store = await openStore({ path: join(folder, 'portal.db') });
  onTestFinished(() => store.close());
  const auditKey = await installationKey(folder, 'audit');
  return {
    ...world.house,
    store,
    auditKey,
    files: openFileStore(join(folder, 'files')),
    vault: openVault(join(folder, 'keys', 'vault')),
    badgeKeys: openSigningKeys(join(folder, 'keys', 'badges')),
    auditAnchor: join(folder, 'audit-anchor')
  };
}

describe.runIf(onSqlite)('the drill', () => {
  test('a backup under way of work restores whole: counts, trail, files, keys, and a sign-in', async () => {
    const { world, folder, canary, sealed, write, target } = await openInstallation();
    const passwordHash = await hashPassword('一条很长的口令 2026');
    await world.store.transaction((db) => db.update(account).set({ passwordHash }).where(eq(account.login, '017')));
    const stop = keepWriting(write);
    const acknowledged = await write();
    const manifest = await backupInstallation(world.house, folder, target);
    await stop();

    const place = join(folder, 'restored');
    const { audit } = await restoreInstallation(target, place);
    expect(audit).toMatchObject({ ok: true, checked: manifest.rows.audit_event });
    const restored = await openRestored(place, world);
    const rows = await restored.store.read.select({ basis: setting.basis }).from(setting);
    expect(rows).toHaveLength(manifest.rows.setting!);
    const kept = new Set(rows.map(({ basis }) => basis));
    for (let at = 1; at <= acknowledged; at += 1) expect(kept.has(`第 ${at} 次`)).toBe(true);
    expect(Buffer.from((await restored.files.get(canary.hash))!)).toEqual(CANARY);
    expect(restored.auditKey).toEqual(world.house.auditKey);
    expect(restored.vault.open(sealed, 'drill')).toBe('只有打得开才算封存');
    const session = await signIn(restored, { login: '017', password: '一条很长的口令 2026', device: '电脑' });
    expect(session.token).toEqual(expect.any(String));
  });

  test('the copy is whole by SQLite’s own checks and speaks of no missing parent', async () => {
    const { world, folder, write, target } = await openInstallation();
    const stop = keepWriting(write);
    await backupInstallation(world.house, folder, target);
    await stop();
    const copy = await openStore({ path: join(target, 'portal.db') });
    onTestFinished(() => copy.close());
    expect(await copy.rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(await copy.rows('PRAGMA foreign_key_check')).toEqual([]);
  });

  test('work goes on during and after it', async () => {
    const { world, folder, write, target } = await openInstallation();
    const [, last] = await Promise.all([backupInstallation(world.house, folder, target), write()]);
    expect(await write()).toBe(last + 1);
  });
});

describe.runIf(onSqlite)('a backup', () => {
  test('never writes over another, and leaves no half one under its name', async () => {
    const { world, folder, target } = await openInstallation();
    await backupInstallation(world.house, folder, target);
    await expect(backupInstallation(world.house, folder, target)).rejects.toMatchObject({
      code: 'platform.backup-exists'
    });
    expect(await readdir(join(folder, 'backups'))).toEqual([backupName(world.clock.now())]);
  });

  test('that was changed in any file is refused, and the place stays empty', async () => {
    const { world, folder, target } = await openInstallation();
    const { files } = await backupInstallation(world.house, folder, target);
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['audit-anchor', 'keys/audit.key', 'portal.db'])
    );
    for (const { path } of files) {
      const before = await readFile(join(target, path));
      await appendFile(join(target, path), 'x');
      const place = join(folder, `restored-${files.findIndex((file) => file.path === path)}`);
      await expect(restoreInstallation(target, place)).rejects.toMatchObject({
        code: 'platform.backup-damaged',
        params: { what: path }
      });
      expect(await readdir(place).catch(() => [])).toEqual([]);
      await writeFile(join(target, path), before);
    }
  });

  test('that lacks a file, or whose list is damaged, is refused', async () => {
    const { world, folder, target } = await openInstallation();
    await backupInstallation(world.house, folder, target);
    const manifest = await readFile(join(target, 'manifest.json'), 'utf8');
    for (const broken of ['{', '{"format":2}', manifest.replace('"audit-anchor"', '"../audit-anchor"')]) {
      await writeFile(join(target, 'manifest.json'), broken);
      await expect(restoreInstallation(target, join(folder, 'restored'))).rejects.toMatchObject({
        code: 'platform.backup-damaged'
      });
    }
    await writeFile(join(target, 'manifest.json'), manifest);
    await rm(join(target, 'keys'), { recursive: true });
    await expect(restoreInstallation(target, join(folder, 'restored'))).rejects.toMatchObject({
      code: 'platform.backup-damaged'
    });
  });

  test('goes only into an empty folder, and only from a folder that holds one', async () => {
    const { world, folder, target } = await openInstallation();
    await backupInstallation(world.house, folder, target);
    await expect(restoreInstallation(target, folder)).rejects.toMatchObject({ code: 'platform.restore-not-empty' });
    await expect(restoreInstallation(join(folder, 'backups'), join(folder, 'restored'))).rejects.toMatchObject({
      code: 'platform.restore-no-backup'
    });
  });

  test('of a newer version is refused', async () => {
    const { world, folder, target } = await openInstallation();
    await world.store.exec(`insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)`);
    await backupInstallation(world.house, folder, target);
    const place = join(folder, 'restored');
    await expect(restoreInstallation(target, place)).rejects.toMatchObject({ code: 'platform.restore-newer' });
    expect(await readdir(place)).toEqual([]);
  });

  test('of a trail that was tampered with restores, and says so', async () => {
    const { world, folder, target } = await openInstallation();
    await world.store.exec(`drop trigger audit_event_no_update; update audit_event set account_id = 99 where id = 3`);
    await backupInstallation(world.house, folder, target);
    const { audit } = await restoreInstallation(target, join(folder, 'restored'));
    expect(audit).toMatchObject({ ok: false, reason: 'edited', brokenAt: 3 });
  });
});

test.runIf(!onSqlite)('on PostgreSQL the portal says to use its own tools', async () => {
  const { world, folder, target } = await openInstallation();
  await expect(backupInstallation(world.house, folder, target)).rejects.toMatchObject({
    kind: 'conflict',
    code: 'platform.backup-postgres'
  });
});
