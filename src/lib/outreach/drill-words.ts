/** The words of drills and teams. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { drillKinds, teamKinds, type DrillKind, type TeamKind } from './drill.ts';

export const drillKindWords = {
  drill: m.outreach_drill_kind_drill,
  training: m.outreach_drill_kind_training
} satisfies Record<DrillKind, () => string>;

export const teamKindWords = {
  'emergency-team': m.outreach_team_kind_emergency,
  mediators: m.outreach_team_kind_mediators,
  other: m.outreach_team_kind_other
} satisfies Record<TeamKind, () => string>;

export const drillKindOptions = () => drillKinds.map((value) => ({ value, label: drillKindWords[value]() }));
export const teamKindOptions = () => teamKinds.map((value) => ({ value, label: teamKindWords[value]() }));
