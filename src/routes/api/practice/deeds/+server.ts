import { error, isHttpError, json } from '@sveltejs/kit';
import { MOST_DEEDS, type DeedReceipt, type NumberedDeed } from '#lib/assessment/practice-deeds.ts';
import { handInDeed } from '#lib/assessment/practice-sync.server.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { readJson } from '../../read-json.server.ts';
import type { RequestHandler } from './$types';

/** Takes `{device, sentAt, deeds: […]}` in their order. What the rules refuse is said deed by deed, so that the others arrive. */
export const POST: RequestHandler = async ({ locals, request }) => {
  const { device, sentAt, deeds } = await readJson(request, locals.locale);
  if (!Array.isArray(deeds) || deeds.length > MOST_DEEDS || !deeds.every(hasSequence)) {
    error(400, { message: errorText('input.format', {}, locals.locale), code: 'input.format' });
  }
  const receipts: DeedReceipt[] = [];
  for (const one of deeds) receipts.push(await take(locals, { device, sentAt }, one));
  return json({ receipts });
};

interface Handing {
  device: unknown;
  sentAt: unknown;
}

async function take(locals: App.Locals, handing: Handing, one: NumberedDeed): Promise<DeedReceipt> {
  try {
    // The door checks what is in it.
    const deed = { ...(handing as { device: string; sentAt: number }), ...one };
    return { sequence: one.sequence, ...(await locals.run(handInDeed, deed)) };
  } catch (problem) {
    if (!isHttpError(problem) || !FOREVER.has(problem.status)) throw problem;
    return { sequence: one.sequence, outcome: 'refused', code: problem.body.code ?? '' };
  }
}

/** Statuses that sending again would not change. */
const FOREVER = new Set([400, 403, 404, 409]);

const hasSequence = (one: unknown): one is NumberedDeed =>
  typeof one === 'object' && one !== null && 'sequence' in one && typeof one.sequence === 'number';
