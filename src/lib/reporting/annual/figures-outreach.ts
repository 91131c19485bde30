/** 普法: events and person-times held by the centre, large ones apart; lawyers' visits to villages; drills. Pure. */
import type { Facts } from './facts.server.ts';
import { counted, shared, summed, type FigureRow } from './figure.ts';
import type { Figure } from './figures.ts';

type Held = Facts['outreach']['events']['rows'][number];

const eventRow = ({ label, on, people, href }: Held): FigureRow => ({
  ...{ label, note: null, day: on, href },
  amount: people
});
const visitRow = (row: Held): FigureRow => ({ ...eventRow(row), amount: null });
const drills = ({ outreach }: Facts) => outreach.drills.flatMap(({ rows }) => rows);

export const outreachFigures = {
  outreachEvents: {
    chapter: 'outreach',
    unit: 'session',
    amountUnit: 'personTime',
    source: 'outreach',
    compute: ({ outreach }) => counted(outreach.events.rows.map(eventRow))
  },
  outreachTimes: {
    chapter: 'outreach',
    unit: 'personTime',
    amountUnit: 'personTime',
    source: 'outreach',
    compute: ({ outreach }) => summed(outreach.events.rows.map(eventRow))
  },
  outreachLarge: {
    chapter: 'outreach',
    unit: 'session',
    amountUnit: 'personTime',
    source: 'outreach',
    compute: ({ outreach }) => counted(outreach.large.rows.map(eventRow))
  },
  outreachLargeTimes: {
    chapter: 'outreach',
    unit: 'personTime',
    amountUnit: 'personTime',
    source: 'outreach',
    compute: ({ outreach }) => summed(outreach.large.rows.map(eventRow))
  },
  lawyerVisits: {
    chapter: 'outreach',
    unit: 'time',
    source: 'outreach',
    compute: ({ outreach }) => counted(outreach.visits.rows.map(visitRow))
  },
  villageRate: {
    chapter: 'outreach',
    unit: 'percent',
    amountUnit: 'time',
    source: 'outreach',
    // Behind it stand the villages that are still owed visits.
    compute({ outreach: { visits } }) {
      return shared(
        visits.villages - visits.below.length,
        visits.villages,
        visits.below.map((one) => ({ label: one.village, note: null, day: null, amount: one.visits, href: one.href }))
      );
    }
  },
  drills: {
    chapter: 'outreach',
    unit: 'session',
    amountUnit: 'personTime',
    source: 'outreach',
    compute: (facts) => counted(drills(facts).map(eventRow))
  },
  drillTimes: {
    chapter: 'outreach',
    unit: 'personTime',
    amountUnit: 'personTime',
    source: 'outreach',
    compute: (facts) => summed(drills(facts).map(eventRow))
  }
} satisfies Record<string, Figure>;
