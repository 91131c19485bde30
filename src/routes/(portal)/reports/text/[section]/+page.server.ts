import { error } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dayOf } from '#lib/platform/clock.ts';
import { managesReport } from '#lib/reporting/annual/access.ts';
import { sections, writtenOut } from '#lib/reporting/annual/draft.ts';
import { SaveText, saveText } from '#lib/reporting/annual/draft-text.server.ts';
import { figureOf, type FigureKey } from '#lib/reporting/annual/figures.ts';
import { annualReport } from '#lib/reporting/annual/report.server.ts';
import { sectionName, valueText } from '#lib/reporting/annual/words.ts';
import { locales } from '#lib/i18n/locale.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { submit } from '#routes/submit.server.ts';
import { askedPeriod } from '../../period-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, params }) => {
  await requireAllowed(locals, managesReport);
  const key = sections.find((section) => section === params.section);
  if (!key) error(404, { message: errorText('page.not-found', {}, locals.locale), code: 'page.not-found' });
  const { year, period } = askedPeriod(
    new URL(`?year=${url.searchParams.get('year') ?? ''}`, url),
    dayOf(locals.house.clock.now())
  );
  const report = await locals.run(annualReport, period);
  const figures = new Map(report.figures.map((figure) => [figure.key, figure]));
  const { texts } = report.sections.find((section) => section.key === key)!;
  return {
    title: m.annual_text_title({ section: sectionName[key]() }),
    section: key,
    year,
    texts: await Promise.all(
      locales.map(async (locale) => {
        const { own, generated } = texts[locale];
        const show = (one: FigureKey) => valueText(figures.get(one)!, figureOf(one).unit, locale);
        const shown = generated.map((paragraph) => writtenOut(paragraph, show));
        const words = own?.words ?? shown.join('\n');
        return {
          ...{ locale, generated: shown, own: own !== null, changes: own?.changes ?? [] },
          form: await superValidate({ year, section: key, locale, words }, zod4(SaveText), { id: locale })
        };
      })
    )
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, SaveText, (data) => event.locals.run(saveText, data), {
      done: (_, { year, section, words }) => ({
        to: `/reports?year=${year}#${section}`,
        say: words ? m.annual_text_saved() : m.annual_text_was_reset()
      })
    })
};
