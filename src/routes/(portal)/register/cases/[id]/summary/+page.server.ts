import { m } from '#lib/i18n/paraglide/messages.js';
import { caseFile } from '#lib/certification/case.server.ts';
import { caseName } from '#lib/certification/records-words.ts';
import { certificateFile } from '#lib/certification/register.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const file = await locals.run(caseFile, { caseId: params.id });
  const { name, staffNumber, unitName, post, hours } = file.person;
  const { records } = await locals.run(certificateFile, { staffNumber });
  return {
    title: m.register_case_summary_title({ kind: caseName(file.kind) }),
    today: dayOf(locals.house.clock.now()),
    file: { ...file, person: { name, staffNumber, unitName, post } },
    hours: { done: hours.enforcement.hours, target: hours.enforcement.target },
    exams: records.exams.filter(({ live, passed }) => live && passed).slice(0, 3)
  };
};
