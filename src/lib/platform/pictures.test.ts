import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { Transformer } from '@napi-rs/image';
import { imageSize } from 'image-size';
import { expect, onTestFinished, test } from 'vitest';
import { openFileStore } from './files.server.ts';
import { LONGEST_SIDE, measured, MOST_POINTS, redrawn } from './pictures.server.ts';

/** A grey picture, its right half darker; a very large one packs to a few hundred kilobytes. */
function grey(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const row = Buffer.alloc(width + 1, 200).fill(60, 1 + width / 2);
  row[0] = 0;
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0))
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A JPEG with an EXIF block in front: turned on its side (orientation 6), and a text where a phone names the place. */
async function photo(width: number, height: number): Promise<Buffer> {
  const jpeg = await new Transformer(grey(width, height)).jpeg(90);
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from('GPS 37.4N 122.5E')]);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(body.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), size, body, jpeg.subarray(2)]);
}

async function openStore() {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-pictures-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return openFileStore(folder);
}

test('a photo is kept upright and without what the phone wrote into it', async () => {
  const store = await openStore();
  const taken = await photo(60, 40);
  expect(taken.includes('GPS')).toBe(true);
  const { hash, type, size } = await store.put(taken);
  const kept = Buffer.from((await store.get(hash))!);
  expect(type).toBe('image/jpeg');
  expect(kept).toHaveLength(size);
  expect(kept.includes('GPS')).toBe(false);
  expect(kept.includes('Exif')).toBe(false);
  expect(imageSize(kept)).toMatchObject({ width: 40, height: 60 });
});

test.each([
  ['a page behind the picture', Buffer.from('<script>alert(1)</script>')],
  ['an archive behind the picture', Buffer.from('504b0304', 'hex')]
])('%s is gone', async (_, rider) => {
  const kept = await redrawn(Buffer.concat([grey(8, 8), rider]), 'image/png');
  expect(Buffer.from(kept).includes(rider)).toBe(false);
});

test('a picture larger than is useful is made smaller, a small one keeps its size', async () => {
  expect(imageSize(await redrawn(grey(LONGEST_SIDE * 2, 100), 'image/png'))).toMatchObject({
    width: LONGEST_SIDE,
    height: 50
  });
  expect(imageSize(await redrawn(grey(30, 20), 'image/png'))).toMatchObject({ width: 30, height: 20 });
});

test('a picture is measured by its sides and by nothing else', () => {
  expect(measured(grey(40, 30))).toEqual({ width: 40, height: 30 });
});

test('a WebP stays a WebP', async () => {
  const kept = await redrawn(await new Transformer(grey(20, 20)).webp(80), 'image/webp');
  expect(imageSize(kept)).toMatchObject({ type: 'webp', width: 20, height: 20 });
});

test('what the store wrote once it takes back unchanged', async () => {
  const store = await openStore();
  const first = await store.put(await photo(60, 40));
  expect(await store.put((await store.get(first.hash))!)).toEqual(first);
});

test('a picture that would unpack to more than memory should hold is refused before it is unpacked', async () => {
  const side = Math.ceil(Math.sqrt(MOST_POINTS)) + 1;
  const store = await openStore();
  await expect(store.put(grey(side, side))).rejects.toMatchObject({ kind: 'invalid', code: 'file.picture-large' });
});

test.each([
  ['cut off', (whole: Buffer) => whole.subarray(0, 40)],
  ['only a head', (whole: Buffer) => whole.subarray(0, 12)],
  ['scrambled', (whole: Buffer) => Buffer.concat([whole.subarray(0, 33), Buffer.alloc(200, 7)])]
])('a picture that is %s is refused in words', async (_, broken) => {
  await expect(redrawn(broken(grey(64, 64)), 'image/png')).rejects.toMatchObject({
    kind: 'invalid',
    code: 'file.picture'
  });
});
