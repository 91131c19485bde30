import { and, asc, eq, gt, lte } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from './actor.ts';
import type { Day, Instant } from './clock.ts';
import type { Db } from './database.server.ts';
import { command, query, type Context } from './door.server.ts';
import { conflict, InvalidInput, missing } from './errors.ts';
import { dayInput, line, rowId } from './input.ts';
import { setting } from './schema.server.ts';
import { defaultSettings, settingDefinitions, settingKeys, type SettingKey, type Settings } from './settings.ts';

/** The settings that hold on a day: the newest change not later than it, else the default. */
export async function settingsOn(db: Db, day: Day): Promise<Settings> {
  const rows = await db
    .select({ key: setting.key, value: setting.value })
    .from(setting)
    .where(lte(setting.effectiveFrom, day))
    .orderBy(asc(setting.effectiveFrom), asc(setting.id));
  return { ...defaultSettings, ...Object.fromEntries(rows.map(({ key, value }) => [key, value])) };
}

export const ChangeSetting = z.object({
  key: z.enum(settingKeys),
  /** As its definition reads it: the value itself, or the text somebody typed. */
  value: z.unknown(),
  effectiveFrom: dayInput,
  basis: line(300)
});

/**
 * Sets a default otherwise from a day on; what held before stays on record.
 * @throws InvalidInput when the value does not fit its definition, or the day lies in the past.
 */
export const changeSetting = command('platform.change-setting', {
  input: ChangeSetting,
  allow: holds('settings.manage'),
  async run(ctx, { key, value, effectiveFrom, basis }) {
    const read = settingDefinitions[key].schema.safeParse(value);
    if (!read.success) throw new InvalidInput({ value: read.error.issues.map((issue) => issue.message) });
    // Deadlines and hours already counted rest on what held on their day.
    if (effectiveFrom < ctx.today) throw new InvalidInput({ effectiveFrom: ['platform.effective-day-past'] });
    const [row] = await ctx.db
      .insert(setting)
      .values({ key, value: read.data, effectiveFrom, basis, setBy: ctx.actor.accountId, setAt: ctx.now })
      .returning({ id: setting.id });
    return { id: row!.id, value: read.data };
  },
  trace: ({ key, effectiveFrom }, { value }) => ({ subject: 'setting', id: key, detail: { value, effectiveFrom } })
});

/** Takes back a change that has not begun to hold. */
export const withdrawSetting = command('platform.withdraw-setting', {
  input: z.object({ id: rowId }),
  allow: holds('settings.manage'),
  async run(ctx, { id }) {
    const [row] = await ctx.db.select().from(setting).where(eq(setting.id, id));
    if (!row) throw missing('platform.setting-not-found');
    if (row.effectiveFrom <= ctx.today) throw conflict('platform.setting-in-force');
    await ctx.db.delete(setting).where(and(eq(setting.id, id), gt(setting.effectiveFrom, ctx.today)));
    return { key: row.key, value: row.value, effectiveFrom: row.effectiveFrom };
  },
  trace: (_, { key, value, effectiveFrom }) => ({
    subject: 'setting',
    id: key,
    detail: { withdrawn: value, effectiveFrom }
  })
});

export interface SettingChange {
  id: number;
  value: unknown;
  effectiveFrom: Day;
  basis: string;
  setAt: Instant;
}
export interface ListedSetting {
  key: SettingKey;
  /** What holds today. */
  value: unknown;
  /** The change it comes from; null while the default holds. */
  current: SettingChange | null;
  /** Changes that held before, newest first. */
  history: SettingChange[];
  /** Changes that will hold, soonest first. */
  planned: SettingChange[];
}

/** Every setting with what holds today, what held and what is planned. */
export const listSettings = query('platform.list-settings', {
  input: z.object({}),
  allow: holds('settings.view'),
  async run(ctx): Promise<ListedSetting[]> {
    const changes = await allChanges(ctx);
    return settingKeys.map((key) => {
      const own = changes.filter((change) => change.key === key).map(({ key: _, setBy: __, ...change }) => change);
      const past = own.filter((change) => change.effectiveFrom <= ctx.today).reverse();
      const [current = null, ...history] = past;
      const value = current ? current.value : settingDefinitions[key].default;
      return { key, value, current, history, planned: own.filter((change) => change.effectiveFrom > ctx.today) };
    });
  }
});

const allChanges = (ctx: Context) => ctx.db.select().from(setting).orderBy(asc(setting.effectiveFrom), asc(setting.id));
