import { json, type RequestHandler } from '@sveltejs/kit';
import { citationDay } from '#lib/assessment/question.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { suggestArticles } from '#lib/law/collection.server.ts';
import { resolveCitations } from '#lib/law/resolve.server.ts';
import { dayOf, isDay } from '#lib/platform/clock.ts';

/** What a citation being typed means so far, and how its last part could go on. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const text = (url.searchParams.get('text') ?? '').slice(0, 2000);
  const day = (name: string) => {
    const value = url.searchParams.get(name) ?? '';
    return isDay(value) ? value : null;
  };
  const on = citationDay({ validFrom: day('from'), validTo: day('to') }, dayOf(locals.house.clock.now()));
  const { citations, problems } = await locals.run(resolveCitations, { text, on });
  const last = text
    .split(/[；;\n]/)
    .at(-1)!
    .trim();
  const suggested = last ? await locals.run(suggestArticles, { q: last.slice(0, 100).replace(/(第)/, ' $1') }) : [];
  const words = suggested.map(({ shortTitle, number, summary }) => ({
    text: `${shortTitle} ${number}`,
    summary: summary.slice(0, 60)
  }));
  return json({
    citations,
    problems: problems.map(({ code, params }) => errorText(code, params, locals.locale)),
    // The last part is already complete when it is one of them.
    suggestions: words.some((one) => one.text === last) ? [] : words
  });
};
