/** What can be done on the page of a practice record. */
import { fail, isHttpError, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { addPhoto, keepPhoto, removePhoto } from '#lib/mentoring/photo.server.ts';
import { saveRecord } from '#lib/mentoring/record.server.ts';
import { isField, type Sheet } from '#lib/mentoring/sheet.ts';
import { addNote, askReopening, decideReopening, signOff } from '#lib/mentoring/sign-off.server.ts';
import { act } from '#routes/submit.server.ts';

type Event = RequestEvent<{ id: string; recordId: string }>;
const address = ({ params }: Event) => `/mentoring/${params.id}/records/${params.recordId}`;
const here = (event: Event, say: string) => ({ to: address(event), say });
const textOf = (form: FormData, name: string) => String(form.get(name) ?? '');

export const recordActions = {
  /** The sheet whole, from a browser without script: only what differs from what it was shown is a change. */
  save: async (event: Event) => {
    const form = await event.request.formData();
    const seen = sheetIn(textOf(form, 'seen'));
    const changes = [...form.keys()]
      .filter((field) => isField(field))
      .map((field) => ({ field, from: seen[field] ?? '', to: textOf(form, field).trim() }))
      .filter(({ from, to }) => from !== to);
    if (!changes.length) return act(event, async () => undefined, here(event, m.mentoring_saved()));
    return act(
      event,
      () => event.locals.run(saveRecord, { recordId: event.params.recordId, changes }),
      ({ clashes }) =>
        here(event, clashes.length ? m.mentoring_saved_clashes({ count: clashes.length }) : m.mentoring_saved())
    );
  },
  sign: async (event: Event) => {
    const form = await event.request.formData();
    const signature =
      form.get('kind') === 'drawn'
        ? { kind: 'drawn' as const, strokes: strokesIn(textOf(form, 'strokes')) }
        : { kind: 'typed' as const, name: textOf(form, 'name') };
    try {
      const revision = Number(form.get('revision'));
      await event.locals.run(signOff, { recordId: event.params.recordId, revision, signature });
    } catch (problem) {
      if (!isHttpError(problem) || problem.status >= 500) throw problem;
      return fail(problem.status, { signProblem: problem.body.message, fields: problem.body.fields ?? {} });
    }
    return act(event, async () => undefined, `${address(event)}?signed=1`);
  },
  note: async (event: Event) => {
    const text = textOf(await event.request.formData(), 'text');
    const { recordId } = event.params;
    return act(event, () => event.locals.run(addNote, { recordId, text }), here(event, m.mentoring_note_added()));
  },
  reopen: async (event: Event) => {
    const reason = textOf(await event.request.formData(), 'text');
    const { recordId } = event.params;
    return act(
      event,
      () => event.locals.run(askReopening, { recordId, reason }),
      here(event, m.mentoring_reopen_asked_now())
    );
  },
  decide: async (event: Event) => {
    const form = await event.request.formData();
    const grant = form.get('grant') === 'yes';
    const { recordId } = event.params;
    return act(
      event,
      () => event.locals.run(decideReopening, { recordId, grant, text: textOf(form, 'text') }),
      here(event, grant ? m.mentoring_reopened_now() : m.mentoring_reopen_declined_now())
    );
  },
  photos: async (event: Event) => {
    const { locals, params, request } = event;
    const files = (await request.formData()).getAll('photos').filter((file) => file instanceof File && file.size > 0);
    if (!files.length) return fail(400, { photoProblem: m.mentoring_photo_choose() });
    try {
      for (const file of files as File[]) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const kept = await locals.attempt(() => keepPhoto(locals.house.files, bytes));
        await locals.run(addPhoto, { recordId: params.recordId, ...kept });
      }
    } catch (problem) {
      if (!isHttpError(problem) || problem.status >= 500) throw problem;
      return fail(problem.status, { photoProblem: problem.body.message });
    }
    return act(event, async () => undefined, here(event, m.mentoring_photo_added({ count: files.length })));
  },
  removePhoto: async (event: Event) => {
    const photoId = textOf(await event.request.formData(), 'photoId');
    const { recordId } = event.params;
    return act(
      event,
      () => event.locals.run(removePhoto, { recordId, photoId }),
      here(event, m.mentoring_photo_removed())
    );
  }
};

/** What the page says it was shown; anything else counts as an empty sheet, and clashes are found by the server. */
function sheetIn(text: string): Sheet {
  const read = parsed(text);
  return read !== null && typeof read === 'object' && !Array.isArray(read) ? (read as Sheet) : {};
}

// The door checks what is in it.
const strokesIn = (text: string): number[][] => parsed(text) as number[][];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
