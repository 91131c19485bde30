/** A signature: drawn with a finger, or the name typed. Both are equal. Pure. */
import { z } from 'zod';

/** The field on which it is drawn, in its own units; drawings of every screen are scaled to it. */
export const PAD = { width: 300, height: 100 } as const;
const MOST_STROKES = 40;
const MOST_POINTS = 400;

const coordinate = z.number().int().min(-50).max(400);

export const SignatureInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('drawn'),
    /** Each stroke as x, y, x, y, … in the units of the field. */
    strokes: z
      .array(
        z
          .array(coordinate)
          .min(2)
          .max(MOST_POINTS * 2)
      )
      .min(1)
      .max(MOST_STROKES)
  }),
  z.object({ kind: z.literal('typed'), name: z.string().trim().min(1).max(40) })
]);
export type Signature = z.output<typeof SignatureInput>;

/** What a pen left behind, thinned and scaled to the field. @param width of the canvas it was drawn on, in its own pixels. */
export function strokesOf(
  drawn: readonly { points: readonly { x: number; y: number }[] }[],
  width: number
): number[][] {
  const scale = PAD.width / width;
  return drawn.slice(0, MOST_STROKES).map(({ points }) => {
    const every = Math.max(1, Math.ceil(points.length / MOST_POINTS));
    return points
      .filter((_, at) => at % every === 0 || at === points.length - 1)
      .slice(0, MOST_POINTS)
      .flatMap(({ x, y }) => [clamp(x * scale), clamp(y * scale)]);
  });
}

const clamp = (value: number) => Math.min(400, Math.max(-50, Math.round(value)));

/** An SVG path of a drawn signature. A stroke of one point is a dot. */
export const signaturePath = (strokes: readonly (readonly number[])[]): string =>
  strokes
    .map((stroke) => {
      const points = Array.from({ length: stroke.length / 2 }, (_, at) => `${stroke[at * 2]} ${stroke[at * 2 + 1]}`);
      return `M${points.join('L')}${points.length === 1 ? 'h.1' : ''}`;
    })
    .join('');
