import { expect, test } from 'vitest';
import { conflict, DomainError, InvalidInput, invalid, missing, refused, statusOf, tooMany } from './errors.ts';

test('each kind of refusal has its own HTTP status', () => {
  const kinds = [invalid('a.b'), refused('a.b'), missing('a.b'), conflict('a.b'), tooMany('a.b')].map(
    ({ kind }) => statusOf[kind]
  );
  expect(kinds).toEqual([400, 403, 404, 409, 429]);
  expect(statusOf.unauthenticated).toBe(401);
  expect(statusOf.unavailable).toBe(503);
});

test('a refusal keeps its code and values and never carries them into its text', () => {
  const refusal = conflict('people.number-taken', { number: '017' });
  expect(refusal).toBeInstanceOf(DomainError);
  expect(refusal).toMatchObject({ kind: 'conflict', code: 'people.number-taken', params: { number: '017' } });
  expect(refusal.message).not.toContain('017');
});

test('broken input names its fields', () => {
  expect(new InvalidInput({ name: ['input.required'] })).toMatchObject({
    kind: 'invalid',
    code: 'input.invalid',
    fields: { name: ['input.required'] }
  });
});
