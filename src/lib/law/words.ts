/** The law's enumerations in words. */
import { m } from '#lib/i18n/paraglide/messages.js';
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
