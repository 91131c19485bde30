/** 年度报告: every figure of a period with a year before, what is missing, and the draft as it stands. */
import { z } from 'zod';
import { locales, type Locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput } from '#lib/platform/errors.ts';
import { dayInput } from '#lib/platform/input.ts';
import { seesComplaintCounts, seesReport } from './access.ts';
import { draftOf, sections, type Section } from './draft.ts';
import { changesSince, textsOf, type Change } from './draft-text.server.ts';
import { factsOf, type Facts } from './facts.server.ts';
import { yearBefore, yearPeriod, type FigureRow, type Period } from './figure.ts';
import { definitions, figureKeys, isFigure, valuesOf, type FigureKey, type FigureValues } from './figures.ts';
import type { Gap } from './gaps.ts';
import { frameOf, reckon, type Reckoned } from './reckon.server.ts';
import { mayOpen, rowTo, shownTo, type ShownValue } from './veil.ts';
import type { TypedFact, TypedKey } from './typed.ts';

export interface ShownFigure extends ShownValue {
  key: FigureKey;
  /** Records behind it. */
  rows: number;
  /** Some evidence for it is missing. */
  waiting: boolean;
  /** The same days a year earlier. */
  previous: number | null;
  typed: TypedFact | null;
}

export interface SectionText {
  /** Built from the template, with marks in place of figures. */
  generated: string[];
  /** As somebody wrote it; null while the template is used. */
  own: { words: string; by: string | null; at: number; changes: Change[] } | null;
}

export interface ShownSection {
  key: Section;
  texts: Record<Locale, SectionText>;
}

export interface AnnualReport {
  period: Period;
  on: Day;
  definitions: string;
  figures: ShownFigure[];
  gaps: Gap[];
  sections: ShownSection[];
  /** 学时 a head by month. */
  months: { month: string; hours: number }[];
}

export const PeriodAsked = z.object({ from: dayInput, to: dayInput });

/** The report of some days, both included. @throws InvalidInput for days in the wrong order or all to come */
export const annualReport = query('reporting.annual-report', {
  input: PeriodAsked,
  allow: seesReport,
  async run(ctx, period): Promise<AnnualReport> {
    requirePeriod(ctx, period);
    const { facts, values, gaps } = await reckon(ctx, period);
    const before = valuesOf(await factsOf(ctx, yearBefore({ from: period.from, to: facts.on })));
    return {
      period,
      on: facts.on,
      definitions,
      figures: figureKeys.map((key) => shownFigure(ctx, key, { facts, values, gaps, before })),
      gaps: gaps
        .filter(({ code }) => code !== 'complaints' || seesComplaintCounts(ctx.actor))
        .map((gap) => openable(ctx, gap)),
      sections: await sectionsOf(ctx, facts, values),
      months: facts.months
    };
  }
});

export interface FigureDetail {
  figure: ShownFigure;
  period: Period;
  on: Day;
  definitions: string;
  rows: FigureRow[];
  total: number;
}

/** One figure with the records behind it. @throws InvalidInput for an unknown figure or a wrong period */
export const showFigure = query('reporting.show-figure', {
  input: PeriodAsked.extend({
    key: z.string().refine(isFigure, 'input.format'),
    page: z.coerce.number().int().min(1).catch(1).default(1),
    /** An export asks for all of them. */
    pageSize: z.coerce.number().int().min(1).max(1_000_000).default(50)
  }),
  allow: seesReport,
  async run(ctx, { key, page, pageSize, ...period }): Promise<FigureDetail> {
    requirePeriod(ctx, period);
    const reckoned = await reckon(ctx, period);
    const before = valuesOf(await factsOf(ctx, yearBefore({ from: period.from, to: reckoned.facts.on })));
    const { rows } = reckoned.values[key];
    return {
      figure: shownFigure(ctx, key, { ...reckoned, before }),
      ...{ period, on: reckoned.facts.on, definitions },
      rows: rows.slice((page - 1) * pageSize, page * pageSize).map((row) => rowTo(ctx.actor, row)),
      total: rows.length
    };
  }
});

/** @throws InvalidInput */
function requirePeriod(ctx: Context, { from, to }: Period) {
  if (from > to || from > ctx.today) throw new InvalidInput({ to: ['reporting.period'] });
}

function shownFigure(
  ctx: Context,
  key: FigureKey,
  { facts, values, gaps, before }: Reckoned & { before: FigureValues }
): ShownFigure {
  const value = values[key];
  const previous = shownTo(ctx.actor, key, before[key]);
  return {
    key,
    ...shownTo(ctx.actor, key, value),
    rows: value.rows.length,
    waiting: gaps.some(({ figures }) => figures.includes(key)),
    previous: previous.value,
    typed: facts.typed.get(key as TypedKey) ?? null
  };
}

/** Whoever may not open where a gap is closed is told of it all the same. */
const openable = (ctx: Context, gap: Gap): Gap => (mayOpen(ctx.actor, gap.href) ? gap : { ...gap, href: '' });

async function sectionsOf(ctx: Context, facts: Facts, values: FigureValues): Promise<ShownSection[]> {
  const { period } = facts;
  const year = Number(period.to.slice(0, 4));
  const whole = yearPeriod(year);
  // What somebody wrote belongs to a year; other days are only reckoned.
  const texts = period.from === whole.from && period.to === whole.to ? await textsOf(ctx, year) : [];
  return sections.map((key) => ({
    key,
    texts: Object.fromEntries(
      locales.map((locale): [Locale, SectionText] => {
        if (key === 'complaints' && !seesComplaintCounts(ctx.actor))
          return [locale, { generated: [m.annual_draft_complaints_veiled({}, { locale })], own: null }];
        const generated = draftOf(key, values, frameOf(facts), locale);
        const own = texts.find((text) => text.section === key && text.locale === locale);
        if (!own) return [locale, { generated, own: null }];
        const { words, by, at, basedOn } = own;
        return [locale, { generated, own: { words, by, at, changes: changesSince(basedOn, values) } }];
      })
    ) as Record<Locale, SectionText>
  }));
}
