import type { Context } from '#lib/platform/door.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';

/** The rules of mentoring as set on a day. None of them rests on a provision that was found: all are settings. */
export async function mentoringRulesOn(ctx: Pick<Context, 'db'>, on: Day) {
  const settings = await settingsOn(ctx.db, on);
  return {
    months: settings['mentoring.months'],
    extension: settings['mentoring.extension'],
    apprentices: settings['mentoring.apprentices'],
    years: settings['mentoring.years'],
    recordsAMonth: settings['mentoring.logs'],
    leastRecords: settings['mentoring.least-records'],
    quietWeeks: settings['mentoring.quiet-weeks'],
    haste: { seconds: settings['mentoring.hasty-seconds'], lateDays: settings['mentoring.late-days'] },
    officers: settings['duty.minimum-cards']
  };
}
