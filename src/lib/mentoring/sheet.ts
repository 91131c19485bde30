/**
 * The sheet of one practice record: a flat set of fields, each a text, so that two people can write on it at once and
 * only what both changed needs a decision. Pure, used on the phone and on the server alike.
 */
import { isDay, type Day } from '#lib/platform/clock.ts';
import { levels, MOST_STEPS, type Level, type PracticeTask } from './catalogue.ts';
import { isRating, needsComment, type Rating } from './rating.ts';

/** An absent field and an empty one are the same. */
export type Sheet = Readonly<Record<string, string>>;

export const settings = ['field', 'drill'] as const;
/** On the street, or as an exercise. */
export type Setting = (typeof settings)[number];

const time = /^([01]\d|2[0-3]):[0-5]\d$/;
const atMost = (length: number) => (value: string) => value.length <= length;

/** What may stand in a field; every one may be empty. */
const plainFields: Record<string, (value: string) => boolean> = {
  day: isDay,
  from: (value) => time.test(value),
  to: (value) => time.test(value),
  site: atMost(40),
  place: atMost(80),
  position: (value) => /^-?\d{1,2}\.\d{1,5},-?\d{1,3}\.\d{1,5}$/.test(value),
  setting: (value) => (settings as readonly string[]).includes(value),
  level: (value) => (levels as readonly string[]).includes(value),
  companion: (value) => /^[\w-]{1,20}$/.test(value),
  guest: (value) => /^\d{1,9}$/.test(value),
  situation: atMost(600),
  best: atMost(300),
  next: atMost(300),
  coaching: (value) => /^\d{1,3}$/.test(value) && Number(value) <= 480,
  reflection: atMost(1000)
};
const stepField = new RegExp(`^(rating|comment)\\.([0-${MOST_STEPS - 1}])$`);

/** Whether a value may stand in a field. */
export function fits(field: string, value: string): boolean {
  if (value === '') return isField(field);
  const [, kind] = stepField.exec(field) ?? [];
  if (kind === 'rating') return isRating(value);
  if (kind === 'comment') return value.length <= 300;
  return Object.hasOwn(plainFields, field) && plainFields[field]!(value);
}

export const isField = (field: string): boolean => Object.hasOwn(plainFields, field) || stepField.test(field);

export type Hand = 'mentor' | 'mentee';

/** The mentee tells when, where and what it was, and what they make of it; the judgement is the mentor's alone. */
const menteeWrites = new Set([
  'day',
  'from',
  'to',
  'site',
  'place',
  'position',
  'setting',
  'companion',
  'situation',
  'reflection'
]);
export const mayWrite = (hand: Hand, field: string): boolean =>
  hand === 'mentee' ? menteeWrites.has(field) : field !== 'reflection' && isField(field);

/** One field as somebody changed it: what they saw before, and what they want now. */
export interface Change {
  field: string;
  from: string;
  to: string;
}

/** A field that somebody else changed in the meantime. */
export interface Clash {
  field: string;
  mine: string;
  theirs: string;
}

/**
 * Puts changes on a sheet. A field that still reads as its writer saw it takes the new text; one that reads otherwise
 * keeps what is there and comes back as a clash: nobody's words are overwritten unseen.
 */
export function merge(sheet: Sheet, changes: readonly Change[]): { sheet: Sheet; applied: Change[]; clashes: Clash[] } {
  const merged: Record<string, string> = { ...sheet };
  const applied: Change[] = [];
  const clashes: Clash[] = [];
  for (const change of changes) {
    const present = merged[change.field] ?? '';
    if (present === change.to) continue;
    if (present !== change.from) clashes.push({ field: change.field, mine: change.to, theirs: present });
    else {
      if (change.to === '') delete merged[change.field];
      else merged[change.field] = change.to;
      applied.push(change);
    }
  }
  return { sheet: merged, applied, clashes };
}

export interface StepEntry {
  rating: Rating | null;
  comment: string;
}

/** The sheet as its reader understands it. */
export interface ReadSheet {
  day: Day | null;
  from: string;
  to: string;
  site: string;
  place: string;
  setting: Setting;
  level: Level | null;
  companion: string;
  guestId: number | null;
  situation: string;
  best: string;
  next: string;
  coaching: number;
  reflection: string;
  steps: StepEntry[];
}

export function readSheet(sheet: Sheet, stepCount: number): ReadSheet {
  const text = (field: string) => sheet[field] ?? '';
  const rating = (at: number) => (isRating(text(`rating.${at}`)) ? (text(`rating.${at}`) as Rating) : null);
  return {
    day: isDay(text('day')) ? (text('day') as Day) : null,
    from: text('from'),
    to: text('to'),
    site: text('site'),
    place: text('place'),
    setting: text('setting') === 'drill' ? 'drill' : 'field',
    level: (levels as readonly string[]).includes(text('level')) ? (text('level') as Level) : null,
    companion: text('companion'),
    guestId: text('guest') ? Number(text('guest')) : null,
    situation: text('situation'),
    best: text('best'),
    next: text('next'),
    coaching: Number(text('coaching') || 0),
    reflection: text('reflection'),
    steps: Array.from({ length: stepCount }, (_, at) => ({ rating: rating(at), comment: text(`comment.${at}`) }))
  };
}

/** Minutes from beginning to end of the practice; over midnight it went on into the next day. */
export function minutesOf({ from, to }: Pick<ReadSheet, 'from' | 'to'>): number {
  const minute = (at: string) => Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
  if (!from || !to) return 0;
  const length = minute(to) - minute(from);
  return length < 0 ? length + 24 * 60 : length;
}

export interface Gap {
  field: string;
  code: 'input.required' | 'mentoring.rate-every-step' | 'mentoring.comment-needed';
}

/** What is still missing before a mentor can sign, in the order of the page. Whoever only watched is not rated. */
export function gapsOf(sheet: Sheet, task: Pick<PracticeTask, 'steps'>): Gap[] {
  const read = readSheet(sheet, task.steps.length);
  const required = (['day', 'from', 'to', 'site', 'level'] as const)
    .filter((field) => !read[field])
    .map((field): Gap => ({ field, code: 'input.required' }));
  const steps = read.steps.flatMap(({ rating, comment }, at): Gap[] => {
    if (rating === null && read.level !== 'watch')
      return [{ field: `rating.${at}`, code: 'mentoring.rate-every-step' }];
    return needsComment(rating) && !comment.trim()
      ? [{ field: `comment.${at}`, code: 'mentoring.comment-needed' }]
      : [];
  });
  return [...required, ...steps];
}

/**
 * Whether somebody may take part at a level. Without a card nobody enforces (山东省行政执法监督条例 art. 10): on the street
 * such a mentee watches and assists as an observer, and does or works alone only in an exercise.
 */
export const mayTakePart = (level: Level, setting: Setting, carded: boolean): boolean =>
  carded || setting === 'drill' || level === 'watch' || level === 'assist';
