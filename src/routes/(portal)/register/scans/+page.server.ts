import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { addScans, KeptFile, matchScans, type MatchedScan } from '#lib/certification/files.server.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act } from '#routes/submit.server.ts';
import { keepFile } from '../kept-file.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Payload = z.object({ files: z.array(KeptFile).min(1).max(60) });

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, holds('register.manage'));
  return { title: m.register_scans_title() };
};

export const actions: Actions = {
  check: async ({ request, locals }) => {
    await requireAllowed(locals, holds('register.manage'));
    const given = (await request.formData()).getAll('files').filter((file) => file instanceof File && file.size > 0);
    if (!given.length) return fail(400, { fileErrors: [errorText('input.required', {}, locals.locale)] });
    try {
      const files: KeptFile[] = [];
      for (const file of given) files.push(await keepFile(locals, file as File));
      const matched = await locals.run(matchScans, { files });
      return { preview: previewOf(matched) };
    } catch (problem) {
      const { status, body } = problem as { status?: number; body?: App.Error };
      if (!status || status >= 500 || !body) throw problem;
      return fail(status, { fileErrors: [body.message] });
    }
  },
  write: async (event) => {
    const read = Payload.safeParse(parsed(String((await event.request.formData()).get('files') ?? '')));
    if (!read.success) return fail(400, { fileErrors: [errorText('input.invalid', {}, event.locals.locale)] });
    return act(
      event,
      () => event.locals.run(addScans, read.data),
      ({ added }) => ({ to: '/register', say: m.register_scans_done({ count: added }) })
    );
  }
};

function previewOf(matched: MatchedScan[]) {
  const open = matched.filter(({ card, problem }) => !card || problem).length;
  return {
    open,
    rows: matched.map(({ file, card, problem }, at) => ({
      at,
      file: file.name,
      card: card ? `${card.number}，${card.name} ${card.staffNumber}` : '',
      problem
    })),
    payload: open ? '' : JSON.stringify({ files: matched.map(({ file }) => file) })
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
