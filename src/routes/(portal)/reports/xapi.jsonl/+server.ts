import { z } from 'zod';
import { statementLines, walkStatements } from '#lib/exchange/xapi/walk.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dayOf } from '#lib/platform/clock.ts';
import { downloadStream, JSON_LINES } from '#routes/download.ts';
import { allRows } from '#routes/pieces.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

const Query = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() });

/** The learning records of a year as xAPI statements, one a line, for a learning record store. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { year = Number(dayOf(locals.house.clock.now()).slice(0, 4)) } = readQuery(url, Query);
  const { origin } = url;
  const rows = await allRows((after?: number) => locals.run(walkStatements, { year, origin, after }));
  return downloadStream(`${m.exchange_xapi_file({ year: String(year) })}.jsonl`, statementLines(rows), JSON_LINES);
};
