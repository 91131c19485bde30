/** The shape of what a page reports. Apart from the rules on it, which also run on a phone. */
import { z } from 'zod';

const seconds = z.number().min(0).max(36_000);

/** What the page reports. Each report may be sent again, and may arrive hours later than it happened. */
export const Evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened') }),
  /** Where to go on next time: a share of the text from 0 to 1. Proves nothing. */
  z.object({ kind: z.literal('place'), position: z.number().min(0).max(1) }),
  /** The end of a text came into view, or the reader confirmed to have read a PDF. */
  z.object({ kind: z.literal('read-to-end') }),
  /** A page of a PDF was opened, counted from 1. */
  z.object({ kind: z.literal('page'), page: z.int().min(1).max(5000) }),
  /** The stretches of a video played since it was opened, in seconds, and where it stands. */
  z.object({
    kind: z.literal('watched'),
    position: seconds,
    ranges: z.array(z.tuple([seconds, seconds])).max(500)
  })
]);
export type Evidence = z.output<typeof Evidence>;
