import { json } from '@sveltejs/kit';
import { issuerProfile } from '#lib/certification/badge.server.ts';
import type { RequestHandler } from './$types';

/** Who issues the badges of this portal; their `issuer` leads here. */
export const GET: RequestHandler = ({ url }) => json(issuerProfile(url.origin));
