import { MOST_PHOTOS } from '#lib/mentoring/photo.server.ts';
import { findRecord } from '#lib/mentoring/record.server.ts';
import { recordActions } from './actions.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const record = await locals.run(findRecord, { pairingId: params.id, recordId: params.recordId });
  return {
    title: record.task.title,
    record,
    owner: locals.account!.id,
    mostPhotos: MOST_PHOTOS,
    /** Just signed: the seal lands once. */
    landed: url.searchParams.has('signed')
  };
};

export const actions: Actions = recordActions;
