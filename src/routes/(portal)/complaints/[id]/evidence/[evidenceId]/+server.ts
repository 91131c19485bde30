import { openEvidence } from '#lib/complaints/custody.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { download } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** A photo or paper of a case, for whom the case exists; the look is recorded. Its name says nothing of the matter. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const which = { complaintId: Number(params.id) || 0, evidenceId: Number(params.evidenceId) || 0 };
  const { hash, type } = await locals.attempt(async () => {
    if (!which.complaintId || !which.evidenceId) throw missing('complaints.evidence-not-found');
    return locals.run(openEvidence, which);
  });
  const bytes = await locals.attempt(async () => {
    const found = await locals.house.files.get(hash);
    if (!found) throw missing('complaints.evidence-not-found');
    return found;
  });
  return download(`${which.complaintId}-${which.evidenceId}.${type.split('/')[1]}`, bytes, type);
};
