/** What can be asked of a person; each is data of a scheme, so that a change of rule is a new row. */
export type Requirement =
  | { kind: 'card' }
  | { kind: 'internal-exam'; withinMonths: number }
  | { kind: 'hours'; audience: 'enforcement-posts' | 'everyone' }
  | { kind: 'no-suspension' };
