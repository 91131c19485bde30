import { fail, isHttpError, type RequestEvent } from '@sveltejs/kit';
import { questionsCiting } from '#lib/assessment/question-list.server.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { shownChange } from '#lib/law/comparison.server.ts';
import type { OfficialTextInput } from '#lib/law/official-import.server.ts';
import { importOfficialText, previewOfficialText } from '#lib/law/official-import.server.ts';
import { readDocument } from '#lib/platform/document.server.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many changes as the preview shows; the page of comparison has them all. */
const SHOWN_CHANGES = 30;

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, importOfficialText.allow);
  return { title: m.law_import_title() };
};

export const actions: Actions = {
  preview: async (event) => {
    await requireAllowed(event.locals, importOfficialText.allow);
    const data = await event.request.formData();
    const typed = fieldsOf(data);
    try {
      const { text, numberedByWord } = await event.locals.attempt(() => textOf(data));
      if (!text.trim()) return fail(400, { typed, problem: m.law_import_nothing() });
      return { typed, preview: await lookAt(event, { ...typed, text }, numberedByWord) };
    } catch (error) {
      return asProblem(error, typed);
    }
  },
  import: async (event) => {
    const data = await event.request.formData();
    const typed = fieldsOf(data);
    const read = inputOf({ ...typed, text: String(data.get('text') ?? '') });
    return act(
      event,
      () => event.locals.run(importOfficialText, read),
      ({ code, from, articles, changed }) => ({
        to: `/law/${code}?version=${from}`,
        say: changed ? m.law_imported({ count: articles }) : m.law_imported_same()
      })
    );
  }
};

const FIELDS = ['text', 'from', 'label', 'issuer', 'kind', 'scope', 'source'] as const;
type Fields = Record<(typeof FIELDS)[number], string>;

const fieldsOf = (data: FormData) =>
  Object.fromEntries(
    FIELDS.map((name) => [name, typeof data.get(name) === 'string' ? String(data.get(name)) : ''])
  ) as Fields;

/** A choice that was left open is no choice. */
const inputOf = (fields: Fields) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '')
  ) as (typeof OfficialTextInput)['_input'];

/** The file, when one was chosen; else what was pasted. */
async function textOf(data: FormData) {
  const file = data.get('file');
  if (file instanceof File && file.size) return readDocument(new Uint8Array(await file.arrayBuffer()));
  return { text: String(data.get('text') ?? ''), numberedByWord: 0 };
}

async function lookAt({ locals }: RequestEvent, fields: Fields, numberedByWord: number) {
  const { changes, endedArticles, problems, known, ...plan } = await locals.run(previewOfficialText, inputOf(fields));
  const ended = new Set(endedArticles);
  const citing = known && ended.size ? await locals.run(questionsCiting, { statuteId: known.id }) : [];
  const changed = changes.filter(({ kind }) => kind !== 'unchanged');
  const word = { code: 'law.numbered-by-word', params: { count: numberedByWord }, line: 1, blocks: false };
  return {
    ...plan,
    code: known?.code ?? null,
    text: fields.text,
    problems: (numberedByWord ? [word, ...problems] : problems).map(({ line, code, params, blocks }) => ({
      line,
      blocks,
      text: errorText(code, params, locals.locale)
    })),
    waiting: new Set(citing.filter(({ articleId }) => articleId && ended.has(articleId)).map(({ code }) => code)).size,
    changes: changed.slice(0, SHOWN_CHANGES).map(shownChange),
    more: Math.max(0, changed.length - SHOWN_CHANGES)
  };
}

function asProblem(error: unknown, typed: Fields) {
  if (!isHttpError(error) || error.status >= 500) throw error;
  const fields = Object.values(error.body.fields ?? {}).flat();
  return fail(error.status, { typed, problem: fields[0] ?? error.body.message, fields: error.body.fields });
}
