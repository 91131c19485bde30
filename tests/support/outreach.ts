/** A legal-education event for tests of what is done with it. */
import type { EventInput } from '#lib/outreach/event-input.ts';

/** On the world's day, at the market, without speakers: each test says who spoke. */
export const eventInput: EventInput = {
  heldOn: '2026-11-23',
  place: '桥头大集',
  kind: 'street',
  theme: '冬季消防安全',
  large: false,
  headcount: 120,
  countMethod: 'estimate',
  minutes: 60,
  speakerIds: [],
  cites: '',
  materials: [{ name: '宣传册', pieces: 80 }]
};
