/**
 * What a whole bank has to keep to, beyond what makes one question well formed: its law stands, nothing is asked
 * twice, and the right answers cannot be guessed from their letter or their length.
 */
import { articlePosition, foldTitle, parseCitations } from '#lib/law/citation.ts';
import { versionInForce, type Term } from '#lib/law/statute.ts';
import type { Day } from '#lib/platform/clock.ts';
import { LEAST_RATIO, lengthBias, MOST_RATIO, spreadsOf, type LengthBias, type Spread } from './bank-spread.ts';
import { twinsAmong } from './bank-twins.ts';
import { checkQuestion, citationDay, type DraftQuestion, type QuestionBody } from './question.ts';

export type BankRule =
  | 'malformed'
  | 'incomplete'
  | 'citation'
  | 'not-in-force'
  | 'twins'
  | 'order-given-away'
  | 'catch-all'
  | 'letters-uneven'
  | 'length-tells';

export interface BankFinding {
  rule: BankRule;
  /** The question's code; a sub-question of a case has its number behind a dot; empty for the bank as a whole. */
  question: string;
  /** What was found, as data: a citation, an option, an error code. */
  found: string;
}

/** A statute as the check knows it: its names, and which articles its versions have. */
export interface LawOnRecord {
  title: string;
  shortTitle: string;
  versions: readonly (Term & { positions: ReadonlySet<number> })[];
}

export interface BankReport {
  questions: number;
  types: Record<string, number>;
  topics: Record<string, number>;
  /** How many questions cite each statute. */
  statutes: Record<string, number>;
  spreads: Spread[];
  length: LengthBias;
  findings: BankFinding[];
}

/** Checks a bank as of a day. No findings: it keeps to every rule. */
export function checkBank(bank: readonly DraftQuestion[], law: readonly LawOnRecord[], today: Day): BankReport {
  const names = byName(law);
  const asked = bank.flatMap(askedIn);
  const bodies = asked.map(({ body }) => body);
  const spreads = spreadsOf(bodies);
  const length = lengthBias(bodies);
  const whole = (rule: BankRule, found: string): BankFinding => ({ rule, question: '', found });
  return {
    questions: bank.length,
    types: tally(bank.map(({ type }) => type)),
    topics: tally(bank.map(({ topic }) => topic)),
    statutes: tally(
      bank.flatMap(({ basis }) => [
        ...new Set(parseCitations(basis).citations.map(({ title }) => names.get(foldTitle(title))?.shortTitle ?? title))
      ])
    ),
    spreads,
    length,
    findings: [
      ...bank.flatMap((one) => [...shapeOf(one), ...lawOf(one, names, today)]),
      ...asked.flatMap(({ name, body }) => hintsOf(name, body)),
      ...twinsAmong(asked).map(({ first, second, alike }) => ({
        rule: 'twins' as const,
        question: second,
        found: `${first} (${alike.toFixed(2)})`
      })),
      ...spreads
        .filter(({ chiSquare, bound }) => chiSquare > bound)
        .map(({ of, right }) => whole('letters-uneven', `${of} ${JSON.stringify(right)}`)),
      ...(length.longest > length.bound * length.questions
        ? [whole('length-tells', `single ${length.longest}/${length.questions}`)]
        : []),
      ...(length.multipleRatio < LEAST_RATIO || length.multipleRatio > MOST_RATIO
        ? [whole('length-tells', `multiple ${length.multipleRatio.toFixed(2)}`)]
        : [])
    ]
  };
}

/** What a question asks: itself, or the sub-questions of a case, each under the code it is called by. */
export const askedIn = (question: DraftQuestion): { name: string; body: QuestionBody }[] =>
  question.details?.parts?.map((body, at) => ({ name: `${question.code}.${at + 1}`, body })) ?? [
    { name: question.code, body: question }
  ];

/** The statutes by every name they are cited by. */
export const byName = (law: readonly LawOnRecord[]): Map<string, LawOnRecord> =>
  new Map(law.flatMap((one) => [one.title, one.shortTitle].map((name) => [foldTitle(name), one] as const)));

function shapeOf(question: DraftQuestion): BankFinding[] {
  const say = (rule: BankRule, found: string): BankFinding => ({ rule, question: question.code, found });
  return [
    ...checkQuestion(question).map(({ field, code }) => say('malformed', `${field} ${code}`)),
    ...(['explanation', 'basis', 'validFrom'] as const)
      .filter((field) => !question[field])
      .map((field) => say('incomplete', field))
  ];
}

/** Every citation has to be an article in force on the day the question begins, and still today. */
function lawOf(question: DraftQuestion, names: Map<string, LawOnRecord>, today: Day): BankFinding[] {
  const { citations, problems } = parseCitations(question.basis);
  const now = citationDay(question, today);
  const days = new Set([question.validFrom ?? now, now]);
  const findings = problems.map(({ params }) => params.part).map((found) => say('citation', found));
  for (const { title, position } of citations) {
    const statute = names.get(foldTitle(title));
    const found = position === null ? title : `${title} ${position / 100}`;
    const holds = ({ positions }: LawOnRecord['versions'][number]) => position === null || positions.has(position);
    if (!statute?.versions.some(holds)) findings.push(say('citation', found));
    else
      for (const day of days) {
        const version = versionInForce(statute.versions, day);
        if (!version || !holds(version)) findings.push(say('not-in-force', `${found} ${day}`));
      }
  }
  return findings;

  function say(rule: BankRule, found: string): BankFinding {
    return { rule, question: question.code, found };
  }
}

/** An option that stands for all others; steps and pairs that are shown as they belong. */
function hintsOf(name: string, { type, options, answer, details }: QuestionBody): BankFinding[] {
  const catchAll = options.find(({ text }) => /^(?:以上|上述)(?:都|均|皆|全|选项)/.test(text));
  const shown = options.map(({ key }, at) => (type === 'matching' ? `${key}${details?.targets?.[at]?.key}` : key));
  const givenAway = (type === 'ordering' || type === 'matching') && answer.every((key, at) => key === shown[at]);
  return [
    ...(catchAll ? [{ rule: 'catch-all' as const, question: name, found: catchAll.text }] : []),
    ...(givenAway ? [{ rule: 'order-given-away' as const, question: name, found: answer.join('') }] : [])
  ];
}

const tally = (words: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(words, (word) => word)]
      .map(([word, all]) => [word, all.length] as const)
      .sort(([, a], [, b]) => b - a)
  );

/** The articles of a version by position, from their numbers. */
export const positionsOf = (numbers: readonly string[]): Set<number> =>
  new Set(numbers.flatMap((number) => articlePosition(number) ?? []));
