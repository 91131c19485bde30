import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '#lib/platform/clock.ts';
import { hoursOf } from '#lib/hours/hours.ts';
import type { CertificateEvent } from './certificate.ts';
import {
  countsAsOfficer,
  milestoneOn,
  readiness,
  wallStates,
  type Evidence,
  type Pass,
  type Subject,
  type WallState
} from './readiness.ts';
import { schemeOn } from './scheme.ts';
import { starterScheme } from './starter/scheme.ts';

const TODAY: Day = '2026-11-20';
const measures = {
  expiringDays: 90,
  passWithinMonths: 12,
  milestones: [
    { from: '06-30', percent: 40 },
    { from: '09-30', percent: 70 },
    { from: '12-31', percent: 100 }
  ]
};
const officer: Subject = {
  establishment: 'administrative',
  enforcementPost: true,
  joinedOn: '2020-03-01',
  leftOn: null
};

const card = (validTo: Day, ...more: CertificateEvent[]): CertificateEvent[] => [
  {
    id: 1,
    kind: 'issued',
    happenedOn: '2021-01-01',
    authority: '区司法局',
    number: 'A1',
    validFrom: '2021-01-01',
    validTo,
    supersedesId: null
  },
  ...more
];
const act = (kind: 'suspended' | 'restored', happenedOn: Day, id: number): CertificateEvent => ({
  id,
  kind,
  happenedOn,
  authority: '区司法局',
  number: null,
  validFrom: null,
  validTo: null,
  supersedesId: null
});
const rules = { minutesPerHour: 45, onlineShare: 50 };
const hours = (count: number): Evidence['hours'] => {
  const sums = [{ category: 'law-study' as const, minutes: count * 45 }];
  return { enforcement: hoursOf(sums, 60, rules), everyone: hoursOf(sums, 40, rules) };
};
const passed = (passedOn: Day): Pass => ({ title: '年度考核', passedOn });
const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  cards: [card('2029-06-30')],
  passes: [passed('2026-06-18')],
  hours: hours(60),
  ...more
});
const ask = (given: Evidence, person = officer, on = TODAY) => readiness(person, given, starterScheme, on, measures);

describe('whether a person may enforce', () => {
  it('who meets every requirement is valid and has nothing to do', () => {
    expect(ask(evidence())).toMatchObject({ state: 'valid', next: null });
  });

  it('a card that runs out within 90 days is expiring, and renewing it is next', () => {
    expect(ask(evidence({ cards: [card('2026-12-02')] }))).toMatchObject({
      state: 'expiring',
      next: { code: 'renew-card', day: '2026-12-02' }
    });
  });

  it('an expired card outweighs whatever else is missing', () => {
    const result = ask(evidence({ cards: [card('2026-10-31')], passes: [], hours: hours(0) }));
    expect(result).toMatchObject({ state: 'expired', next: { code: 'renew-card' } });
    expect(result.findings.filter(({ met }) => !met).map(({ requirement }) => requirement)).toEqual([
      'card',
      'internal-exam',
      'hours'
    ]);
  });

  it('who has no card lacks it, and getting it is next', () => {
    expect(ask(evidence({ cards: [] }))).toMatchObject({ state: 'missing', next: { code: 'apply-card' } });
  });

  it('an exam passed 12 months ago still counts on that day and no longer on the next', () => {
    expect(ask(evidence({ passes: [passed('2025-11-20')] })).state).toBe('valid');
    expect(ask(evidence({ passes: [passed('2025-11-19')] }))).toMatchObject({
      state: 'missing',
      next: { code: 'sit-exam' }
    });
  });

  it('hours are asked for by the milestones of the year', () => {
    expect(ask(evidence({ hours: hours(42) })).state).toBe('valid');
    expect(ask(evidence({ hours: hours(41.5) }))).toMatchObject({
      state: 'missing',
      next: { code: 'study', hours: 18.5, day: '2026-12-31' }
    });
    expect(ask(evidence({ hours: hours(0) }), officer, '2026-06-29').state).toBe('valid');
    expect(ask(evidence({ hours: hours(59.5) }), officer, '2026-12-31').state).toBe('missing');
    expect([milestoneOn([], TODAY), milestoneOn([{ from: '06-30', percent: 40 }], '2026-06-30')]).toEqual([0, 40]);
  });

  it('a suspended card keeps its holder off duty until it is restored', () => {
    const suspended = card('2029-06-30', act('suspended', '2026-11-02', 2));
    expect(ask(evidence({ cards: [suspended] }))).toMatchObject({
      state: 'suspended',
      next: { code: 'await-restoring' }
    });
    expect(ask(evidence({ cards: [[...suspended, act('restored', '2026-11-19', 3)]] })).state).toBe('valid');
  });

  it('an auxiliary never counts, whatever they hold', () => {
    const result = ask(evidence(), { ...officer, establishment: 'auxiliary' });
    expect(result).toMatchObject({ state: 'exempt', exemption: 'auxiliary', findings: [] });
    expect(countsAsOfficer(result.state)).toBe(false);
  });

  it('without an enforcement post a card is not asked for, but one that is held is watched', () => {
    const clerk = { ...officer, enforcementPost: false };
    expect(ask(evidence({ cards: [] }), clerk)).toMatchObject({ state: 'exempt', exemption: 'no-enforcement-post' });
    expect(ask(evidence({ cards: [card('2026-10-31')] }), clerk).state).toBe('expired');
  });

  it('nothing is asked of somebody before they join or after they leave', () => {
    expect(ask(evidence(), { ...officer, joinedOn: '2026-12-01' }).exemption).toBe('not-on-roster');
    expect(ask(evidence(), { ...officer, leftOn: TODAY }).exemption).toBe('not-on-roster');
  });

  it('the scheme of the day asked for counts, not the newest', () => {
    const later = { ...starterScheme, effectiveFrom: '2027-01-01' as Day, requirements: [] };
    expect(schemeOn([later, starterScheme], TODAY)).toBe(starterScheme);
    expect(schemeOn([later, starterScheme], '2027-01-01')).toBe(later);
    expect(schemeOn([later], TODAY)).toBe(later);
  });
});

