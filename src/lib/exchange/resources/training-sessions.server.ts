import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sessionsAfter } from '#lib/learning/figures.server.ts';
import { sessionKinds } from '#lib/learning/session.ts';
import { field, instantText, listResource } from '../resource.server.ts';

/** 集中培训: sessions that were announced, with how many came; no person can be told from them. */
export const trainingSessions = listResource({
  name: 'training-sessions',
  scope: 'training',
  title: m.exchange_sessions_title,
  says: m.exchange_sessions_says,
  filters: ['year', 'updated-since'],
  record: z.object({
    id: field(z.int(), m.exchange_field_id, 12),
    title: field(z.string(), m.exchange_field_title, '行政处罚法专题培训'),
    kind: field(z.enum(sessionKinds), m.exchange_field_session_kind, 'enforcement-training'),
    status: field(z.enum(['announced', 'closed', 'cancelled']), m.exchange_field_session_status, 'closed'),
    place: field(z.string(), m.exchange_field_place, '镇政府三楼会议室'),
    startsAt: field(z.iso.datetime(), m.exchange_field_starts_at, '2026-03-12T01:00:00.000Z'),
    endsAt: field(z.iso.datetime(), m.exchange_field_ends_at, '2026-03-12T04:00:00.000Z'),
    hours: field(z.number(), m.exchange_field_session_hours, 4),
    invited: field(z.int(), m.exchange_field_invited, 68),
    attended: field(z.int(), m.exchange_field_attended, 64),
    others: field(z.int(), m.exchange_field_others, 12),
    updatedAt: field(z.iso.datetime(), m.exchange_field_updated_at, '2026-03-12T09:30:00.000Z')
  }),
  async page(ctx, asked) {
    const found = await sessionsAfter(ctx, asked);
    return found.map(({ status, startsAt, endsAt, updatedAt, ...session }) => ({
      key: session.id,
      record: {
        ...session,
        // Drafts are not among them.
        status: status as 'announced' | 'closed' | 'cancelled',
        startsAt: instantText(startsAt),
        endsAt: instantText(endsAt),
        updatedAt: instantText(updatedAt)
      }
    }));
  }
});
