import { answer, openBrakes, wrongMethod } from '../answer.server.ts';
import { localeOf } from '../locale-of.ts';
import type { RequestHandler } from './$types';

const brakes = openBrakes();

/** What another system reads with its token; who is signed in on the same browser does not matter here. */
export const GET: RequestHandler = ({ request, params: { address }, locals, getClientAddress }) =>
  answer(locals.house, brakes, {
    ...{ request, address, from: getClientAddress(), requestId: locals.requestId },
    locale: localeOf(request)
  });

export const fallback: RequestHandler = ({ request }) => wrongMethod(localeOf(request));
