/** What holds of every ledger, whatever is entered, reversed, credited and withdrawn in whatever order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWorld } from '#tests/support/world.ts';
import { system } from '#lib/platform/actor.ts';
import { hoursCategories } from './category.ts';
import { creditHours, withdrawCredit } from './credit.server.ts';
import { hoursEarned, type LedgerEntry } from './hours.ts';
import { enterHours, listEntries, reverseHours } from './ledger.server.ts';

const rules = { minutesPerHour: 45, onlineShare: 50 };
const days = ['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'] as const;
const anEntry = fc.record({
  minutes: fc.integer({ min: 1, max: 2520 }),
  endedOn: fc.constantFrom(...days),
  category: fc.constantFrom(...hoursCategories)
});
const reversal = (entry: LedgerEntry): LedgerEntry => ({ ...entry, minutes: -entry.minutes });

describe('counting a ledger', () => {
  it('a correction changes the sum by the reversal and by nothing else', () => {
    fc.assert(
      fc.property(fc.array(anEntry), anEntry, fc.nat(), (others, wrong, at) => {
        const ledger = others.toSpliced(at % (others.length + 1), 0, wrong);
        for (const year of [2024, 2025, 2026])
          expect(hoursEarned([...ledger, reversal(wrong)], year, 60, rules)).toEqual(
            hoursEarned(others, year, 60, rules)
          );
      })
    );
  });

  it('the order of entries says nothing', () => {
    fc.assert(
      fc.property(fc.array(anEntry), (ledger) => {
        expect(hoursEarned(ledger.toReversed(), 2025, 60, rules)).toEqual(hoursEarned(ledger, 2025, 60, rules));
      })
    );
  });

  it('every entry counts in the year it ended, and in no other', () => {
    fc.assert(
      fc.property(fc.array(anEntry), anEntry, (ledger, entry) => {
        for (const year of [2024, 2025, 2026]) {
          if (entry.endedOn.startsWith(`${year}`)) continue;
          expect(hoursEarned([...ledger, entry], year, 60, rules)).toEqual(hoursEarned(ledger, year, 60, rules));
        }
      })
    );
  });

  it('rounding takes away less than half an hour, once, and never adds', () => {
    fc.assert(
      fc.property(fc.array(anEntry), (ledger) => {
        const offline = ledger.filter(({ category }) => category !== 'online');
        const exact =
          offline.filter(({ endedOn }) => endedOn.startsWith('2025')).reduce((sum, { minutes }) => sum + minutes, 0) /
          45;
        const { hours } = hoursEarned(offline, 2025, 60, rules);
        expect(hours % 0.5).toBe(0);
        expect(hours).toBeLessThanOrEqual(exact + 1e-9);
        expect(exact - hours).toBeLessThan(0.5);
      })
    );
  });
});

type Step =
  | { kind: 'enter'; minutes: number; endedOn: (typeof days)[number] }
  | { kind: 'reverse'; at: number }
  | { kind: 'credit'; sourceId: number; minutes: number; endedOn: (typeof days)[number] }
  | { kind: 'withdraw'; sourceId: number };
const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('enter' as const),
    minutes: fc.integer({ min: 1, max: 400 }),
    endedOn: fc.constantFrom(...days)
  }),
  fc.record({ kind: fc.constant('reverse' as const), at: fc.nat(20) }),
  fc.record({
    kind: fc.constant('credit' as const),
    sourceId: fc.integer({ min: 1, max: 3 }),
    minutes: fc.integer({ min: 1, max: 400 }),
    endedOn: fc.constantFrom(...days)
  }),
  fc.record({ kind: fc.constant('withdraw' as const), sourceId: fc.integer({ min: 1, max: 3 }) })
);

/** The ledger as one would keep it in one's head: what stands, and which sources have their say. */
function model() {
  const standing = new Map<number, { minutes: number; endedOn: string }>();
  const held = new Map<number, number>();
  return {
    standing,
    held,
    sum: (year: number) =>
      [...standing.values()]
        .filter(({ endedOn }) => endedOn.startsWith(`${year}`))
        .reduce((sum, { minutes }) => sum + minutes, 0)
  };
}

describe('keeping a ledger', () => {
  it('whatever is entered, reversed, credited and withdrawn, the sums are those of what stands', async () => {
    const { run, actor, cadreId } = await openWorld();
    const people = Object.values(cadreId);
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { maxLength: 12 }), async (steps) => {
        // One source and person for each run: the world is opened once.
        turn += 1;
        const who = people[turn % people.length]!;
        const source = (sourceId: number) => ({
          cadreId: who,
          sourceKind: 'session' as const,
          sourceId: turn * 10 + sourceId
        });
        const before = await minutesOfYears();
        const { standing, held, sum } = model();
        const mine: number[] = [];
        for (const step of steps) {
          if (step.kind === 'enter') {
            const { entries } = await run(enterHours, actor.he, {
              cadreIds: [who],
              category: 'other',
              endedOn: step.endedOn,
              title: '学习',
              amount: step.minutes
            });
            mine.push(entries[0]!);
            standing.set(entries[0]!, step);
          } else if (step.kind === 'reverse') {
            const entryId = mine[step.at % mine.length];
            if (entryId === undefined) continue;
            const reversing = run(reverseHours, actor.he, { entryId, reason: '更正' });
            if (standing.delete(entryId)) await reversing;
            else await expect(reversing).rejects.toMatchObject({ code: 'hours.already-reversed' });
          } else if (step.kind === 'credit') {
            const { minutes, endedOn, sourceId } = step;
            const rest = { minutes, endedOn, category: 'other' as const, title: '班次' };
            const { id } = await run(creditHours, system, { ...source(sourceId), ...rest });
            if (held.has(sourceId)) expect(id).toBe(held.get(sourceId));
            else {
              held.set(sourceId, id);
              mine.push(id);
              standing.set(id, { minutes, endedOn });
            }
          } else {
            const { id } = await run(withdrawCredit, system, { ...source(step.sourceId), reason: '签到更正' });
            const entryId = held.get(step.sourceId);
            expect(id !== null).toBe(entryId !== undefined && standing.has(entryId));
            if (id !== null) {
              standing.delete(entryId!);
              held.delete(step.sourceId);
            }
          }
        }
        const after = await minutesOfYears();
        for (const [at, year] of [2024, 2025, 2026].entries()) expect(after[at]! - before[at]!).toBe(sum(year));

        async function minutesOfYears() {
          const sums = [];
          for (const year of [2024, 2025, 2026]) {
            const { entries } = await run(listEntries, actor.he, { cadreId: who, year });
            sums.push(entries.reduce((total, { minutes }) => total + minutes, 0));
          }
          return sums;
        }
      }),
      { numRuns: 25 }
    );
  });
});
