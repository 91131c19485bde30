import type { Context } from '#lib/platform/door.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import type { HoursRules } from './hours.ts';

/** The rules of counting as set on a day. */
export async function hoursRulesOn(ctx: Pick<Context, 'db'>, on: Day): Promise<HoursRules> {
  const settings = await settingsOn(ctx.db, on);
  return {
    minutesPerHour: settings['hours.minutes'],
    onlineShare: settings['hours.online-share'],
    enforcementTarget: settings['hours.year.enforcement'],
    everyoneTarget: settings['hours.year.everyone'],
    halfDay: settings['hours.half-day'],
    fullDay: settings['hours.full-day']
  };
}
