/** 老带新: pairs, signed practice records, outcomes. Pure. */
import { counted, type FigureRow } from './figure.ts';
import type { Facts } from './facts.server.ts';
import type { Figure } from './figures.ts';

type Pair = Facts['pairs'][number];

const pairRow = ({ id, code, mentor, mentee, closedOn, endsOn }: Pair): FigureRow => ({
  ...{ label: code, note: `${mentor} → ${mentee}`, day: closedOn ?? endsOn, amount: null },
  href: `/mentoring/${id}`
});

/** Ended within the period: a later outcome belongs to a later report. */
const closedWithin = ({ closedOn }: Pair, { period }: Facts) => closedOn !== null && closedOn <= period.to;

export const mentoringFigures = {
  pairs: {
    chapter: 'mentoring',
    unit: 'pair',
    source: 'mentoring',
    compute: ({ pairs }) => counted(pairs.map(pairRow))
  },
  pairRecords: {
    chapter: 'mentoring',
    unit: 'record',
    source: 'mentoring',
    compute: ({ records }) =>
      counted(
        records.map(({ code, mentee, practisedOn, pairingId }) => ({
          ...{ label: code, note: mentee, day: practisedOn, amount: null },
          href: `/mentoring/${pairingId}`
        }))
      )
  },
  pairsPassed: {
    chapter: 'mentoring',
    unit: 'pair',
    source: 'mentoring',
    compute: (facts) =>
      counted(
        facts.pairs
          .filter((pair) => pair.status === 'completed' && closedWithin(pair, facts))
          .map((pair) => pairRow(pair))
      )
  },
  pairsOverdue: {
    chapter: 'mentoring',
    unit: 'pair',
    source: 'mentoring',
    compute: (facts) =>
      counted(
        facts.pairs
          .filter((pair) => pair.endsOn < facts.on && (pair.closedOn === null || pair.closedOn > facts.on))
          .map((pair) => pairRow(pair))
      )
  }
} satisfies Record<string, Figure>;
