/** The only file that knows pictures. What a camera or a stranger wrote into one does not come into the house. */
import { ResizeFilterType, ResizeFit, Transformer } from '@napi-rs/image';
import { imageSize } from 'image-size';
import { invalid } from './errors.ts';

/** A picture is measured from its head before it is unpacked: forty million points are a large photo, more is a trap. */
export const MOST_POINTS = 40_000_000;
/** The longer side of what is kept, in points: enough to read a notice board, small enough for a weak signal. */
export const LONGEST_SIDE = 2560;
const QUALITY = 85;

/**
 * The same picture made anew from its points alone: upright, no larger than is useful, without place, time, device,
 * thumbnail or anything appended. JPEG, PNG and WebP stay what they are.
 * @throws invalid `file.picture` when it cannot be read, `file.picture-large` when it would unpack to too many points
 */
export async function redrawn(bytes: Uint8Array, type: string): Promise<Uint8Array> {
  const { width, height } = measured(bytes);
  if (width * height > MOST_POINTS) throw invalid('file.picture-large', { megapixels: MOST_POINTS / 1_000_000 });
  try {
    const picture = new Transformer(bytes).rotate();
    if (Math.max(width, height) > LONGEST_SIDE) {
      picture.resize({
        width: LONGEST_SIDE,
        height: LONGEST_SIDE,
        filter: ResizeFilterType.Lanczos3,
        fit: ResizeFit.Inside
      });
    }
    if (type === 'image/png') return await picture.png();
    return await (type === 'image/webp' ? picture.webp(QUALITY) : picture.jpeg(QUALITY));
  } catch {
    // The decoder's own words are about bytes; the reader needs to know which file to choose instead.
    throw invalid('file.picture');
  }
}

/** How large a picture is, in points, from its head. @throws invalid `file.picture` */
export function measured(bytes: Uint8Array): { width: number; height: number } {
  try {
    const { width, height } = imageSize(bytes);
    return { width, height };
  } catch {
    throw invalid('file.picture');
  }
}
