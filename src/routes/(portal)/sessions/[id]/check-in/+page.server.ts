import { checkInScreen } from '#lib/learning/check-in.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const screen = await locals.run(checkInScreen, { sessionId: params.id });
  return { title: screen.session.title, screen };
};
