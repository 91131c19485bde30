import { z } from 'zod';
import { dayInput, line, optionalLine, prose, rowId } from '#lib/platform/input.ts';
import { countMethods, eventKinds } from './event.ts';

export const MaterialInput = z.object({ name: line(40), pieces: z.number().int().min(1).max(100_000) });

/** Half a day at the most: longer work is several events. */
const MOST_MINUTES = 600;

export const EventInput = z.object({
  /** Absent: a new event. */
  id: rowId.optional(),
  /** Made on the device with the form, so that an entry sent twice makes one event. */
  sentKey: z.uuid().optional(),
  /** Up to today: held. Later: planned. */
  heldOn: dayInput,
  place: line(40),
  kind: z.enum(eventKinds),
  theme: line(60),
  dateId: rowId.nullable().default(null),
  large: z.boolean(),
  /** 人次; asked for once it is held. */
  headcount: z.number().int().min(1).max(200_000).nullable(),
  countMethod: z.enum(countMethods).nullable(),
  minutes: z.number().int().min(0).max(MOST_MINUTES),
  speakerIds: z.array(rowId).max(60),
  guests: optionalLine(120),
  cites: optionalLine(500),
  materials: z.array(MaterialInput).max(20),
  remark: prose(1000)
});
export type EventInput = z.input<typeof EventInput>;
