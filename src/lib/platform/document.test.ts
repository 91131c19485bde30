import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readDocument } from './document.server.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const word = (body: string, extra: Record<string, Uint8Array> = {}) =>
  zipSync({
    'word/document.xml': strToU8(`<?xml version="1.0"?><w:document ${W} ${MC}><w:body>${body}</w:body></w:document>`),
    ...extra
  });
const paragraph = (inside: string) => `<w:p>${inside}</w:p>`;
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

test('a document gives its paragraphs as lines, runs joined, entities read', () => {
  const bytes = word(
    paragraph(run('第一条') + '<w:r><w:tab/></w:r>' + run('甲&amp;乙。')) + paragraph(run('上') + '<w:br/>' + run('下'))
  );
  expect(readDocument(bytes)).toEqual({ text: '第一条 甲&乙。\n上\n下', numberedByWord: 0 });
});

test('what was deleted, what a field computes by and what stands there twice is no text', () => {
  const bytes = word(
    paragraph(
      run('留') +
        '<w:del><w:r><w:delText>删</w:delText></w:r></w:del>' +
        '<w:r><w:instrText>PAGE</w:instrText></w:r>' +
        `<mc:AlternateContent><mc:Choice>${run('图')}</mc:Choice><mc:Fallback>${run('图')}</mc:Fallback></mc:AlternateContent>`
    )
  );
  expect(readDocument(bytes).text).toBe('留图');
});

test('numbers that Word makes by itself are counted', () => {
  const bytes = word(paragraph('<w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr>' + run('无号')));
  expect(readDocument(bytes)).toEqual({ text: '无号', numberedByWord: 1 });
});

test('where they are asked for, the numbers that Word makes stand before their paragraphs', () => {
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = `<w:numbering ${W}>
<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'upperLetter', '%2.')}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">${level(0, 'chineseCountingThousand', '%1、')}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>`;
  const listed = (list: number, at: number, text: string) =>
    paragraph(`<w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${run(text)}`);
  const bytes = word(
    listed(2, 0, '单选题') +
      listed(1, 0, '几名？') +
      listed(1, 1, '一名') +
      listed(1, 1, '两名') +
      paragraph(run('无号')) +
      listed(1, 0, '几日？') +
      listed(1, 1, '七日') +
      listed(2, 0, '多选题') +
      listed(3, 0, '另起'),
    { 'word/numbering.xml': strToU8(numbering) }
  );
  expect(readDocument(bytes, { numbers: true }).text.split('\n')).toEqual([
    '一、 单选题',
    '1. 几名？',
    'A. 一名',
    'B. 两名',
    '无号',
    '2. 几日？',
    'A. 七日',
    '二、 多选题',
    '5. 另起'
  ]);
  expect(readDocument(bytes).text).toContain('\n几名？');
});

test('plain text is read in UTF-8 and GB18030', () => {
  expect(readDocument(strToU8('第一条 甲。')).text).toBe('第一条 甲。');
  expect(readDocument(new Uint8Array([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5])).text).toBe('第一条');
});

test('broken, foreign and swollen files are refused', () => {
  expect(() => readDocument(zipSync({ 'xl/workbook.xml': strToU8('<a/>') }))).toThrow('file.unreadable');
  expect(() => readDocument(strToU8('PK\u0003\u0004kaputt'))).toThrow('file.unreadable');
  expect(() => readDocument(strToU8('a\0b'))).toThrow('file.unreadable');
  expect(() => readDocument(word('<w:p><w:r>'))).toThrow('file.unreadable');
  expect(() => readDocument(word('', { bomb: new Uint8Array(60 * 1024 * 1024) }))).toThrow('file.too-large');
  expect(() => readDocument(new Uint8Array(11 * 1024 * 1024))).toThrow('file.too-large');
  const many = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`x${at}`, new Uint8Array(0)]));
  expect(() => readDocument(word('', many))).toThrow('file.too-large');
});
