import { expect, test } from 'vitest';
import { readEnvironment } from './environment.server.ts';

test('nothing set is a working installation on SQLite', () => {
  expect(readEnvironment({})).toMatchObject({
    DATA_DIR: 'data',
    DATABASE_URL: '',
    PORT: 3000,
    DEMO: false,
    LOG_LEVEL: 'info'
  });
});

test('a PostgreSQL address chooses the server', () => {
  expect(readEnvironment({ DATABASE_URL: 'postgres://u@h/db' }).DATABASE_URL).toBe('postgres://u@h/db');
});

test.each([
  ['PORT', '0'],
  ['PORT', 'http'],
  ['ORIGIN', 'localhost:3000'],
  ['ORIGIN', 'ftp://a'],
  ['DATABASE_URL', 'mysql://a'],
  ['DATA_DIR', ''],
  ['LOG_LEVEL', 'loud'],
  ['DEMO', 'yes']
])('%s=%s is named as wrong before anything happens', (name, value) => {
  expect(() => readEnvironment({ [name]: value })).toThrow(
    new RegExp(`settings in the environment are wrong:\\n  ${name}: `)
  );
});

test('every wrong setting is named at once', () => {
  expect(() => readEnvironment({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT[\s\S]*LOG_LEVEL/);
});
