import { z } from 'zod';
import './input.ts';

/**
 * Every default that a town may set otherwise, with what it rests on. The words (name, source) stand in the messages
 * under `platform_setting_<key>` and `platform_basis_<key>`. Source of the values: the domain report, section 8.
 */

/** How sure the default is: the article was read, a published page says so, firm knowledge, custom, or our choice. */
export type Certainty = 'FOUND-T' | 'FOUND' | 'KNOWN' | 'UNSURE' | 'choice';
export type SettingUnit =
  | 'hours'
  | 'minutes'
  | 'seconds'
  | 'percent'
  | 'months'
  | 'years'
  | 'weeks'
  | 'days'
  | 'working-days'
  | 'points'
  | 'times'
  | 'people'
  | 'cards'
  | 'questions'
  | 'records-a-month'
  | 'records'
  | null;
export const settingGroups = [
  'law',
  'hours',
  'exam',
  'session',
  'certificate',
  'mentoring',
  'outreach',
  'complaint',
  'discipline',
  'publication',
  'reminder'
] as const;
export type SettingGroup = (typeof settingGroups)[number];
/** How a value is typed in: a number, numbers with commas, three numbers with strokes, one of a few words, a line. */
export type SettingEntry = 'number' | 'list' | 'layout' | 'choice' | 'text';

export interface SettingDefinition<Value = unknown> {
  schema: z.ZodType<Value>;
  default: Value;
  unit: SettingUnit;
  group: SettingGroup;
  certainty: Certainty;
  entry: SettingEntry;
  choices?: readonly string[];
}

/** How many questions of each type a mock paper has. */
export interface ExamLayout {
  'true-false': number;
  single: number;
  multiple: number;
}
/** The quarter of the yearly card check, or `off`. */
export const yearlyChecks = ['off', 'Q1', 'Q2', 'Q3', 'Q4'] as const;
export type YearlyCheck = (typeof yearlyChecks)[number];

