import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '#lib/platform/clock.ts';
import { hoursOf } from '#lib/hours/hours.ts';
import type { CertificateEvent } from './certificate.ts';
import type { Evidence, Pass, Subject } from './evidence.ts';
import { milestoneOn } from './findings.ts';
import { countsAsOfficer, readiness, wallStates, type WallState } from './readiness.ts';
import { measureKinds } from './records.ts';
import { schemeOn, type Requirement, type Scheme } from './scheme.ts';
import { starterScheme } from './starter/scheme.ts';

const TODAY: Day = '2026-11-20';
const measures = {
  expiringDays: 90,
  passWithinMonths: 12,
  newcomerMonths: 12,
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
  officialExams: [],
  measures: [],
  documents: [],
  checks: [],
  mentoredOn: null,
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

  it('who has no card sits the official exam first, then applies for the card', () => {
    expect(ask(evidence({ cards: [] }))).toMatchObject({ state: 'missing', next: { code: 'sit-official-exam' } });
    const passes = [{ passedOn: '2026-10-01' as Day, authority: '区司法局', validUntil: null }];
    expect(ask(evidence({ cards: [], officialExams: passes }))).toMatchObject({ next: { code: 'apply-card' } });
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
const someOfficial = fc.record({
  passedOn: someDay,
  authority: fc.constant('区司法局'),
  validUntil: fc.option(someDay)
});
const someDocument = fc.record({
  kind: fc.constantFrom('health' as const, 'pledge' as const),
  signedOn: someDay,
  validUntil: fc.option(someDay)
});
const someMeasure = fc.record({
  kind: fc.constantFrom(...measureKinds),
  from: someDay,
  until: fc.option(someDay)
});
const someEvidence: fc.Arbitrary<Evidence> = fc.record({
  cards: fc.array(
    someDay.map((validTo) => card(validTo)),
    { maxLength: 2 }
  ),
  passes: fc.array(someDay.map(passed), { maxLength: 3 }),
  hours: fc.integer({ min: 0, max: 140 }).map((count) => hours(count / 2)),
  officialExams: fc.array(someOfficial, { maxLength: 2 }),
  measures: fc.array(someMeasure, { maxLength: 2 }),
  documents: fc.array(someDocument, { maxLength: 3 }),
  checks: fc.array(
    fc.record({
      year: fc.integer({ min: 2023, max: 2028 }),
      openedOn: someDay,
      dueOn: someDay,
      result: fc.option(fc.constantFrom('passed' as const, 'failed' as const)),
      decidedOn: fc.option(someDay)
    }),
    { maxLength: 2 }
  ),
  mentoredOn: fc.option(someDay)
});
/** A scheme that asks for everything there is. */
const everything: Scheme = {
  name: '全部',
  effectiveFrom: '2020-01-01',
  source: '测试',
  certainty: 'choice',
  requirements: [
    { kind: 'card' },
    { kind: 'no-suspension' },
    { kind: 'official-exam', withinMonths: 60 },
    { kind: 'internal-exam' },
    { kind: 'hours', audience: 'enforcement-posts' },
    { kind: 'mentoring', withinMonths: 12 },
    { kind: 'yearly-check' },
    { kind: 'health', withinMonths: 12 },
    { kind: 'pledge' }
  ]
};
const askAll = (given: Evidence, on: Day, scheme = everything) => readiness(officer, given, scheme, on, measures);
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

  it('no requirement becomes less met by one more piece of evidence in a person’s favour', () => {
    fc.assert(
      fc.property(
        someEvidence,
        someDay,
        someOfficial,
        someDocument,
        someDay,
        fc.nat(60),
        (given, on, exam, document, when, extra) => {
          const before = askAll(given, on).findings;
          const more: Evidence[] = [
            { ...given, officialExams: [...given.officialExams, exam] },
            { ...given, documents: [...given.documents, document] },
            { ...given, passes: [...given.passes, passed(when)] },
            { ...given, cards: [...given.cards, card(addDays(on, 400))] },
            { ...given, mentoredOn: given.mentoredOn !== null && given.mentoredOn < when ? given.mentoredOn : when },
            { ...given, hours: hours(given.hours.enforcement.hours + extra) },
            {
              ...given,
              checks: given.checks.map((check) => ({ ...check, result: 'passed' as const, decidedOn: check.openedOn }))
            }
          ];
          for (const richer of more)
            askAll(richer, on).findings.forEach((finding, at) => {
              if (before[at]!.met) expect(finding.met, finding.requirement).toBe(true);
            });
        }
      )
    );
  });

  it('what came to pass after a day changes nothing on that day: time travel gives what was computed then', () => {
    fc.assert(
      fc.property(someEvidence, someDay, (given, on) => {
        const known: Evidence = {
          ...given,
          cards: given.cards.map((events) => events.filter(({ happenedOn }) => happenedOn <= on)),
          passes: given.passes.filter(({ passedOn }) => passedOn <= on),
          officialExams: given.officialExams.filter(({ passedOn }) => passedOn <= on),
          measures: given.measures.filter(({ from }) => from <= on),
          documents: given.documents.filter(({ signedOn }) => signedOn <= on),
          checks: given.checks
            .filter(({ openedOn }) => openedOn <= on)
            .map((check) =>
              check.decidedOn !== null && check.decidedOn > on ? { ...check, result: null, decidedOn: null } : check
            ),
          mentoredOn: given.mentoredOn !== null && given.mentoredOn <= on ? given.mentoredOn : null
        };
        expect(askAll(known, on)).toEqual(askAll(given, on));
      })
    );
  });
});

const only = (requirement: Requirement): Scheme => ({ ...everything, requirements: [requirement] });
const official = (passedOn: Day, validUntil: Day | null = null) => ({ passedOn, authority: '区司法局', validUntil });
const check = (result: 'passed' | 'failed' | null, decidedOn: Day | null = null) => ({
  year: 2026,
  openedOn: '2026-01-05' as Day,
  dueOn: '2026-03-31' as Day,
  result,
  decidedOn
});
const newcomer: Subject = { ...officer, joinedOn: '2026-05-01' };

describe('each requirement over the days', () => {
  const cases: [string, Requirement, Partial<Evidence>, Day, string, boolean, boolean, Subject?][] = [
    [
      'a card shows that the official exam was passed',
      { kind: 'official-exam' },
      {},
      TODAY,
      'official-shown-by-card',
      true,
      false
    ],
    [
      'without a card it must be on record',
      { kind: 'official-exam' },
      { cards: [] },
      TODAY,
      'official-none',
      false,
      true
    ],
    [
      'a pass on record counts without end',
      { kind: 'official-exam' },
      { cards: [], officialExams: [official('2021-01-01')] },
      TODAY,
      'official-passed',
      true,
      true
    ],
    [
      'a pass counts until the day its authority set',
      { kind: 'official-exam' },
      { cards: [], officialExams: [official('2021-01-01', TODAY)] },
      TODAY,
      'official-passed',
      true,
      true
    ],
    [
      'and no longer on the next',
      { kind: 'official-exam' },
      { cards: [], officialExams: [official('2021-01-01', '2026-11-19')] },
      TODAY,
      'official-lapsed',
      false,
      true
    ],
    [
      'with a number of months it is asked of holders too',
      { kind: 'official-exam', withinMonths: 60 },
      {},
      TODAY,
      'official-none',
      false,
      true
    ],
    [
      'off-post training keeps from duty on its first day',
      { kind: 'no-suspension' },
      { measures: [{ kind: 'off-post-training', from: TODAY, until: '2026-11-25' }] },
      TODAY,
      'off-post',
      false,
      true
    ],
    [
      'and on its last',
      { kind: 'no-suspension' },
      { measures: [{ kind: 'off-post-training', from: '2026-11-01', until: TODAY }] },
      TODAY,
      'off-post',
      false,
      true
    ],
    [
      'but not on the day after',
      { kind: 'no-suspension' },
      { measures: [{ kind: 'off-post-training', from: '2026-11-01', until: '2026-11-19' }] },
      TODAY,
      'not-suspended',
      true,
      true
    ],
    [
      'a removal lasts',
      { kind: 'no-suspension' },
      { measures: [{ kind: 'removal', from: '2025-01-01', until: null }] },
      TODAY,
      'removed-from-post',
      false,
      true
    ],
    [
      'criticism and admonition keep nobody from duty',
      { kind: 'no-suspension' },
      {
        measures: [
          { kind: 'criticism', from: '2026-11-01', until: null },
          { kind: 'admonition', from: '2026-11-01', until: null }
        ]
      },
      TODAY,
      'not-suspended',
      true,
      true
    ],
    [
      'a newcomer completes the guidance',
      { kind: 'mentoring' },
      { mentoredOn: '2026-11-20' },
      TODAY,
      'mentoring-done',
      true,
      true,
      newcomer
    ],
    [
      'until then it is open',
      { kind: 'mentoring' },
      { mentoredOn: '2026-11-21' },
      TODAY,
      'mentoring-open',
      false,
      true,
      newcomer
    ],
    [
      'for as many months as the scheme says',
      { kind: 'mentoring', withinMonths: 6 },
      {},
      TODAY,
      'mentoring-not-asked',
      true,
      false,
      newcomer
    ],
    ['it is not asked of old hands', { kind: 'mentoring' }, {}, TODAY, 'mentoring-not-asked', true, false],
    ['who is on no list is not checked', { kind: 'yearly-check' }, {}, TODAY, 'check-not-held', true, false],
    [
      'a check is not missing while it runs',
      { kind: 'yearly-check' },
      { checks: [check(null)] },
      '2026-03-31',
      'check-due',
      true,
      false
    ],
    [
      'but is once it is over',
      { kind: 'yearly-check' },
      { checks: [check(null)] },
      '2026-04-01',
      'check-overdue',
      false,
      true
    ],
    [
      'a failure counts from its day',
      { kind: 'yearly-check' },
      { checks: [check('failed', '2026-02-02')] },
      '2026-02-02',
      'check-failed',
      false,
      true
    ],
    [
      'and not before',
      { kind: 'yearly-check' },
      { checks: [check('failed', '2026-02-02')] },
      '2026-02-01',
      'check-due',
      true,
      false
    ],
    [
      'a pass is a pass',
      { kind: 'yearly-check' },
      { checks: [check('passed', '2026-02-02')] },
      TODAY,
      'check-passed',
      true,
      true
    ],
    [
      'the next year is another check',
      { kind: 'yearly-check' },
      { checks: [check('failed', '2026-02-02')] },
      '2027-01-01',
      'check-not-held',
      true,
      false
    ],
    [
      'a document on file',
      { kind: 'health', withinMonths: 12 },
      { documents: [{ kind: 'health', signedOn: '2025-11-20', validUntil: null }] },
      TODAY,
      'document-held',
      true,
      true
    ],
    [
      'lapses',
      { kind: 'health', withinMonths: 12 },
      { documents: [{ kind: 'health', signedOn: '2025-11-19', validUntil: null }] },
      TODAY,
      'document-lapsed',
      false,
      true
    ],
    [
      'another kind of document is no help',
      { kind: 'pledge' },
      { documents: [{ kind: 'health', signedOn: '2025-11-19', validUntil: null }] },
      TODAY,
      'document-none',
      false,
      true
    ]
  ];
  it.each(cases)('%s', (_, requirement, given, on, code, met, applies, person = officer) => {
    const { findings } = readiness(person, evidence(given), only(requirement), on, measures);
    expect(findings).toMatchObject([{ note: { code }, met, applies }]);
  });

  it('off-post training and a removal take the holder off duty whatever the card says, each with its next step', () => {
    const off = (kind: 'off-post-training' | 'removal') =>
      ask(evidence({ measures: [{ kind, from: '2026-11-18', until: null }] }));
    expect(off('off-post-training')).toMatchObject({ state: 'missing', next: { code: 'finish-off-post', day: null } });
    expect(off('removal')).toMatchObject({ state: 'missing', next: { code: 'hand-in-card' } });
  });

  it('a change of scheme asks for more from its day on and leaves the days before as they were', () => {
    const stricter = {
      ...starterScheme,
      effectiveFrom: '2027-01-01' as Day,
      requirements: [{ kind: 'pledge' as const }]
    };
    const judged = (on: Day) => readiness(officer, evidence(), schemeOn([stricter, starterScheme], on), on, measures);
    expect(judged('2026-12-31').findings.some(({ requirement }) => requirement === 'pledge')).toBe(false);
    expect(judged('2027-01-01')).toMatchObject({ state: 'missing', next: { code: 'bring-pledge' } });
  });
});
