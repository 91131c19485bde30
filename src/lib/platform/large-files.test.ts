import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { openFileStore } from './files.server.ts';
import { LARGEST_PIECE } from './large-files.server.ts';

/** The head of an MP4, and something behind it. */
const video = Buffer.concat([
  Buffer.from('0000001866747970697336d0000000006d70343269736f36', 'hex'),
  Buffer.alloc(5000, 7)
]);
video.write('isom', 8);

async function openStore() {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-large-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, store: openFileStore(folder) };
}
const error = (code: string) => expect.objectContaining({ code });

test('pieces become one file that is read in ranges', async () => {
  const { folder, store } = await openStore();
  expect(await store.addPiece('a-1', 0, video.subarray(0, 3000))).toBe(3000);
  // Again, as after an answer that was lost.
  expect(await store.addPiece('a-1', 0, video.subarray(0, 3000))).toBe(3000);
  expect(await store.received('a-1')).toBe(3000);
  expect(await store.addPiece('a-1', 3000, video.subarray(3000))).toBe(video.length);
  const kept = await store.finish('a-1', video.length);
  expect(kept).toMatchObject({ type: 'video/mp4', size: video.length });
  const file = (await store.open(kept.hash))!;
  expect(file.size).toBe(video.length);
  expect(await buffer(file.read(0, video.length - 1) as never)).toEqual(video);
  expect(await buffer(file.read(10, 19) as never)).toEqual(video.subarray(10, 20));
  expect(await readdir(join(folder, 'uploads'))).toEqual([]);
});

test('a piece after a gap, too large a piece, or an upload that is not whole is refused', async () => {
  const { store } = await openStore();
  await store.addPiece('a-2', 0, video.subarray(0, 100));
  await expect(store.addPiece('a-2', 200, video)).rejects.toEqual(error('file.piece-missing'));
  await expect(store.addPiece('a-2', 100, new Uint8Array(LARGEST_PIECE + 1))).rejects.toEqual(error('file.too-large'));
  await expect(store.finish('a-2', video.length)).rejects.toEqual(error('file.piece-missing'));
  await expect(store.finish('a-9', 0)).rejects.toEqual(error('file.piece-missing'));
});

test('what is no video is thrown away, and a name can lead nowhere else', async () => {
  const { folder, store } = await openStore();
  const page = Buffer.from('<!doctype html><script>alert(1)</script>');
  await store.addPiece('a-3', 0, page);
  await expect(store.finish('a-3', page.length)).rejects.toEqual(error('file.video-type'));
  expect(await readdir(join(folder, 'uploads'))).toEqual([]);
  await expect(store.addPiece('../keys', 0, page)).rejects.toEqual(error('file.upload-name'));
  expect(await store.open('../keys')).toBeUndefined();
  expect(await store.open('0'.repeat(64))).toBeUndefined();
});

test('uploads that were left are dropped, those under way stay', async () => {
  const { store } = await openStore();
  expect(await store.dropUploads(Date.now())).toBe(0);
  await store.addPiece('a-4', 0, video);
  expect(await store.dropUploads(Date.now() - 60_000)).toBe(0);
  expect(await store.dropUploads(Date.now() + 60_000)).toBe(1);
});
