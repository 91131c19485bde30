/**
 * What practice tells about a unit without telling about anybody in it: shares of right answers by topic, and which of
 * them may be shown. Pure.
 */

/** A figure rests on at least so many people, or it is not shown; nor can one be worked out that rests on fewer. */
export const FEWEST_PEOPLE = 5;

/** One unit and one topic. */
export interface Practised {
  /** Different people who answered. */
  people: number;
  answers: number;
  right: number;
}

/**
 * Which units' figures for one topic may be shown beside the figure of all units together.
 *
 * A unit with too few people is hidden (primary suppression). What is hidden could then be worked out from the total
 * and the rest; so the hidden units together must count enough people as well, and until they do, the shown unit with
 * the fewest is hidden too (complementary suppression: Willenborg & de Waal, Elements of Statistical Disclosure
 * Control, 2001, ch. 4; with one total a topic there is one equation a topic). The choice looks only at how many people
 * there are, never at how well they did, and is the same for every reader.
 */
export function shownUnits(units: readonly Practised[]): boolean[] {
  const shown = units.map(({ people }) => people >= FEWEST_PEOPLE);
  const hiddenPeople = () => units.reduce((sum, { people }, at) => sum + (shown[at] ? 0 : people), 0);
  while (hiddenPeople() > 0 && hiddenPeople() < FEWEST_PEOPLE) {
    const fewest = units.reduce(
      (best, { people }, at) => (shown[at] && (best < 0 || people < units[best]!.people) ? at : best),
      -1
    );
    if (fewest < 0) break;
    shown[fewest] = false;
  }
  return shown;
}

/** All units together, under the same rule. */
export function together(units: readonly Practised[]): Practised {
  return units.reduce(
    (sum, unit) => ({
      people: sum.people + unit.people,
      answers: sum.answers + unit.answers,
      right: sum.right + unit.right
    }),
    { people: 0, answers: 0, right: 0 }
  );
}

/** Whole percent, as it is shown: finer figures would let counts be worked out. */
export const shareOf = ({ answers, right }: Practised): number => Math.round((right * 100) / answers);

export type Strength = 'weak' | 'middling' | 'strong';

/** Below 60 of 100 right a topic is weak, which is where an exam is failed; from 85 on it is strong. */
export const strengthOf = (share: number): Strength => (share < 60 ? 'weak' : share < 85 ? 'middling' : 'strong');
