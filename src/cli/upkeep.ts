import { join } from 'node:path';
import { rewrapSealed, sealedTables } from '#lib/complaints/rewrap.server.ts';
import { verifyAudit } from '#lib/platform/audit.server.ts';
import { system } from '#lib/platform/actor.ts';
import { backupInstallation, backupName, restoreInstallation } from '#lib/platform/backup.server.ts';
import { sealHealth } from '#lib/mentoring/verify.server.ts';
import { figures } from '#lib/reporting/figures.server.ts';
import type { Portal } from '#lib/portal.server.ts';
import { requireWord, type Command } from './command.ts';

/** What the keeper of the machine does now and then. */
export const upkeep: Record<string, Command> = {
  stats: {
    usage: '',
    says: 'counts of everything',
    needsPortal: true,
    async run({ portal }) {
      const result = await portal.run(figures, system, {});
      return { result, lines: [JSON.stringify(result, null, 2)] };
    }
  },
  'verify-audit': {
    usage: '',
    says: 'recomputes the chain of the audit trail',
    needsPortal: true,
    async run({ portal }) {
      const verdict = await verifyAudit(portal.house);
      const line = verdict.ok
        ? `The trail holds: ${verdict.checked} rows.`
        : `The trail breaks at ${verdict.brokenAt}: ${verdict.reason}.`;
      return { ok: verdict.ok, result: verdict, lines: [line] };
    }
  },
  'verify-seals': {
    usage: '',
    says: 'recomputes the seal of every signed practice record',
    needsPortal: true,
    async run({ portal }) {
      const verdict = await portal.run(sealHealth, system, {});
      const faults = verdict.faults.map(({ code, fault }) => `${code}: ${fault}`);
      const line = verdict.ok
        ? `All seals hold: ${verdict.checked}.`
        : `${faults.length} of ${verdict.checked} do not:`;
      return { ok: verdict.ok, result: verdict, lines: [line, ...faults] };
    }
  },
  'rotate-keys': {
    usage: '',
    says: 'a new master key for confidential texts; the portal may go on serving',
    needsPortal: true,
    async run({ portal }) {
      const key = portal.house.vault.addKey();
      let rows = 0;
      // A change under way while the key was made may still have used the old one: until nothing is left of it.
      for (let round = await rewrapAll(portal); round > 0; round = await rewrapAll(portal)) rows += round;
      portal.house.vault.retireKeys();
      return { result: { key, rows }, lines: [`Master key ${key} wraps ${rows} rows; the old ones are destroyed.`] };
    }
  },
  'rotate-badge-keys': {
    usage: '',
    says: 'a new key for digital badges; the older ones stay published',
    needsPortal: true,
    async run({ portal }) {
      const kid = await portal.house.badgeKeys.add();
      const keys = await portal.house.badgeKeys.published();
      return {
        result: { kid, keys: keys.length },
        lines: [`Key ${kid} signs from now on; ${keys.length} are published.`]
      };
    }
  },
  backup: {
    usage: '[FOLDER]',
    says: 'a checked copy of the running installation (SQLite)',
    needsPortal: true,
    async run({ portal, environment, words }) {
      const target = words[0] ?? join(environment.DATA_DIR, 'backups', backupName(Date.now()));
      const manifest = await backupInstallation(portal.house, environment.DATA_DIR, target);
      return { result: { folder: target, ...manifest }, lines: [`${target}: ${manifest.files.length} files, checked`] };
    }
  },
  restore: {
    usage: 'FOLDER',
    says: 'puts a backup into the empty DATA_DIR and checks it there',
    needsPortal: false,
    async run({ environment, words }) {
      const { manifest, audit } = await restoreInstallation(requireWord(words, 0, 'FOLDER'), environment.DATA_DIR);
      const line = audit.ok
        ? `Restored ${manifest.files.length} files; the trail holds.`
        : `Restored, but the trail breaks at ${audit.brokenAt}.`;
      return { ok: audit.ok, result: { files: manifest.files.length, audit }, lines: [line] };
    }
  }
};

async function rewrapAll(portal: Portal): Promise<number> {
  let rows = 0;
  for (const table of sealedTables) {
    for (let after: number | null = 0; after !== null;) {
      const done: { rows: number; after: number | null } = await portal.run(rewrapSealed, system, { table, after });
      rows += done.rows;
      after = done.after;
    }
  }
  return rows;
}
