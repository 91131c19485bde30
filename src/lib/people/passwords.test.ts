import { describe, expect, test } from 'vitest';
import { passwordProblem } from './password-rules.ts';
import { HASH_PATTERN, hashPassword, initialPassword, verifyPassword } from './passwords.server.ts';

describe('a stored password', () => {
  test('is Argon2id with at least 19 MiB and two passes, salted each time', async () => {
    const [first, second] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    const [, memory, passes] = HASH_PATTERN.exec(first)!;
    expect(Number(memory)).toBeGreaterThanOrEqual(19 * 1024);
    expect(Number(passes)).toBeGreaterThanOrEqual(2);
    expect(first).not.toBe(second);
  });

  test('is recognised, and nothing else is', async () => {
    const stored = await hashPassword('马踏飞燕看海去');
    expect(await verifyPassword(stored, '马踏飞燕看海去')).toBe(true);
    expect(await verifyPassword(stored, '马踏飞燕看海去 ')).toBe(false);
    expect(await verifyPassword(stored, '')).toBe(false);
  });

  test('without one, or with a damaged one, everything is wrong', async () => {
    expect(await verifyPassword(undefined, 'anything at all')).toBe(false);
    expect(await verifyPassword('!', 'anything at all')).toBe(false);
  });

  test('many at once all get their turn', async () => {
    const hashes = await Promise.all(Array.from({ length: 9 }, (_, at) => hashPassword(`password ${at}`)));
    const right = await Promise.all(hashes.map((hash, at) => verifyPassword(hash, `password ${at}`)));
    expect(right).toEqual(hashes.map(() => true));
  });
});

describe('a new password', () => {
  const owner = { login: '017', name: '林某甲' };
  const cases: [string, string | undefined][] = [
    ['short', 'people.password-too-short|min=12'],
    ['x'.repeat(129), 'people.password-too-long|max=128'],
    ['123456789012', 'people.password-common'],
    ['aaaaaaaaaaaaaa', 'people.password-common'],
    ['Password2024!!', 'people.password-common'],
    ['qwertyuiop123', 'people.password-common'],
    ['woaini1314520', 'people.password-common'],
    ['ａｄｍｉｎ＠１２３４５６', 'people.password-common'],
    ['linmoujia-017!', 'people.password-personal'],
    ['林某甲林某甲林某甲017', 'people.password-personal'],
    ['海边的灯塔夜里也亮着吧', 'people.password-too-short|min=12'],
    ['海边的灯塔在夜里也一直亮着', undefined],
    ['staple-lantern-orbit', undefined],
    ['k7mt-9xqf-w3hp', undefined]
  ];
  test.each(cases)('%s → %s', (password, problem) => {
    expect(passwordProblem(password, owner)).toBe(problem);
  });

  test('that the portal makes itself always passes, and no two are alike', () => {
    const made = Array.from({ length: 300 }, initialPassword);
    expect(new Set(made).size).toBe(300);
    expect(made.filter((password) => passwordProblem(password, owner) !== undefined).length).toBeLessThan(3);
  });
});
