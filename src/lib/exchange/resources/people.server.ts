import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { establishments } from '#lib/people/cadre.ts';
import { rosterPage } from '#lib/people/roster-page.server.ts';
import { field, listResource } from '../resource.server.ts';

/** 在册人员: who is on the roster today, with no more of them than a district asks for. */
export const people = listResource({
  name: 'people',
  scope: 'roster',
  title: m.exchange_people_title,
  says: m.exchange_people_says,
  filters: [],
  record: z.object({
    staffNumber: field(z.string(), m.exchange_field_staff_number, '017'),
    name: field(z.string(), m.exchange_field_name, '林某甲'),
    unit: field(z.string(), m.exchange_field_unit, '综合执法中心'),
    enforcementPost: field(z.boolean(), m.exchange_field_enforcement_post, true),
    establishment: field(z.enum(establishments), m.exchange_field_establishment, 'public-institution')
  }),
  async page(ctx, { after, limit }) {
    const found = await rosterPage(ctx, { on: ctx.today, after, limit });
    return found.map(({ cadreId, unitName, ...person }) => ({ key: cadreId, record: { ...person, unit: unitName } }));
  }
});
