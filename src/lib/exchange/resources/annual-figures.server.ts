import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { missing } from '#lib/platform/errors.ts';
import { chapters, units, yearPeriod } from '#lib/reporting/annual/figure.ts';
import { definitions, figureKeys, figureOf } from '#lib/reporting/annual/figures.ts';
import { reckon } from '#lib/reporting/annual/reckon.server.ts';
import { shownTo } from '#lib/reporting/annual/veil.ts';
import { figureName } from '#lib/reporting/annual/words.ts';
import { field, yearResource } from '../resource.server.ts';

const figure = z.object({
  key: field(z.string(), m.exchange_field_figure_key, 'cardRate'),
  name: field(z.string(), m.exchange_field_figure_name, '持证率'),
  chapter: field(z.enum(chapters), m.exchange_field_figure_chapter, 'cards'),
  unit: field(z.enum(units), m.exchange_field_figure_unit, 'percent'),
  value: field(z.number().nullable(), m.exchange_field_figure_value, 95.8),
  part: field(z.number().nullable(), m.exchange_field_figure_part, 68),
  of: field(z.number().nullable(), m.exchange_field_figure_of, 71),
  withheld: field(z.boolean(), m.exchange_field_figure_withheld, false)
});

/** 年度报告数据: the figures of the yearly report. Small counts of complaints are veiled, as for any reader without the right. */
export const annualFigures = yearResource({
  name: 'annual-figures',
  scope: 'figures',
  title: m.exchange_figures_title,
  says: m.exchange_figures_says,
  record: figure,
  answer: z.object({
    year: field(z.int(), m.exchange_field_year, 2026),
    on: field(z.iso.date(), m.exchange_field_figures_on, '2026-11-23'),
    definitions: field(z.string(), m.exchange_field_definitions, definitions),
    figures: z.array(figure)
  }),
  async read(ctx, year) {
    if (`${year}-01-01` > ctx.today) throw missing('exchange.year-to-come');
    const { facts, values } = await reckon(ctx, yearPeriod(year));
    return {
      ...{ year, on: facts.on, definitions },
      figures: figureKeys.map((key) => ({
        ...{ key, name: figureName[key]({}, { locale: 'zh-CN' }) },
        chapter: figureOf(key).chapter,
        unit: figureOf(key).unit,
        ...shownTo(ctx.actor, key, values[key])
      }))
    };
  }
});
