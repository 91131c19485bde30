/** The form of an event: what a page can send without script, and its way to and from the event. */
import { z } from 'zod';
import { isDay, type Day } from '#lib/platform/clock.ts';
import { line, optionalLine, prose } from '#lib/platform/input.ts';
import type { EventInput } from './event-input.ts';
import {
  countMethods,
  eventKinds,
  otherPlace,
  usualMinutes,
  usualPlaces,
  type CountMethod,
  type EventKind,
  type Material
} from './event.ts';

const wholeOrNothing = z
  .string()
  .trim()
  .regex(/^\d{0,6}$/, 'input.number')
  .default('');

export const EventForm = z
  .object({
    sentKey: z.string().max(40).default(''),
    heldOn: line(10).refine(isDay, 'input.day'),
    /** One of the usual three, or another one, which is typed. */
    place: z.enum(['', ...usualPlaces, otherPlace]).default(''),
    placeTyped: optionalLine(40),
    kind: z.enum(eventKinds).default('street'),
    theme: line(60),
    /** 0: none. */
    dateId: z.number().int().min(0).default(0),
    large: z.boolean().default(false),
    headcount: wholeOrNothing,
    countMethod: z.enum(['', ...countMethods]).default(''),
    /** One of the usual lengths; empty: the typed one. */
    minutes: z.enum(['', ...usualMinutes.map(String)] as ['', ...string[]]).default('60'),
    minutesTyped: wholeOrNothing,
    speakerIds: z.array(z.number().int().positive()).max(60),
    /** Names or staff numbers of further speakers on the roster. */
    speakers: prose(1000),
    guests: optionalLine(120),
    cites: prose(500),
    /** One a line: what, then how many. */
    materials: prose(1000),
    remark: prose(1000)
  })
  .refine((form) => placeOf(form) !== '', {
    path: ['placeTyped'],
    message: 'outreach.place-needed'
  })
  .refine(({ materials }) => materialsIn(materials).problems.length === 0, {
    path: ['materials'],
    message: 'outreach.materials-format'
  });
export type EventForm = z.infer<typeof EventForm>;

/** The usual place that was tapped, else the typed one. */
const placeOf = ({ place, placeTyped }: { place: string; placeTyped: string }) =>
  place === '' || place === otherPlace ? placeTyped : place;

/** The materials in a text, one a line: what was given out, and how many at the line's end. */
export function materialsIn(text: string): { materials: Material[]; problems: string[] } {
  const materials: Material[] = [];
  const problems: string[] = [];
  for (const typed of text.split(/[\r\n；;]+/).map((one) => one.trim())) {
    if (!typed) continue;
    const [, name = '', pieces = ''] = /^(.*?\D)[\s:：×xX*]*(\d{1,6})\s*[份个张本册条件]?$/u.exec(typed) ?? [];
    const plain = name.replace(/[\s:：×*]+$/u, '');
    if (plain && plain.length <= 40 && Number(pieces) >= 1) materials.push({ name: plain, pieces: Number(pieces) });
    else problems.push(typed);
  }
  return { materials, problems };
}

export const materialsText = (materials: readonly Material[]) =>
  materials.map(({ name, pieces }) => `${name} ${pieces}`).join('\n');

interface Described {
  heldOn: Day;
  place: string;
  kind: EventKind;
  theme: string;
  dateId: number | null;
  large: boolean;
  headcount: number | null;
  countMethod: CountMethod | null;
  minutes: number;
  speakerIds: number[];
  guests: string;
  cites: string;
  materials: Material[];
  remark: string;
}

/** The form of an event that is there already. */
export function eventFormOf(event: Described): EventForm {
  const { materials, dateId, headcount, countMethod, minutes, place, speakerIds, ...same } = event;
  const usual = usualPlaces.find((one) => one === place);
  const length = usualMinutes.find((one) => one === minutes);
  return {
    ...same,
    sentKey: '',
    place: usual ?? otherPlace,
    placeTyped: usual ? '' : place,
    dateId: dateId ?? 0,
    headcount: headcount === null ? '' : String(headcount),
    countMethod: countMethod ?? '',
    minutes: length ? String(length) : '',
    minutesTyped: length ? '' : String(minutes),
    speakerIds,
    speakers: '',
    materials: materialsText(materials)
  };
}

/** What the form says as the command takes it. @param others those whom it names by name or number. */
export function eventInputOf(form: EventForm, others: readonly number[]): Omit<EventInput, 'id'> {
  const { sentKey, place, placeTyped, minutes, minutesTyped, speakers: _, materials, ...same } = form;
  return {
    ...same,
    ...(sentKey ? { sentKey } : {}),
    place: placeOf({ place, placeTyped }),
    dateId: form.dateId || null,
    headcount: form.headcount === '' ? null : Number(form.headcount),
    countMethod: form.countMethod || null,
    minutes: Number(minutesTyped || minutes || 0),
    speakerIds: [...new Set([...form.speakerIds, ...others])],
    materials: materialsIn(materials).materials
  };
}
