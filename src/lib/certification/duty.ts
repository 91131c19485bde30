import { addMonths, type Day } from '#lib/platform/clock.ts';
import type { Establishment } from '#lib/people/cadre.ts';
import type { Finding } from './findings.ts';
import { countsAsOfficer, type Readiness } from './readiness.ts';
import { grounds, type Ground } from './records.ts';

/** What a team goes out for. */
export const activities = ['penalty', 'compulsory', 'education'] as const;
export type Activity = (typeof activities)[number];

export const absenceKinds = ['leave', 'training', 'other'] as const;
export type AbsenceKind = (typeof absenceKinds)[number];

/** What the duty check looks at in a person. */
export interface DutyPerson {
  cadreId: number;
  staffNumber: string;
  name: string;
  establishment: Establishment;
  joinedOn: Day;
  /** First day of the first card on record; null without one. */
  firstCardOn: Day | null;
  /** 执法领域 of the cards in force, as printed. */
  fields: readonly string[];
  readiness: Readiness;
  absence: { kind: AbsenceKind; until: Day } | null;
}

export interface DutyRules {
  /** Never below two: 行政处罚法 art. 42. */
  minimumCards: number;
  /** How long after the first card somebody counts as a newcomer. */
  newcomerMonths: number;
  /** A card with this field goes for every field. */
  generalField: string;
  /** Whether a card of another field bars or is only remarked on: no rule was found, so a setting. */
  otherField: 'refuse' | 'remark';
}

/** May enforce and counts; may come along and never counts; does not go out at all. */
export const dutyStandings = ['officer', 'assist', 'off'] as const;
export type DutyStanding = (typeof dutyStandings)[number];

export type DutyReason =
  | { code: 'auxiliary' | 'no-enforcement-post' | 'not-on-roster' | 'no-card'; ground: Ground }
  | { code: 'finding'; finding: Finding; ground: Ground }
  | { code: 'absent'; kind: AbsenceKind; until: Day; ground: null }
  | { code: 'other-field'; fields: readonly string[]; ground: null };

export interface OnDuty {
  standing: DutyStanding;
  /** Why not an officer, the weightiest first; empty for officers. */
  reasons: DutyReason[];
}

/**
 * Where one person stands for a field on the day their readiness was asked for. An auxiliary never enforces and never
 * counts (山东省行政执法监督条例 art. 10); an expired, suspended or handed-in card, off-post training, removal from the
 * post and absence keep somebody off the roster altogether.
 */
export function dutyStandingOf(person: DutyPerson, field: string | null, rules: DutyRules): OnDuty {
  const { state, exemption } = person.readiness;
  if (exemption === 'not-on-roster') return off({ code: 'not-on-roster', ground: grounds.auxiliary });
  if (person.absence) return off({ code: 'absent', ...person.absence, ground: null });
  if (exemption !== null) return assist({ code: exemption, ground: grounds.auxiliary });
  if (!countsAsOfficer(state)) {
    const open = person.readiness.findings.filter(({ met }) => !met).sort((a, b) => weight(a) - weight(b));
    const reasons = open.map(reasonOf);
    return { standing: open.some(keepsOff) ? 'off' : 'assist', reasons };
  }
  if (field !== null && !covers(person.fields, field, rules) && rules.otherField === 'refuse')
    return assist({ code: 'other-field', fields: person.fields, ground: null });
  return { standing: 'officer', reasons: [] };
}

const off = (reason: DutyReason): OnDuty => ({ standing: 'off', reasons: [reason] });
const assist = (reason: DutyReason): OnDuty => ({ standing: 'assist', reasons: [reason] });

const keepsOff = ({ requirement, note }: Finding) =>
  requirement === 'no-suspension' || (requirement === 'card' && note.code !== 'card-none');
const weight = (finding: Finding) => (finding.requirement === 'no-suspension' ? 0 : keepsOff(finding) ? 1 : 2);

function reasonOf(finding: Finding): DutyReason {
  const { source, certainty, note } = finding;
  if (note.code === 'card-none') return { code: 'no-card', ground: grounds.auxiliary };
  return { code: 'finding', finding, ground: { source, certainty } };
}

/** Whether cards of these fields go for a field: the same words, or the general field. */
export const covers = (fields: readonly string[], field: string, { generalField }: DutyRules) =>
  fields.some((own) => own === field || own === generalField || own.split(/[、,，;；/]/).includes(field));

export type TeamProblem =
  | { code: 'nobody'; ground: null }
  | { code: 'twice'; name: string; ground: null }
  | { code: 'too-few'; officers: number; minimum: number; ground: Ground }
  | { code: 'may-not-go'; name: string; staffNumber: string; reason: DutyReason; ground: Ground | null };

