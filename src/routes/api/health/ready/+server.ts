import { json } from '@sveltejs/kit';
import { readiness } from '#lib/platform/health.server.ts';
import type { RequestHandler } from './$types';

/** The process can do its work; 503 tells a balancer to wait. */
export const GET: RequestHandler = async ({ locals }) => {
  const checks = await readiness(locals.house);
  return json(checks, { status: checks.ready ? 200 : 503 });
};
