import { error, isHttpError, json } from '@sveltejs/kit';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { answerCase } from '#lib/learning/case.server.ts';
import { answerCheck } from '#lib/learning/check.server.ts';
import { MOST_REPORTS, type LessonReceipt, type LessonReport } from '#lib/learning/learn-queue.ts';
import { recordProgress } from '#lib/learning/record-progress.server.ts';
import { readJson } from '../../read-json.server.ts';
import type { RequestHandler } from './$types';

/** Takes `{reports: […]}` in their order. What the rules refuse is said report by report, so that the others arrive. */
export const POST: RequestHandler = async ({ locals, request }) => {
  const { reports } = await readJson(request, locals.locale);
  if (!Array.isArray(reports) || reports.length > MOST_REPORTS || !reports.every(hasId)) {
    error(400, { message: errorText('input.format', {}, locals.locale), code: 'input.format' });
  }
  const receipts: LessonReceipt[] = [];
  for (const report of reports) receipts.push(await take(locals, report));
  return json({ receipts });
};

async function take(locals: App.Locals, report: LessonReport): Promise<LessonReceipt> {
  try {
    return { id: report.id, outcome: 'saved', result: await run(locals, report) };
  } catch (problem) {
    if (!isHttpError(problem) || !FOREVER.has(problem.status)) throw problem;
    return { id: report.id, outcome: 'refused', code: problem.body.code ?? '' };
  }
}

/** Statuses that sending again would not change. */
const FOREVER = new Set([400, 403, 404, 409]);

// The door checks what is in a report.
function run(locals: App.Locals, report: LessonReport) {
  switch (report.what) {
    case 'check':
      return locals.run(answerCheck, report);
    case 'case':
      return locals.run(answerCase, report);
    default:
      return locals.run(recordProgress, report);
  }
}

const hasId = (report: unknown): report is LessonReport =>
  typeof report === 'object' && report !== null && 'id' in report && typeof report.id === 'string';
