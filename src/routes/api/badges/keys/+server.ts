import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The public keys of the badges as a JWK set (RFC 7517), newest first. */
export const GET: RequestHandler = async ({ locals }) => json({ keys: await locals.house.badgeKeys.published() });
