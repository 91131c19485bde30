import { z } from 'zod';
import { issueDays } from '#lib/certification/card-fields.server.ts';
import { standingStates } from '#lib/certification/certificate.ts';
import { wallStates } from '#lib/certification/readiness.ts';
import { requirementKinds } from '#lib/certification/scheme.ts';
import { judge, type WallPerson } from '#lib/certification/wall.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { rosterPage } from '#lib/people/roster-page.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import { field, listResource } from '../resource.server.ts';

const exemptions = ['auxiliary', 'no-enforcement-post', 'not-on-roster'] as const;

/** 持证状态: whether each person on the roster may enforce today, by codes, and the card they hold. */
export const certificates = listResource({
  name: 'certificates',
  scope: 'certification',
  title: m.exchange_certificates_title,
  says: m.exchange_certificates_says,
  filters: [],
  record: z.object({
    staffNumber: field(z.string(), m.exchange_field_staff_number, '017'),
    state: field(z.enum([...wallStates, 'exempt']), m.exchange_field_readiness, 'valid'),
    exemption: field(z.enum(exemptions).nullable(), m.exchange_field_exemption, null),
    reasons: z.array(
      z.object({
        requirement: field(z.enum(requirementKinds), m.exchange_field_requirement, 'hours'),
        code: field(z.string(), m.exchange_field_reason, 'hours-short')
      })
    ),
    cardNumber: field(z.string().nullable(), m.exchange_field_card_number, '鲁B示例0017'),
    cardState: field(z.enum(standingStates), m.exchange_field_card_state, 'valid'),
    issuedOn: field(z.iso.date().nullable(), m.exchange_field_issued_on, '2024-03-01'),
    printedUntil: field(z.iso.date().nullable(), m.exchange_field_printed_until, '2029-02-28')
  }),
  async page(ctx, { after, limit }) {
    const judged = await judge(ctx, await rosterPage(ctx, { on: ctx.today, after, limit }), ctx.today);
    const issued = await issueDays(
      ctx,
      judged.flatMap(({ readiness }) => readiness.standing.number ?? [])
    );
    return judged.map((person) => ({ key: person.cadreId, record: recordOf(person, issued) }));
  }
});

function recordOf(
  { staffNumber, readiness: { state, exemption, standing, findings } }: WallPerson,
  issued: Map<string, Day>
) {
  return {
    ...{ staffNumber, state, exemption },
    reasons: findings.filter(({ met }) => !met).map(({ requirement, note }) => ({ requirement, code: note.code })),
    cardNumber: standing.number,
    cardState: standing.state,
    issuedOn: issued.get(standing.number ?? '') ?? null,
    printedUntil: standing.validTo
  };
}
