import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, type Day } from '#lib/platform/clock.ts';
import {
  certificateStanding,
  firstBreach,
  liveEvents,
  nextKinds,
  personStanding,
  printOf,
  standingSpans,
  type CertificateCondition,
  type CertificateEvent,
  type CertificateEventKind
} from './certificate.ts';

const START: Day = '2021-11-01';
const END: Day = '2026-10-31';

function event(
  id: number,
  kind: CertificateEventKind,
  happenedOn: Day,
  more: Partial<CertificateEvent> = {}
): CertificateEvent {
  return {
    id,
    kind,
    happenedOn,
    authority: '区司法局',
    number: null,
    validFrom: null,
    validTo: null,
    supersedesId: null,
    ...more
  };
}
const issued = event(1, 'issued', START, { number: '37100001', validFrom: START, validTo: END });
const stateOn = (events: CertificateEvent[], on: Day) => certificateStanding(events, on, 90).state;

/** A history that keeps the rules: each act one that may follow, each on a later day or the same. */
const histories = fc
  .array(fc.record({ pick: fc.nat(), wait: fc.integer({ min: 0, max: 500 }) }), { maxLength: 8 })
  .map((steps) => {
    const events = [issued];
    for (const { pick, wait } of steps) {
      const kinds = nextKinds(printOf(events).condition);
      const kind = kinds[pick % Math.max(kinds.length, 1)];
      if (!kind) break;
      const on = addDays(events.at(-1)!.happenedOn, wait);
      const print =
        kind === 'renewed' ? { number: `N${events.length}`, validFrom: on, validTo: addMonths(on, 60) } : {};
      events.push(event(events.length + 1, kind, on, print));
    }
    return events;
  });
const days = fc.integer({ min: -400, max: 6000 }).map((count) => addDays(START, count));

describe('what a card is worth on a day', () => {
  it.each<[Day, string]>([
    ['2021-10-31', 'none'],
    ['2021-11-01', 'valid'],
    ['2026-08-01', 'valid'],
    ['2026-08-02', 'expiring'],
    ['2026-10-31', 'expiring'],
    ['2026-11-01', 'expired']
  ])('on %s it is %s by its printed days', (on, state) => {
    expect(stateOn([issued], on)).toBe(state);
  });

  it('a renewal carries on from the old card without a gap', () => {
    const events = [
      issued,
      event(2, 'renewed', '2026-10-20', { number: '37100002', validFrom: '2026-11-01', validTo: '2031-10-31' })
    ];
    expect(stateOn(events, '2026-10-25')).toBe('valid');
    expect(certificateStanding(events, '2026-11-01', 90)).toMatchObject({
      state: 'valid',
      number: '37100002',
      validTo: '2031-10-31'
    });
  });

  it('a card renewed too late was expired in between', () => {
    const events = [issued, event(2, 'renewed', '2026-11-16', { validFrom: '2026-11-20', validTo: '2031-11-19' })];
    expect(stateOn(events, '2026-11-17')).toBe('expired');
    expect(stateOn(events, '2026-11-20')).toBe('valid');
  });

  it('a suspension counts from its day until the restoring', () => {
    const events = [issued, event(2, 'suspended', '2025-03-10'), event(3, 'restored', '2025-03-14')];
    expect(stateOn(events, '2025-03-09')).toBe('valid');
    expect(certificateStanding(events, '2025-03-12', 90)).toMatchObject({
      state: 'suspended',
      since: '2025-03-10',
      authority: '区司法局'
    });
    expect(stateOn(events, '2025-03-14')).toBe('valid');
  });

  it('a suspension of one card counts for the person, whatever other cards they hold', () => {
    const other = [event(9, 'issued', START, { number: 'B', validFrom: START, validTo: END })];
    expect(personStanding([[issued, event(2, 'suspended', '2025-03-10')], other], '2025-04-01', 90).state).toBe(
      'suspended'
    );
  });

  it('the best card counts when none is suspended', () => {
    const cancelled = [issued, event(2, 'cancelled', '2024-01-01')];
    const other = [event(9, 'issued', START, { number: 'B', validFrom: START, validTo: END })];
    expect(personStanding([cancelled, other], '2025-04-01', 90)).toMatchObject({ state: 'valid', number: 'B' });
    expect(personStanding([], '2025-04-01', 90).state).toBe('none');
  });

  it('an entry made in error is taken back without a trace on the standing', () => {
    const wrong = [issued, event(2, 'suspended', '2025-03-10'), event(3, 'voided', '2025-03-10', { supersedesId: 2 })];
    expect(liveEvents(wrong)).toEqual([issued]);
    expect(stateOn(wrong, '2025-03-12')).toBe('valid');
  });

  it('a corrected entry keeps its place in the order of the day', () => {
    const events = [
      issued,
      event(2, 'suspended', '2025-03-10'),
      event(3, 'restored', '2025-03-10'),
      event(4, 'suspended', '2025-03-10', { supersedesId: 2, authority: '市司法局' })
    ];
    expect(firstBreach(events)).toBeUndefined();
    expect(stateOn(events, '2025-03-10')).toBe('valid');
  });
});

