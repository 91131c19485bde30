/** The words of outreach, in the reader's language, and how its states are drawn. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import { countMethods, eventKinds, eventStands, type CountMethod, type EventKind, type EventStand } from './event.ts';

export const kindWords = {
  street: m.outreach_kind_street,
  talk: m.outreach_kind_talk,
  door: m.outreach_kind_door,
  case: m.outreach_kind_case,
  online: m.outreach_kind_online,
  other: m.outreach_kind_other
} satisfies Record<EventKind, () => string>;

export const methodWords = {
  estimate: m.outreach_method_estimate,
  count: m.outreach_method_count,
  'sign-in': m.outreach_method_sign_in
} satisfies Record<CountMethod, () => string>;

export const standWords = {
  planned: m.outreach_stand_planned,
  overdue: m.outreach_stand_overdue,
  held: m.outreach_stand_held,
  void: m.outreach_stand_void
} satisfies Record<EventStand, () => string>;

export const standDrawn: Record<EventStand, { tone: Tone; icon: IconName; dashed?: boolean }> = {
  planned: { tone: 'navy', icon: 'today', dashed: true },
  overdue: { tone: 'amber', icon: 'clock' },
  held: { tone: 'jade', icon: 'ok' },
  void: { tone: 'plain', icon: 'x' }
};

export const kindOptions = () => eventKinds.map((value) => ({ value, label: kindWords[value]() }));
export const methodOptions = () => countMethods.map((value) => ({ value, label: methodWords[value]() }));
export const standOptions = () => eventStands.map((value) => ({ value, label: standWords[value]() }));

/** Who spoke: those of the roster, then guests. */
export const speakerWords = (names: readonly string[], guests: string) =>
  [...names, guests].filter(Boolean).join(m.outreach_comma());
