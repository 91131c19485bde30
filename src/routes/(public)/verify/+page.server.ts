import { redirect } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { readCode } from '#lib/platform/written-code.ts';
import type { PageServerLoad } from './$types';

/** The form sends the code in the address, so that it works without scripts; a whole code goes on to its own page. */
export const load: PageServerLoad = ({ url }) => {
  const typed = (url.searchParams.get('code') ?? '').slice(0, 200);
  const code = readCode(typed);
  if (code) redirect(303, `/verify/${code}`);
  return { title: m.proofs_verify_title(), typed };
};
