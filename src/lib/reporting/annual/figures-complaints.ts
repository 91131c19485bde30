/**
 * 投诉: sums only. No row of a figure here ever names a case; the way behind them is the page of statistics, for those
 * who may open it. Pure.
 */
import type { Facts } from './facts.server.ts';
import type { FigureRow, FigureValue } from './figure.ts';
import { shareOf } from './figure.ts';
import type { Figure } from './figures.ts';

const year = ({ period }: Facts) => period.to.slice(0, 4);

const behind = (facts: Facts): FigureRow[] => [
  {
    ...{ label: year(facts), note: null, day: facts.on, amount: null },
    href: `/complaints/statistics?year=${year(facts)}`
  }
];

const sum = (facts: Facts, value: number): FigureValue => ({ value, part: null, of: null, rows: behind(facts) });
const share = (facts: Facts, part: number, of: number): FigureValue => ({
  ...{ value: shareOf(part, of), part, of },
  rows: behind(facts)
});

export const complaintFigures = {
  complaintsReceived: {
    chapter: 'complaints',
    unit: 'case',
    source: 'complaints',
    compute: (facts) => sum(facts, facts.complaints.received)
  },
  complaintsSecretary: {
    chapter: 'complaints',
    unit: 'case',
    source: 'complaints',
    compute: (facts) => sum(facts, facts.complaints.byChannel['secretary-line'])
  },
  complaintsMayor: {
    chapter: 'complaints',
    unit: 'case',
    source: 'complaints',
    compute: (facts) => sum(facts, facts.complaints.byChannel['mayor-hotline'])
  },
  complaintsOther: {
    chapter: 'complaints',
    unit: 'case',
    source: 'complaints',
    compute(facts) {
      const { received, byChannel } = facts.complaints;
      return sum(facts, received - byChannel['secretary-line'] - byChannel['mayor-hotline']);
    }
  },
  complaintsOnTime: {
    chapter: 'complaints',
    unit: 'percent',
    source: 'complaints',
    compute: (facts) => share(facts, facts.complaints.onTime, facts.complaints.answered)
  },
  complaintsUpheld: {
    chapter: 'complaints',
    unit: 'percent',
    source: 'complaints',
    compute(facts) {
      const { byFinding } = facts.complaints;
      const found = Object.values(byFinding).reduce((all, one) => all + one, 0);
      return share(facts, byFinding.substantiated + byFinding.partly, found);
    }
  },
  complaintsSatisfied: {
    chapter: 'complaints',
    unit: 'percent',
    source: 'complaints',
    compute: (facts) => share(facts, facts.complaints.satisfied, facts.complaints.rated)
  }
} satisfies Record<string, Figure>;
