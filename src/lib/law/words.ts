/** The law's enumerations in words. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Tone } from '#lib/ui/tones.ts';
import type { ChangeKind } from './compare.ts';
import type { StatuteKind, StatuteScope } from './statute.ts';

export const kindWords: Record<StatuteKind, () => string> = {
  constitution: m.law_kind_constitution,
  law: m.law_kind_law,
  'administrative-regulation': m.law_kind_administrative_regulation,
  'local-regulation': m.law_kind_local_regulation,
  rule: m.law_kind_rule,
  'party-regulation': m.law_kind_party_regulation
};

export const scopeWords: Record<StatuteScope, () => string> = {
  national: m.law_scope_national,
  shandong: m.law_scope_shandong,
  weihai: m.law_scope_weihai
};

export const changeWords: Record<ChangeKind, () => string> = {
  changed: m.law_change_changed,
  repealed: m.law_change_repealed,
  new: m.law_change_new,
  renumbered: m.law_change_renumbered,
  unknown: m.law_change_unknown,
  unchanged: m.law_change_unchanged
};

export const changeTones: Record<ChangeKind, Tone> = {
  changed: 'amber',
  repealed: 'rouge',
  new: 'jade',
  renumbered: 'navy',
  unknown: 'plain',
  unchanged: 'plain'
};
