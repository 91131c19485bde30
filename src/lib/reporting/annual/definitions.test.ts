import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { locales } from '#lib/i18n/locale.ts';
import { definitions, figureKeys, figureOf } from './figures.ts';
import { figureMeaning, unitName } from './words.ts';

/** The definitions as they read under each version. A changed one needs a new version, and a further line here. */
const known: Record<string, string> = {
  '2026.1': 'b90642bd6dcb7e7c'
};

test('a figure that means something else comes under a new version of the definitions', () => {
  const read = figureKeys.flatMap((key) =>
    locales.map((locale) => [key, figureOf(key).unit, figureMeaning[key]({}, { locale })].join('\n'))
  );
  expect(known[definitions]).toBe(createHash('sha256').update(read.join('\n')).digest('hex').slice(0, 16));
});

test('every figure says in both languages what it means and what it is counted in', () => {
  for (const key of figureKeys)
    for (const locale of locales) {
      expect(figureMeaning[key]({}, { locale }).length).toBeGreaterThan(5);
      expect(unitName[figureOf(key).unit]({}, { locale })).not.toBe('');
    }
});
