/**
 * The register of figures: for each its chapter, its unit, its source and how it follows from the facts. What a figure
 * means is said in `words.ts`, in both languages; whoever changes either raises `definitions`. Source: domain report, section 7.
 */
import { cardFigures } from './figures-cards.ts';
import { complaintFigures } from './figures-complaints.ts';
import { mentoringFigures } from './figures-mentoring.ts';
import { outreachFigures } from './figures-outreach.ts';
import { trainingFigures } from './figures-training.ts';
import { typedFigures } from './figures-typed.ts';
import type { Facts } from './facts.server.ts';
import type { Chapter, FigureValue, Source, Unit } from './figure.ts';

/** The version of the definitions. A snapshot names the one it follows. */
export const definitions = '2026.1';

export interface Figure {
  chapter: Chapter;
  unit: Unit;
  source: Source;
  /** What the `amount` of a row counts, where rows carry one. */
  amountUnit?: Unit;
  compute(facts: Facts): FigureValue;
}

export const figures = {
  ...cardFigures,
  ...trainingFigures,
  ...mentoringFigures,
  ...outreachFigures,
  ...complaintFigures,
  ...typedFigures
} satisfies Record<string, Figure>;

export type FigureKey = keyof typeof figures;
export const figureKeys = Object.keys(figures) as FigureKey[];
export const figureOf = (key: FigureKey): Figure => figures[key];
export const isFigure = (key: string): key is FigureKey => Object.hasOwn(figures, key);

export type FigureValues = Record<FigureKey, FigureValue>;

/** Every figure of a period. */
export const valuesOf = (facts: Facts): FigureValues =>
  Object.fromEntries(figureKeys.map((key) => [key, figureOf(key).compute(facts)])) as FigureValues;
