import { HOUR, MINUTE, type Instant } from '#lib/platform/clock.ts';
import type { Role } from '#lib/platform/permissions.ts';

/** A sign-in ends for good after this, however busy it is; quality bar S5. */
export const ABSOLUTE = 12 * HOUR;
/** Wrong passwords in a row that lock an account, and for how long; never for good. Quality bar S4. */
export const TRIES = 5;
export const LOCKED_FOR = 15 * MINUTE;
const IDLE = 30 * MINUTE;
const IDLE_OF_ADMINS = 15 * MINUTE;
/** How precisely a session's last use is noted. */
export const SEEN_EVERY = MINUTE;

const admins: readonly Role[] = ['system-admin', 'security-admin', 'auditor'];

/** How long a session may lie unused. */
export function idleTime(roles: readonly { role: Role }[]): number {
  return roles.some(({ role }) => admins.includes(role)) ? IDLE_OF_ADMINS : IDLE;
}

/** When a session ends if nothing more happens: whichever comes first of idle and absolute time. */
export function sessionEnd(
  session: { endsAt: Instant; lastSeenAt: Instant },
  roles: readonly { role: Role }[]
): Instant {
  return Math.min(session.endsAt, session.lastSeenAt + idleTime(roles));
}

/** Kind of device in words (`Chrome · Android`), so that people can tell their own sessions apart. Never more than that. */
export function deviceWords(userAgent: string | null): string {
  const agent = userAgent ?? '';
  const browser = known(agent, browsers);
  const system = known(agent, systems);
  return [browser, system].filter(Boolean).join(' · ') || '?';
}

const known = (agent: string, names: readonly (readonly [RegExp, string])[]) =>
  names.find(([sign]) => sign.test(agent))?.[1];

// The order matters: most browsers also claim to be Chrome or Safari, most phones to be Linux.
const browsers = [
  [/MicroMessenger/, 'WeChat'],
  [/DingTalk/, 'DingTalk'],
  [/HuaweiBrowser/, 'Huawei Browser'],
  [/MiuiBrowser/, 'Mi Browser'],
  [/QQBrowser/, 'QQ Browser'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/CriOS|Chrome/, 'Chrome'],
  [/Safari/, 'Safari']
] as const;
const systems = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux']
] as const;
