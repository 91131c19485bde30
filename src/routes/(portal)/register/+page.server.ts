import { m } from '#lib/i18n/paraglide/messages.js';
import { countCertificates, listCertificates, ListCertificates } from '#lib/certification/register.server.ts';
import { listUnits } from '#lib/people/units.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = readQuery(url, ListCertificates.omit({ pageSize: true }));
  const { rows, total } = await locals.run(listCertificates, asked);
  const counts = await locals.run(countCertificates, {});
  const units = await locals.run(listUnits, {});
  return {
    title: m.certification_register_title(),
    asked,
    rows,
    total,
    counts,
    all: Object.values(counts).reduce((sum, count) => sum + count, 0),
    unitOptions: units.map(({ id, name }) => ({ value: String(id), label: name })),
    mayManage: locals.actor.may('register.manage')
  };
};
