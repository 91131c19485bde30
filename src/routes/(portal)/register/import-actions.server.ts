import { fail, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { invalid } from '#lib/platform/errors.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act, type Done } from '#routes/submit.server.ts';

/** So many rows are shown; the rest is only counted. */
const SHOWN = 200;

interface Judged {
  row: number;
  errors: { field: string; code: string }[];
  /** Codes of what is odd and still goes in. */
  warnings?: string[];
}
interface Import<Row, Verdict extends Judged, Rows extends z.ZodObject> {
  read(bytes: Uint8Array): Promise<Row[]>;
  preview(locals: App.Locals, rows: Row[]): Promise<{ rows: Verdict[]; ready: boolean }>;
  rows: Rows;
  write(locals: App.Locals, data: z.output<Rows>): Promise<{ added: number }>;
  done(added: number): Done;
}

/** A table goes in by two steps: a file is read and judged row by row, then what was judged is written, all or nothing. */
export function importActions<Row, Verdict extends Judged, Rows extends z.ZodObject>(how: Import<Row, Verdict, Rows>) {
  return {
    check: async ({ request, locals }: RequestEvent) => {
      await requireAllowed(locals, holds('register.manage'));
      const file = (await request.formData()).get('file');
      if (!(file instanceof File) || !file.size)
        return fail(400, { fileErrors: [errorText('input.required', {}, locals.locale)] });
      try {
        return await locals.attempt(async () => {
          const rows = await how.read(new Uint8Array(await file.arrayBuffer()));
          if (!rows.length) throw invalid('certification.no-rows');
          return { preview: previewOf(file.name, await how.preview(locals, rows), rows, locals.locale) };
        });
      } catch (problem) {
        const { status, body } = problem as { status?: number; body?: App.Error };
        if (!status || status >= 500 || !body) throw problem;
        return fail(status, { fileErrors: [body.message] });
      }
    },
    write: async (event: RequestEvent) => {
      const read = how.rows.safeParse(parsed(String((await event.request.formData()).get('rows') ?? '')));
      if (!read.success) return fail(400, { fileErrors: [errorText('input.invalid', {}, event.locals.locale)] });
      return act(
        event,
        () => how.write(event.locals, read.data),
        ({ added }) => how.done(added)
      );
    }
  };
}

function previewOf<Verdict extends Judged>(
  name: string,
  { rows, ready }: { rows: Verdict[]; ready: boolean },
  given: unknown,
  locale: App.Locals['locale']
) {
  const broken = rows.filter(({ errors }) => errors.length);
  const shown = [...broken, ...rows.filter(({ errors }) => !errors.length)].slice(0, SHOWN);
  return {
    name,
    ready,
    total: rows.length,
    broken: broken.length,
    odd: rows.filter(({ warnings }) => warnings?.length).length,
    rows: shown.map(({ errors, warnings = [], ...row }) => ({
      ...row,
      problems: errors.map(({ field, code }) => ({ field, text: errorText(code, {}, locale) })),
      remarks: warnings.map((code) => errorText(code, {}, locale))
    })),
    /** What “write” sends back; the command judges it again. */
    payload: ready ? JSON.stringify({ rows: given }) : ''
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
