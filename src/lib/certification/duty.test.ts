import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '#lib/platform/clock.ts';
import {
  activities,
  dutyStandingOf,
  isNewcomer,
  replacementFor,
  teamVerdict,
  type Activity,
  type DutyPerson,
  type DutyRules
} from './duty.ts';
import { byField, isPrivate } from './duty-board.ts';
import type { Finding } from './findings.ts';
import type { Readiness } from './readiness.ts';

const ON: Day = '2026-11-20';
const rules: DutyRules = { minimumCards: 2, newcomerMonths: 12, generalField: '综合执法', otherField: 'remark' };

const finding = (requirement: Finding['requirement'], note: Finding['note']): Finding => ({
  requirement,
  met: false,
  applies: true,
  note,
  source: '测试',
  certainty: 'choice'
});
const standing = { number: 'A1', validTo: '2029-06-30' as Day, daysLeft: 900, since: null, authority: null };
const ready = (more: Partial<Readiness> = {}): Readiness => ({
  state: 'valid',
  exemption: null,
  standing: { ...standing, state: 'valid' },
  findings: [],
  next: null,
  ...more
});
let serial = 0;
const person = (more: Partial<DutyPerson> = {}): DutyPerson => {
  serial += 1;
  return {
    cadreId: serial,
    staffNumber: String(serial).padStart(3, '0'),
    name: `某${serial}`,
    establishment: 'administrative',
    joinedOn: '2015-01-01',
    firstCardOn: '2016-01-01',
    fields: ['市容环境'],
    readiness: ready(),
    absence: null,
    ...more
  };
};

/** Everybody there is, by where they must stand. */
const cast = {
  valid: () => person(),
  expiring: () => person({ readiness: ready({ state: 'expiring' }) }),
  auxiliary: () =>
    person({ establishment: 'auxiliary', fields: [], readiness: ready({ state: 'exempt', exemption: 'auxiliary' }) }),
  'other-post': () => person({ fields: [], readiness: ready({ state: 'exempt', exemption: 'no-enforcement-post' }) }),
  uncarded: () =>
    person({ fields: [], readiness: ready({ state: 'missing', findings: [finding('card', { code: 'card-none' })] }) }),
  'short-of-hours': () =>
    person({
      readiness: ready({
        state: 'missing',
        findings: [finding('hours', { code: 'hours-short', hours: 10, target: 60, short: 50, behind: 32 })]
      })
    }),
  expired: () =>
    person({
      readiness: ready({
        state: 'expired',
        findings: [finding('card', { code: 'card-expired', day: '2026-10-31', days: 20 })]
      })
    }),
  suspended: () =>
    person({
      readiness: ready({
        state: 'suspended',
        findings: [finding('no-suspension', { code: 'suspended', day: '2026-11-01', authority: '区司法局' })]
      })
    }),
  'off-post': () =>
    person({
      readiness: ready({
        state: 'missing',
        findings: [finding('no-suspension', { code: 'off-post', day: '2026-11-18', until: '2026-11-25' })]
      })
    }),
  removed: () =>
    person({
      readiness: ready({
        state: 'missing',
        findings: [finding('no-suspension', { code: 'removed-from-post', day: '2026-11-01' })]
      })
    }),
  'handed-in': () =>
    person({
      readiness: ready({ state: 'missing', findings: [finding('card', { code: 'card-handed-in', day: '2026-11-01' })] })
    }),
  lost: () =>
    person({
      readiness: ready({ state: 'missing', findings: [finding('card', { code: 'card-lost', day: '2026-11-01' })] })
    }),
  'on-leave': () => person({ absence: { kind: 'leave', until: '2026-11-23' } }),
  gone: () => person({ readiness: ready({ state: 'exempt', exemption: 'not-on-roster' }) })
} satisfies Record<string, () => DutyPerson>;
type Part = keyof typeof cast;
const parts = Object.keys(cast) as Part[];
const expected: Record<Part, 'officer' | 'assist' | 'off'> = {
  valid: 'officer',
  expiring: 'officer',
  auxiliary: 'assist',
  'other-post': 'assist',
  uncarded: 'assist',
  'short-of-hours': 'assist',
  expired: 'off',
  suspended: 'off',
  'off-post': 'off',
  removed: 'off',
  'handed-in': 'off',
  lost: 'off',
  'on-leave': 'off',
  gone: 'off'
};
const ask = (
  people: DutyPerson[],
  activity: Activity = 'penalty',
  more: Partial<DutyRules> = {},
  field: string | null = null
) => teamVerdict(people, { on: ON, field, activity }, { ...rules, ...more });

