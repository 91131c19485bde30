import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LARGEST_FILE, openFileStore } from './files.server.ts';

/** One grey point. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64'
);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

async function openStore() {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-files-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, store: openFileStore(folder) };
}

test('a document comes back byte for byte under its hash, with its true type', async () => {
  const { store } = await openStore();
  const kept = await store.put(pdf);
  expect(kept).toMatchObject({ type: 'application/pdf', size: pdf.byteLength });
  expect(kept.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(Buffer.from((await store.get(kept.hash))!)).toEqual(pdf);
});

test('the same bytes are kept once, and nothing half written stays behind', async () => {
  const { folder, store } = await openStore();
  const hashes = await Promise.all(Array.from({ length: 8 }, () => store.put(png)));
  expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(1);
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files).toHaveLength(1);
});

test.each([
  [
    'a vector image, which can carry scripts',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  ],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a program', Buffer.from('7f454c4602010100000000000000000002003e0001000000', 'hex')],
  ['an archive', Buffer.from('504b030414000000', 'hex')],
  ['text', Buffer.from('你好')],
  ['nothing', Buffer.alloc(0)]
])('%s is not accepted, whatever it is called', async (_, bytes) => {
  const { store } = await openStore();
  await expect(store.put(bytes)).rejects.toMatchObject({ kind: 'invalid', code: 'file.type' });
});

test('more than ten megabytes are refused with the bound', async () => {
  const { store } = await openStore();
  await expect(store.put(new Uint8Array(LARGEST_FILE + 1))).rejects.toMatchObject({
    code: 'file.too-large',
    params: { megabytes: 10 }
  });
});

test.each(['', '..', '../../etc/passwd', 'a'.repeat(63), 'A'.repeat(64), `${'a'.repeat(62)}/.`])(
  '%s is no hash and finds nothing',
  async (hash) => {
    const { store } = await openStore();
    expect(await store.get(hash)).toBeUndefined();
  }
);

test('an unknown hash finds nothing', async () => {
  const { store } = await openStore();
  expect(await store.get('0'.repeat(64))).toBeUndefined();
});
