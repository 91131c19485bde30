import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { eventsAfter } from '#lib/outreach/event-list.server.ts';
import { countMethods, eventKinds } from '#lib/outreach/event.ts';
import { field, instantText, listResource } from '../resource.server.ts';

/** 普法活动: what was held, and what turned out to be recorded in error; who spoke stays in the portal. */
export const outreachEvents = listResource({
  name: 'outreach-events',
  scope: 'outreach',
  title: m.exchange_outreach_title,
  says: m.exchange_outreach_says,
  filters: ['year', 'updated-since'],
  record: z.object({
    id: field(z.int(), m.exchange_field_id, 31),
    status: field(z.enum(['held', 'void']), m.exchange_field_event_status, 'held'),
    heldOn: field(z.iso.date(), m.exchange_field_held_on, '2026-06-05'),
    place: field(z.string(), m.exchange_field_place, '桥头大集'),
    kind: field(z.enum(eventKinds), m.exchange_field_event_kind, 'street'),
    theme: field(z.string(), m.exchange_field_theme, '环境保护法宣传'),
    large: field(z.boolean(), m.exchange_field_large, false),
    headcount: field(z.int().nullable(), m.exchange_field_headcount, 120),
    countMethod: field(z.enum(countMethods).nullable(), m.exchange_field_count_method, 'estimate'),
    updatedAt: field(z.iso.datetime(), m.exchange_field_updated_at, '2026-06-05T08:10:00.000Z')
  }),
  async page(ctx, asked) {
    const found = await eventsAfter(ctx, asked);
    return found.map(({ status, updatedAt, ...event }) => ({
      key: event.id,
      // What is only planned is not among them.
      record: { ...event, status: status as 'held' | 'void', updatedAt: instantText(updatedAt) }
    }));
  }
});
