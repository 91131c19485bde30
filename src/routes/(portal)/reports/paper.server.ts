import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dayOf } from '#lib/platform/clock.ts';
import { rowId } from '#lib/platform/input.ts';
import { paperOf, paperOfSnapshot, type ReportPaper } from '#lib/reporting/annual/document.ts';
import { annualReport } from '#lib/reporting/annual/report.server.ts';
import { showSnapshot } from '#lib/reporting/annual/snapshot.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import { askedPeriod } from './period-query.ts';

const Query = z.object({ snapshot: rowId.optional() });

/** The paper that an address asks for, frozen or live, with the name of its file. */
export async function askedPaper({ locals, url }: RequestEvent): Promise<{ name: string; paper: ReportPaper }> {
  const { snapshot: id } = readQuery(url, Query);
  if (id) {
    const snapshot = await locals.run(showSnapshot, { id });
    const { year, number } = snapshot;
    return { name: m.annual_snapshot_title({ year: String(year), number }), paper: paperOfSnapshot(snapshot) };
  }
  const now = locals.house.clock.now();
  const { period, year } = askedPeriod(url, dayOf(now));
  const report = await locals.run(annualReport, period);
  return { name: `${m.annual_title({ year: String(year) })} ${m.annual_draft()}`, paper: paperOf(report, now) };
}
