/** The victim of `kill.test.ts`: 32 clients that change something again and again and say so when it is answered. */
import { join } from 'node:path';
import { system } from '#lib/platform/actor.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { openStore } from '#lib/platform/database.server.ts';
import { openDoor } from '#lib/platform/door.server.ts';
import { openFileStore } from '#lib/platform/files.server.ts';
import { installationKey } from '#lib/platform/keys.server.ts';
import { silentLog } from '#lib/platform/log.server.ts';
import { changeSetting } from '#lib/platform/settings.server.ts';
import { openSigningKeys } from '#lib/platform/signing-keys.server.ts';
import { openVault } from '#lib/platform/vault.server.ts';

const [folder = '', run = ''] = process.argv.slice(2);
const CLIENTS = 32;

const door = openDoor({
  store: await openStore({ path: join(folder, 'portal.db') }),
  clock: systemClock,
  files: openFileStore(join(folder, 'files')),
  vault: openVault(join(folder, 'keys', 'vault')),
  badgeKeys: openSigningKeys(join(folder, 'keys', 'badges')),
  log: silentLog,
  auditKey: await installationKey(folder, 'audit'),
  auditAnchor: join(folder, 'audit-anchor')
});

async function client(name: number) {
  for (let turn = 1; ; turn += 1) {
    const words = `${run}-${name}-${turn}`;
    await door.run(changeSetting, system, { key: 'exam.pass', value: 60, effectiveFrom: '2099-01-01', basis: words });
    process.stdout.write(`${words}\n`);
  }
}

await Promise.all(Array.from({ length: CLIENTS }, (_, name) => client(name)));
