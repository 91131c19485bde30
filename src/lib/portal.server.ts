/** The whole house, put together: the web server and the command line open it here and nowhere else. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { submitOverdue } from '#lib/assessment/attempt.server.ts';
import { fillExamKeys } from '#lib/assessment/find-exams.server.ts';
import { noteReleasedErrors } from '#lib/assessment/exam-release.server.ts';
import { remindExpiring, sendDigests } from '#lib/certification/reminders.server.ts';
import { remindDeadlines } from '#lib/complaints/reminders.server.ts';
import { settleRemedies } from '#lib/complaints/remedy.server.ts';
import { raiseWarnings } from '#lib/complaints/warning.server.ts';
import { fillStatuteKeys } from '#lib/law/find-statutes.server.ts';
import { fillSessionKeys } from '#lib/learning/find-sessions.server.ts';
import { fillEventKeys } from '#lib/outreach/find-events.server.ts';
import { questionsToReckon, reckonQuestions } from '#lib/assessment/question-statistics.server.ts';
import { system } from '#lib/platform/actor.ts';
import { sealAudit } from '#lib/platform/audit.server.ts';
import { loadCalendarYear, missingKnownYears } from '#lib/platform/calendar.server.ts';
import { DAY, systemClock } from '#lib/platform/clock.ts';
import { openStore } from '#lib/platform/database.server.ts';
import { deliverNotifications } from '#lib/platform/delivery.server.ts';
import { openDoor, type Door, type House } from '#lib/platform/door.server.ts';
import type { Environment } from '#lib/platform/environment.server.ts';
import { openFileStore } from '#lib/platform/files.server.ts';
import { channels, type Channel } from '#lib/platform/notification.ts';
import { openSenders, type Senders } from '#lib/platform/senders.server.ts';
import { openSigningKeys } from '#lib/platform/signing-keys.server.ts';
import { installationKey } from '#lib/platform/keys.server.ts';
import { openLog } from '#lib/platform/log.server.ts';
import { migrateStore } from '#lib/platform/migrate.server.ts';
import { startScheduler } from '#lib/platform/scheduler.server.ts';
import { openVault } from '#lib/platform/vault.server.ts';
import { sealHealth } from '#lib/mentoring/verify.server.ts';
import { closeAccountsOfLeavers } from '#lib/people/cadres.server.ts';
import { dropExpiredSessions } from '#lib/people/sessions.server.ts';
import { sendMonthly } from '#lib/reporting/monthly/sending.server.ts';
import './rooms.server.ts';

export interface Portal extends Door {
  house: House;
  /** Where reminders can be sent beside the portal's own list. */
  channels: readonly Channel[];
  /** Begins the regular work of a running server: ending overdue attempts, sealing the trail. */
  startJobs(): void;
  close(): Promise<void>;
}

/** Opens an installation: makes the data folder, migrates, and hands out the door. */
export async function openPortal(environment: Environment): Promise<Portal> {
  const folder = environment.DATA_DIR;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'portal.db');
  const log = openLog(environment.LOG_LEVEL);
  const store = await openStore({ url: environment.DATABASE_URL, path });
  const applied = await migrateStore(store, { path, folder: join(folder, 'backups') });
  if (applied) log.info({ migrations: applied }, 'the database was brought to the newest schema');
  const house: House = {
    store,
    log,
    clock: systemClock,
    files: openFileStore(join(folder, 'files')),
    vault: openVault(join(folder, 'keys', 'vault'), environment.CIPHER_SUITE),
    badgeKeys: openSigningKeys(join(folder, 'keys', 'badges')),
    auditKey: await installationKey(folder, 'audit'),
    auditAnchor: join(folder, 'audit-anchor')
  };
  await sealAudit(house);
  const door = openDoor(house);
  for (const year of await missingKnownYears(store.read)) await door.run(loadCalendarYear, system, { year });
  for (const fill of [fillExamKeys, fillSessionKeys, fillStatuteKeys, fillEventKeys]) await door.run(fill, system, {});
  const senders = openSenders(environment);
  let stopJobs: (() => Promise<void>) | undefined;
  return {
    house,
    channels: channels.filter((channel) => senders[channel]),
    ...door,
    startJobs() {
      stopJobs ??= startScheduler(jobs(house, door, senders), log);
    },
    async close() {
      await stopJobs?.();
      await sealAudit(house);
      await store.close();
    }
  };
}

const jobs = (house: House, door: Door, senders: Senders) => [
  { name: 'submit overdue attempts', everyMs: 5000, run: () => submitAllOverdue(door) },
  { name: 'fill wrong-question books after release', everyMs: 60_000, run: () => noteAllReleased(door) },
  { name: 'drop expired sessions', everyMs: 3_600_000, run: () => door.run(dropExpiredSessions, system, {}) },
  { name: 'close leavers’ accounts', everyMs: 3_600_000, run: () => door.run(closeAccountsOfLeavers, system, {}) },
  { name: 'reckon question statistics', everyMs: 600_000, run: () => reckonStatistics(door) },
  // An upload that nobody has added to for two days is not coming back.
  { name: 'drop abandoned uploads', everyMs: DAY, run: () => house.files.dropUploads(house.clock.now() - 2 * DAY) },
  { name: 'check practice seals', everyMs: DAY, run: () => checkSeals(house, door) },
  { name: 'settle remedies', everyMs: 3_600_000, run: () => door.run(settleRemedies, system, {}) },
  { name: 'remind of complaint deadlines', everyMs: 3_600_000, run: () => door.run(remindDeadlines, system, {}) },
  { name: 'raise early warnings', everyMs: 3_600_000, run: () => door.run(raiseWarnings, system, {}) },
  { name: 'remind of expiring cards', everyMs: 3_600_000, run: () => door.run(remindExpiring, system, {}) },
  { name: 'send weekly digests', everyMs: 3_600_000, run: () => door.run(sendDigests, system, {}) },
  { name: 'send monthly reports', everyMs: 3_600_000, run: () => door.run(sendMonthly, system, {}) },
  { name: 'deliver reminders', everyMs: 30_000, run: () => deliverNotifications(door, senders) },
  { name: 'seal the trail', everyMs: 60_000, run: () => sealAudit(house) }
];

/** When a whole room's time ends at once there are more than one round takes. */
async function submitAllOverdue(door: Door) {
  while ((await door.run(submitOverdue, system, {})).more);
}

/** A signed record that no longer says what was signed is for the keeper of the machine to know at once. */
async function checkSeals(house: House, door: Door) {
  const { ok, faults } = await door.run(sealHealth, system, {});
  if (!ok) house.log.error({ faults }, 'signed practice records do not agree with their seals');
}

async function noteAllReleased(door: Door) {
  while ((await door.run(noteReleasedErrors, system, {})).more);
}

/** Twenty questions at a time: each chunk is a transaction of its own. */
export async function reckonStatistics(door: Door) {
  const { questionIds } = await door.run(questionsToReckon, system, {});
  for (let at = 0; at < questionIds.length; at += 20) {
    await door.run(reckonQuestions, system, { questionIds: questionIds.slice(at, at + 20) });
  }
}
