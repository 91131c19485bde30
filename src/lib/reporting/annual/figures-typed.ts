/** Totals that were typed in, and the two shares that follow from them. Pure. */
import { dayOf } from '#lib/platform/clock.ts';
import type { Facts } from './facts.server.ts';
import { shareOf, type FigureRow, type FigureValue, type Unit } from './figure.ts';
import type { Figure } from './figures.ts';
import { typedTotals, type TypedKey } from './typed.ts';

function rowOf({ typed, period }: Facts, key: TypedKey): FigureRow[] {
  const fact = typed.get(key);
  if (!fact) return [];
  const href = `/reports/totals?year=${period.to.slice(0, 4)}#${key}`;
  return [{ label: fact.source, note: fact.by, day: dayOf(fact.at), amount: fact.value, href }];
}

const typed = <Key extends TypedKey>(key: Key, unit: Unit) => ({
  chapter: typedTotals[key],
  unit,
  amountUnit: unit,
  source: 'typed' as const,
  compute: (facts: Facts): FigureValue => ({
    value: facts.typed.get(key)?.value ?? null,
    part: null,
    of: null,
    rows: rowOf(facts, key)
  })
});

const typedShare = (facts: Facts, part: TypedKey, whole: TypedKey): FigureValue => {
  const [some, all] = [facts.typed.get(part)?.value, facts.typed.get(whole)?.value];
  const known = some !== undefined && all !== undefined;
  return {
    value: known ? shareOf(some, all) : null,
    part: some ?? null,
    of: all ?? null,
    rows: [...rowOf(facts, whole), ...rowOf(facts, part)]
  };
};

export const typedFigures = {
  groupStudies: typed('groupStudies', 'time'),
  inspections: typed('inspections', 'issue'),
  disclosures: typed('disclosures', 'item'),
  documents: typed('documents', 'case'),
  suitsFiled: typed('suitsFiled', 'case'),
  suitsClosed: typed('suitsClosed', 'case'),
  suitsLost: typed('suitsLost', 'case'),
  suitHearings: typed('suitHearings', 'time'),
  headAppearances: typed('headAppearances', 'time'),
  headRate: {
    chapter: 'litigation',
    unit: 'percent',
    amountUnit: 'time',
    source: 'typed',
    compute: (facts) => typedShare(facts, 'headAppearances', 'suitHearings')
  },
  reviewsFiled: typed('reviewsFiled', 'case'),
  reviewsClosed: typed('reviewsClosed', 'case'),
  reviewsCorrected: typed('reviewsCorrected', 'case'),
  mediations: typed('mediations', 'case'),
  mediationsSettled: typed('mediationsSettled', 'case'),
  mediationRate: {
    chapter: 'mediation',
    unit: 'percent',
    amountUnit: 'case',
    source: 'typed',
    compute: (facts) => typedShare(facts, 'mediationsSettled', 'mediations')
  },
  clues: typed('clues', 'item'),
  cluesFiled: typed('cluesFiled', 'item'),
  punished: typed('punished', 'person')
} satisfies Record<string, Figure>;
