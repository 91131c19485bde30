import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOf, SMALL, suppressed } from './statistics.ts';

const anyCounts = fc.record({ a: fc.nat(20), b: fc.nat(20), c: fc.nat(20), d: fc.nat(20) });

test('a count between one and four is never shown, a nought always is', () => {
  fc.assert(
    fc.property(anyCounts, (counts) => {
      for (const [key, { count }] of Object.entries(suppressed(counts))) {
        const real = counts[key as keyof typeof counts];
        if (real === 0) expect(count).toBe(0);
        if (real > 0 && real < SMALL) expect(count).toBeNull();
        if (count !== null) expect(count).toBe(real);
      }
    })
  );
});

test('whoever knows the total cannot tell a single hidden count, unless nothing else was counted', () => {
  fc.assert(
    fc.property(anyCounts, (counts) => {
      const hidden = Object.values(suppressed(counts)).filter(({ count }) => count === null);
      const counted = Object.values(counts).filter((count) => count > 0);
      if (counted.length > 1) expect(hidden.length).not.toBe(1);
    })
  );
});

test.each([
  [1, 4, null],
  [0, 5, 0],
  [3, 5, 60],
  [5, 5, 100]
])('%i of %i is %s percent', (part, whole, share) => {
  expect(shareOf(part, whole)).toBe(share);
});
