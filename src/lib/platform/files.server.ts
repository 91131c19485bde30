import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { invalid } from './errors.ts';
import { openLargeFiles, type LargeFiles } from './large-files.server.ts';
import { redrawn } from './pictures.server.ts';

/** Ten megabytes; quality bar S8. */
export const LARGEST_FILE = 10 * 1024 * 1024;

/** What may be kept, by content and never by name. Vector images are not among them: they can carry scripts. */
const ACCEPTED = new Set(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']);

export interface FileStore extends LargeFiles {
  /**
   * Keeps bytes under the hash of their content; the same bytes are kept once. A picture is redrawn from its points,
   * so that nothing a phone or a stranger wrote into it is kept; one that the store wrote itself comes back unchanged.
   * @throws DomainError `file.too-large`, `file.type` when the content is none of the accepted types, `file.picture`,
   * `file.picture-large`.
   */
  put(bytes: Uint8Array): Promise<{ hash: string; type: string; size: number }>;
  /** @returns the bytes, or undefined when there are none under this hash. */
  get(hash: string): Promise<Uint8Array | undefined>;
}

export function openFileStore(folder: string): FileStore {
  const placeOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2));
  return {
    ...openLargeFiles(join(folder, 'uploads'), placeOf),
    async put(bytes) {
      if (bytes.byteLength > LARGEST_FILE) throw invalid('file.too-large', { megabytes: LARGEST_FILE / 1024 / 1024 });
      const type = (await fileTypeFromBuffer(bytes))?.mime ?? '';
      if (!ACCEPTED.has(type)) throw invalid('file.type');
      const known = hashOf(bytes);
      if (await stands(placeOf(known))) return { hash: known, type, size: bytes.byteLength };
      const content = type.startsWith('image/') ? await redrawn(bytes, type) : bytes;
      const hash = hashOf(content);
      const place = placeOf(hash);
      await mkdir(dirname(place), { recursive: true });
      // A name of its own: the same file may arrive twice at once.
      const written = `${place}.${randomUUID()}.new`;
      await writeFile(written, content, { flush: true });
      await rename(written, place);
      return { hash, type, size: content.byteLength };
    },
    async get(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
      return readFile(placeOf(hash)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
    }
  };
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const stands = (place: string) =>
  access(place).then(
    () => true,
    () => false
  );
