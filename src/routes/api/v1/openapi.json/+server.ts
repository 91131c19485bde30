import { json } from '@sveltejs/kit';
import { apiDocument } from '#lib/exchange/openapi.server.ts';
import { wrongMethod } from '../answer.server.ts';
import { localeOf } from '../locale-of.ts';
import type { RequestHandler } from './$types';

/** The description of the interface; it holds no data and is open to whoever builds the other side. */
export const GET: RequestHandler = ({ request, url }) => json(apiDocument(url.origin, localeOf(request)));

export const fallback: RequestHandler = ({ request }) => wrongMethod(localeOf(request));
