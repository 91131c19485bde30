import { describe, expect, test } from 'vitest';
import * as messages from '#lib/i18n/paraglide/messages.js';
import { openWorld, people, type Person } from '#tests/support/world.ts';
import { auditEvent, setting } from './schema.server.ts';
import { changeSetting, listSettings, settingsOn, withdrawSetting } from './settings.server.ts';
import { defaultSettings, settingDefinitions, settingKeys, settingText } from './settings.ts';

const basis = '镇党委会议纪要〔2026〕11号';

describe('the table of settings', () => {
  test.each(settingKeys)('the default of %s fits its own definition, as a value and as typed text', (key) => {
    const { schema, default: value } = settingDefinitions[key];
    expect(schema.parse(value)).toEqual(value);
    expect(schema.parse(settingText(value))).toEqual(value);
  });

  test.each(settingKeys)('%s has a name and a source in both languages', (key) => {
    const words = messages as unknown as Record<string, unknown>;
    const name = key.replace(/[.-]/g, '_');
    expect(words[`platform_setting_${name}`], `platform_setting_${name}`).toBeTypeOf('function');
    expect(words[`platform_basis_${name}`], `platform_basis_${name}`).toBeTypeOf('function');
  });

  test('fewer than two cards on duty is no value: 行政处罚法 art. 42', () => {
    expect(settingDefinitions['duty.minimum-cards'].schema.safeParse(1).success).toBe(false);
  });

  test('nothing typed, words and fractions are no numbers', () => {
    for (const typed of ['', '  ', 'zwei', '4.5', '1e9', null]) {
      expect(settingDefinitions['hours.minutes'].schema.safeParse(typed).success).toBe(false);
    }
  });

  test('reminders are kept longest first and once each', () => {
    expect(settingDefinitions['certificate.reminders'].schema.parse('30，90、 180 90')).toEqual([180, 90, 30]);
  });

  test('a layout is three counts, not all of them nothing', () => {
    const { schema } = settingDefinitions['exam.layout'];
    expect(schema.parse('10/20/30')).toEqual({ 'true-false': 10, single: 20, multiple: 30 });
    for (const typed of ['10/20', '10/20/30/40', 'a/b/c', '0/0/0', ''])
      expect(schema.safeParse(typed).success).toBe(false);
  });

  test('a number pattern must be one that can be used', () => {
    const { schema } = settingDefinitions['certificate.number-pattern'];
    expect(schema.safeParse('37\\d{10}').success).toBe(true);
    expect(schema.safeParse('37(').success).toBe(false);
  });
});

describe('changing a setting', () => {
  test('the defaults hold until somebody changes them', async () => {
    const world = await openWorld();
    expect(await settingsOn(world.store.read, '2026-11-23')).toEqual(defaultSettings);
  });

  test('the administrator changes a value from a day on, and the days before keep theirs', async () => {
    const world = await openWorld();
    await world.run(changeSetting, world.actor.gao, {
      key: 'hours.minutes',
      value: '50',
      effectiveFrom: '2026-12-01',
      basis
    });
    expect((await settingsOn(world.store.read, '2026-11-30'))['hours.minutes']).toBe(45);
    expect((await settingsOn(world.store.read, '2026-12-01'))['hours.minutes']).toBe(50);
    const [event] = await world.store.read.select().from(auditEvent);
    expect(event).toMatchObject({ action: 'platform.change-setting', subjectId: 'hours.minutes' });
  });

  test('of two changes for the same day the later one holds', async () => {
    const world = await openWorld();
    for (const value of [50, 40]) {
      await world.run(changeSetting, world.actor.gao, {
        key: 'hours.minutes',
        value,
        effectiveFrom: '2026-11-23',
        basis
      });
    }
    expect((await settingsOn(world.store.read, '2026-11-23'))['hours.minutes']).toBe(40);
  });

  test('a change can begin today, never before', async () => {
    const world = await openWorld();
    const change = { key: 'exam.pass', value: 70, basis } as const;
    await world.run(changeSetting, world.actor.gao, { ...change, effectiveFrom: '2026-11-23' });
    await expect(
      world.run(changeSetting, world.actor.gao, { ...change, effectiveFrom: '2026-11-22' })
    ).rejects.toMatchObject({
      fields: { effectiveFrom: ['platform.effective-day-past'] }
    });
  });

  test('a value outside its bounds, an unknown key and an empty basis are refused at their field', async () => {
    const world = await openWorld();
    const change = { key: 'exam.pass', value: 60, effectiveFrom: '2026-12-01', basis } as const;
    await expect(world.run(changeSetting, world.actor.gao, { ...change, value: 101 })).rejects.toMatchObject({
      fields: { value: ['input.too-large|max=100'] }
    });
    await expect(
      world.run(changeSetting, world.actor.gao, { ...change, key: 'exam.nothing' as 'exam.pass' })
    ).rejects.toMatchObject({ kind: 'invalid' });
    await expect(world.run(changeSetting, world.actor.gao, { ...change, basis: ' ' })).rejects.toMatchObject({
      fields: { basis: ['input.required'] }
    });
    expect(await world.store.read.select().from(setting)).toEqual([]);
  });

  test('nobody but the system administrator changes a setting', async () => {
    const world = await openWorld();
    const change = { key: 'exam.pass', value: 70, effectiveFrom: '2026-12-01', basis } as const;
    for (const person of Object.keys(people) as Person[]) {
      if (person === 'gao') continue;
      await expect(world.run(changeSetting, world.actor[person], change)).rejects.toMatchObject({ kind: 'refused' });
    }
  });
});

