import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '#lib/platform/clock.ts';
import {
  announcementBetween,
  clockFace,
  deadlineOf,
  examPhase,
  GRACE,
  isLate,
  secondsLeft,
  syncServerTime
} from './exam-clock.ts';

const window = { opensAt: 1_000_000, closesAt: 1_000_000 + 90 * MINUTE };

describe('the time of an exam', () => {
  test('an exam is open from the first moment of its window and closed from the last', () => {
    expect(examPhase(window, window.opensAt - 1)).toBe('upcoming');
    expect(examPhase(window, window.opensAt)).toBe('open');
    expect(examPhase(window, window.closesAt - 1)).toBe('open');
    expect(examPhase(window, window.closesAt)).toBe('closed');
  });

  test('a sitting ends after its minutes, or with the window, whichever is first', () => {
    expect(deadlineOf({ ...window, minutes: 40 }, 0, window.opensAt)).toBe(window.opensAt + 40 * MINUTE);
    expect(deadlineOf({ ...window, minutes: 40 }, 0, window.closesAt - 10 * MINUTE)).toBe(window.closesAt);
  });

  test('extra time moves the end, also past the window', () => {
    expect(deadlineOf({ ...window, minutes: 40 }, 20, window.closesAt - 10 * MINUTE)).toBe(
      window.closesAt + 20 * MINUTE
    );
  });

  test('what was still on its way at zero is not late', () => {
    expect(isLate(1000, 1000)).toBe(false);
    expect(isLate(1000, 1000 + GRACE)).toBe(false);
    expect(isLate(1000, 1001 + GRACE)).toBe(true);
  });
});

describe('the time on the page', () => {
  test('the time shown is off by at most two seconds, whatever the device clock says, when answers take up to four', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000 }),
        fc.integer({ min: 0, max: 2_000 }),
        fc.nat(3_600_000),
        (there, back, later) => {
          const [origin, sent] = [1_800_000_000_000, 5_000];
          const serverNow = origin + sent + there;
          const time = syncServerTime(undefined, serverNow, sent, sent + there + back);
          const shown = sent + there + back + later + time.offset;
          expect(Math.abs(shown - (origin + sent + there + back + later))).toBeLessThanOrEqual(2 * SECOND);
        }
      )
    );
  });

  test('a slow answer that agrees with what is known changes nothing, a server clock that was set is believed', () => {
    const known = syncServerTime(undefined, 100_000, 0, 100);
    expect(syncServerTime(known, 109_000, 1_000, 11_000)).toBe(known);
    expect(syncServerTime(known, 3_709_000, 1_000, 11_000).offset).toBe(3_703_000);
  });

  test('seconds are whole, end at zero and read like a clock', () => {
    const time = { offset: 0 };
    expect(secondsLeft(10_000, time, 8_999)).toBe(2);
    expect(secondsLeft(10_000, time, 10_000)).toBe(0);
    expect(secondsLeft(10_000, time, 50_000)).toBe(0);
    expect(clockFace(2538)).toBe('42:18');
    expect(clockFace(3738)).toBe('1:02:18');
    expect(clockFace(0)).toBe('00:00');
  });

  test('ten, five and one minute are announced once, also when the page slept through the second itself', () => {
    expect(announcementBetween(601, 600)).toBe(600);
    expect(announcementBetween(600, 599)).toBeUndefined();
    expect(announcementBetween(320, 290)).toBe(300);
    expect(announcementBetween(61, 60)).toBe(60);
    expect(announcementBetween(5, 0)).toBeUndefined();
  });
});
