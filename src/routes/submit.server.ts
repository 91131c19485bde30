/** How pages hand forms and addresses to the door. The only place that knows both forms and domain errors. */
import { fail, isHttpError, redirect, type RequestEvent } from '@sveltejs/kit';
import { setError, superValidate, type SuperValidated } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import type { z } from 'zod';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { setFlash } from './flash.server.ts';

/** Where to go when it worked, and a sentence shown there once. */
export type Done = string | { to: string; say?: string };
type FormSchema = z.ZodObject;
type Work<S extends FormSchema, R> = (data: z.output<S>) => Promise<R>;

interface Outcome<S extends FormSchema, R> {
  /** Without it the page stays and `form.message` is empty. */
  done?: (result: R, data: z.output<S>) => Done;
  /** Tells forms of one page apart. */
  id?: string;
}

/**
 * Runs a form through `work`. What is wrong comes back to its field, in the reader's language, with everything
 * that was typed; a refusal by the rules comes back as `form.message` with its status. Nothing is half-saved.
 */
export async function submit<S extends FormSchema, R>(
  event: RequestEvent,
  schema: S,
  work: Work<S, R>,
  outcome: Outcome<S, R> = {}
) {
  const form = await superValidate(event.request, zod4(schema), outcome.id ? { id: outcome.id } : {});
  translateErrors(form, event.locals.locale);
  if (!form.valid) return fail(400, { form });
  let result: R;
  try {
    result = await work(form.data as z.output<S>);
  } catch (error) {
    return refusedForm(form, error);
  }
  if (outcome.done) go(event, outcome.done(result, form.data as z.output<S>));
  return { form, result };
}

/** A button without fields: does the work and goes on, or comes back with the sentence. */
export async function act<R>(event: RequestEvent, work: () => Promise<R>, done: Done | ((result: R) => Done)) {
  let result: R;
  try {
    result = await work();
  } catch (error) {
    return refusedAct(error);
  }
  return go(event, typeof done === 'function' ? done(result) : done);
}

/** The same where the work may end on the page itself: without a place to go its result comes back. */
export async function actOrStay<R>(event: RequestEvent, work: () => Promise<R>, done: (result: R) => Done | undefined) {
  let result: R;
  try {
    result = await work();
  } catch (error) {
    return refusedAct(error);
  }
  const next = done(result);
  return next === undefined ? { result } : go(event, next);
}

function refusedAct(error: unknown) {
  if (!isHttpError(error) || error.status >= 500) throw error;
  return fail(error.status, { problem: error.body.message });
}

/** The search parameters of a list by a schema whose fields all have defaults; what does not fit falls back. */
export function readQuery<S extends z.ZodObject>(url: URL, schema: S): z.output<S> {
  const given = Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''));
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  for (const issue of read.error.issues) delete given[String(issue.path[0])];
  return schema.parse(given);
}

function go(event: RequestEvent, done: Done): never {
  const { to, say } = typeof done === 'string' ? { to: done, say: undefined } : done;
  if (say) setFlash(event.cookies, say);
  redirect(303, to);
}

function refusedForm<S extends FormSchema>(form: SuperValidated<z.output<S>>, error: unknown) {
  if (!isHttpError(error) || error.status >= 500) throw error;
  for (const [path, texts] of Object.entries(error.body.fields ?? {})) {
    setError(form, path as '', texts);
  }
  form.message = error.body.message as never;
  form.valid = false;
  return fail(error.status, { form });
}

/** Walks the error tree of a form and puts sentences in place of codes. */
function translateErrors(form: { errors: unknown }, locale: App.Locals['locale']) {
  const walk = (node: unknown): unknown => {
    if (typeof node === 'string') return errorText(node, {}, locale);
    if (Array.isArray(node)) return node.map(walk);
    if (node && typeof node === 'object')
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, walk(value)]));
    return node;
  };
  form.errors = walk(form.errors);
}
