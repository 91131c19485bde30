import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { invalid } from '#lib/platform/errors.ts';
import { checkFile, payloadIn, unreadable } from '#routes/import-file.server.ts';
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

/** The two steps of the register's tables. */
export function importActions<Row, Verdict extends Judged, Rows extends z.ZodObject>(how: Import<Row, Verdict, Rows>) {
  return {
    check: async ({ request, locals }: RequestEvent) => {
      await requireAllowed(locals, holds('register.manage'));
      return checkFile(request, locals, async (bytes, name) => {
        const rows = await how.read(bytes);
        if (!rows.length) throw invalid('certification.no-rows');
        return previewOf(name, await how.preview(locals, rows), rows, locals.locale);
      });
    },
    write: async (event: RequestEvent) => {
      const rows = await payloadIn(event.request, how.rows);
      if (!rows) return unreadable(event.locals);
      return act(
        event,
        () => how.write(event.locals, rows),
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
