import { addDays, daysBetween, type Day } from '#lib/platform/clock.ts';

/** Acts on a card as the town records them. `voided` takes an entry back that was made in error. */
export const certificateEventKinds = [
  'issued',
  'renewed',
  'replaced',
  'suspended',
  'restored',
  'lost',
  'handed-in',
  'withdrawn',
  'cancelled',
  'revoked',
  'voided'
] as const;
export type CertificateEventKind = (typeof certificateEventKinds)[number];

/** Where a card stands by the acts on it, whatever its printed days say. */
export const certificateConditions = ['in-force', 'suspended', 'lost', 'handed-in', 'cancelled'] as const;
export type CertificateCondition = (typeof certificateConditions)[number];

/** What a card is worth on a day. */
export const standingStates = [
  'valid',
  'expiring',
  'expired',
  'suspended',
  'lost',
  'handed-in',
  'cancelled',
  'none'
] as const;
export type StandingState = (typeof standingStates)[number];

export interface CertificateEvent {
  id: number;
  kind: CertificateEventKind;
  happenedOn: Day;
  authority: string;
  /** As printed by `issued`, `renewed` and `replaced`; null where the card's print stayed as it was. */
  number: string | null;
  validFrom: Day | null;
  validTo: Day | null;
  /** The entry that this one takes the place of. */
  supersedesId: number | null;
}

export interface Standing {
  state: StandingState;
  number: string | null;
  /** Last printed day of the running or latest validity. */
  validTo: Day | null;
  /** Days left, the last one counting 0; negative once expired. */
  daysLeft: number | null;
  /** Since when a card is suspended, handed in or cancelled, and by whom. */
  since: Day | null;
  authority: string | null;
}

/** Which act may follow on which condition, and what it leads to. What is not listed may not happen. */
const course: Record<CertificateCondition, Partial<Record<CertificateEventKind, CertificateCondition>>> = {
  'in-force': {
    renewed: 'in-force',
    replaced: 'in-force',
    suspended: 'suspended',
    lost: 'lost',
    'handed-in': 'handed-in',
    withdrawn: 'handed-in',
    cancelled: 'cancelled',
    revoked: 'cancelled'
  },
  // A suspension ends by the authority's own act, not by a new print of the card.
  suspended: { restored: 'in-force', withdrawn: 'handed-in', cancelled: 'cancelled', revoked: 'cancelled' },
  // A lost card is declared void at once; the holder goes out again with the one that takes its place.
  lost: { replaced: 'in-force', restored: 'in-force', cancelled: 'cancelled', revoked: 'cancelled' },
  'handed-in': {
    restored: 'in-force',
    renewed: 'in-force',
    replaced: 'in-force',
    cancelled: 'cancelled',
    revoked: 'cancelled'
  },
  cancelled: {}
};

/** The acts that may be recorded next. */
export function nextKinds(condition: CertificateCondition): CertificateEventKind[] {
  return Object.keys(course[condition]) as CertificateEventKind[];
}

/** The entries that count, in the order in which they happened: a corrected entry keeps the place of the first one. */
export function liveEvents<E extends CertificateEvent>(events: readonly E[]): E[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const gone = new Set(events.map((event) => event.supersedesId));
  const place = (event: E): number => {
    const earlier = event.supersedesId === null ? undefined : byId.get(event.supersedesId);
    return earlier ? place(earlier) : event.id;
  };
  return events
    .filter((event) => event.kind !== 'voided' && !gone.has(event.id))
    .sort((a, b) => (a.happenedOn === b.happenedOn ? place(a) - place(b) : a.happenedOn < b.happenedOn ? -1 : 1));
}

/** The first rule that a history breaks, as a stable code; undefined when it holds together. */
export function firstBreach(events: readonly CertificateEvent[]): string | undefined {
  const [first, ...rest] = liveEvents(events);
  if (first?.kind !== 'issued') return 'certification.issue-comes-first';
  let condition: CertificateCondition = 'in-force';
  for (const event of rest) {
    const next: CertificateCondition | undefined = course[condition][event.kind];
    if (!next) return 'certification.act-cannot-follow';
    condition = next;
  }
  return undefined;
}

