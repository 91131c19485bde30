/** Tells one browser from another, for the papers of which only one device writes. */
import { randomUUID } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';

const NAME = 'exam-device';

/** This browser's number; null when it has none yet, or something else stands there. */
export function deviceOf(cookies: Cookies): string | null {
  const device = cookies.get(NAME);
  return device && /^[\w-]{16,64}$/.test(device) ? device : null;
}

/** The same, given out when there is none. It says nothing of the person and opens nothing. */
export function requireDevice(cookies: Cookies, url: URL): string {
  const device = deviceOf(cookies) ?? randomUUID();
  cookies.set(NAME, device, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: 60 * 60 * 24 * 400
  });
  return device;
}
