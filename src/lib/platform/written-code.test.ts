import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCode, writtenCode } from './written-code.ts';

const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });

test('a receipt has groups of four and no sign that is mistaken for another', () => {
  fc.assert(
    fc.property(sixteen, (bytes) => {
      expect(writtenCode(bytes)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/);
    })
  );
});

test('no two of them are alike', () => {
  fc.assert(
    fc.property(sixteen, sixteen, (a, b) => {
      expect(writtenCode(a) === writtenCode(b)).toBe(Buffer.compare(a, b) === 0);
    })
  );
});

test('it is read however it was written down', () => {
  fc.assert(
    fc.property(sixteen, (bytes) => {
      const receipt = writtenCode(bytes);
      const plain = receipt.replaceAll('-', '');
      for (const typed of [
        plain,
        receipt.toLowerCase(),
        ` ${receipt.replaceAll('-', ' ')} `,
        receipt.replaceAll('-', '—'),
        receipt.replaceAll('0', 'O').replaceAll('1', 'l'),
        [...receipt].map((sign) => (sign === '-' ? '－' : String.fromCodePoint(sign.codePointAt(0)! + 0xfee0))).join('')
      ]) {
        expect(readCode(typed)).toBe(plain);
      }
    })
  );
});

test.each(['', '1234', 'U'.repeat(26), '0'.repeat(27), '林某甲'])('%s is none', (typed) => {
  expect(readCode(typed)).toBeUndefined();
});

test('only 128 bits make one', () => {
  expect(() => writtenCode(new Uint8Array(8))).toThrow('128');
});