describe('any history that keeps the rules', () => {
  it('holds together, and its print is where its standing ends', () => {
    fc.assert(
      fc.property(histories, (events) => {
        expect(firstBreach(events)).toBeUndefined();
        const far = certificateStanding(events, '2099-01-01', 90).state;
        const { condition } = printOf(events);
        expect(far).toBe(condition === 'in-force' ? 'expired' : condition);
      })
    );
  });

  it('is never valid or expiring on a day on which it was suspended, handed in or cancelled', () => {
    fc.assert(
      fc.property(histories, days, (events, on) => {
        const done = events.filter(({ happenedOn }) => happenedOn <= on);
        const condition: CertificateCondition | undefined = done.length ? printOf(done).condition : undefined;
        const state = stateOn(events, on);
        if (condition !== 'in-force') expect(['valid', 'expiring', 'expired']).not.toContain(state);
      })
    );
  });

  it('says on a day only what had happened by that day', () => {
    fc.assert(
      fc.property(histories, days, (events, on) => {
        expect(
          stateOn(
            events.filter(({ happenedOn }) => happenedOn <= on),
            on
          )
        ).toBe(stateOn(events, on));
      })
    );
  });

  it('stands after a restoring exactly where it stood before the suspension', () => {
    fc.assert(
      fc.property(histories, days, (events, on) => {
        const last = events.at(-1)!;
        fc.pre(printOf(events).condition === 'in-force');
        const paused = [...events, event(90, 'suspended', last.happenedOn), event(91, 'restored', last.happenedOn)];
        expect(stateOn(paused, on)).toBe(stateOn(events, on));
      })
    );
  });

  it('never changes once cancelled', () => {
    fc.assert(
      fc.property(
        histories,
        fc.constantFrom<CertificateEventKind>('renewed', 'replaced', 'suspended', 'restored', 'handed-in', 'cancelled'),
        (events, kind) => {
          fc.pre(printOf(events).condition === 'cancelled');
          expect(firstBreach([...events, event(99, kind, addDays(events.at(-1)!.happenedOn, 1))])).toBe(
            'certification.act-cannot-follow'
          );
        }
      )
    );
  });

  it('is cut into spans that cover every day once and say what the day says', () => {
    fc.assert(
      fc.property(histories, days, (events, on) => {
        const [from, to] = [addDays(START, -400), addDays(START, 6000)] as const;
        const spans = standingSpans([events], from, to, 90);
        expect([spans[0]!.from, spans.at(-1)!.to]).toEqual([from, to]);
        for (const [at, span] of spans.entries()) if (at > 0) expect(span.from).toBe(addDays(spans[at - 1]!.to, 1));
        expect(spans.find((span) => span.from <= on && on <= span.to)?.state).toBe(stateOn(events, on));
      })
    );
  });

  it('loses validity as time passes and never gains it by itself', () => {
    const rank = ['expired', 'expiring', 'valid'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2500 }), fc.integer({ min: 0, max: 400 }), (from, more) => {
        const earlier = stateOn([issued], addDays(START, from));
        const later = stateOn([issued], addDays(START, from + more));
        expect(rank.indexOf(later)).toBeLessThanOrEqual(rank.indexOf(earlier));
      })
    );
  });
});
