import type { DutyPerson, DutyReason, OnDuty } from './duty.ts';

export interface FieldGroup<Person> {
  /** Null for whoever has no card with a field. */
  field: string | null;
  able: Person[];
  /** Come along and never count; auxiliaries and other posts are only counted. */
  assist: Person[];
  off: Person[];
  auxiliaries: number;
  others: number;
}

/** The people of a board by the first of the fields their cards name, in the order of the fields. */
export function byField<Person extends DutyPerson & OnDuty>(
  people: readonly Person[],
  fields: readonly string[]
): FieldGroup<Person>[] {
  const groups = [...fields, null].map((field) => {
    const members = people.filter((person) => (person.fields[0] ?? null) === field);
    const named = (code: DutyReason['code']) => members.filter(({ reasons }) => reasons[0]?.code === code);
    const counted = [...named('auxiliary'), ...named('no-enforcement-post')];
    return {
      field,
      able: members.filter(({ standing }) => standing === 'officer'),
      assist: members.filter((person) => person.standing === 'assist' && !counted.includes(person)),
      off: members.filter(({ standing }) => standing === 'off'),
      auxiliaries: named('auxiliary').length,
      others: named('no-enforcement-post').length
    };
  });
  return groups.filter(
    ({ able, assist, off, auxiliaries, others }) => able.length + assist.length + off.length + auxiliaries + others > 0
  );
}

/** Whether a reason concerns the person rather than the card: it is not shown where everybody passes by. */
export const isPrivate = (reason: DutyReason) =>
  reason.code === 'absent' ||
  (reason.code === 'finding' && ['no-suspension', 'yearly-check', 'health'].includes(reason.finding.requirement));
