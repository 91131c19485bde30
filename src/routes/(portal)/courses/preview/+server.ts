import { json, type RequestHandler } from '@sveltejs/kit';
import { z } from 'zod';
import { resolveCitations } from '#lib/law/resolve.server.ts';
import { LONGEST } from '#lib/learning/course.ts';
import { renderMarkdown } from '#lib/platform/markdown.server.ts';
import { citedInline } from '#lib/learning/markings.ts';
import { holds } from '#lib/platform/actor.ts';
import { readJson } from '#routes/api/read-json.server.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';

const Text = z.object({ text: z.string().max(LONGEST.body).catch('') });

/** What is being written, as learners will see it. */
export const POST: RequestHandler = async ({ locals, request }) => {
  await requireAllowed(locals, holds('course.manage'));
  const { text } = Text.parse(await readJson(request, locals.locale));
  const hrefs = new Map<string, string>();
  for (const words of citedInline(text)) {
    const { citations } = await locals.run(resolveCitations, { text: words });
    if (citations[0]) hrefs.set(words, citations[0].href);
  }
  return json({ html: renderMarkdown(text, (words) => hrefs.get(words)) });
};