export type TeamRemark =
  | { code: 'does-not-count'; name: string; staffNumber: string; reason: DutyReason; ground: Ground | null }
  | { code: 'newcomers-only'; months: number; ground: null }
  | { code: 'other-field'; name: string; fields: readonly string[]; ground: null }
  | { code: 'expires-soon'; name: string; day: Day; ground: null }
  | { code: 'approval-first'; ground: Ground }
  | { code: 'no-enforcing'; ground: Ground };

export interface TeamVerdict {
  lawful: boolean;
  /** How many count as officers. */
  officers: number;
  /** Why it may not go; empty when it may. */
  problems: TeamProblem[];
  /** What to mind although it may. */
  remarks: TeamRemark[];
}

/**
 * Whether these people may go out together. Penalties and compulsory measures take at least two with the qualification
 * (行政处罚法 art. 42; 行政强制法 arts. 17, 18), whoever else comes along; for education and dissuasion no card is asked,
 * and nobody enforces then. Whoever may not go out at all stops the team: their place is to be filled by another.
 */
export function teamVerdict(
  people: readonly DutyPerson[],
  asked: { on: Day; field: string | null; activity: Activity },
  rules: DutyRules
): TeamVerdict {
  const { on, field, activity } = asked;
  const enforcing = activity !== 'education';
  const minimum = Math.max(2, rules.minimumCards);
  const distinct = [...new Map(people.map((person) => [person.cadreId, person])).values()];
  const judged = distinct.map((person) => ({ person, ...dutyStandingOf(person, field, rules) }));
  const officers = judged.filter(({ standing }) => standing === 'officer').map(({ person }) => person);
  const problems: TeamProblem[] = [];
  if (!people.length) problems.push({ code: 'nobody', ground: null });
  for (const { cadreId, name } of distinct)
    if (people.filter((other) => other.cadreId === cadreId).length > 1)
      problems.push({ code: 'twice', name, ground: null });
  for (const { person, standing, reasons } of judged)
    if (standing === 'off')
      problems.push({ code: 'may-not-go', ...nameOf(person), reason: reasons[0]!, ground: reasons[0]!.ground });
  if (enforcing && people.length && officers.length < minimum)
    problems.push({ code: 'too-few', officers: officers.length, minimum, ground: grounds.pair });
  return {
    lawful: problems.length === 0,
    officers: officers.length,
    problems,
    remarks: remarksOn(judged, officers, { on, field, activity, enforcing }, rules)
  };
}

const nameOf = ({ name, staffNumber }: DutyPerson) => ({ name, staffNumber });

function remarksOn(
  judged: readonly (OnDuty & { person: DutyPerson })[],
  officers: readonly DutyPerson[],
  asked: { on: Day; field: string | null; activity: Activity; enforcing: boolean },
  rules: DutyRules
): TeamRemark[] {
  if (!asked.enforcing) return [{ code: 'no-enforcing', ground: grounds.pair }];
  const remarks: TeamRemark[] = [];
  for (const { person, standing, reasons } of judged)
    if (standing === 'assist')
      remarks.push({ code: 'does-not-count', ...nameOf(person), reason: reasons[0]!, ground: reasons[0]!.ground });
  if (officers.length > 1 && officers.every((person) => isNewcomer(person, asked.on, rules)))
    remarks.push({ code: 'newcomers-only', months: rules.newcomerMonths, ground: null });
  for (const person of officers) {
    if (asked.field !== null && !covers(person.fields, asked.field, rules))
      remarks.push({ code: 'other-field', name: person.name, fields: person.fields, ground: null });
    const { state, validTo } = person.readiness.standing;
    if (state === 'expiring' && validTo)
      remarks.push({ code: 'expires-soon', name: person.name, day: validTo, ground: null });
  }
  if (asked.activity === 'compulsory') remarks.push({ code: 'approval-first', ground: grounds.compulsory });
  return remarks;
}

/** For a year (setting) after the first card. */
export const isNewcomer = ({ firstCardOn, joinedOn }: DutyPerson, on: Day, { newcomerMonths }: DutyRules) =>
  on < addMonths(firstCardOn ?? joinedOn, newcomerMonths);

/**
 * Who could take the place of the first member that may not go: an officer of the team's field who stands in no team that
 * sets out at the same time. Those whose card runs longest come first.
 */
export function replacementFor<Person extends DutyPerson & OnDuty>(
  team: { field: string; members: readonly { staffNumber: string; standing: DutyStanding }[] },
  everybody: readonly Person[],
  busy: ReadonlySet<string>,
  rules: DutyRules
): { out: string; into: Person } | undefined {
  const out =
    team.members.find(({ standing }) => standing === 'off') ??
    team.members.find(({ standing }) => standing === 'assist');
  if (!out) return undefined;
  const into = everybody
    .filter(({ standing, staffNumber }) => standing === 'officer' && !busy.has(staffNumber))
    .filter(({ fields }) => !team.field || covers(fields, team.field, rules))
    .sort((a, b) => ((a.readiness.standing.validTo ?? '') < (b.readiness.standing.validTo ?? '') ? 1 : -1))[0];
  return into && { out: out.staffNumber, into };
}
