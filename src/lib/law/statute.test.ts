import { expect, test } from 'vitest';
import { articleHref, overlappingVersions, versionInForce, versionToShow } from './statute.ts';

const old = { effectiveFrom: '2009-01-01', effectiveTo: '2021-07-14' } as const;
const present = { effectiveFrom: '2021-07-15', effectiveTo: null } as const;

test('a version is in force from its first to its last day, both included', () => {
  expect(versionInForce([present, old], '2008-12-31')).toBeUndefined();
  expect(versionInForce([present, old], '2009-01-01')).toBe(old);
  expect(versionInForce([present, old], '2021-07-14')).toBe(old);
  expect(versionInForce([present, old], '2021-07-15')).toBe(present);
});

test('what is shown is the version in force, else the last one, else the coming one', () => {
  const ended = { effectiveFrom: '2010-01-01', effectiveTo: '2026-08-14' } as const;
  expect(versionToShow([old, present], '2026-01-01')).toBe(present);
  expect(versionToShow([old, { ...ended, effectiveFrom: '2022-01-01' }], '2026-11-23')).toMatchObject({
    effectiveFrom: '2022-01-01'
  });
  expect(versionToShow([ended], '2009-01-01')).toBe(ended);
});

test('two versions may not be in force on one day', () => {
  expect(overlappingVersions([present, old])).toBeUndefined();
  expect(overlappingVersions([present, { ...old, effectiveTo: '2021-07-15' }])).toBeDefined();
  expect(overlappingVersions([{ ...old, effectiveTo: null }, present])).toBeDefined();
});

test('an article has one address', () => {
  expect(articleHref('a-b', { position: 4200, version: null })).toBe('/law/a-b#a4200');
  expect(articleHref('a-b', { position: 4200, version: '2009-01-01' })).toBe('/law/a-b?version=2009-01-01#a4200');
  expect(articleHref('a-b', null)).toBe('/law/a-b');
});
