import { expect, test } from 'vitest';
import { makePdf, type PdfDocument } from './pdf.server.ts';

const specimen: PdfDocument = {
  template: 'platform/specimen.typ',
  title: '样张',
  language: 'zh',
  at: Date.UTC(2026, 10, 23, 1),
  data: { name: '林某甲', on: '2026-11-23', rows: [{ title: '行政处罚法专题', hours: 4 }] }
};
const words = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');

test('a document for keeping says that it is PDF/A-2a, carries its fonts and is tagged', async () => {
  const pdf = words(await makePdf(specimen));
  expect(pdf.startsWith('%PDF-1.7')).toBe(true);
  expect(pdf).toContain('<pdfaid:part>2</pdfaid:part>');
  expect(pdf).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
  expect(pdf).toContain('/FontFile');
  expect(pdf).toContain('/StructTreeRoot');
});

test('a document for reading aloud says that it is PDF/UA-1', async () => {
  expect(words(await makePdf({ ...specimen, standard: 'ua-1' }))).toContain('<pdfuaid:part>1</pdfuaid:part>');
});

test('the same document of the same instant has the same bytes', async () => {
  const [first, second] = await Promise.all([makePdf(specimen), makePdf(specimen)]);
  expect(Buffer.compare(first, second)).toBe(0);
});

test('a value is data: what would stop the setting as markup is only printed', async () => {
  const name = '#panic("read as markup") $x #import "/platform/nothing.typ"';
  expect((await makePdf({ ...specimen, data: { ...specimen.data, name } })).byteLength).toBeGreaterThan(0);
});

test('a sign that the fonts lack is named, never printed as a box', async () => {
  await expect(makePdf({ ...specimen, data: { ...specimen.data, name: '林\u{2B364}' } })).rejects.toMatchObject({
    kind: 'invalid',
    code: 'file.unprintable',
    params: { sign: '\u{2B364}' }
  });
});

test('a rare name that the fonts have is printed', async () => {
  expect((await makePdf({ ...specimen, data: { ...specimen.data, name: '龘㙓䶮' } })).byteLength).toBeGreaterThan(0);
});

test('a template that is wrong is a fault of ours, not of the reader', async () => {
  await expect(makePdf({ ...specimen, data: {} })).rejects.toThrow('platform/specimen.typ could not be set');
});
