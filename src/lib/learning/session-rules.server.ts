import type { Context } from '#lib/platform/door.server.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import type { SessionRules } from './session.ts';

/** The minutes around a session as set on its day. */
export async function sessionRulesOn(ctx: Pick<Context, 'db'>, on: Day): Promise<SessionRules> {
  const settings = await settingsOn(ctx.db, on);
  return {
    opensBefore: settings['session.opens-before'],
    lateAfter: settings['session.late-after'],
    lateLimit: settings['session.late-limit'],
    checkOutBefore: settings['session.check-out-before'],
    checkOutAfter: settings['session.check-out-after']
  };
}
