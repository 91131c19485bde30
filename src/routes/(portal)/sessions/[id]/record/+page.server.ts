import { m } from '#lib/i18n/paraglide/messages.js';
import { sessionPapers } from '#lib/learning/papers.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  title: m.sessions_record(),
  ...(await locals.run(sessionPapers, { sessionId: params.id }))
});