/** On which weekday supervisors get the week's counts, or `off`; the place in the list is the weekday's number. */
export const digestWeekdays = ['off', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;

/** Who takes a complaint about the handlers' own leader. */
export const leaderRoutes = ['discipline', 'district'] as const;

/** Whether a card of another field keeps its holder from counting, or is only remarked on. */
export const otherFields = ['remark', 'refuse'] as const;

export const settingDefinitions = {
  // 行政处罚法 art. 42: not fewer than two; a town may ask for more, never for less.
  'duty.minimum-cards': whole('law', 2, 'cards', 'FOUND-T', [2, 10]),
  // No rule was found that ties a card to its printed field inside one town.
  'duty.other-field': choice('law', otherFields, 'remark', 'UNSURE'),
  'duty.general-field': words('law', '综合执法', 'choice'),
  'duty.newcomer-months': whole('law', 12, 'months', 'choice', [0, 60]),

  'hours.year.enforcement': whole('hours', 60, 'hours', 'FOUND', [0, 500]),
  'hours.year.everyone': whole('hours', 40, 'hours', 'FOUND', [0, 500]),
  'hours.minutes': whole('hours', 45, 'minutes', 'UNSURE', [20, 120]),
  'hours.half-day': whole('hours', 4, 'hours', 'UNSURE', [1, 12]),
  'hours.full-day': whole('hours', 8, 'hours', 'UNSURE', [1, 24]),
  'hours.online-share': whole('hours', 50, 'percent', 'UNSURE', [0, 100]),
  'hours.pre-post': whole('hours', 30, 'hours', 'UNSURE', [0, 500]),
  'hours.warn-june': whole('hours', 40, 'percent', 'choice', [0, 100]),
  'hours.warn-september': whole('hours', 70, 'percent', 'choice', [0, 100]),

  'exam.layout': layout('exam', { 'true-false': 40, single: 40, multiple: 20 }, 'FOUND'),
  'exam.minutes': whole('exam', 90, 'minutes', 'UNSURE', [5, 480]),
  'exam.pass': whole('exam', 60, 'points', 'FOUND', [1, 100]),
  'exam.internal-target': whole('exam', 80, 'points', 'choice', [1, 100]),
  'exam.retakes': whole('exam', 2, 'times', 'UNSURE', [0, 20]),
  'exam.pass-within-months': whole('exam', 12, 'months', 'choice', [1, 120]),
  'practice.daily': whole('exam', 10, 'questions', 'choice', [1, 100]),
  'practice.streak': whole('exam', 3, 'times', 'choice', [1, 10]),

  'session.opens-before': whole('session', 30, 'minutes', 'choice', [0, 240]),
  'session.late-after': whole('session', 10, 'minutes', 'choice', [0, 120]),
  'session.late-limit': whole('session', 30, 'minutes', 'choice', [0, 480]),
  'session.check-out-before': whole('session', 10, 'minutes', 'choice', [0, 240]),
  'session.check-out-after': whole('session', 60, 'minutes', 'choice', [0, 480]),

  'certificate.validity-months': whole('certificate', 60, 'months', 'UNSURE', [1, 240]),
  'certificate.expiring-days': whole('certificate', 90, 'days', 'choice', [1, 730]),
  'certificate.reminders': list('certificate', [180, 90, 30], 'days', 'choice', [1, 730]),
  'certificate.number-pattern': pattern('certificate', ''),
  'certificate.yearly-check': choice('certificate', yearlyChecks, 'Q1', 'UNSURE'),

  'mentoring.months': whole('mentoring', 6, 'months', 'UNSURE', [1, 24]),
  'mentoring.apprentices': whole('mentoring', 2, 'people', 'UNSURE', [1, 10]),
  'mentoring.logs': whole('mentoring', 2, 'records-a-month', 'UNSURE', [0, 31]),
  'mentoring.extension': whole('mentoring', 3, 'months', 'UNSURE', [1, 12]),
  'mentoring.years': whole('mentoring', 3, 'years', 'UNSURE', [0, 30]),
  'mentoring.least-records': whole('mentoring', 12, 'records', 'choice', [0, 200]),
  'mentoring.quiet-weeks': whole('mentoring', 3, 'weeks', 'UNSURE', [1, 26]),
  'mentoring.hasty-seconds': whole('mentoring', 15, 'seconds', 'choice', [0, 600]),
  'mentoring.late-days': whole('mentoring', 7, 'days', 'choice', [1, 90]),

  // The town's report of 2024: lawyers visit each of the 52 villages at least four times a year.
  'outreach.visits-per-village': whole('outreach', 4, 'times', 'FOUND', [0, 52]),
  'outreach.edit-days': whole('outreach', 14, 'days', 'choice', [0, 365]),
  'outreach.large-from': whole('outreach', 100, 'people', 'UNSURE', [1, 10000]),

  'complaint.accept': whole('complaint', 5, 'working-days', 'choice', [0, 60]),
  'complaint.return': whole('complaint', 2, 'working-days', 'FOUND', [0, 60]),
  'complaint.urgent': whole('complaint', 0, 'working-days', 'FOUND', [0, 60]),
  'complaint.ordinary': whole('complaint', 5, 'working-days', 'FOUND', [0, 60]),
  'complaint.conduct': whole('complaint', 15, 'working-days', 'FOUND', [0, 60]),
  'complaint.extension': whole('complaint', 10, 'working-days', 'FOUND', [0, 60]),
  'complaint.outer': whole('complaint', 60, 'days', 'FOUND', [1, 365]),
  'complaint.outer-extension': whole('complaint', 30, 'days', 'FOUND', [0, 365]),
  'complaint.call-back': whole('complaint', 3, 'working-days', 'UNSURE', [0, 60]),
  'complaint.rehandle': whole('complaint', 1, 'times', 'UNSURE', [0, 5]),
  'complaint.statement': whole('complaint', 5, 'working-days', 'choice', [1, 60]),
  'complaint.follow-up': whole('complaint', 90, 'days', 'choice', [0, 365]),
  'complaint.leader-route': choice('complaint', leaderRoutes, 'discipline', 'UNSURE'),
  'complaint.remind-days': whole('complaint', 2, 'working-days', 'choice', [0, 30]),

  'discipline.accept': whole('discipline', 15, 'working-days', 'FOUND', [1, 60]),
  'discipline.result': whole('discipline', 15, 'working-days', 'FOUND', [1, 60]),
  'supervision.opinion': whole('discipline', 30, 'days', 'FOUND-T', [1, 365]),

  'publication.days': whole('publication', 7, 'working-days', 'KNOWN', [1, 60]),

  'reminder.digest': choice('reminder', digestWeekdays, 'monday', 'choice')
} as const satisfies Record<string, SettingDefinition>;

export type SettingKey = keyof typeof settingDefinitions;
/** The values that hold on one day, by key. */
export type Settings = { readonly [Key in SettingKey]: z.output<(typeof settingDefinitions)[Key]['schema']> };

export const settingKeys = Object.keys(settingDefinitions) as [SettingKey, ...SettingKey[]];

/** The defaults as the portal brings them. */
export const defaultSettings = Object.fromEntries(
  settingKeys.map((key) => [key, settingDefinitions[key].default])
) as unknown as Settings;

/** A value as people type it; what `schema` reads back. */
export function settingText(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  if (value !== null && typeof value === 'object') {
    const counts = value as ExamLayout;
    return `${counts['true-false']}/${counts.single}/${counts.multiple}`;
  }
  return String(value);
}

type Bounds = [smallest: number, largest: number];

// Function declarations throughout: the table above is built before a constant down here would be.
function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function boundedInt([smallest, largest]: Bounds) {
  const read = (value: unknown) =>
    isText(value) ? (/^\d{1,9}$/.test(value.trim()) ? Number(value) : undefined) : value;
  const error = ({ code }: { code: string }) => (code === 'invalid_type' ? 'input.number' : undefined);
  return z.preprocess(read, z.number({ error }).int().min(smallest).max(largest));
}

function whole(
  group: SettingGroup,
  value: number,
  unit: SettingUnit,
  certainty: Certainty,
  bounds: Bounds
): SettingDefinition<number> {
  return { schema: boundedInt(bounds), default: value, unit, group, certainty, entry: 'number' };
}

function list(
  group: SettingGroup,
  value: number[],
  unit: SettingUnit,
  certainty: Certainty,
  bounds: Bounds
): SettingDefinition<number[]> {
  const schema = z.preprocess(
    (typed) => (isText(typed) ? typed.split(/[,，、\s]+/).filter(Boolean) : typed),
    z
      .array(boundedInt(bounds))
      .min(1)
      .max(10)
      .transform((numbers) => [...new Set(numbers)].sort((a, b) => b - a))
  );
  return { schema, default: value, unit, group, certainty, entry: 'list' };
}

function layout(group: SettingGroup, value: ExamLayout, certainty: Certainty): SettingDefinition<ExamLayout> {
  const count = boundedInt([0, 200]);
  const schema = z.preprocess(
    (typed) => {
      if (!isText(typed)) return typed;
      const [trueFalse, single, multiple, ...more] = typed.split(/[/／]/);
      return more.length ? undefined : { 'true-false': trueFalse, single, multiple };
    },
    z
      .object({ 'true-false': count, single: count, multiple: count }, 'platform.layout-format')
      .refine((counts) => counts['true-false'] + counts.single + counts.multiple > 0, 'platform.layout-empty')
  );
  return { schema, default: value, unit: 'questions', group, certainty, entry: 'layout' };
}

function choice<const Word extends string>(
  group: SettingGroup,
  words: readonly Word[],
  value: Word,
  certainty: Certainty
): SettingDefinition<Word> {
  const schema = z.enum(words as unknown as [Word, ...Word[]]) as unknown as z.ZodType<Word>;
  return { schema, default: value, unit: null, group, certainty, entry: 'choice', choices: words };
}

function words(group: SettingGroup, value: string, certainty: Certainty): SettingDefinition<string> {
  return { schema: z.string().trim().max(60), default: value, unit: null, group, certainty, entry: 'text' };
}

function pattern(group: SettingGroup, value: string): SettingDefinition<string> {
  const schema = z.string().trim().max(100).refine(isPattern, 'platform.pattern-format');
  return { schema, default: value, unit: null, group, certainty: 'UNSURE', entry: 'text' };
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'u'));
  } catch {
    return false;
  }
}