/** What the card says now, over all entries of a history that holds together: the row that lists search and sort by. */
export function printOf(events: readonly CertificateEvent[]) {
  const live = liveEvents(events);
  const { number, validFrom, validTo } = live[0]!;
  const print = {
    number: number!,
    validFrom: validFrom!,
    validTo: validTo!,
    condition: 'in-force' as CertificateCondition
  };
  for (const event of live) {
    print.number = event.number ?? print.number;
    print.validFrom = event.validFrom ?? print.validFrom;
    print.validTo = event.validTo ?? print.validTo;
    print.condition = event.kind === 'issued' ? 'in-force' : (course[print.condition][event.kind] ?? print.condition);
  }
  return print;
}

/**
 * What a card is worth on a day, by the acts on it up to that day and by the days printed on it.
 * Any day can be asked; for a future day the acts known today are taken to stay as they are.
 */
export function certificateStanding(events: readonly CertificateEvent[], on: Day, expiringDays: number): Standing {
  let condition: CertificateCondition | undefined;
  let last: CertificateEvent | undefined;
  let number: string | null = null;
  const periods: Period[] = [];
  for (const event of liveEvents(events)) {
    if (event.happenedOn > on) break;
    condition = condition === undefined ? 'in-force' : (course[condition][event.kind] ?? condition);
    last = event;
    number = event.number ?? number;
    if (event.validFrom && event.validTo) periods.push([event.validFrom, event.validTo]);
  }
  const validTo = coverageEnd(periods, on);
  const daysLeft = validTo === null ? null : daysBetween(on, validTo);
  const standing = { number, validTo, daysLeft, since: null, authority: null };
  if (!condition || !last) return { ...standing, state: 'none' };
  if (condition !== 'in-force')
    return { ...standing, state: condition, since: last.happenedOn, authority: last.authority };
  if (daysLeft === null) return { ...standing, state: 'none' };
  return { ...standing, state: daysLeft < 0 ? 'expired' : daysLeft <= expiringDays ? 'expiring' : 'valid' };
}

type Period = [from: Day, to: Day];

/** To which day the printed validities reach without a break, seen from a day; the latest past end when none runs. */
function coverageEnd(periods: readonly Period[], on: Day): Day | null {
  const begun = periods.filter(([from]) => from <= on).map(([, to]) => to);
  if (!begun.length) return null;
  let end = begun.reduce((latest, to) => (to > latest ? to : latest));
  if (end < on) return end;
  for (const [from, to] of [...periods].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    if (from <= addDays(end, 1) && to > end) end = to;
  }
  return end;
}

const ranking: readonly StandingState[] = ['valid', 'expiring', 'expired', 'lost', 'handed-in', 'cancelled', 'none'];

/**
 * One person's standing over all their cards: a suspension of any of them counts for the person (it answers conduct,
 * not a piece of plastic); otherwise the best card counts.
 */
export function personStanding(
  cards: readonly (readonly CertificateEvent[])[],
  on: Day,
  expiringDays: number
): Standing {
  const standings = cards.map((events) => certificateStanding(events, on, expiringDays));
  const none: Standing = { state: 'none', number: null, validTo: null, daysLeft: null, since: null, authority: null };
  return (
    standings.find(({ state }) => state === 'suspended') ??
    standings.reduce((best, next) => (better(next, best) ? next : best), none)
  );
}

function better(a: Standing, b: Standing): boolean {
  const difference = ranking.indexOf(a.state) - ranking.indexOf(b.state);
  return difference < 0 || (difference === 0 && (a.validTo ?? '') > (b.validTo ?? ''));
}

export interface Span {
  from: Day;
  /** The last day of the span. */
  to: Day;
  state: StandingState;
}

/** How somebody's cards stood from one day to another, as spans of days with the same state. */
export function standingSpans(
  cards: readonly (readonly CertificateEvent[])[],
  from: Day,
  to: Day,
  expiringDays: number
): Span[] {
  const turns = cards
    .flatMap((events) =>
      events.flatMap(({ happenedOn, validFrom, validTo }) => [
        happenedOn,
        validFrom,
        validTo && addDays(validTo, 1),
        validTo && addDays(validTo, -expiringDays)
      ])
    )
    .filter((day): day is Day => day !== null && day > from && day <= to);
  const spans: Span[] = [];
  for (const day of [from, ...[...new Set(turns)].sort()]) {
    const { state } = personStanding(cards, day, expiringDays);
    const last = spans.at(-1);
    if (last?.state === state) continue;
    if (last) last.to = addDays(day, -1);
    spans.push({ from: day, to, state });
  }
  return spans;
}