describe('where one person stands', () => {
  it.each(parts)('%s', (part) => {
    const { standing: found, reasons } = dutyStandingOf(cast[part](), null, rules);
    expect(found).toBe(expected[part]);
    expect(reasons.length > 0).toBe(found !== 'officer');
  });

  it('the reason that keeps somebody off comes before those that only keep them from counting', () => {
    const both = person({
      readiness: ready({
        state: 'missing',
        findings: [
          finding('hours', { code: 'hours-short', hours: 1, target: 60, short: 59, behind: 41 }),
          finding('no-suspension', { code: 'off-post', day: '2026-11-18', until: null })
        ]
      })
    });
    expect(dutyStandingOf(both, null, rules).reasons[0]).toMatchObject({ finding: { requirement: 'no-suspension' } });
  });

  it('a card of another field is remarked on, or bars where the town says so; the general field goes for all', () => {
    const [own, other, general] = [person(), person({ fields: ['农业农村'] }), person({ fields: ['综合执法'] })];
    expect(ask([own, other], 'penalty', {}, '市容环境')).toMatchObject({
      lawful: true,
      remarks: [{ code: 'other-field' }]
    });
    expect(ask([own, other], 'penalty', { otherField: 'refuse' }, '市容环境').lawful).toBe(false);
    expect(ask([own, general], 'penalty', { otherField: 'refuse' }, '市容环境').lawful).toBe(true);
  });
});

describe('every pair', () => {
  const pairs = parts.flatMap((a) => parts.map((b) => [a, b] as const));
  it.each(pairs)('%s with %s', (a, b) => {
    const people = [cast[a](), cast[b]()];
    const both = [expected[a], expected[b]];
    const verdict = ask(people);
    expect(verdict.lawful).toBe(both.every((one) => one === 'officer'));
    expect(verdict.officers).toBe(both.filter((one) => one === 'officer').length);
    expect(verdict.problems.length > 0).toBe(!verdict.lawful);
    expect(ask(people, 'education').lawful).toBe(!both.includes('off'));
    expect(ask(people, 'compulsory').lawful).toBe(verdict.lawful);
  });
});

describe('every team of three', () => {
  const teams = parts.flatMap((a) => parts.flatMap((b) => parts.map((c) => [a, b, c] as const)));
  it('goes exactly when two count and nobody in it must stay', () => {
    for (const team of teams) {
      const stands = team.map((part) => expected[part]);
      const officers = stands.filter((one) => one === 'officer').length;
      expect(ask(team.map((part) => cast[part]())).lawful, team.join(' ')).toBe(
        officers >= 2 && !stands.includes('off')
      );
    }
  });
});

describe('a team', () => {
  it('says which rule stands against it', () => {
    expect(ask([cast.valid(), cast.auxiliary()])).toMatchObject({
      problems: [
        { code: 'too-few', officers: 1, minimum: 2, ground: { source: expect.stringContaining('第四十二条') } }
      ],
      remarks: [{ code: 'does-not-count', ground: { source: expect.stringContaining('第十条') } }]
    });
    expect(ask([cast.valid(), cast.expired()]).problems.map(({ code }) => code)).toEqual(['may-not-go', 'too-few']);
  });

  it('of nobody, or of one person named twice, does not go', () => {
    const one = cast.valid();
    expect(ask([])).toMatchObject({ lawful: false, problems: [{ code: 'nobody' }] });
    expect(ask([one, one]).problems.map(({ code }) => code)).toEqual(['twice', 'too-few']);
  });

  it('needs more where the town asks for more, and never fewer than two', () => {
    const two = [cast.valid(), cast.valid()];
    expect(ask(two, 'penalty', { minimumCards: 3 }).lawful).toBe(false);
    expect(ask([cast.valid()], 'penalty', { minimumCards: 1 }).problems).toMatchObject([{ minimum: 2 }]);
  });

  it('of newcomers only is warned of, with one veteran it is not', () => {
    const fresh = () => person({ firstCardOn: '2025-11-21' });
    expect(isNewcomer(fresh(), ON, rules)).toBe(true);
    expect(isNewcomer(person({ firstCardOn: '2025-11-20' }), ON, rules)).toBe(false);
    expect(ask([fresh(), fresh()]).remarks.map(({ code }) => code)).toEqual(['newcomers-only']);
    expect(ask([fresh(), cast.valid()]).remarks).toEqual([]);
  });

  it('for a compulsory measure is told to ask for approval first', () => {
    expect(ask([cast.valid(), cast.valid()], 'compulsory').remarks.map(({ code }) => code)).toEqual(['approval-first']);
  });

  it('is told of a card that ends soon', () => {
    const soon = person({
      readiness: ready({ state: 'expiring', standing: { ...standing, state: 'expiring', validTo: '2026-12-02' } })
    });
    expect(ask([cast.valid(), soon]).remarks).toMatchObject([{ code: 'expires-soon', day: '2026-12-02' }]);
  });
});

