import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, describe, test } from 'vitest';
import { openVault, suites } from './vault.server.ts';

function folderOfKeys() {
  const folder = mkdtempSync(join(tmpdir(), 'chizheng-vault-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'vault');
}

describe.each(suites)('a text sealed with %s', (suite) => {
  test('opens as it was, for the place that it was sealed for', () => {
    const vault = openVault(folderOfKeys(), suite);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, place) => {
        expect(vault.open(vault.seal(text, place), place)).toBe(text);
      })
    );
  });

  test('shows nothing of itself and is never the same twice', () => {
    const vault = openVault(folderOfKeys(), suite);
    const sealed = [vault.seal('林某甲 13800000000', 'a'), vault.seal('林某甲 13800000000', 'a')];
    expect(sealed[0]).not.toBe(sealed[1]);
    for (const text of sealed) {
      expect(text).toMatch(/^[\w.-]+$/);
      expect(Buffer.from(text.split('.')[3]!, 'base64url').includes('138')).toBe(false);
    }
  });

  test('opens for no other place, even one that begins alike', () => {
    const vault = openVault(folderOfKeys(), suite);
    const sealed = vault.seal('甲', 'complaint:1:identity');
    for (const place of ['complaint:11:identity', 'complaint:1:identit', '']) {
      expect(() => vault.open(sealed, place)).toThrow('cannot be opened');
    }
  });

  test('a single changed bit anywhere is noticed', () => {
    const vault = openVault(folderOfKeys(), suite);
    const [by, number, wrapped, content] = vault.seal('某某街 1 号', 'a').split('.') as [
      string,
      string,
      string,
      string
    ];
    for (const [part, build] of [
      [wrapped, (changed: string) => `${by}.${number}.${changed}.${content}`],
      [content, (changed: string) => `${by}.${number}.${wrapped}.${changed}`]
    ] as const) {
      const bytes = Buffer.from(part, 'base64url');
      for (let at = 0; at < bytes.length; at += 1) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 1;
        expect(() => vault.open(build(changed.toString('base64url')), 'a'), `byte ${at}`).toThrow('cannot be opened');
      }
      expect(() => vault.open(build(bytes.subarray(0, 5).toString('base64url')), 'a')).toThrow('cannot be opened');
    }
  });

  test('keeps its content under a new master key, and the old key can go', () => {
    const folder = folderOfKeys();
    const vault = openVault(folder, suite);
    const before = vault.seal('甲', 'a');
    vault.addKey();
    expect(vault.isCurrent(before)).toBe(false);
    const after = vault.rewrap(before, 'a');
    expect(vault.isCurrent(after)).toBe(true);
    expect(after.split('.')[3]).toBe(before.split('.')[3]);
    vault.retireKeys();
    expect(vault.open(after, 'a')).toBe('甲');
    expect(() => vault.open(before, 'a')).toThrow('master key 1 is gone');
  });
});

test('what one suite sealed opens where the other is chosen now', () => {
  const folder = folderOfKeys();
  const sealed = openVault(folder, 'sm').seal('甲', 'a');
  expect(openVault(folder, 'aes').open(sealed, 'a')).toBe('甲');
});

test('a process that was open before notices the new master key', () => {
  const folder = folderOfKeys();
  const serving = openVault(folder);
  const sealedBefore = serving.seal('甲', 'a');
  const rotating = openVault(folder);
  rotating.addKey();
  expect(rotating.isCurrent(serving.seal('乙', 'a'))).toBe(true);
  const moved = rotating.rewrap(sealedBefore, 'a');
  rotating.retireKeys();
  expect(serving.open(moved, 'a')).toBe('甲');
});

test('the keys are readable by the owner alone', () => {
  const folder = folderOfKeys();
  openVault(folder).seal('甲', 'a');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
});

test.each(['', 'aes.1.x', 'des.1.eA.eA', 'aes.1.eA.eA.eA', 'aes.9.eA.eA'])('%s is no sealed text', (text) => {
  expect(() => openVault(folderOfKeys()).open(text, 'a')).toThrow();
});
