import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileTypeFromFile } from 'file-type';
import { conflict, invalid } from './errors.ts';

/** A piece of an upload; below what the web server takes as one body. */
export const LARGEST_PIECE = 8 * 1024 * 1024;
/** Two gigabytes: two hours of a lecture. */
export const LARGEST_UPLOAD = 2 * 1024 * 1024 * 1024;

/** What may come in pieces, by content and never by name. */
const ACCEPTED = new Set(['video/mp4', 'video/webm']);

export interface LargeFiles {
  /**
   * Adds a piece to an upload. A piece that is there already, as after a lost answer, changes nothing.
   * @param upload a name of letters, digits and dashes that nobody else uses.
   * @returns how many bytes are there now.
   * @throws DomainError `file.too-large`, `file.piece-missing` when an earlier piece is.
   */
  addPiece(upload: string, offset: number, bytes: Uint8Array): Promise<number>;
  /** How many bytes of an upload are there. */
  received(upload: string): Promise<number>;
  /**
   * Keeps a whole upload under the hash of its content.
   * @throws DomainError `file.piece-missing`, `file.video-type`.
   */
  finish(upload: string, size: number): Promise<{ hash: string; type: string; size: number }>;
  /** @returns size and reader of a kept file, or undefined; the reader takes the first and last byte. */
  open(
    hash: string
  ): Promise<{ size: number; read(first: number, last: number): ReadableStream<Uint8Array> } | undefined>;
  /** Throws away uploads nobody has added to since. @returns how many. */
  dropUploads(before: number): Promise<number>;
}

/** Files too large to be held in memory: they come in pieces and go out in ranges. */
export function openLargeFiles(folder: string, placeOf: (hash: string) => string): LargeFiles {
  const pathOf = (upload: string) => {
    if (!/^[A-Za-z0-9-]{1,100}$/.test(upload)) throw invalid('file.upload-name');
    return join(folder, upload);
  };
  const received = async (upload: string) => (await sizeOf(pathOf(upload))) ?? 0;
  return {
    received,
    async addPiece(upload, offset, bytes) {
      if (bytes.byteLength > LARGEST_PIECE) throw invalid('file.too-large', { megabytes: LARGEST_PIECE / 1024 / 1024 });
      if (offset + bytes.byteLength > LARGEST_UPLOAD)
        throw invalid('file.too-large', { megabytes: LARGEST_UPLOAD / 1024 / 1024 });
      const present = await received(upload);
      if (offset > present) throw conflict('file.piece-missing');
      if (offset + bytes.byteLength <= present) return present;
      await mkdir(folder, { recursive: true });
      const file = await open(pathOf(upload), present ? 'r+' : 'w');
      try {
        await file.write(bytes, 0, bytes.byteLength, offset);
        await file.sync();
      } finally {
        await file.close();
      }
      return offset + bytes.byteLength;
    },
    async finish(upload, size) {
      const path = pathOf(upload);
      if ((await received(upload)) !== size || size === 0) throw conflict('file.piece-missing');
      const type = (await fileTypeFromFile(path))?.mime ?? '';
      if (!ACCEPTED.has(type)) {
        await rm(path, { force: true });
        throw invalid('file.video-type');
      }
      const hash = await hashOf(path);
      await mkdir(dirname(placeOf(hash)), { recursive: true });
      await rename(path, placeOf(hash));
      return { hash, type, size };
    },
    async open(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
      const path = placeOf(hash);
      const size = await sizeOf(path);
      if (size === undefined) return undefined;
      return {
        size,
        read: (first, last) =>
          Readable.toWeb(createReadStream(path, { start: first, end: last })) as ReadableStream<Uint8Array>
      };
    },
    async dropUploads(before) {
      const names = await readdir(folder).catch(() => []);
      let dropped = 0;
      for (const name of names) {
        const { mtimeMs } = await stat(join(folder, name));
        if (mtimeMs >= before) continue;
        await rm(join(folder, name), { force: true });
        dropped += 1;
      }
      return dropped;
    }
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    }
  );
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
