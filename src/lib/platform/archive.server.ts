import { unzipSync } from 'fflate';
import { invalid } from './errors.ts';

/** Bounds against archives that unpack into more than anybody wrote; quality bar S8. */
const LARGEST_UNPACKED = 50 * 1024 * 1024;
const MOST_ENTRIES = 1000;

export const isArchive = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;

/**
 * Reads only the directory of the archive: how many entries, and how large each says it will be.
 * @param most where small files lie one beside the other by the nature of the format
 * @throws invalid `file.unreadable`, `file.too-large`
 */
export function requireModestArchive(bytes: Uint8Array, most = MOST_ENTRIES) {
  const entries = directoryOf(bytes);
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (entries.length > most || unpacked > LARGEST_UNPACKED) throw invalid('file.too-large', { megabytes: 50 });
}

/** What the files in an archive are called. @throws invalid `file.unreadable` */
export const archiveNames = (bytes: Uint8Array): string[] => directoryOf(bytes).map(({ name }) => name);

function directoryOf(bytes: Uint8Array) {
  const entries: { name: string; size: number }[] = [];
  try {
    unzipSync(bytes, {
      filter(entry) {
        entries.push({ name: entry.name, size: entry.originalSize });
        return false;
      }
    });
  } catch (cause) {
    throw Object.assign(invalid('file.unreadable'), { cause });
  }
  return entries;
}