describe('taking back a planned change', () => {
  async function planned() {
    const world = await openWorld();
    const { id } = await world.run(changeSetting, world.actor.gao, {
      key: 'exam.pass',
      value: 70,
      effectiveFrom: '2026-12-01',
      basis
    });
    return { world, id };
  }

  test('works while it lies ahead, and the trail keeps what it was', async () => {
    const { world, id } = await planned();
    await world.run(withdrawSetting, world.actor.gao, { id });
    expect((await settingsOn(world.store.read, '2026-12-02'))['exam.pass']).toBe(60);
    const events = await world.store.read.select().from(auditEvent);
    expect(events.find(({ action }) => action === 'platform.withdraw-setting')?.detail).toMatchObject({
      withdrawn: 70
    });
  });

  test('is refused once it holds, and for a change that is not there', async () => {
    const { world, id } = await planned();
    world.clock.set('2026-12-01T01:00:00Z');
    await expect(world.run(withdrawSetting, world.actor.gao, { id })).rejects.toMatchObject({
      code: 'platform.setting-in-force'
    });
    await expect(world.run(withdrawSetting, world.actor.gao, { id: id + 1 })).rejects.toMatchObject({
      kind: 'missing'
    });
  });

  test('is not for an officer', async () => {
    const { world, id } = await planned();
    await expect(world.run(withdrawSetting, world.actor.lin, { id })).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('the list of settings', () => {
  test('shows what holds today, what held before and what is planned', async () => {
    const world = await openWorld();
    for (const [value, effectiveFrom] of [
      [50, '2026-11-23'],
      [55, '2027-01-01']
    ] as const) {
      await world.run(changeSetting, world.actor.gao, { key: 'hours.minutes', value, effectiveFrom, basis });
    }
    world.clock.set('2026-11-30T01:00:00Z');
    await world.run(changeSetting, world.actor.gao, {
      key: 'hours.minutes',
      value: 40,
      effectiveFrom: '2026-11-30',
      basis
    });
    const listed = await world.run(listSettings, world.actor.shen, {});
    expect(listed).toHaveLength(settingKeys.length);
    expect(listed.find(({ key }) => key === 'hours.minutes')).toMatchObject({
      value: 40,
      current: { effectiveFrom: '2026-11-30', basis },
      history: [{ value: 50 }],
      planned: [{ value: 55 }]
    });
    expect(listed.find(({ key }) => key === 'exam.pass')).toMatchObject({
      value: 60,
      current: null,
      history: [],
      planned: []
    });
  });

  test('is not for an officer', async () => {
    const world = await openWorld();
    await expect(world.run(listSettings, world.actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
  });
});