const someDay = fc.integer({ min: 0, max: 2200 }).map((count) => addDays('2023-01-01', count));
const someEvidence = fc.record({
  cards: fc.array(
    someDay.map((validTo) => card(validTo)),
    { maxLength: 2 }
  ),
  passes: fc.array(someDay.map(passed), { maxLength: 3 }),
  hours: fc.integer({ min: 0, max: 140 }).map((count) => hours(count / 2))
});
const rank = (state: string) => wallStates.indexOf(state as WallState);

describe('for any evidence and any day', () => {
  it('a suspended person never counts as an officer', () => {
    fc.assert(
      fc.property(someEvidence, someDay, fc.integer({ min: 0, max: 800 }), (given, on, ago) => {
        const suspended = card('2031-01-01', act('suspended', addDays(on, -ago), 2));
        fc.pre(addDays(on, -ago) >= '2021-01-01');
        const { state } = ask({ ...given, cards: [...given.cards, suspended] }, officer, on);
        expect(state).toBe('suspended');
        expect(countsAsOfficer(state)).toBe(false);
      })
    );
  });

  it('one more exam passed, more hours or another card in force never make it worse', () => {
    fc.assert(
      fc.property(someEvidence, someDay, someDay, fc.integer({ min: 0, max: 60 }), (given, on, when, extra) => {
        const before = rank(ask(given, officer, on).state);
        const more: Evidence[] = [
          { ...given, passes: [...given.passes, passed(when)] },
          { ...given, hours: hours(given.hours.enforcement.hours + extra) },
          { ...given, cards: [...given.cards, card(addDays(on, 200))] }
        ];
        for (const richer of more) expect(rank(ask(richer, officer, on).state)).toBeGreaterThanOrEqual(before);
      })
    );
  });

  it('exactly those who are valid have nothing to do, and whoever lacks something has one thing to do', () => {
    fc.assert(
      fc.property(someEvidence, someDay, (given, on) => {
        const { state, next } = ask(given, officer, on);
        expect(next === null).toBe(state === 'valid');
      })
    );
  });

  it('an auxiliary never counts as an officer', () => {
    fc.assert(
      fc.property(someEvidence, someDay, (given, on) => {
        expect(countsAsOfficer(ask(given, { ...officer, establishment: 'auxiliary' }, on).state)).toBe(false);
      })
    );
  });

  it('who counts as an officer meets every requirement', () => {
    fc.assert(
      fc.property(someEvidence, someDay, (given, on) => {
        const { state, findings } = ask(given, officer, on);
        expect(countsAsOfficer(state)).toBe(findings.every(({ met }) => met));
      })
    );
  });
});
