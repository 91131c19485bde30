import { expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

test('after signing in one comes to a page of this site and nowhere else', () => {
  expect(ownPath('/people?q=林#top')).toBe('/people?q=%E6%9E%97#top');
  const foreign = [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/people/..//evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'people',
    '',
    null
  ];
  for (const value of foreign) expect(ownPath(value)).toBe('/');
});
