import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { registry } from '#lib/platform/door.server.ts';
import { roles } from '#lib/platform/permissions.ts';
import { settingKeys } from '#lib/platform/settings.ts';
import '#lib/rooms.server.ts';
import { errorKey, errorText } from './error-text.server.ts';
import { locales } from './locale.ts';

const HOME = 'src/lib/i18n/messages';
const rooms = readdirSync(HOME);
const words = (room: string, locale: string) =>
  JSON.parse(readFileSync(join(HOME, room, `${locale}.json`), 'utf8')) as Record<string, unknown>;

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts') && !path.includes('paraglide'))
  .map((path) => readFileSync(join('src', path), 'utf8'));

/** Operations, permissions and settings are named alike and are not codes. */
const otherNames = new Set<string>([...registry.keys(), ...Object.values(roles).flat(), ...settingKeys]);

/** Codes as the rooms write them: `people.locked`, `input.too-short|min=8`. */
function codesInUse(): string[] {
  const found = new Set<string>();
  const roomNames =
    'people|law|bank|assessment|practice|learning|mentoring|certification|complaints|hours|platform|file|input|page|reporting|exchange';
  const thrown = new RegExp(`['"\`]((?:${roomNames})\\.[a-z][a-z-]+(?:-[a-z]+)*)(?:\\|[^'"\`]*)?['"\`]`, 'g');
  for (const source of sources) {
    for (const line of source.split('\n')) {
      for (const [, code] of line.matchAll(thrown)) if (isErrorLine(line) && !otherNames.has(code!)) found.add(code!);
    }
  }
  return [...found].sort();
}

const isErrorLine = (line: string) =>
  /(refused|missing|conflict|invalid|tooMany|DomainError|InvalidInput|refine|regex|message|code)\b/.test(line);

describe('words', () => {
  test.each(rooms)('%s: both languages have the same messages, none empty', (room) => {
    const [base, ...others] = locales.map((locale) => words(room, locale));
    for (const other of others) expect(Object.keys(other)).toEqual(Object.keys(base!));
    for (const all of [base!, ...others]) {
      expect(Object.entries(all).filter(([, text]) => text === '' || text === null)).toEqual([]);
    }
  });

  test.each(rooms)('%s: both languages take the same values', (room) => {
    const [base, ...others] = locales.map((locale) => words(room, locale));
    const values = (text: unknown) =>
      [...new Set([...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();
    for (const key of Object.keys(base!)) {
      for (const other of others) expect({ [key]: values(other[key]) }).toEqual({ [key]: values(base![key]) });
    }
  });

  test('every code that a rule can throw has its sentence', () => {
    const codes = codesInUse();
    expect(codes.length).toBeGreaterThan(50);
    const known = new Set(rooms.flatMap((room) => Object.keys(words(room, 'zh-CN'))));
    expect(codes.filter((code) => !known.has(errorKey(code)))).toEqual([]);
  });

  test('a sentence carries the values of its code', () => {
    expect(errorText('input.too-short|min=8', {}, 'en')).toContain('8');
  });
});
