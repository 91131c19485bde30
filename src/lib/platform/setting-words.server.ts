import * as messages from '#lib/i18n/paraglide/messages.js';
import type { SettingKey } from './settings.ts';

const words = messages as unknown as Record<string, () => string>;
const nameOf = (key: SettingKey) => key.replace(/[.-]/g, '_');

/** The name of a setting in the reader's language; a test finds a missing one. */
export const settingName = (key: SettingKey): string => words[`platform_setting_${nameOf(key)}`]!();

/** What its default rests on. */
export const defaultBasis = (key: SettingKey): string => words[`platform_basis_${nameOf(key)}`]!();
