import { m } from '#lib/i18n/paraglide/messages.js';
import type { Scope } from '#lib/platform/permissions.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { TokenState } from './token.ts';

export const scopeName: Record<Scope, () => string> = {
  roster: m.exchange_scope_roster,
  certification: m.exchange_scope_certification,
  training: m.exchange_scope_training,
  exams: m.exchange_scope_exams,
  outreach: m.exchange_scope_outreach,
  figures: m.exchange_scope_figures
};

export const scopeNote: Record<Scope, () => string> = {
  roster: m.exchange_scope_note_roster,
  certification: m.exchange_scope_note_certification,
  training: m.exchange_scope_note_training,
  exams: m.exchange_scope_note_exams,
  outreach: m.exchange_scope_note_outreach,
  figures: m.exchange_scope_note_figures
};

export const tokenStateWords: Record<TokenState, { tone: Tone; word: () => string }> = {
  active: { tone: 'jade', word: m.exchange_state_active },
  expired: { tone: 'rouge', word: m.exchange_state_expired },
  revoked: { tone: 'rouge', word: m.exchange_state_revoked }
};
