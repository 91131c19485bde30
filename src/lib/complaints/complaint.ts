/** The words of a complaint about improper enforcement. */

/** How it reached the town. */
export const channels = [
  'secretary-line',
  'mayor-hotline',
  'letter',
  'visit',
  'district',
  'discipline',
  'portal'
] as const;
export type Channel = (typeof channels)[number];

/** What may be wrong with enforcement: the seven kinds of 行政执法监督条例 art. 11(2). */
export const allegationCategories = [
  'qualification',
  'procedure',
  'decision',
  'inaction-or-excess',
  'conduct',
  'equipment',
  'other'
] as const;
export type AllegationCategory = (typeof allegationCategories)[number];

/** What was found of one allegation. */
export const findings = [
  'substantiated',
  'partly',
  'unsubstantiated',
  'undetermined',
  'lawful-improvable',
  'systemic'
] as const;
export type Finding = (typeof findings)[number];

/** 属实和部分属实: findings that hold against somebody. */
export const upheldFindings = ['substantiated', 'partly'] as const satisfies readonly Finding[];
export const isUpheld = (finding: Finding | null): boolean => upheldFindings.some((upheld) => upheld === finding);

/** Findings that oblige the town to teach, or to change how it works. */
export const asksForRemedy = (finding: Finding) =>
  isUpheld(finding) || finding === 'lawful-improvable' || finding === 'systemic';

/** Who handles it: the town's own handlers; or, where the town's own leader is complained of, somebody above or beside. */
export const routes = ['town', 'district', 'discipline'] as const;
export type Route = (typeof routes)[number];

/** What a person has to do with the matter. */
export const personParts = ['accused', 'witness', 'earlier-part'] as const;
export type PersonPart = (typeof personParts)[number];

/** Where a case stands. The last four are ends. */
export const stages = ['received', 'accepted', 'answered', 'closed', 'declined', 'returned', 'referred'] as const;
export type Stage = (typeof stages)[number];
export const isOver = (stage: Stage) =>
  stage === 'closed' || stage === 'declined' || stage === 'returned' || stage === 'referred';

/** Whom a case can be handed to for good; what they make of it is theirs (监察法; 行政复议法; 行政诉讼法). */
export const referrals = ['discipline', 'district', 'reconsideration', 'court', 'other'] as const;
export type Referral = (typeof referrals)[number];

/** Another procedure has the same matter, so the town's clock stands (行政执法监督条例 art. 33). */
export const freezes = ['reconsideration', 'court', 'supervision-commission'] as const;
export type Freeze = (typeof freezes)[number];

/** Takes a case out of the rates; a second person confirms. */
export const marks = ['vexatious', 'out-of-scope'] as const;
export type Mark = (typeof marks)[number];

export const satisfactions = ['satisfied', 'partly', 'not-satisfied', 'unreached'] as const;
export type Satisfaction = (typeof satisfactions)[number];

export const LONGEST_NARRATIVE = 4000;
export const LONGEST_MESSAGE = 2000;
/** Allegations and people that one complaint names at most. */
export const MOST_ALLEGATIONS = 7;
export const MOST_PEOPLE = 12;

/** How a finding goes back into training: a course, questions on a topic, a practice task with the mentor, a training session. */
export const remedyKinds = ['course', 'practice', 'task', 'session'] as const;
export type RemedyKind = (typeof remedyKinds)[number];
