/** The figures of a period with what is missing of them, and what templates need to know: for the report, its texts and its snapshots. */
import { waitingBetween } from '#lib/hours/figures.server.ts';
import { locales } from '#lib/i18n/locale.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { draftOf, figuresIn, type DraftFrame, type Section } from './draft.ts';
import { factsOf, type Facts } from './facts.server.ts';
import type { Period } from './figure.ts';
import { valuesOf, type FigureKey, type FigureValues } from './figures.ts';
import { gapsOf, type Gap } from './gaps.ts';

export interface Reckoned {
  facts: Facts;
  values: FigureValues;
  gaps: Gap[];
}

export async function reckon(ctx: Context, period: Period): Promise<Reckoned> {
  const facts = await factsOf(ctx, period);
  return { facts, values: valuesOf(facts), gaps: gapsOf(facts, await waitingBetween(ctx, period)) };
}

export const frameOf = ({ period, on, rules }: Facts): DraftFrame => ({
  ...{ period, on },
  studyTarget: rules.everyoneTarget,
  enforcementTarget: rules.enforcementTarget
});

/** The figures that the template of a section rests on, in either language. */
export const basisOf = (section: Section, { facts, values }: Reckoned): FigureKey[] => [
  ...new Set(locales.flatMap((locale) => figuresIn(draftOf(section, values, frameOf(facts), locale))))
];
