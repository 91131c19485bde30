import { unzipSync } from 'fflate';
import { invalid } from './errors.ts';

/** Bounds against archives that unpack into more than anybody wrote; quality bar S8. */
const LARGEST_UNPACKED = 50 * 1024 * 1024;
const MOST_ENTRIES = 1000;

export const isArchive = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;

/**
 * Reads only the directory of the archive: how many entries, and how large each says it will be.
 * @throws invalid `file.unreadable`, `file.too-large`
 */
export function requireModestArchive(bytes: Uint8Array) {
  let entries = 0;
  let unpacked = 0;
  try {
    unzipSync(bytes, {
      filter(entry) {
        entries += 1;
        unpacked += entry.originalSize;
        return false;
      }
    });
  } catch (cause) {
    throw Object.assign(invalid('file.unreadable'), { cause });
  }
  if (entries > MOST_ENTRIES || unpacked > LARGEST_UNPACKED) throw invalid('file.too-large', { megabytes: 50 });
}