const somebody = fc.constantFrom(...parts).map((part) => ({ part, person: cast[part]() }));
const uncounted = fc.constantFrom(
  'auxiliary' as const,
  'uncarded' as const,
  'other-post' as const,
  'short-of-hours' as const
);

describe('for any team', () => {
  it('one more who never counts changes nothing about whether it may enforce', () => {
    fc.assert(
      fc.property(fc.array(somebody, { minLength: 1, maxLength: 5 }), uncounted, (team, extra) => {
        const people = team.map((one) => one.person);
        for (const activity of ['penalty', 'compulsory'] as const)
          expect(ask([...people, cast[extra]()], activity).lawful).toBe(ask(people, activity).lawful);
      })
    );
  });

  it('the order of its people does not matter', () => {
    fc.assert(
      fc.property(fc.array(somebody, { maxLength: 5 }), fc.constantFrom(...activities), (team, activity) => {
        const people = team.map((one) => one.person);
        expect(ask([...people].reverse(), activity).lawful).toBe(ask(people, activity).lawful);
      })
    );
  });

  it('it is lawful exactly when nothing stands against it', () => {
    fc.assert(
      fc.property(fc.array(somebody, { maxLength: 5 }), fc.constantFrom(...activities), (team, activity) => {
        const { lawful, problems } = ask(
          team.map((one) => one.person),
          activity
        );
        expect(lawful).toBe(problems.length === 0);
      })
    );
  });
});

describe('the board', () => {
  const placed = (one: DutyPerson) => ({ ...one, ...dutyStandingOf(one, null, rules) });

  it('puts people under the field of their card and only counts auxiliaries', () => {
    const people = [cast.valid(), cast.expired(), cast['short-of-hours'](), cast.auxiliary(), cast.uncarded()].map(
      placed
    );
    const [city, none] = byField(people, ['市容环境', '农业农村']);
    expect([city!.able.length, city!.assist.length, city!.off.length]).toEqual([1, 1, 1]);
    expect([none!.field, none!.auxiliaries, none!.assist.length]).toEqual([null, 1, 1]);
  });

  it('keeps what concerns the person off the screen that everybody passes', () => {
    const reasonOf = (part: Part) => dutyStandingOf(cast[part](), null, rules).reasons[0]!;
    expect(['on-leave', 'suspended', 'off-post'].map((part) => isPrivate(reasonOf(part as Part)))).toEqual([
      true,
      true,
      true
    ]);
    expect(['expired', 'uncarded', 'short-of-hours'].map((part) => isPrivate(reasonOf(part as Part)))).toEqual([
      false,
      false,
      false
    ]);
  });

  it('offers somebody of the same field who is free, the longest card first', () => {
    const [shorter, longer, busy, other] = [
      person({ readiness: ready({ standing: { ...standing, state: 'valid', validTo: '2027-01-01' } }) }),
      person(),
      person({ readiness: ready({ standing: { ...standing, state: 'valid', validTo: '2031-01-01' } }) }),
      person({ fields: ['农业农村'] })
    ].map(placed);
    const out = placed(cast.expired());
    const team = { field: '市容环境', members: [out, shorter!] };
    const taken = new Set([busy!.staffNumber, shorter!.staffNumber]);
    expect(replacementFor(team, [shorter!, longer!, busy!, other!, out], taken, rules)).toMatchObject({
      out: out.staffNumber,
      into: { staffNumber: longer!.staffNumber }
    });
    expect(replacementFor({ field: '', members: [shorter!] }, [longer!], new Set(), rules)).toBeUndefined();
  });
});
