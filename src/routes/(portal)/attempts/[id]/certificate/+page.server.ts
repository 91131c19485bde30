import { examCertificate } from '#lib/assessment/exam-certificate.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  title: m.marking_certificate_title(),
  certificate: await locals.run(examCertificate, { attemptId: params.id })
});
