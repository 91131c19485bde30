/**
 * 回避: who must not handle a case. 公务员法 art. 76 (own or relatives' interest, other circumstances), 信访工作条例
 * art. 28(3) (interest in the matter or with the petitioner). Checked before assignment and again before a finding.
 */

/** Nobody may take the case in spite of these; to such a person it does not exist. */
const absolute = ['complained-of', 'witness', 'earlier-part', 'leader-complained-of', 'declared-relation'] as const;
/** The others need somebody else to confirm that they do no harm. */
export type RecusalReason = (typeof absolute)[number] | 'mentoring' | 'same-team' | 'same-unit';

export interface Handler {
  /** Null: an account without a cadre behind it. */
  cadreId: number | null;
  unitId: number | null;
  /** The cadres who lead this person. */
  leaders: readonly number[];
}

export interface MatterFacts {
  /** The officers complained of, with their units. */
  accused: readonly { cadreId: number; unitId: number }[];
  /** Cadres named as having seen it. */
  witnesses: readonly number[];
  /** Cadres who had a part in the enforcement itself, its approval or review. */
  earlierPart: readonly number[];
  /** Pairs of close relations, declared by one of the two. */
  relations: readonly (readonly [number, number])[];
  /** Mentor and mentee, now or in the past year. */
  pairings: readonly (readonly [number, number])[];
  /** Who was on duty together on that day; each list is a team. */
  teams: readonly (readonly number[])[];
}

export interface Recusal {
  reason: RecusalReason;
  /** Whether no confirmation can lift it. */
  absolute: boolean;
  /** The person it is about; null when it is the handler alone. */
  cadreId: number | null;
}

/** Every reason for which a person must not, or had better not, handle a case; empty when there is none. */
export function recusalsOf(handler: Handler, facts: MatterFacts): Recusal[] {
  const own = handler.cadreId;
  const found: Recusal[] = [];
  const say = (reason: RecusalReason, cadreId: number | null = null) =>
    found.push({ reason, absolute: absolute.some((known) => known === reason), cadreId });
  if (own !== null) {
    if (facts.accused.some(({ cadreId }) => cadreId === own)) say('complained-of');
    if (facts.witnesses.includes(own)) say('witness');
    if (facts.earlierPart.includes(own)) say('earlier-part');
  }
  for (const { cadreId, unitId } of facts.accused) {
    if (cadreId === own) continue;
    // A complaint about the handler's own leader takes the other route.
    if (handler.leaders.includes(cadreId)) say('leader-complained-of', cadreId);
    if (own !== null && joined(facts.relations, own, cadreId)) say('declared-relation', cadreId);
    if (own !== null && joined(facts.pairings, own, cadreId)) say('mentoring', cadreId);
    if (own !== null && facts.teams.some((team) => team.includes(own) && team.includes(cadreId))) {
      say('same-team', cadreId);
    }
    if (handler.unitId === unitId) say('same-unit', cadreId);
  }
  return found;
}

/** Whether a person may take the case at all, at most after somebody else has confirmed it. */
export const mayHandle = (recusals: readonly Recusal[]) => recusals.every((recusal) => !recusal.absolute);

const joined = (pairs: MatterFacts['relations'], one: number, other: number) =>
  pairs.some(([a, b]) => (a === one && b === other) || (a === other && b === one));
